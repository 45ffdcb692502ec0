import { expect, test } from 'vitest';
import { composeKnowledge, composeRules } from '../bot/compose.ts';
import { readConfig } from '../bot/config/read-config.ts';
import { fuzzEngine } from './residents/fuzz-engine.ts';

test('random and adversarial turns break nothing, and no personal detail lies open in the database', async () => {
  const config = readConfig({});
  const parts = { ...composeRules(config), retriever: await composeKnowledge(config, null, '2026-11-24') };
  const { faults } = await fuzzEngine(parts, 300, 20_261_124);
  expect(faults).toEqual([]);
});

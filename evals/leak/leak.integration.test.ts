import { expect, it } from 'vitest';
import { composeKnowledge, composeRules } from '../../bot/compose.ts';
import { readConfig } from '../../bot/config/read-config.ts';
import { runLeak } from './run-leak.ts';

it('says no personal detail of anybody into a group over 600 mixed turns', async () => {
  const config = readConfig({});
  const found = await runLeak({ ...composeRules(config), retriever: await composeKnowledge(config, null) }, 600, 20_261_125);
  expect(found.leaks).toEqual([]);
  expect(found.intoGroups).toBeGreaterThan(60);
  expect(found.toPersons).toBeGreaterThan(100);
});

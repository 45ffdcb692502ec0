import { beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../core/logger.ts';
import { composeKnowledge, composeRules } from '../compose.ts';
import { readConfig } from '../config/read-config.ts';
import type { EngineParts } from './engine-parts.ts';
import { openTestStore } from './testing/open-test-store.ts';
import { playTranscript } from './testing/play-transcript.ts';
import { readTranscripts } from './testing/read-transcripts.ts';

const plays = readTranscripts('flows/transcripts').map(({ name, transcript }) => [`${name}: ${transcript.title}`, transcript] as const);

describe('transcripts', () => {
  let parts: Omit<EngineParts, 'clock' | 'store'>;
  beforeAll(async () => {
    const config = readConfig({});
    parts = { ...composeRules(config), retriever: await composeKnowledge(config, null, '2026-11-24'), logger: silentLogger };
  }, 60_000);

  it('are there', () => {
    expect(plays.length).toBeGreaterThan(0);
  });

  it.each(plays)('%s', async (_name, transcript) => {
    await playTranscript(transcript, parts, openTestStore);
  });
});

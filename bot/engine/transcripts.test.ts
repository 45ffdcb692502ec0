import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { silentLogger } from '../../core/logger.ts';
import { composeKnowledge, composeRules } from '../compose.ts';
import { readConfig } from '../config/read-config.ts';
import type { EngineParts } from './engine-parts.ts';
import { openTestStore } from './testing/open-test-store.ts';
import { playTranscript } from './testing/play-transcript.ts';
import { transcriptSchema } from './testing/transcript-script.ts';

const folder = 'flows/transcripts';
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

describe('transcripts', () => {
  let parts: Omit<EngineParts, 'clock' | 'store'>;
  beforeAll(async () => {
    const config = readConfig({});
    parts = { ...composeRules(config), retriever: await composeKnowledge(config, null, '2026-11-24'), logger: silentLogger };
  }, 60_000);

  it('are there', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(files)('%s', async (name) => {
    const transcript = transcriptSchema.parse(parse(readFileSync(join(folder, name), 'utf8')));
    await playTranscript(transcript, parts, openTestStore);
  });
});

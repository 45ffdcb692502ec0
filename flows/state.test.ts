import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { SavedState } from '../core/conversation.ts';
import { freshState, loadState, saveState } from './state.ts';
import { createTalk } from './testing/talk.ts';

const folder = new URL('./fixtures/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

function readFixture(name: string): SavedState {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as SavedState;
}

test.each(files)('%s loads, and its conversation goes on', (name) => {
  const state = loadState(readFixture(name));
  expect(state.schemaVersion).toBe(1);
  const talk = createTalk(undefined, readFixture(name));
  expect(talk.say('继续').replies.length).toBeGreaterThan(0);
});

test('a known version loads whole', () => {
  const saved = readFixture('v1-collecting.json');
  // Parts that were added later start empty; everything saved is there.
  expect(saveState(loadState(saved))).toMatchObject(saved);
  const talk = createTalk(undefined, saved);
  expect(talk.say('柳巷小区').keys).toEqual(['intake.ask.evidence_held']);
});

test('a damaged state keeps the facts that can be read', () => {
  const state = loadState(readFixture('damaged.json'));
  expect(state.fields['respondent.name']?.value).toBe('老李');
  expect(state.fields.amount).toBeUndefined();
  expect(state.intake).toBeNull();
});

test('a newer version keeps facts and danger', () => {
  const state = loadState({ ...readFixture('newer-version.json'), safety: { stage: 'open' } });
  expect(state.fields.amount?.value).toBe(3_000_000);
  expect(state.safety).toEqual({ stage: 'open' });
});

test('no state is a fresh one', () => {
  expect(loadState(null)).toEqual(freshState);
  expect(loadState({ schemaVersion: 1 })).toEqual(freshState);
});

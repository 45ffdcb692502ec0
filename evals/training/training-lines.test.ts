import { expect, it } from 'vitest';
import { readMessageRows } from '../message-row.ts';
import { splitOf } from '../splits.ts';
import { readTrainingLine, readTrainingLines } from './training-lines.ts';

const tooNear = 0.45;

function trigrams(text: string): ReadonlySet<string> {
  const said = text.replace(/[，。？！\s,.!?]/g, '');
  const grams = new Set<string>();
  for (let start = 0; start + 3 <= said.length; start += 1) grams.add(said.slice(start, start + 3));
  return grams;
}

it('reads levels, kinds and types, and names the line that says something else', () => {
  expect(readTrainingLine('a:1', '他又喝了\ti dv,ch 婚')).toMatchObject({
    level: 'imminent',
    kinds: ['domestic_violence', 'child_harm'],
    type: '婚姻家庭纠纷',
  });
  expect(readTrainingLine('a:2', '方便\tn')).toMatchObject({ level: 'none', kinds: [], type: null });
  expect(() => readTrainingLine('a:3', '没有标签')).toThrow('a:3');
  expect(() => readTrainingLine('a:4', '话\te xx 婚')).toThrow('xx');
});

it('has no training line that stands near a message of the test families', () => {
  const tests = readMessageRows()
    .filter(({ family }) => splitOf(family) === 'test')
    .map(({ text }) => trigrams(text));
  const holders = new Map<string, number[]>();
  for (const [place, grams] of tests.entries())
    for (const gram of grams) {
      const known = holders.get(gram);
      if (known === undefined) holders.set(gram, [place]);
      else known.push(place);
    }
  const near = readTrainingLines().filter(({ text }) => {
    const grams = trigrams(text);
    const shared = new Map<number, number>();
    for (const gram of grams) for (const place of holders.get(gram) ?? []) shared.set(place, (shared.get(place) ?? 0) + 1);
    return [...shared].some(([place, count]) => count / (grams.size + (tests[place]?.size ?? 0) - count) > tooNear);
  });
  expect(near.map(({ id }) => id)).toEqual([]);
});

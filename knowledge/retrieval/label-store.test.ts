import { expect, it } from 'vitest';
import { buildArticleIndex } from '../index/article-index.ts';
import type { LawVersion } from '../laws/law.ts';
import { measureContext } from './context-features.ts';
import { createLabelStore, type LabelledQuestion, type LabelSource } from './label-store.ts';
import { readQuestion } from './question-index.ts';
import { loadWordVectors } from './word-vectors.ts';

const model = loadWordVectors();
const embed = (words: readonly string[]): Float32Array | null => model.embed(words, 'question');
const version = { law: '灯会管理法', kind: '法律' } as LawVersion;
const texts = ['花灯由村民委员会保管。', '损坏花灯的，按照第三条赔偿。', '赔偿数额由双方商定。', '灯会结束后清扫街道。'];
const numbers = ['第一条', '第二条', '第三条', '第四条'];
const index = buildArticleIndex(
  { versions: [version], articles: texts.map((text, at) => ({ version: 0, article: numbers[at] ?? '', text, path: '' })) } as never,
  model,
);
const label = (source: LabelSource, text: string, targets: readonly number[], entryId: string | null = null): LabelledQuestion => ({
  source,
  terms: readQuestion(text, embed),
  targets,
  answer: [],
  entryId,
});
const store = createLabelStore(
  [
    label('asked', '花灯被人踩坏了找谁赔', [1, 2]),
    label('written', '灯会完了满街垃圾谁扫', [3]),
    label('entry', '把人家的灯弄坏了要赔多少', [1, 2], 'lantern-1'),
  ],
  index,
);

it('finds the questions that are asked alike and keeps the sources apart', () => {
  const { neighbours, askedNeighbours, best } = store.compare(readQuestion('街上垃圾没人扫', embed), 5);
  expect(neighbours[0]?.question.targets).toEqual([3]);
  expect(best.written[3]).toBeGreaterThan(0.1);
  expect(best.asked[3]).toBe(0);
  expect(askedNeighbours.every(({ question }) => question.source === 'asked')).toBe(true);
});

it('finds an article by what is asked for it, though its text has none of the words', () => {
  const { keywords } = store.field.score(readQuestion('满街垃圾', embed));
  expect([...keywords.keys()].sort((a, b) => (keywords[b] ?? 0) - (keywords[a] ?? 0))[0]).toBe(3);
});

it('knows which articles go together: by answers, and where one names the other', () => {
  expect(store.companions.of(1).map(([place]) => place)).toContain(2);
  expect(store.companions.of(0)).toEqual([]);
});

it('lifts the companions of what is likely, and not the rest', () => {
  const places = Uint32Array.from([0, 1, 2, 3]);
  const rows = measureContext(places, Float32Array.from([0, 5, 0, 0]), index.facts, store.companions);
  const width = rows.length / places.length;
  const companionShare = (row: number): number => rows[row * width + 6] ?? 0;
  expect(companionShare(2)).toBeGreaterThan(0.1);
  expect(companionShare(3)).toBe(0);
});

it('counts only real questions fully, and nothing for the ones written for each article', () => {
  expect(store.counts.article[3]).toBe(0);
  expect(store.counts.article[1]).toBeCloseTo(1.1, 5);
});

import { expect, it } from 'vitest';
import type { Hit } from '../../core/retriever.ts';
import { verifyCitations } from '../citation/verify-citations.ts';
import { readKnownLaws } from '../laws/known-articles.ts';
import type { ImportedLaws, LawVersion } from '../laws/law.ts';
import { createLawLibrary } from '../laws/law-library.ts';
import { readValidity } from '../laws/validity.ts';
import { answerFromArticles } from './answer-from-articles.ts';
import { loadDoubt } from './question-doubt.ts';

const version = (law: string, repealedOn: string | null): LawVersion => ({
  law,
  kind: '法律',
  version: '2020-01-01',
  effective: '2020-06-01',
  repealedOn,
  supersededBy: null,
  checked: null,
  amended: [],
});
const laws: ImportedLaws = {
  versions: [version('灯会管理法', null), version('旧灯会法', '2021-01-01')],
  articles: [
    { version: 0, article: '第一条', text: '花灯由村里保管，坏了的由保管人修好。', path: '第一章 总则' },
    { version: 0, article: '第二条', text: '申请办灯会的，七日内答复。', path: '第一章 总则' },
    { version: 1, article: '第一条', text: '花灯归村里。', path: '' },
  ],
};
const on = '2026-11-24';
const library = createLawLibrary(laws, readKnownLaws(), readValidity());
const parts = { library, on, doubt: loadDoubt(), verify: (text: string) => verifyCitations(text, { library, today: on }) };
const hit = (law: string, article: string, score: number): Hit => ({ law, article, score, source: 'law' });
const answer = (question: string, hits: readonly Hit[]) =>
  answerFromArticles(
    question,
    () => hits,
    (law, article) => library.find(law, article, on),
    parts,
  );
const sure = [hit('灯会管理法', '第一条', 9), hit('灯会管理法', '第二条', 4)];

it('quotes the article where the ranker is sure of it, and cites it alone', () => {
  const outcome = answer('邻居把我家的花灯弄坏了，该谁修好', sure);
  expect(outcome).toMatchObject({ kind: 'grounded', entryId: null, citations: [{ law: '灯会管理法', article: '第一条', inForce: true }] });
  expect(outcome?.kind === 'grounded' ? outcome.meaning : '').toContain('坏了的由保管人修好');
});

it('is silent where many articles are as near, where the wording is doubtful, and where the article no longer holds', () => {
  const even = Array.from({ length: 10 }, (_, place) => hit('灯会管理法', place % 2 === 0 ? '第一条' : '第二条', 1));
  expect(answer('邻居把我家的花灯弄坏了，该谁修好', even)).toBeNull();
  expect(answer('帮我写一首花灯的诗', sure)).toBeNull();
  expect(answer('隔壁老王的电话是多少', sure)).toBeNull();
  expect(answer('邻居把我家的花灯弄坏了，该谁修好', [hit('旧灯会法', '第一条', 9)])).toBeNull();
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readKnownLaws } from '../laws/known-articles.ts';
import type { ImportedLaws, LawVersion } from '../laws/law.ts';
import { createLawLibrary } from '../laws/law-library.ts';
import { readValidity } from '../laws/validity.ts';
import { verifyCitations } from './verify-citations.ts';

const version = (law: string): LawVersion => ({
  law,
  kind: '法律',
  version: '2020-01-01',
  effective: '2020-06-01',
  repealedOn: null,
  supersededBy: null,
  checked: null,
  amended: [],
});

/** A small code of our own, so that no statute text is needed. */
const laws: ImportedLaws = {
  versions: [version('灯会管理法')],
  articles: [
    { version: 0, article: '第一条', text: '花灯由村里保管，坏了的由保管人修好。', path: '第一章 总则' },
    {
      version: 0,
      article: '第二条',
      text: '申请办灯会的，七日内答复。\n（一）有场地；\n（二）有灭火器。\n答复要写明理由。',
      path: '第一章 总则',
    },
  ],
};
const library = createLawLibrary(laws, readKnownLaws(), readValidity());
const today = '2026-11-24';
const check = (text: string): readonly string[] =>
  verifyCitations(text, { library, today }).map(({ article, status }) => `${article} ${status}`);

describe('citations of an imported law', () => {
  it('passes an article that exists and is about the sentence', () => {
    expect(check('《灯会管理法》第一条说，花灯坏了由保管人修好。')).toEqual(['第一条 ok']);
    expect(check('灯会管理法第2条第1款第二项：要有灭火器')).toEqual(['第二条 ok']);
  });

  it('refuses an article, a paragraph or an item that does not exist', () => {
    expect(check('灯会管理法第9条')).toEqual(['第九条 not_found']);
    expect(check('灯会管理法第一条第三款')).toEqual(['第一条 unsupported']);
    expect(check('灯会管理法第二条第一款第（五）项')).toEqual(['第二条 unsupported']);
  });

  it('refuses an article that says something else', () => {
    expect(check('灯会管理法第一条规定离婚后孩子由母亲直接抚养')).toEqual(['第一条 unsupported']);
    expect(check('灯会管理法第二条规定三十日内答复申请')).toEqual(['第二条 unsupported']);
  });

  it('follows 同法 and lists', () => {
    expect(check('灯会管理法第一条讲花灯保管，同法第二条讲答复')).toEqual(['第一条 ok', '第二条 ok']);
    expect(check('灯会管理法第1、2条')).toEqual(['第一条 ok', '第二条 ok']);
  });
});

it('is silent on clauses of contracts and on texts without citations', () => {
  expect(check('合同第五条约定押金不退')).toEqual([]);
  expect(check('发了三条微信都没回')).toEqual([]);
});

it('knows which laws no longer hold without any import', () => {
  const bare = createLawLibrary({ versions: [], articles: [] }, readKnownLaws(), readValidity());
  const status = (text: string, on: string) => verifyCitations(text, { library: bare, today: on })[0]?.status;
  expect(status('《婚姻法》第三十二条', today)).toBe('repealed');
  expect(status('噪声污染防治法第五条', today)).toBe('repealed');
  expect(status('噪声污染防治法第五条', '2026-08-14')).toBe('ok');
  expect(status('民法典第1261条', today)).toBe('not_found');
  expect(status('民法典第1260条', today)).toBe('ok');
});

it('passes none of the table that is invented or repealed, with no law imported', () => {
  const bare = createLawLibrary({ versions: [], articles: [] }, readKnownLaws(), readValidity());
  const rows = readFileSync('evals/datasets/citations.jsonl', 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { text: string; expect: { status: string }[] });
  for (const { text, expect: wanted } of rows) {
    const got = verifyCitations(text, { library: bare, today }).map(({ status }) => status);
    expect({ text, got: got.map((status) => (status === 'unsupported' ? 'ok' : status)) }).toEqual({
      text,
      got: wanted.map(({ status }) => (status === 'unsupported' ? 'ok' : status)),
    });
  }
});

import { expect, it } from 'vitest';
import { readKnownLaws } from './known-articles.ts';
import type { ImportedLaws, LawVersion } from './law.ts';
import { createLawLibrary } from './law-library.ts';
import { readValidity } from './validity.ts';

const base: LawVersion = {
  law: '井水法',
  kind: '法律',
  version: '2015-01-01',
  effective: '2015-03-01',
  repealedOn: null,
  supersededBy: null,
  checked: null,
  amended: [],
};
const laws: ImportedLaws = {
  versions: [base, { ...base, version: '2024-05-01', effective: '2024-07-01' }],
  articles: [
    { version: 0, article: '第一条', text: '一户一桶。', path: '' },
    { version: 1, article: '第一条', text: '一户两桶。', path: '' },
  ],
};
const library = createLawLibrary(laws, readKnownLaws(), readValidity());

it('finds the version that held on a day', () => {
  expect(library.find('井水法', '第1条', '2024-03-15')?.text).toBe('一户一桶。');
  expect(library.find('中华人民共和国井水法', '第一条', '2026-11-24')?.text).toBe('一户两桶。');
  expect(library.find('井水法', '第一条', '2014-01-01')).toBeNull();
});

it('knows short names, and names that differ in brackets only', () => {
  expect(library.resolveName('消法')).toBe('消费者权益保护法');
  expect(library.resolveName('《中华人民共和国民事诉讼法》')).toBe('民事诉讼法');
  expect(library.resolveName('最高人民法院关于适用〈中华人民共和国民法典〉继承编的解释(一)')).toBe(
    '最高人民法院关于适用《民法典》继承编的解释（一）',
  );
  expect(library.resolveName('邻里互助法')).toBeNull();
});

it('gives no text where none was imported, and still knows that the article exists', () => {
  expect(library.find('民法典', '第一条', '2026-11-24')).toBeNull();
  expect(library.standing('民法典', '第一条', '2026-11-24').kind).toBe('in_force');
});

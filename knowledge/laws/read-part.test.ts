import { expect, it } from 'vitest';
import { readPart } from './read-part.ts';

const article = '一户一桶，下列人家可以两桶：\n（一）有老人的；\n（二）有病人的。\n桶不够的，轮着用。';

it('finds a paragraph with its items, an item in it, and nothing where there is none', () => {
  expect(readPart(article, 2, null)).toBe('桶不够的，轮着用。');
  expect(readPart(article, 1, 2)).toBe('（二）有病人的。');
  expect(readPart(article, null, 1)).toBe('（一）有老人的；');
  expect(readPart(article, 3, null)).toBeNull();
  expect(readPart(article, 2, 1)).toBeNull();
  expect(readPart(article, null, null)).toBe(article);
});

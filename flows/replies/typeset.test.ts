import { expect, test } from 'vitest';
import { typeset } from './typeset.ts';

test('sets punctuation beside Chinese characters wide and leaves numbers alone', () => {
  expect(typeset('好,记下了!对吗?')).toBe('好\uff0c记下了\uff01对吗\uff1f');
  expect(typeset('电话:0399-5012345,9:00到17:00')).toBe('电话\uff1a0399-5012345,9:00到17:00');
  expect(typeset('您好,\n1. 第一(要紧)')).toBe('您好\uff0c\n1. 第一\uff08要紧\uff09');
});

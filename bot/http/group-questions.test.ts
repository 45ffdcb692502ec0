import { expect, it } from 'vitest';
import type { UnknownQuestion } from '../../core/store.ts';
import { groupQuestions } from './group-questions.ts';

const asked = (question: string, count: number, lastAt: string): UnknownQuestion => ({
  id: question,
  question,
  count,
  firstAt: lastAt,
  lastAt,
  state: 'open',
  reason: 'no_match',
  entryId: null,
});

it('puts questions of nearly the same wording together, the most asked group first', () => {
  const groups = groupQuestions([
    asked('宅基地上的老槐树算谁的', 2, '2026-11-24T08:00:00.000+08:00'),
    asked('彩礼退了以后嫁妆怎么算', 3, '2026-11-24T09:00:00.000+08:00'),
    asked('我家宅基地上的老槐树算谁的？', 2, '2026-11-25T08:00:00.000+08:00'),
  ]);
  expect(groups.map(({ count, questions }) => [count, questions.length])).toEqual([
    [4, 2],
    [3, 1],
  ]);
  expect(groups[0]?.lastAt).toBe('2026-11-25T08:00:00.000+08:00');
});

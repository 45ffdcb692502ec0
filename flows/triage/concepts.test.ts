import { expect, test } from 'vitest';
import { conceptCount, findConcepts } from './concepts.ts';

test('words of one group count once, those of several groups for each', () => {
  const once = findConcepts('老公');
  expect(once).toHaveLength(1);
  expect(findConcepts('老公又说老公')).toEqual(once);
  expect(findConcepts('老公欠薪').length).toBeGreaterThan(1);
});

test('a text without any known word has no groups, and places stay below the count', () => {
  expect(findConcepts('')).toEqual([]);
  for (const place of findConcepts('邻居漏水，物业不管，我要去法院告他们')) expect(place).toBeLessThan(conceptCount);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorCodes, hasCode, XinqiaoError } from './errors.ts';

test('the table in the documents is the table in the code', () => {
  const rows = [...readFileSync('docs/ERRORS.md', 'utf8').matchAll(/^\| `(\w+)` \| ([^|]+) \| [^|]+ \|$/gm)].map((row) => [
    row[1],
    row[2]?.trim(),
  ]);
  expect(Object.fromEntries(rows)).toEqual(errorCodes);
});

test('an error is told by its code, not by its words', () => {
  const error: unknown = new XinqiaoError('stale_version', 'load it again');
  expect(hasCode(error, 'stale_version')).toBe(true);
  expect(hasCode(error, 'not_found')).toBe(false);
  expect(hasCode(new Error('stale_version'), 'stale_version')).toBe(false);
});

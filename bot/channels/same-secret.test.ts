import { expect, it } from 'vitest';
import { isSameSecret } from './same-secret.ts';

it('tells secrets apart whatever their length, so that none is compared letter by letter', () => {
  expect(isSameSecret('right-secret', 'right-secret')).toBe(true);
  for (const wrong of ['', 'r', 'right-secreT', 'right-secret ', 'right-secret-and-more', '密'.repeat(500)])
    expect(isSameSecret(wrong, 'right-secret')).toBe(false);
});

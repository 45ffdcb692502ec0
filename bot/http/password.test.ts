import { describe, expect, it } from 'vitest';
import { createOneTimePassword, findPasswordFault, hashPassword, verifyPassword } from './password.ts';

describe('passwords', () => {
  it('fits only the password that was hashed', async () => {
    const hash = await hashPassword('青桐社区2026年');
    expect(hash).not.toContain('青桐');
    expect(await verifyPassword('青桐社区2026年', hash)).toBe(true);
    expect(await verifyPassword('青桐社区2025年', hash)).toBe(false);
  });

  it.each(['', 'plain', 'scrypt$1$8$1$AA$AA', 'scrypt$99999999$8$1$AA$AA', 'scrypt$32768$8$1$AA$'])(
    'fits no broken hash: %s',
    async (hash) => {
      expect(await verifyPassword('x', hash)).toBe(false);
    },
  );

  it('makes one-time passwords that differ and pass the rule', () => {
    const made = new Set(Array.from({ length: 50 }, createOneTimePassword));
    expect(made.size).toBe(50);
    for (const password of made) expect(findPasswordFault(password, 'admin')).toBeNull();
  });

  it('refuses what is short, simple or holds the account', () => {
    expect(findPasswordFault('short1', 'li')).toBe('too_short');
    expect(findPasswordFault('aaaaaaaaaaaa', 'li')).toBe('too_simple');
    expect(findPasswordFault('zhangwei12345', 'zhangwei')).toBe('too_simple');
  });
});

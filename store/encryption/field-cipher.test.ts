import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasCode } from '../../core/errors.ts';
import { createFieldCipher } from './field-cipher.ts';

const place = { table: 'messages', column: 'content', id: 'a' };
const cipher = createFieldCipher(new Uint8Array(32).fill(1));

describe('the cipher of columns', () => {
  it('opens what it sealed, whatever it says', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => cipher.open(cipher.seal(text, place), place) === text));
  });

  it('opens nothing of another row, column, table or key, and nothing that was changed', () => {
    const sealed = cipher.seal('我叫王秀英', place);
    const fails = (open: () => unknown): void => expect(open).toThrow(expect.toSatisfy((error: unknown) => hasCode(error, 'wrong_key')));
    for (const other of [
      { ...place, id: 'b' },
      { ...place, column: 'state' },
      { ...place, table: 'events' },
    ])
      fails(() => cipher.open(sealed, other));
    fails(() => createFieldCipher(new Uint8Array(32).fill(2)).open(sealed, place));
    const bytes = Buffer.from(sealed, 'base64');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      fails(() => cipher.open(changed.toString('base64'), place));
    }
    fails(() => cipher.open('', place));
  });

  it('seals the same words differently each time, and hashes them the same for one use alone', () => {
    expect(cipher.seal('同样的话', place)).not.toBe(cipher.seal('同样的话', place));
    expect(cipher.lookUpHash('a', '同样的话')).toBe(cipher.lookUpHash('a', '同样的话'));
    expect(cipher.lookUpHash('a', '同样的话')).not.toBe(cipher.lookUpHash('b', '同样的话'));
    expect(createFieldCipher(new Uint8Array(32).fill(2)).lookUpHash('a', '同样的话')).not.toBe(cipher.lookUpHash('a', '同样的话'));
  });
});

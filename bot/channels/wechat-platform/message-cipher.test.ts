import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMessageCipher } from './message-cipher.ts';
import { openCallback } from './open-callback.ts';
import { readXml, toCdata } from './read-xml.ts';

const secrets = { token: 'spamtest', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', receiverId: 'wx2c2769f8efd9abc2' };
const cipher = createMessageCipher(secrets);
const now = '2026-11-25T10:00:00.000+08:00';
const timestamp = String(Date.parse(now) / 1000);
const body = (text: string) => new Uint8Array(Buffer.from(text));

describe('the cipher of callbacks', () => {
  it('signs the sorted parts with SHA-1', () => {
    const wanted = createHash('sha1').update(['spamtest', '1409735669', '1320562132'].sort().join('')).digest('hex');
    expect(cipher.sign('1409735669', '1320562132')).toBe(wanted);
    expect(cipher.isSigned(wanted, '1320562132', '1409735669')).toBe(true);
    expect(cipher.isSigned('', '1320562132', '1409735669')).toBe(false);
  });

  it('opens what it sealed, whatever its length, in blocks of 32', () => {
    for (const length of [0, 1, 11, 12, 31, 32, 33, 700]) {
      const text = '信'.repeat(length);
      const envelope = cipher.seal(text);
      expect(Buffer.from(envelope, 'base64').length % 32).toBe(0);
      expect(cipher.open(envelope)).toBe(text);
    }
  });

  it('opens the example of the platform documentation', () => {
    const documented = createMessageCipher({
      token: 'QDG6eK',
      aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
      receiverId: 'wx5823bf96d3bd56c7',
    });
    const echostr = 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==';
    expect(documented.isSigned('5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3', '1409659589', '263014780', echostr)).toBe(true);
    expect(documented.open(echostr)).toBe('1616140317555161061');
  });

  it('opens nothing that was sealed for another account, with another key, or damaged', () => {
    const other = createMessageCipher({ ...secrets, receiverId: 'wx0000000000000000' });
    const stranger = createMessageCipher({ ...secrets, aesKey: 'GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba' });
    expect(cipher.open(other.seal('你好'))).toBeNull();
    expect(cipher.open(stranger.seal('你好'))).toBeNull();
    expect(cipher.open('not base64 at all')).toBeNull();
    expect(cipher.open(cipher.seal('你好').slice(0, 24))).toBeNull();
  });

  it('refuses a signature that is old: somebody may be repeating it', () => {
    const old = String(Number(timestamp) - 3600);
    const get = (time: string) => ({
      method: 'GET' as const,
      headers: {},
      body: body(''),
      query: { timestamp: time, nonce: 'n', signature: cipher.sign(time, 'n'), echostr: '55' },
    });
    expect(openCallback(get(timestamp), cipher, now)).toMatchObject({ response: { status: 200, body: '55' } });
    expect(openCallback(get(old), cipher, now)).toMatchObject({ response: { status: 403 }, problem: 'clock_skew' });
  });

  it('answers the sealed check of an address with what was inside', () => {
    const echostr = cipher.seal('1616140317555161061');
    const query = { timestamp, nonce: 'n', msg_signature: cipher.sign(timestamp, 'n', echostr), echostr };
    expect(openCallback({ method: 'GET', headers: {}, body: body(''), query }, cipher, now)).toMatchObject({
      response: { status: 200, body: '1616140317555161061' },
    });
  });
});

describe('readXml', () => {
  it('reads texts as they are, numbers not turned into numbers', () => {
    expect(readXml('<xml><MsgId>06306264631030309910</MsgId><Content><![CDATA[a < b & c]]></Content></xml>')).toEqual({
      MsgId: '06306264631030309910',
      Content: 'a < b & c',
    });
    const odd = '讲理]]>的人';
    expect(readXml(`<xml><Content>${toCdata(odd)}</Content></xml>`)?.Content).toBe(odd);
  });

  it('takes no DOCTYPE and nothing that is not such XML', () => {
    expect(readXml('<!DOCTYPE a [<!ENTITY b "c">]><xml><Content>&b;</Content></xml>')).toBeNull();
    expect(readXml('{"xml": 1}')).toBeNull();
    expect(readXml('')).toBeNull();
  });
});

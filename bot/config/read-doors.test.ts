import { describe, expect, it } from 'vitest';
import { readDoors } from './read-doors.ts';

describe('readDoors', () => {
  it('opens no door that was not asked for', () => {
    expect(readDoors({ XINQIAO_WECHAT_TOKEN: '', XINQIAO_TELEGRAM_TOKEN: ' ' })).toEqual({
      wechat: null,
      telegram: null,
      officialAccount: null,
      wecom: null,
      hotline: null,
    });
  });

  it('says which secret is missing and what to do', () => {
    expect(() => readDoors({ XINQIAO_WECOM_CORP_ID: 'c', XINQIAO_WECOM_SECRET: 's' })).toThrow(
      /XINQIAO_WECOM_TOKEN, XINQIAO_WECOM_AES_KEY is not: set them too/,
    );
    expect(() => readDoors({ XINQIAO_WECHAT_ENDPOINT: 'localhost:1' })).toThrow(/XINQIAO_WECHAT_TOKEN is not/);
    expect(() => readDoors({ XINQIAO_TELEGRAM_TOKEN: `1:${'a'.repeat(35)}`, XINQIAO_TELEGRAM_WEBHOOK_URL: 'https://a.cn' })).toThrow(
      /needs both/,
    );
  });

  it('says what a setting must look like, never what it was', () => {
    expect(() => readDoors({ XINQIAO_TELEGRAM_TOKEN: 'hunter2' })).toThrow(/@BotFather/);
    expect(() => readDoors({ XINQIAO_TELEGRAM_TOKEN: 'hunter2' })).not.toThrow(/hunter2/);
    expect(() => readDoors({ XINQIAO_WECHAT_TOKEN: 't', XINQIAO_WECHAT_TLS: 'maybe' })).toThrow(/on or off/);
  });

  it('reads WeChat with TLS unless that is switched off', () => {
    expect(readDoors({ XINQIAO_WECHAT_TOKEN: 't' }).wechat).toEqual({ token: 't', endpoint: null, tls: true });
    expect(readDoors({ XINQIAO_WECHAT_TOKEN: 't', XINQIAO_WECHAT_ENDPOINT: '127.0.0.1:8788', XINQIAO_WECHAT_TLS: 'off' }).wechat).toEqual({
      token: 't',
      endpoint: '127.0.0.1:8788',
      tls: false,
    });
  });

  it('takes no case in over Telegram unless that is switched on in so many words', () => {
    const XINQIAO_TELEGRAM_TOKEN = `1:${'a'.repeat(35)}`;
    expect(readDoors({ XINQIAO_TELEGRAM_TOKEN }).telegram?.cases).toBe(false);
    expect(readDoors({ XINQIAO_TELEGRAM_TOKEN, XINQIAO_TELEGRAM_CASES: 'on' }).telegram?.cases).toBe(true);
    expect(() => readDoors({ XINQIAO_TELEGRAM_TOKEN, XINQIAO_TELEGRAM_CASES: 'yes' })).toThrow(/on or off/);
  });
});

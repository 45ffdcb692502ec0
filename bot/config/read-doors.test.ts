import { describe, expect, it } from 'vitest';
import { readDoors } from './read-doors.ts';

/** A whole door each, as an operator sets it; the last column is wrong for the setting of that name. */
const aesKey = 'k'.repeat(43);
const whole: Readonly<Record<string, Readonly<Record<string, readonly [right: string, wrong: string | null]>>>> = {
  wechat: { XINQIAO_WECHAT_TOKEN: ['puppet_1', null] },
  telegram: {
    XINQIAO_TELEGRAM_TOKEN: [`1:${'a'.repeat(35)}`, '1-short'],
    XINQIAO_TELEGRAM_WEBHOOK_URL: ['https://a.example/doors/telegram', 'a.example'],
    XINQIAO_TELEGRAM_WEBHOOK_SECRET: ['s'.repeat(24), 'tooshort'],
  },
  officialAccount: {
    XINQIAO_OFFICIAL_ACCOUNT_APP_ID: ['wx1', null],
    XINQIAO_OFFICIAL_ACCOUNT_APP_SECRET: ['app-secret', null],
    XINQIAO_OFFICIAL_ACCOUNT_TOKEN: ['spamtest', 'x'],
    XINQIAO_OFFICIAL_ACCOUNT_AES_KEY: [aesKey, 'k'.repeat(42)],
  },
  wecom: {
    XINQIAO_WECOM_CORP_ID: ['ww1', null],
    XINQIAO_WECOM_SECRET: ['kf-secret', null],
    XINQIAO_WECOM_TOKEN: ['QDG6eK', 'with space'],
    XINQIAO_WECOM_AES_KEY: [aesKey, `${'k'.repeat(42)}!`],
  },
  hotline: { XINQIAO_HOTLINE_SECRET: ['s'.repeat(24), 'tooshort'] },
};

describe('every door', () => {
  it('is one that this test knows', () => {
    expect(Object.keys(readDoors({})).toSorted()).toEqual(Object.keys(whole).toSorted());
  });

  it.each(Object.entries(whole))(
    '%s opens with all its secrets, and refuses the start without one or with a wrong one',
    (door, settings) => {
      const right = Object.fromEntries(Object.entries(settings).map(([name, [value]]) => [name, value]));
      expect(readDoors(right)[door as keyof ReturnType<typeof readDoors>]).not.toBeNull();
      for (const [name, [, wrong]] of Object.entries(settings)) {
        const { [name]: _left, ...without } = right;
        if (Object.keys(without).length > 0) expect(() => readDoors(without)).toThrow(name);
        if (wrong === null) continue;
        expect(() => readDoors({ ...right, [name]: wrong })).toThrow(`${name} is wrong`);
        expect(() => readDoors({ ...right, [name]: wrong })).not.toThrow(wrong);
      }
    },
  );
});

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

import { describe, expect, it } from 'vitest';
import { readConfig } from './read-config.ts';

describe('readConfig', () => {
  it('starts on loopback with the default site and no model when nothing is set', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: './data',
      key: null,
      siteDir: 'site/default',
      indexDir: null,
      publicUrl: 'http://127.0.0.1:3000',
      pageWebhook: null,
      embedder: null,
      model: null,
      transcriber: null,
      ffmpeg: 'ffmpeg',
      doors: { wechat: null, telegram: null, officialAccount: null, wecom: null, hotline: null },
    });
  });

  it('takes empty settings as not set', () => {
    expect(readConfig({ PORT: '', HOST: '', XINQIAO_KEY: '', OPENAI_API_KEY: '', OPENAI_BASE_URL: '' }).port).toBe(3000);
  });

  it('says what to do about a wrong port', () => {
    expect(() => readConfig({ PORT: 'door' })).toThrow(/PORT is wrong: set PORT to a number/);
  });

  it('uses no model unless one is named, even where a key lies about', () => {
    expect(readConfig({ OPENAI_API_KEY: 'k' }).model).toBeNull();
    expect(readConfig({ OPENAI_API_KEY: 'k', XINQIAO_MODEL: 'qwen' }).model).toEqual({ apiKey: 'k', baseUrl: null, model: 'qwen' });
  });

  it('asks for an endpoint where only a model is named', () => {
    expect(readConfig({ OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1', XINQIAO_EMBEDDER: 'bge-m3:1024' }).embedder).toMatchObject({
      model: 'bge-m3',
      dimensions: 1024,
    });
    expect(() => readConfig({ XINQIAO_EMBEDDER: 'bge-m3:1024' })).toThrow(/OPENAI_API_KEY or OPENAI_BASE_URL/);
    expect(() => readConfig({ OPENAI_API_KEY: 'k', XINQIAO_EMBEDDER: 'bge-m3' })).toThrow(/length of its vectors/);
    expect(() => readConfig({ XINQIAO_MODEL: 'qwen' })).toThrow(/OPENAI_API_KEY or OPENAI_BASE_URL/);
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  it('wants a secret to sign calls with', () => {
    expect(() => readConfig({ XINQIAO_PAGE_WEBHOOK: 'https://duty.example/page' })).toThrow(/XINQIAO_PAGE_SECRET/);
    expect(() => readConfig({ XINQIAO_PAGE_WEBHOOK: 'https://duty.example/page', XINQIAO_PAGE_SECRET: 'short' })).toThrow(/16 characters/);
    const { pageWebhook } = readConfig({ XINQIAO_PAGE_WEBHOOK: 'https://duty.example/page', XINQIAO_PAGE_SECRET: 'long enough to sign' });
    expect(pageWebhook).toEqual({ url: 'https://duty.example/page', secret: 'long enough to sign' });
  });
});

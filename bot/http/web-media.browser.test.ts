import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, openPage, viewports } from './testing/open-browser.ts';
import { startTestServer, type TestServer } from './testing/start-test-server.ts';

let browser: Browser;
let server: TestServer;
let context: BrowserContext;
let page: Page;
let faults: readonly string[];

/** The machine has no voice: what the page would say is written down. */
const voice = `
  window.spoken = [];
  class Utterance { constructor(text) { this.text = text; } }
  window.SpeechSynthesisUtterance = Utterance;
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => [{ lang: 'en-US' }, { lang: 'zh-CN' }],
    speak: (one) => { window.spoken.push(one.text + '|' + one.lang + '|' + one.voice.lang); },
    cancel: () => { window.spoken.push('stop'); },
  } });`;
/** What phones of 2020 do not have yet (Chrome 80, iOS 14). */
const oldPhone = `
  for (const name of ['replaceChildren']) delete Element.prototype[name];
  for (const name of ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'with']) delete Array.prototype[name];
  for (const name of ['at', 'replaceAll']) delete String.prototype[name];
  delete Object.hasOwn; delete window.structuredClone; delete crypto.randomUUID; delete AbortSignal.timeout; delete URL.canParse;
  delete Promise.any; delete window.BroadcastChannel; delete window.MediaRecorder; delete window.speechSynthesis;`;

beforeAll(async () => {
  const microphone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  [browser, server] = await Promise.all([openBrowser(microphone), startTestServer({ pages: true })]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function open(script = ''): Promise<void> {
  context = await browser.newContext({ viewport: viewports.phone, locale: 'zh-CN' });
  if (script !== '') await context.addInitScript(script);
  ({ page, faults } = await openPage(context, server.url));
  await page.getByText('是机器人，不是真人').waitFor();
}
afterEach(async () => {
  await context.close();
  expect(faults).toEqual([]);
});

async function say(words: string): Promise<void> {
  await page.getByLabel('在这里写您的事').fill(words);
  await page.getByLabel('在这里写您的事').press('Enter');
}

const spoken = async (): Promise<readonly string[]> => (await page.evaluate('window.spoken')) as readonly string[];

describe('pictures, papers and recordings', () => {
  beforeEach(() => open());

  it('a photo is drawn smaller before it is sent, without what the camera wrote into it, and shown again after a reload', async () => {
    const large = (await page.evaluate(`new Promise((resolve) => {
      const canvas = document.createElement('canvas');
      canvas.width = 4000; canvas.height = 3000;
      const pen = canvas.getContext('2d');
      for (let n = 0; n < 400; n += 1) { pen.fillStyle = 'hsl(' + n + ',80%,50%)'; pen.fillRect((n * 37) % 4000, (n * 91) % 3000, 300, 200); }
      canvas.toBlob(async (blob) => resolve(Array.from(new Uint8Array(await blob.arrayBuffer()))), 'image/jpeg', 0.95);
    })`)) as number[];
    const bytes = Buffer.from(large);
    // An Exif part with a place in it, as a camera writes it.
    const place = Buffer.from('Exif\0\0GPS 35.1234 113.4567');
    const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, place.length + 2]), place]);
    const buffer = Buffer.concat([bytes.subarray(0, 2), exif, bytes.subarray(2)]);
    const sent = page.waitForRequest(/\/api\/resident\/files/);
    await page.locator('input[type=file]').first().setInputFiles({ name: '欠条.jpg', mimeType: 'image/jpeg', buffer });
    const body = (await sent).postDataBuffer() ?? Buffer.alloc(0);
    await page.locator('.from-bot').first().waitFor();
    await page.reload();
    const picture = page.locator('.from-resident img');
    await picture.waitFor();
    await expect.poll(() => page.evaluate("document.querySelector('.from-resident img').naturalWidth")).toBe(2000);
    expect(await picture.getAttribute('alt')).toBe('图片：欠条.jpg');
    expect(body.includes('GPS')).toBe(false);
  });

  it('says why a file is not taken', async () => {
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'a.zip', mimeType: 'application/zip', buffer: Buffer.from('PK..') });
    await page.getByText('这种文件收不了').waitFor();
    const buffer = Buffer.alloc(21 * 1024 * 1024);
    await page.locator('input[type=file]').first().setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer });
    await page.getByText('文件太大了').waitFor();
  });

  it('a recording is sent, can be heard again, and brings a person', async () => {
    await page.getByRole('button', { name: '录音' }).click();
    await page.getByText('正在录音', { exact: true }).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('发出去');
    await page.waitForTimeout(1500);
    await page.keyboard.press('Enter');
    await page.locator('.from-bot', { hasText: '还听不了语音' }).waitFor();
    await page.getByText('正在等人接手').waitFor();
    await page.getByRole('button', { name: '听这段语音' }).click();
    await page.locator('.from-resident audio').waitFor();
    await expect.poll(() => page.evaluate("document.querySelector('.from-resident audio')?.readyState")).toBeGreaterThan(1);
    await page.getByRole('button', { name: '录音' }).click();
    await page.getByText('正在录音', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('在这里写您的事').waitFor();
    expect(await page.locator('.from-resident').count()).toBe(1);
  });
});

describe('reading aloud', () => {
  beforeEach(() => open(voice));

  it('reads one line when asked, sentence by sentence, and stops when asked', async () => {
    await say('你好');
    await page.locator('.from-bot').first().waitFor();
    expect(await spoken()).not.toContainEqual(expect.stringContaining('机器人'));
    await page.getByRole('button', { name: '读给我听' }).click();
    const said = (await spoken()).filter((one) => one !== 'stop');
    expect(said.length).toBeGreaterThan(2);
    expect(said.every((one) => one.endsWith('|zh-CN|zh-CN'))).toBe(true);
    await page.getByRole('button', { name: '停下' }).click();
    expect((await spoken()).at(-1)).toBe('stop');
    await page.getByRole('button', { name: '读给我听' }).waitFor();
  });

  it('reads what comes by itself when switched on, over a reload, but never words about danger', async () => {
    await page.getByRole('button', { name: '朗读' }).click();
    await page.reload();
    await page.getByText('是机器人，不是真人').waitFor();
    expect(await page.getByRole('button', { name: '朗读' }).getAttribute('aria-pressed')).toBe('true');
    await say('你好');
    await expect.poll(async () => (await spoken()).join()).toContain('小桥');
    await page.evaluate('window.spoken = []');
    await say('我男人又喝酒打我');
    await page.getByText('这段没有自动读出来').first().waitFor();
    expect((await spoken()).filter((one) => one !== 'stop')).toEqual([]);
    await page.getByRole('button', { name: '读给我听' }).last().click();
    await expect.poll(async () => (await spoken()).join()).toContain('1 1 0');
  });
});

describe('a phone of 2020', () => {
  it('works without what came later, and offers nothing that it cannot do', async () => {
    await open(oldPhone);
    await say('公司没跟我签劳动合同,能要双倍工资吗');
    await page.locator('.from-bot .citation').first().click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '查进度' }).click();
    await page.getByRole('textbox', { name: '案件编号' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('button', { name: '朗读' }).count()).toBe(0);
    // The phone's own recorder takes the place of ours.
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '录音' }).click();
    const recording = { name: 'a.amr', mimeType: 'audio/amr', buffer: Buffer.from('#!AMR\n12345') };
    await (await chooser).setFiles(recording);
    await page.locator('.from-bot', { hasText: '还听不了语音' }).waitFor();
  });
});

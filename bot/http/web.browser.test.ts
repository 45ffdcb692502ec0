import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, openPage, viewports } from './testing/open-browser.ts';
import { startTestServer, type TestServer } from './testing/start-test-server.ts';

let browser: Browser;
let server: TestServer;
let context: BrowserContext;
let page: Page;
let faults: readonly string[];

beforeAll(async () => {
  browser = await openBrowser();
  server = await startTestServer({ pages: true });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: viewports.phone });
  ({ page, faults } = await openPage(context, server.url));
});
afterEach(async () => {
  await context.close();
  expect(faults).toEqual([]);
});

async function say(words: string): Promise<void> {
  await page.getByLabel('在这里写您的事').fill(words);
  await page.getByLabel('在这里写您的事').press('Enter');
}

async function readPlace(): Promise<number> {
  return Number(await page.evaluate("document.querySelector('.scroller').scrollTop"));
}

describe('the resident page', () => {
  it('says that it is a machine, offers a person, and shows the numbers for an emergency', async () => {
    await page.getByText('是机器人，不是真人').waitFor();
    expect(await page.getByRole('button', { name: '找人工' }).isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: '110 报警' }).getAttribute('href')).toBe('tel:110');
    expect(await page.getByRole('link', { name: '120 急救' }).getAttribute('href')).toBe('tel:120');
    expect(await page.locator('.head .badge').innerText()).toBe('机器人');
  });

  it('keeps the conversation, the place and the draft after a reload', async () => {
    for (const words of ['你好', '公司没跟我签劳动合同,能要双倍工资吗', '谢谢']) {
      await say(words);
      await page.locator('.from-resident', { hasText: words }).waitFor();
      await server.app.engine.idle();
    }
    await page.locator('.on-its-way').waitFor({ state: 'detached' });
    await page.getByLabel('在这里写您的事').fill('还有一件事没写完');
    await page.evaluate("document.querySelector('.scroller').scrollTop = 40");
    await page.waitForTimeout(400);
    const before = await readPlace();
    const lines = await page.locator('.line').count();
    await page.reload();
    await page
      .locator('.line')
      .nth(lines - 1)
      .waitFor();
    expect(await page.locator('.line').count()).toBe(lines);
    expect(await page.getByLabel('在这里写您的事').inputValue()).toBe('还有一件事没写完');
    expect(Math.abs((await readPlace()) - before)).toBeLessThan(30);
  });

  it('keeps what was written without network, over a reload too, and sends each once', async () => {
    await say('第一句');
    await page.locator('.from-bot').first().waitFor();
    await context.setOffline(true);
    await say('没网时写的一句');
    await say('没网时写的又一句');
    await expect.poll(() => page.locator('.is-queued').count(), { timeout: 15_000 }).toBe(2);
    await expect.poll(() => page.locator('.status').innerText(), { timeout: 15_000 }).toBe('没有网络');
    await context.setOffline(false);
    await page.reload();
    await page.locator('.on-its-way').first().waitFor({ state: 'detached' });
    await server.app.engine.idle();
    await page.waitForTimeout(500);
    const own = await page.locator('.from-resident .bubble').allInnerTexts();
    expect(own).toEqual(['第一句', '没网时写的一句', '没网时写的又一句']);
  });

  it('works where no socket can be had', async () => {
    await context.close();
    context = await browser.newContext({ viewport: viewports.phone });
    await context.addInitScript(
      'window.WebSocket = class { constructor() { setTimeout(() => this.onclose && this.onclose(), 10); } close() {} };',
    );
    ({ page, faults } = await openPage(context, server.url));
    await page.waitForTimeout(3500);
    await say('老板欠我工钱');
    await page.locator('.from-bot').first().waitFor({ timeout: 20_000 });
    await expect.poll(() => page.locator('.status').innerText(), { timeout: 20_000 }).toBe('已连上');
  });

  it('reads well in large text and high contrast, and remembers both', async () => {
    const size = (): Promise<unknown> => page.evaluate('getComputedStyle(document.body).fontSize');
    await page.getByRole('button', { name: '大字' }).click();
    await page.getByRole('button', { name: '高对比' }).click();
    expect(await size()).toBe('22px');
    await page.reload();
    expect(await size()).toBe('22px');
    expect(await page.getByRole('button', { name: '高对比' }).getAttribute('aria-pressed')).toBe('true');
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  });

  it('is gone at once for whoever must not be seen here, and goes on where it was', async () => {
    await say('你好');
    await page.locator('.from-bot').first().waitFor();
    await page.getByRole('button', { name: '马上离开' }).click();
    await page.waitForURL('about:blank');
    await page.goto(server.url);
    await page.locator('.from-resident', { hasText: '你好' }).waitFor();
  });

  it('is worked by keyboard alone: a dialog takes the focus and gives it back', async () => {
    await page.getByRole('button', { name: '查进度' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: '案件编号' }).fill('XQ202611240007');
    await page.getByLabel('手机号后四位').fill('0007');
    await page.keyboard.press('Enter');
    await page.getByText('没查到').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('查进度');
  });
});

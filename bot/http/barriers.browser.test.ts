import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './testing/find-barriers.ts';
import { type ForeignSite, startForeignSite } from './testing/foreign-site.ts';
import { openBrowser, openPage, viewports } from './testing/open-browser.ts';
import { startTestServer, type TestServer } from './testing/start-test-server.ts';

let browser: Browser;
let server: TestServer;
let site: ForeignSite;

beforeAll(async () => {
  site = await startForeignSite();
  [browser, server] = await Promise.all([openBrowser(), startTestServer({ pages: true, origins: [site.origin] })]);
  site.show(server.url);
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await site.close();
});

const looks = [
  { look: 'as it is', settings: [] },
  { look: 'in large text', settings: ['large'] },
  { look: 'in high contrast', settings: ['contrast'] },
  { look: 'in both', settings: ['large', 'contrast'] },
] as const;

async function openContext(size: keyof typeof viewports, settings: readonly string[]): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: viewports[size], locale: 'zh-CN', reducedMotion: 'reduce' });
  await context.addInitScript(
    `for (const name of ${JSON.stringify(settings)}) try { localStorage.setItem('xinqiao.' + name, '1'); } catch {}`,
  );
  return context;
}

async function fitsTheWidth(page: Page): Promise<boolean> {
  return (await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')) as boolean;
}

describe.each(['phone', 'desktop'] as const)('barriers at the size of a %s', (size) => {
  it.each(looks)('none grave in the page $look: welcome, answer, danger, file, dialogs', async ({ settings }) => {
    const context = await openContext(size, settings);
    const { page, faults } = await openPage(context, server.url);
    await page.getByText('是机器人，不是真人').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const field = page.getByLabel('在这里写您的事');
    await field.fill('公司没跟我签劳动合同,能要双倍工资吗');
    await field.press('Enter');
    await page.locator('.from-bot').first().waitFor();
    await page.locator('input[type=file]').first().setInputFiles('docs/screenshots/console-dead-phone.png');
    await page.locator('.from-resident img').waitFor();
    await page.locator('.from-bot').nth(1).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: '查进度' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    if (size === 'phone') {
      await page.getByRole('button', { name: '常用电话' }).click();
      expect(await findBarriers(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await field.fill('我男人又喝酒打我');
    await field.press('Enter');
    await page.locator('.case-card').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await fitsTheWidth(page)).toBe(true);
    expect(faults).toEqual([]);
    await context.close();
  });

  it.each(looks)('none grave in the widget $look, folded and unfolded', async ({ settings }) => {
    const context = await openContext(size, settings);
    const { page, faults } = await openPage(context, site.origin);
    const ownFaults = async (): Promise<readonly string[]> =>
      // What the other site does wrong by itself is not ours.
      (await findBarriers(page)).filter((fault) => !/^[\w-]+: (?:html|body|main|a|h1|p)\b/.test(fault));
    expect(await ownFaults()).toEqual([]);
    await page.getByRole('button', { name: '在线咨询：打开对话' }).click();
    const frame = page.frameLocator('iframe');
    await frame.getByText('是机器人，不是真人').waitFor();
    expect(await ownFaults()).toEqual([]);
    await frame.getByLabel('在这里写您的事').fill('你好');
    await frame.getByLabel('在这里写您的事').press('Enter');
    await frame.locator('.from-bot').first().waitFor();
    expect(await ownFaults()).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });
});

import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signInFirst } from './testing/api-client.ts';
import { type ForeignSite, startForeignSite } from './testing/foreign-site.ts';
import { openBrowser, openPage, viewports } from './testing/open-browser.ts';
import { startTestServer, type TestServer } from './testing/start-test-server.ts';

let browser: Browser;
let server: TestServer;
let site: ForeignSite;
let stranger: ForeignSite;
let context: BrowserContext;
let page: Page;
let frame: FrameLocator;
let faults: readonly string[];

beforeAll(async () => {
  [site, stranger] = await Promise.all([startForeignSite(), startForeignSite()]);
  [browser, server] = await Promise.all([openBrowser(), startTestServer({ pages: true, origins: [site.origin] })]);
  site.show(server.url);
  stranger.show(server.url);
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await Promise.all([site.close(), stranger.close()]);
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: viewports.phone, locale: 'zh-CN' });
  ({ page, faults } = await openPage(context, site.origin));
  frame = page.frameLocator('iframe');
});
afterEach(async () => {
  await context.close();
});

const unfold = (): Promise<void> => page.getByRole('button', { name: '在线咨询' }).click();
const field = () => frame.getByLabel('在这里写您的事');

async function say(words: string): Promise<void> {
  await field().fill(words);
  await field().press('Enter');
}

const ownLines = (): Promise<readonly string[]> => frame.locator('.from-resident .bubble').allInnerTexts();

describe('the widget in a page of another site', () => {
  it('stands whole under a strict policy and hostile styles, and costs nothing until it is opened', async () => {
    const launcher = page.getByRole('button', { name: '在线咨询：打开对话' });
    const box = await launcher.boundingBox();
    expect(box?.height ?? 0).toBeGreaterThanOrEqual(52);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(760);
    expect(page.frames()).toHaveLength(1);
    await unfold();
    await frame.getByText('是机器人，不是真人').waitFor();
    expect(await page.locator('iframe').boundingBox()).toEqual({ x: 0, y: 0, ...viewports.phone });
    await say('公司没跟我签劳动合同,能要双倍工资吗');
    await frame.locator('.from-bot .citation').first().waitFor();
    expect(faults).toEqual([]);
  });

  it('is a panel in the corner of a wide page, which stays usable beside it', async () => {
    await page.setViewportSize(viewports.desktop);
    await unfold();
    await frame.getByText('是机器人，不是真人').waitFor();
    const box = await page.getByRole('dialog').boundingBox();
    expect([box?.width, (box?.x ?? 0) > 700, (box?.y ?? 0) + (box?.height ?? 0) <= 800]).toEqual([420, true, true]);
    await page.getByRole('link', { name: '下一页' }).click();
    await page.waitForURL('**/next');
    await frame.getByText('是机器人，不是真人').waitFor();
  });

  it('goes on with the conversation on the next page of the site and after a reload', async () => {
    await unfold();
    await say('你好');
    await frame.locator('.from-bot').first().waitFor();
    await page.goto(`${site.origin}/next`);
    await frame.locator('.from-bot').first().waitFor();
    expect(await ownLines()).toEqual(['你好']);
    await frame.getByRole('button', { name: '收起' }).click();
    await page.reload();
    await page.getByRole('button', { name: '在线咨询：打开对话' }).waitFor();
    expect(page.frames()).toHaveLength(1);
    await unfold();
    await frame.locator('.from-bot').first().waitFor();
    expect(await ownLines()).toEqual(['你好']);
  });

  it('is worked by keyboard alone and gives the focus back', async () => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await frame.getByText('是机器人，不是真人').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.shadowRoot.activeElement.tagName')).toBe('IFRAME');
    const focused = (): Promise<string> => frame.locator(':focus').evaluate((node) => node.ariaLabel ?? node.textContent ?? '');
    await expect.poll(focused).toBe('在这里写您的事');
    await page.keyboard.type('你好');
    await page.keyboard.press('Enter');
    await frame.locator('.from-bot').first().waitFor();
    for (let n = 0; n < 40 && !(await focused()).startsWith('更多'); n += 1) await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await frame.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await frame.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused()).toMatch(/^更多/);
    await page.keyboard.press('Escape');
    const launcher = page.getByRole('button', { name: '在线咨询：打开对话' });
    await launcher.waitFor();
    expect(await launcher.evaluate((node) => node.matches(':focus'))).toBe(true);
  });

  it('keeps the Tab key inside while it covers the screen of a phone', async () => {
    await unfold();
    await frame.getByText('是机器人，不是真人').waitFor();
    for (let n = 0; n < 40; n += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate("document.activeElement.tagName !== 'A'")).toBe(true);
    }
  });

  it('tells folded how much came from a person', async () => {
    await unfold();
    await say('楼道里堆了好多旧家具');
    await frame.locator('.from-bot').first().waitFor();
    await frame.getByRole('button', { name: '收起' }).click();
    const items = await server.app.store.transaction((tx) => tx.conversations.queue({ limit: 100 }));
    const [item] = [...items].sort((one, other) => other.conversation.updatedAt.localeCompare(one.conversation.updatedAt));
    const staff = await signInFirst(server.url, 'admin', server.password, '青桐社区的管理员一号');
    const path = `conversations/${item?.conversation.id ?? ''}`;
    await staff.call(`${path}/take-over`, {});
    await staff.call(`${path}/messages`, { text: '我是值班的,您说' });
    await page.getByRole('button', { name: '1条新消息' }).waitFor();
    await page.getByRole('button', { name: '1条新消息' }).click();
    await frame.getByText('我是值班的,您说').waitFor();
  });

  it('leaves the page around too when somebody must not be seen here', async () => {
    await unfold();
    await frame.getByRole('button', { name: '马上离开' }).click();
    await page.waitForURL('about:blank');
    await page.goto(site.origin);
    await page.getByRole('button', { name: '在线咨询：打开对话' }).waitFor();
    expect(page.frames()).toHaveLength(1);
  });
});

describe('the widget in a page of a neighbour, whose frames may keep something', () => {
  const neighbour = (): string => server.url.replace('127.0.0.1', 'localhost');
  beforeEach(async () => {
    // www.example.gov.cn and bridge.example.gov.cn: two origins, one site.
    site.show(neighbour());
    await page.goto(site.origin);
  });
  afterEach(() => site.show(server.url));

  it('keeps what was written and chosen without network, over a reload of the page, and sends each once', async () => {
    await unfold();
    await say('第一句');
    await frame.locator('.from-bot').first().waitFor();
    // The site stays, the line to us is gone.
    const cut = (url: URL): boolean => url.origin === neighbour() && url.pathname.startsWith('/api/');
    await context.route(cut, (route) => route.abort());
    await say('没网时写的一句');
    await frame.locator('input[type=file]').first().setInputFiles('docs/screenshots/console-dead-phone.png');
    await say('没网时写的又一句');
    await expect.poll(() => frame.locator('.is-queued').count(), { timeout: 15_000 }).toBe(3);
    await page.reload();
    await expect.poll(() => frame.locator('.is-queued').count(), { timeout: 15_000 }).toBe(3);
    await context.unroute(cut);
    await frame.locator('.on-its-way').first().waitFor({ state: 'detached', timeout: 90_000 });
    await server.app.engine.idle();
    await expect.poll(() => frame.locator('.from-resident img').count()).toBe(1);
    expect((await ownLines()).map((words) => words.trim())).toEqual(['第一句', '没网时写的一句', '', '没网时写的又一句']);
  });

  it('forgets everything on this device when asked to', async () => {
    await unfold();
    await say('你好');
    await frame.locator('.from-bot').first().waitFor();
    await frame.getByRole('button', { name: '更多' }).click();
    await frame.getByRole('button', { name: '在这台设备上清掉对话' }).click();
    await frame.getByRole('button', { name: '确定清掉' }).click();
    await frame.getByText('是机器人，不是真人').waitFor();
    expect(await ownLines()).toEqual([]);
  });
});

describe('the widget where it may not be', () => {
  it('shows nothing in the frame of a site that is not on the list, and the way to the page instead', async () => {
    await page.goto(stranger.origin);
    await unfold();
    const instead = page.getByRole('link', { name: '到单独的网页上说' });
    await instead.waitFor({ timeout: 30_000 });
    expect(await instead.getAttribute('href')).toBe(`${server.url}/`);
    await page.getByText('急事请打 110、120').waitFor();
    expect(await page.locator('iframe').isVisible()).toBe(false);
    await page.getByRole('button', { name: '收起' }).click();
    await page.getByRole('button', { name: '在线咨询：打开对话' }).waitFor();
  });
});

import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { addColleague, signInFirst } from '../bot/http/testing/api-client.ts';
import { type ExampleDay, fillExampleDay, fillExampleLists, findTopOfQueue } from '../bot/http/testing/fill-example-day.ts';
import { openBrowser, viewports } from '../bot/http/testing/open-browser.ts';
import { startTestServer } from '../bot/http/testing/start-test-server.ts';

/** Writes docs/screenshots: every page at 390 and 1280 px, with made-up residents. */
const folder = 'docs/screenshots';
const password = '迎泉路上有一座石桥呢';

type Shot = { readonly name: string; readonly open: (page: Page) => Promise<void> };

async function shoot(browser: Browser, url: string, shots: readonly Shot[], storage: { cookie?: string; token?: string }): Promise<void> {
  for (const [size, viewport] of Object.entries(viewports)) {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', deviceScaleFactor: 1 });
    const [name, value] = (storage.cookie ?? '').split('=');
    if (name !== undefined && value !== undefined) await context.addCookies([{ name, value, url }]);
    if (storage.token !== undefined) await context.addInitScript(`localStorage.setItem('xinqiao.visitor', '${storage.token}')`);
    for (const shot of shots) {
      const page = await context.newPage();
      await shot.open(page);
      await page.waitForTimeout(900);
      await page.screenshot({ path: `${folder}/${shot.name}-${size}.png` });
      await page.close();
    }
    await context.close();
  }
}

function residentShots(url: string): readonly Shot[] {
  return [{ name: 'resident-talk', open: async (page) => void (await page.goto(url)) }];
}

function consoleShots(url: string, day: ExampleDay, topId: string, claimId: string): readonly Shot[] {
  const at = (path: string) => async (page: Page) => {
    await page.goto(`${url}/console/#/${path}`);
    await page.waitForTimeout(500);
  };
  const ticketOf = (id: string) => async (page: Page) => {
    await at(`talks/${id}`)(page);
    const tab = page.getByRole('tab', { name: '受理单' });
    if (await tab.isVisible()) await tab.click();
  };
  return [
    { name: 'console-queue', open: at('talks') },
    { name: 'console-red', open: at(`talks/${topId}`) },
    { name: 'console-ticket', open: ticketOf(claimId) },
    { name: 'console-call', open: at(`talks/${day.callId}`) },
    { name: 'console-numbers', open: at('numbers') },
    { name: 'console-unknown', open: at('unknown') },
    { name: 'console-dead', open: at('dead') },
    { name: 'console-doors', open: at('doors') },
    { name: 'console-staff', open: at('staff') },
  ];
}

mkdirSync(folder, { recursive: true });
const server = await startTestServer({ pages: true });
const browser = await openBrowser();
try {
  const { url } = server;
  const admin = await signInFirst(url, 'admin', server.password, password);
  await addColleague(url, admin, { account: 'zhiban1', displayName: '武秀兰', role: 'duty_officer', password });
  await addColleague(url, admin, { account: 'tiaojie1', displayName: '侯建军', role: 'mediator', password });
  const day = await fillExampleDay(server, admin);
  const topId = await findTopOfQueue(admin);
  await admin.call(`conversations/${topId}/take-over`, {});
  await admin.call(`conversations/${topId}/messages`, { text: '我是值班的武秀兰,我在。您和孩子先躲进能锁门的屋里,我这边马上联系派出所。' });
  const queue = (await admin.call('queue')).body as { items: { conversationId: string; lastText: string }[] };
  const claimId = queue.items.find((item) => item.lastText === '对')?.conversationId ?? topId;
  await fillExampleLists(server, claimId);
  await shoot(browser, url, [{ name: 'resident-welcome', open: async (page) => void (await page.goto(url)) }], {});
  await shoot(browser, url, residentShots(url), { token: day.asker.token });
  await shoot(browser, url, [{ name: 'resident-case', open: async (page) => void (await page.goto(url)) }], { token: day.claimant.token });
  await shoot(browser, url, [{ name: 'resident-person', open: async (page) => void (await page.goto(url)) }], {
    token: day.inDanger.token,
  });
  await shoot(browser, url, [{ name: 'console-sign-in', open: async (page) => void (await page.goto(`${url}/console/`)) }], {});
  await shoot(browser, url, consoleShots(url, day, topId, claimId), { cookie: admin.cookie });
} finally {
  await browser.close();
  await server.close();
}

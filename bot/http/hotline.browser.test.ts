import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listCallEvents, type PlannedEvent } from '../call-simulator/list-call-events.ts';
import { type CallWire, openSocketWire, playCall } from '../call-simulator/play-call.ts';
import { readCallPlay } from '../call-simulator/read-call-file.ts';
import { findBarriers } from './testing/find-barriers.ts';
import { openBrowser, openPage, viewports } from './testing/open-browser.ts';
import { signInAtConsole } from './testing/sign-in-page.ts';
import { startTestServer, type TestServer } from './testing/start-test-server.ts';

const secret = 'only-the-call-centre-knows-this';
const play = readCallPlay(`
caller_number: "13903990288"
agent: admin
steps:
  - answer: admin
  - volunteer: 您好，这里是调解中心
  - caller: 包工头刘大海欠我三个月工钱，一共一万八，在锦绣工地干的
  - caller: 他刚才拿着刀堵在我门口，说要弄死我，我不敢出去
  - end: caller
`);

/** Counts in the page how many tones were sounded. */
const countTones = `{
  const make = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () {
    const { dataset } = document.documentElement;
    dataset.tones = String(Number(dataset.tones ?? 0) + 1);
    return make.call(this);
  };
}`;

let browser: Browser;
let server: TestServer;
let wire: CallWire;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startTestServer({ pages: true, hotlineSecret: secret });
  wire = await openSocketWire(server.url, secret);
});
afterEach(async () => {
  wire.close();
  await server.close();
});

/** Plays the events from one that `from` tells to the one before `until`. */
async function playPart(events: readonly PlannedEvent[], from: number, until: number): Promise<void> {
  await playCall(events.slice(from, until), wire, Number.POSITIVE_INFINITY);
}

describe.each(Object.entries(viewports))('a call of the call centre in the console on a %s', (_size, viewport) => {
  it('rings, opens with one click, follows what is said, and suggests the safety words when there is danger', async () => {
    const events = listCallEvents(play, 'in-the-browser');
    const kinds = events.map(({ make }) => make('2026-11-25T10:00:00.000+08:00'));
    const partial = kinds.findIndex((event) => event.type === 'transcript.segment' && event.speaker === 'caller' && !event.final) + 3;
    const firstFinal = kinds.findIndex((event) => event.type === 'transcript.segment' && event.speaker === 'caller' && event.final) + 1;
    const end = kinds.findIndex((event) => event.type === 'call.ended');

    const context = await browser.newContext({ viewport });
    await context.addInitScript(countTones);
    const { page, faults } = await openPage(context, `${server.url}/console/`);
    await signInAtConsole(page, 'admin', server.password, '迎泉路上有一座石桥呢');
    await playPart(events, 0, 1);
    const notice = page.locator('.call-notice');
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/有电话找您[\s\S]*139\*\*\*\*0288/);
    await page.waitForFunction('Number(document.documentElement.dataset.tones ?? 0) > 0');
    const ofCalls = async (): Promise<readonly string[]> => (await findBarriers(page)).filter((barrier) => /call-|hearing/.test(barrier));
    expect(await ofCalls()).toEqual([]);
    await notice.getByRole('button', { name: '打开通话' }).click();
    await page.locator('.call-strip').waitFor();
    expect(await notice.count()).toBe(0);

    await playPart(events, 1, partial);
    const hearing = page.locator('.is-hearing[data-from="resident"]');
    await hearing.waitFor();
    expect(await hearing.innerText()).toContain('包工头');
    await playPart(events, partial, firstFinal);
    await page.locator('.card[data-from="form"]').waitFor();
    expect(await ofCalls()).toEqual([]);
    expect(await page.locator('.call-state').innerText()).toBe('通话中');
    expect(await page.locator('.talk-line[data-from="staff"]').first().innerText()).toContain('您好，这里是调解中心');
    expect(await page.locator('.call-more').first().innerText()).toContain('还没问到');

    await playPart(events, firstFinal, end);
    const safety = page.locator('.card[data-from="safety"]');
    await safety.waitFor();
    await page.locator('.alert').first().waitFor();
    expect(await safety.innerText()).toContain('110');
    expect(await page.locator('.talk-line[data-from="bot"]').count()).toBe(0);
    await safety.getByRole('button', { name: '已读给对方' }).click();
    await page.locator('.talk-line[data-from="staff"]').nth(1).waitFor();

    await page.locator('.call-consent').getByRole('button', { name: '不同意' }).click();
    await page.getByText('不同意保留', { exact: true }).waitFor();
    await playPart(events, end, end + 1);
    await page.getByText('已挂断', { exact: true }).waitFor();
    const tab = page.getByRole('tab', { name: '受理单' });
    if (await tab.isVisible()) await tab.click();
    await page.locator('.ticket-code').waitFor();
    expect(await page.locator('[data-name="amount"]').innerText()).toContain('18,000元');
    expect(faults).toEqual([]);
    await context.close();
  });
});

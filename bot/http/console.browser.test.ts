import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVisitor } from './testing/api-client.ts';
import { openBrowser, openPage, viewports } from './testing/open-browser.ts';
import { signInAtConsole } from './testing/sign-in-page.ts';
import { startTestServer, type TestServer } from './testing/start-test-server.ts';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startTestServer({ pages: true });
});
afterEach(() => server.close());

/** Two seconds of a hum, as a WAV file of 8000 samples a second. */
function writeTone(): Buffer {
  const samples = Buffer.from(Array.from({ length: 16_000 }, (_, place) => 128 + Math.round(60 * Math.sin(place / 6))));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

const password = '迎泉路上有一座石桥呢';

describe.each(Object.entries(viewports))('the console on a %s', (_size, viewport) => {
  it('shows the picture and plays the recording that a resident sent', async () => {
    const resident = createVisitor(server.url);
    await resident.sendFile(readFileSync('docs/screenshots/console-dead-phone.png'), 'image/png', '欠条.png');
    await resident.sendFile(writeTone(), 'audio/wav', '说话.wav');
    await server.app.engine.idle();
    const context = await browser.newContext({ viewport });
    const { page, faults } = await openPage(context, `${server.url}/console/`);
    await signInAtConsole(page, 'admin', server.password, password);
    await page.locator('.queue-row').first().click();
    const picture = page.getByRole('img', { name: '图片欠条.png' });
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => page.evaluate("document.querySelector('.attachments img').naturalWidth")).toBe(390);
    await page.evaluate("document.querySelector('.attachments audio').play()");
    await expect.poll(() => page.evaluate("document.querySelector('.attachments audio').currentTime > 0")).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('shows red first, takes over, edits a suggested reply and sends it; the resident page shows it', async () => {
    const calm = createVisitor(server.url);
    await calm.say('公司没跟我签劳动合同,能要双倍工资吗');
    await server.app.engine.idle();
    const resident = await openPage(await browser.newContext({ viewport: viewports.phone }), server.url);
    await resident.page.getByLabel('在这里写您的事').fill('我男人又喝酒打我,现在还在砸门');
    await resident.page.getByLabel('在这里写您的事').press('Enter');
    await resident.page.locator('.from-bot').first().waitFor();

    const context = await browser.newContext({ viewport });
    const { page, faults } = await openPage(context, `${server.url}/console/`);
    await signInAtConsole(page, 'admin', server.password, password);
    const first = page.locator('.queue-row').first();
    await first.waitFor();
    expect(await first.innerText()).toContain('红');
    expect(await first.innerText()).toContain('砸门');
    expect(await page.locator('.alert').innerText()).toContain('红色警情');

    await first.click();
    expect(await page.locator('.compose textarea').isDisabled()).toBe(true);
    await page.getByRole('button', { name: '接管' }).click();
    await page.getByRole('button', { name: '改一改' }).first().click();
    const field = page.locator('.compose textarea');
    const suggested = await field.inputValue();
    expect(suggested.length).toBeGreaterThan(5);
    await field.fill(`我是值班的。${suggested}`);
    expect(await page.locator('.compose-source').innerText()).toContain('已修改');
    await field.press('Enter');

    const shown = resident.page.locator('.from-staff .bubble');
    await shown.waitFor();
    expect(await shown.innerText()).toContain('我是值班的。');
    expect(await resident.page.locator('.head .badge').innerText()).toBe('真人');
    const decided = await server.app.store.transaction(async (tx) => {
      const conversation = (await tx.conversations.queue({ urgency: 'red' }))[0]?.conversation;
      return conversation === undefined ? [] : await tx.suggestions.list({ conversationId: conversation.id, state: 'edited' });
    });
    expect(decided).toHaveLength(1);

    await page.locator('.alert').getByRole('button', { name: '已联系' }).click();
    await page.locator('.alert').getByRole('button', { name: '结束警情' }).click();
    await page.locator('.alert').waitFor({ state: 'detached' });

    await resident.page.getByLabel('在这里写您的事').fill('他走了,我没事了');
    await resident.page.getByLabel('在这里写您的事').press('Enter');
    await page.locator('.talk-lines').getByText('他走了,我没事了').waitFor();
    await page.reload();
    await page.locator('.talk-lines').getByText('他走了,我没事了').waitFor();
    expect([...faults, ...resident.faults]).toEqual([]);
    await context.close();
  });

  it('takes a phone call from the first words to a ticket', async () => {
    const context = await browser.newContext({ viewport });
    const { page, faults } = await openPage(context, `${server.url}/console/`);
    await signInAtConsole(page, 'admin', server.password, password);
    await page.getByRole('button', { name: '接电话' }).click();
    await page.getByLabel('来电号码').fill('13903990288');
    await page.getByRole('button', { name: '接起' }).click();
    const field = page.locator('.compose textarea');
    await field.fill('喂,包工头刘大海欠我三个月工钱,一共一万八,在锦绣工地干的');
    await field.press('Enter');
    await page.locator('.triage').waitFor();
    expect(await page.locator('.triage').innerText()).toContain('拖欠农民工工资纠纷');
    await page.locator('.card[data-from="form"]').waitFor();
    // The number key takes the card into the box; Enter records that it was read out.
    await page.locator('.talk-lines').click();
    await page.keyboard.press('1');
    expect(await page.locator('.compose-source').innerText()).toContain('未改动');
    await field.press('Enter');
    await page.locator('.talk-line[data-from="staff"]').waitFor();

    const tab = page.getByRole('tab', { name: '受理单' });
    if (await tab.isVisible()) await tab.click();
    await page.getByRole('button', { name: '开受理单' }).click();
    await page.locator('.ticket-code').waitFor();
    expect(await page.locator('.ticket-code').innerText()).toMatch(/XQ\d{12}/);
    expect(await page.locator('[data-name="amount"]').innerText()).toMatch(/18,000元[\s\S]*居民说的/);
    expect(await page.locator('[data-name="applicant.phone"]').innerText()).toMatch(/13903990288[\s\S]*导入/);

    const name = page.locator('[data-name="applicant.name"]');
    await name.getByRole('button', { name: '修改' }).click();
    await name.getByRole('textbox').fill('贺春生');
    await name.getByRole('button', { name: '保存' }).click();
    await name.getByText('工作人员').waitFor();
    expect(await name.innerText()).toContain('贺春生');
    await page.getByRole('button', { name: '撤销修改' }).click();
    await page.getByRole('button', { name: '撤销修改' }).waitFor({ state: 'detached' });
    expect(await name.innerText()).not.toContain('贺春生');
    const download = page.waitForEvent('download');
    await page.locator('.ticket-foot').getByRole('link', { name: '表格（CSV）' }).first().click();
    expect((await download).suggestedFilename()).toMatch(/^XQ\d{12}\.csv$/);
    expect(faults).toEqual([]);
    await context.close();
  });
});

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openBrowser } from './testing/open-browser.ts';
import { startTestServer, type TestServer } from './testing/start-test-server.ts';

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ pages: true });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

it('makes a new connection where the old one fell silent without being closed', async () => {
  const page = await browser.newPage();
  await page.clock.install();
  let opened = 0;
  await page.routeWebSocket(/\/api\/resident\/live$/, (socket) => {
    opened += 1;
    // The first one is taken and never says a word; the server hears nothing of it.
    if (opened > 1) socket.connectToServer();
  });
  await page.goto(server.url);
  await vi.waitFor(() => expect(opened).toBe(1), { timeout: 30_000 });
  await page.clock.runFor(70_000);
  await vi.waitFor(() => expect(opened).toBe(2), { timeout: 30_000 });
  await page.getByText('已连上').waitFor();
});

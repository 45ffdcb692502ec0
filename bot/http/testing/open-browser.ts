import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens the machine's Chromium without a window. `CHROMIUM_PATH` names another; `more` are switches of its command line. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? places.find((place) => existsSync(place));
  if (executablePath === undefined) throw new Error('no Chromium: set CHROMIUM_PATH, or run node scripts/ensure-chromium.ts');
  return await chromium.launch({ executablePath, headless: true, args: [...quiet, ...more] });
}

/** The widths at which every page is looked at, in CSS pixels. */
export const viewports = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;

/** A page with a list of what the browser complained about: errors of scripts, and what the security policy blocked. */
export async function openPage(context: BrowserContext, url: string): Promise<{ readonly page: Page; readonly faults: readonly string[] }> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text())) faults.push(message.text());
  });
  await page.goto(url);
  return { page, faults };
}

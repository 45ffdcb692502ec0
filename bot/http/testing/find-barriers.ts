import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, ImpactValue } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const grave: readonly (ImpactValue | undefined)[] = ['serious', 'critical'];

/** What axe finds grave in a page, its frames among it, as `rule: place`. Run by the browser's debugger, so that no policy of the page is in its way. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const frame of page.frames()) {
    await frame.evaluate(source);
    // Each frame by itself: axe's own way through frames needs messages that the pages do not take.
    const { violations } = (await frame.evaluate('axe.run(document, { iframes: false })')) as AxeResults;
    for (const { id, impact, nodes } of violations)
      if (grave.includes(impact)) found.push(...nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }
  return found;
}

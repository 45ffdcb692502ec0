import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { startForeignSite } from '../http/testing/foreign-site.ts';
import { startTestServer } from '../http/testing/start-test-server.ts';
import { checkWidgetSites } from './check-widget.ts';
import { doctorText } from './doctor-texts.ts';

const say = async (origins: readonly string[], url: string): Promise<readonly string[]> =>
  (await checkWidgetSites(origins, url)).map(({ kind, code, values }) => `${kind}: ${doctorText(code, values)}`);

it('tells whether the sites of the list can show the conversation, and what stands in the way', async () => {
  const site = await startForeignSite();
  const server = await startTestServer({ pages: true, origins: [site.origin] });
  expect(await say([], server.url)).toEqual([expect.stringMatching(/^good: .*widget\.origins/)]);
  site.show(server.url);
  expect(await say([site.origin], server.url)).toEqual([expect.stringMatching(/^good: .*网页嵌入/)]);
  // Its policy names another server.
  site.show('https://elsewhere.example');
  const forbidden = await say([site.origin], server.url);
  expect(forbidden).toEqual([expect.stringContaining(`script-src ${server.url}`), expect.stringContaining(`frame-src ${server.url}`)]);
  // A site that the running server does not know yet, which cannot be reached either.
  expect((await say([site.origin, 'https://nobody.invalid'], server.url)).join('\n')).toMatch(/fault: .*https[\s\S]*fault: .*旧设置/);
  await server.close();
  expect((await say([site.origin], server.url)).join()).toMatch(/^fault: .*打不开/);
  await site.close();
});

it('finds the header that a proxy adds and that shuts the frame', async () => {
  const proxy = createServer((_request, response) => {
    const policy = 'frame-ancestors http://localhost:1';
    response
      .writeHead(200, { 'content-security-policy': policy, 'x-frame-options': 'SAMEORIGIN', 'cross-origin-resource-policy': 'same-origin' })
      .end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const words = await say(['http://localhost:1'], `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  expect(words.join('\n')).toMatch(/X-Frame-Options[\s\S]*Cross-Origin-Resource-Policy/);
  proxy.close();
});

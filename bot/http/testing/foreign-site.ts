import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site of somebody else that put the widget into its page. */
export type ForeignSite = {
  /** Another origin than the server's: `http://localhost:…` beside `http://127.0.0.1:…`. */
  readonly origin: string;
  /** Names the server whose widget the page loads. */
  show(server: string, attributes?: string): void;
  close(): Promise<void>;
};

/** Styles as bad as those of an old portal, and worse. */
const hostileStyles = `
  * { font-size: 9px !important; color: red !important; float: left !important; text-transform: uppercase !important; letter-spacing: 9px !important }
  div { display: none !important; position: static !important; overflow: visible !important }
  button, iframe, a, span, p { visibility: hidden !important; width: 1px !important; height: 1px !important; opacity: 0 !important; transform: rotate(180deg) !important }
  main, main * { visibility: visible !important; opacity: 1 !important; width: auto !important; height: auto !important; transform: none !important; float: none !important }
  body { filter: grayscale(1); transform: translateY(40px) }
`;
/** The strictest policy that a site with the widget can have: our script, our frame, and its own sheet. */
const policyFor = (server: string): string => `default-src 'none'; style-src 'self'; script-src ${server}; frame-src ${server}`;

/** Starts the site on loopback. Its page lies at `/`, a second one without the widget at `/other`. */
export async function startForeignSite(): Promise<ForeignSite> {
  let server = '';
  let tag = '';
  const http: Server = createServer((request, response) => {
    if (request.url === '/site.css') {
      response.writeHead(200, { 'content-type': 'text/css' }).end(hostileStyles);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policyFor(server) });
    const words = '<main><h1>柳泉县人民政府</h1><p>办事指南</p><a href="/next">下一页</a></main>';
    const script = request.url === '/other' ? '' : tag;
    response.end(
      `<!doctype html><html lang="zh-CN"><head><meta name="viewport" content="width=device-width, initial-scale=1"><title>柳泉县</title><link rel="stylesheet" href="/site.css">${script}</head><body>${words}</body></html>`,
    );
  });
  await new Promise<void>((resolve) => http.listen(0, 'localhost', resolve));
  const origin = `http://localhost:${(http.address() as AddressInfo).port}`;
  return {
    origin,
    show: (address, attributes = '') => {
      server = address;
      tag = `<script src="${address}/widget.js" ${attributes}></script>`;
    },
    close: () =>
      new Promise((resolve) => {
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
}

import type { Server } from './server.ts';

/** The path of the resident page as other sites' pages show it in a frame. */
export const framedPath = '/embed.html';
/** The path of the script that other sites put into their pages. */
export const widgetPath = '/widget.js';
/** The pages that may ask for the microphone. */
const speakingPaths = ['/', '/index.html', framedPath];

function writePolicy(frameAncestors: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');
}

/**
 * Puts the headers on every answer that keep other sites out. Inline styles are allowed: components place their pop-ups with them. The framed
 * page alone may stand in pages of `origins`, and the widget's script alone may be loaded by other sites.
 */
export function addSecurityHeaders(app: Server, origins: readonly string[]): void {
  const policy = writePolicy("'none'");
  const framedPolicy = writePolicy(origins.length === 0 ? "'none'" : origins.join(' '));
  app.addHook('onSend', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const isFramed = path === framedPath && origins.length > 0;
    void reply.headers({
      'content-security-policy': isFramed ? framedPolicy : policy,
      'x-content-type-options': 'nosniff',
      // Browsers that know frame-ancestors do not read it; it has no way to name more than one site.
      ...(isFramed ? {} : { 'x-frame-options': 'DENY' }),
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': path === widgetPath ? 'cross-origin' : 'same-origin',
      'permissions-policy': `camera=(), geolocation=(), microphone=${speakingPaths.includes(path) ? '(self)' : '()'}`,
    });
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
  });
}

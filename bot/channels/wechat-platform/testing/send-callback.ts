import type { MessageCipher } from '../message-cipher.ts';
import { toCdata } from '../read-xml.ts';

/** What came back from a callback; `null` where nothing did. */
export type CallbackAnswer = { readonly status: number; readonly text: string } | null;

/** How a callback differs from a good one. `timestamp` in seconds; `padding`: so many bytes more; `copies`: the very same call at once. */
export type CallbackChange = {
  readonly timestamp?: number;
  readonly signature?: string;
  readonly padding?: number;
  readonly copies?: number;
};

/** Writes the XML of a callback: numbers bare, texts as CDATA. */
export function writeXml(fields: Readonly<Record<string, string | number>>): string {
  const inner = Object.entries(fields).map(([name, value]) => `<${name}>${typeof value === 'number' ? value : toCdata(value)}</${name}>`);
  return `<xml>${inner.join('')}</xml>`;
}

/** Posts a sealed callback as the platform does; gives the last answer. */
export async function sendCallback(
  url: string,
  cipher: MessageCipher,
  to: string,
  fields: Readonly<Record<string, string | number>>,
  change: CallbackChange = {},
): Promise<CallbackAnswer> {
  const envelope = cipher.seal(writeXml(fields));
  const timestamp = String(change.timestamp ?? Math.floor(Date.now() / 1000));
  const nonce = String(Math.floor(Math.random() * 1e9));
  const query = new URLSearchParams({
    timestamp,
    nonce,
    encrypt_type: 'aes',
    msg_signature: change.signature ?? cipher.sign(timestamp, nonce, envelope),
  });
  const body = writeXml({ ToUserName: to, Encrypt: envelope }) + ' '.repeat(change.padding ?? 0);
  const post = async (): Promise<CallbackAnswer> => {
    try {
      const response = await fetch(`${url}?${query}`, { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
      return { status: response.status, text: await response.text() };
    } catch {
      return null;
    }
  };
  const answers = await Promise.all(Array.from({ length: change.copies ?? 1 }, post));
  return answers.at(-1) ?? null;
}

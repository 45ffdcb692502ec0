import type { OutboundReply } from '../../../core/channel.ts';

/** kf/send_msg: head_content of a menu has at most 1024 bytes, the id of a choice at most 128, a text at most 2048. */
const headBytes = 1024;
const choiceBytes = 128;

type Message = Readonly<Record<string, unknown>>;

function fits(text: string, bytes: number): boolean {
  return Buffer.byteLength(text) <= bytes;
}

function writeMenu(head: string, choices: OutboundReply['quickReplies']): Message {
  const list = choices.map(({ label, send }) => ({ type: 'click', click: { id: fits(send, choiceBytes) ? send : label, content: label } }));
  return { msgtype: 'msgmenu', msgmenu: { head_content: head, list } };
}

function writeText(content: string): Message {
  return { msgtype: 'text', text: { content } };
}

function placesAfter(text: string, pattern: RegExp): readonly number[] {
  return [...text.matchAll(pattern)].map(({ index, 0: mark }) => index + mark.length).filter((place) => place < text.length);
}

/** Cuts before the last paragraph where that can stand over a menu, else at the first end of a sentence whose rest can, else hard. */
function cutForMenu(text: string): readonly [string, string] {
  const canHead = (place: number): boolean => fits(text.slice(place), headBytes);
  const place =
    placesAfter(text, /\n+/gu).findLast(canHead) ??
    placesAfter(text, /[。！？]/gu).find(canHead) ??
    text.length - Math.floor(headBytes / 4);
  return [text.slice(0, place).trim(), text.slice(place).trim()];
}

/** The messages of a reply: one where that is possible, since only five may follow a word of the customer; two where a menu cannot hold the text. */
export function writeMessages(reply: Pick<OutboundReply, 'text' | 'quickReplies'>): readonly Message[] {
  if (reply.quickReplies.length === 0) return [writeText(reply.text)];
  if (fits(reply.text, headBytes)) return [writeMenu(reply.text, reply.quickReplies)];
  const [before, head] = cutForMenu(reply.text);
  return [writeText(before), writeMenu(head, reply.quickReplies)];
}

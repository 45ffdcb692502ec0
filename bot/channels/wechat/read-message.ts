import { types } from 'wechaty-puppet';
import type { Attachment, InboundMessage } from '../../../core/channel.ts';

/** Who we are in a room: the names by which neighbours call us. */
export type OwnNames = {
  readonly userId: string;
  /** The account's nickname, its name in the room, the bot's name in the site's settings. */
  readonly names: readonly string[];
  /** What a line to us may begin with, besides a name (`/问`). */
  readonly prefixes: readonly string[];
};

/** What a text says besides its words. */
export type ReadText = { readonly text: string; readonly quotedText: string | null; readonly addressed: boolean };

/** WeChat writes a mention as the name and this space (U+2005). */
const mentionSpace = '\u2005';
/** A quote as WeChat's text carries it: 「name：words」, a line of dashes, then what is said. */
const quotePattern = /^「([^：:\n]{1,64})[：:]([\s\S]*?)」\n(?:- ?){3,}-?\s*\n([\s\S]*)$/u;
const callPattern = /^[\s,，。:：!！、]+/u;

function startsWithName(text: string, names: readonly string[]): string | null {
  for (const name of names) {
    if (name === '' || !text.startsWith(name)) continue;
    const rest = text.slice(name.length);
    // 小桥 as a call, not 小桥流水.
    if (rest === '' || callPattern.test(rest) || /^(?:你好|您好|在吗|请问|我|帮)/u.test(rest)) return rest.replace(callPattern, '');
  }
  return null;
}

/** Takes mentions of us out of a text; a mention is `@name` with U+2005, a space or the end after it. */
function takeMentions(text: string, names: readonly string[]): { readonly text: string; readonly found: boolean } {
  let rest = text;
  for (const name of names) {
    if (name === '') continue;
    for (const end of [mentionSpace, ' ', '\n', '，', ',']) rest = rest.split(`@${name}${end}`).join('');
    if (rest.endsWith(`@${name}`)) rest = rest.slice(0, -name.length - 1);
  }
  return { text: rest.trim(), found: rest !== text };
}

/**
 * Reads a room's text: whether it is meant for us (mentioned by list or by text, quoted, called by name or prefix), what it quotes, and the
 * words without all that. A call to everybody (`@all`, `@所有人`) is not a call to us. In private everything is meant for us.
 */
export function readText(raw: string, mentionIds: readonly string[], own: OwnNames, isRoom: boolean): ReadText {
  const quote = quotePattern.exec(raw);
  const said = quote?.[3] ?? raw;
  const quotedText = quote === null ? null : (quote[2] ?? '').trim();
  const isOwnQuoted = quote !== null && own.names.includes((quote[1] ?? '').trim());
  const mentions = takeMentions(said, own.names);
  const words = mentions.text
    .split(new RegExp(`@(?:all|所有人)(?:${mentionSpace}|\\s|$)`, 'u'))
    .join('')
    .trim();
  if (!isRoom) return { text: words, quotedText, addressed: true };
  const prefix = own.prefixes.find((one) => one !== '' && words.startsWith(one));
  const called = prefix === undefined ? startsWithName(words, own.names) : words.slice(prefix.length).replace(callPattern, '');
  const addressed = mentionIds.includes(own.userId) || mentions.found || isOwnQuoted || called !== null;
  return { text: called ?? words, quotedText, addressed };
}

/** The kind of a message and of what comes with it; `null`: no message of a person (a note of the program, a recall). */
export function readKind(
  type: types.Message,
): { readonly kind: InboundMessage['kind']; readonly attachment: Attachment['kind'] | null } | null {
  switch (type) {
    case types.Message.Text:
      return { kind: 'text', attachment: null };
    case types.Message.Audio:
      return { kind: 'voice', attachment: 'voice' };
    case types.Message.Image:
      return { kind: 'image', attachment: 'image' };
    case types.Message.Video:
      return { kind: 'file', attachment: 'video' };
    case types.Message.Attachment:
      return { kind: 'file', attachment: 'file' };
    case types.Message.Contact:
      return { kind: 'other', attachment: 'contact_card' };
    case types.Message.GroupNote:
    case types.Message.Recalled:
      return null;
    default:
      return { kind: 'other', attachment: null };
  }
}

/** The id of the message that a recall takes back: the text itself, or `msgid` in WeChat's XML. */
export function readRecalledId(text: string): string | null {
  const inXml = /<(?:newmsgid|msgid)>([^<]+)</.exec(text)?.[1];
  const id = (inXml ?? text).trim();
  return id === '' || id.includes('<') ? null : id;
}

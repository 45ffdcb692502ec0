import type { InboundMessage } from '../../../core/channel.ts';
import type { FileNotice } from '../take-file.ts';

type Xml = Readonly<Record<string, string>>;

/** What a callback holds: a message of the person, somebody who began to follow, or nothing for us. */
export type AccountNews =
  | {
      readonly kind: 'message';
      readonly id: string;
      readonly openId: string;
      readonly messageKind: InboundMessage['kind'];
      readonly text: string;
      readonly sentAtMs: number;
      readonly file: (FileNotice & { readonly mediaId: string }) | null;
    }
  | { readonly kind: 'subscribed'; readonly openId: string }
  | { readonly kind: 'nothing' };

const fileKinds: Readonly<Record<string, FileNotice>> = {
  image: { kind: 'image', name: '', mimeType: 'image/jpeg', size: 0 },
  voice: { kind: 'voice', name: '', mimeType: 'audio/amr', size: 0 },
  video: { kind: 'video', name: '', mimeType: 'video/mp4', size: 0 },
  shortvideo: { kind: 'video', name: '', mimeType: 'video/mp4', size: 0 },
};

function textOf(xml: Xml): string {
  switch (xml.MsgType) {
    case 'text':
      return xml.Content ?? '';
    // What WeChat itself made out of a recording, where the account has that.
    case 'voice':
      return xml.Recognition ?? '';
    case 'location':
      return xml.Label ?? '';
    case 'link':
      return [xml.Title, xml.Description].filter((part) => part !== undefined && part !== '').join('\n');
    default:
      return '';
  }
}

/** Reads a callback. Events carry no id: sender, second and kind make one (官方: FromUserName + CreateTime). */
export function readNews(xml: Xml): AccountNews {
  const { FromUserName: openId = '', CreateTime: seconds = '', MsgType: type = '', Event: event = '' } = xml;
  if (openId === '') return { kind: 'nothing' };
  const sentAtMs = Number(seconds) * 1000;
  if (type === 'event') {
    if (event === 'subscribe') return { kind: 'subscribed', openId };
    const words = xml.EventKey ?? '';
    if (event !== 'CLICK' || words === '') return { kind: 'nothing' };
    return { kind: 'message', id: `${openId}:${seconds}:CLICK`, openId, messageKind: 'text', text: words, sentAtMs, file: null };
  }
  const notice = fileKinds[type];
  const file = notice === undefined || xml.MediaId === undefined ? null : { ...notice, mediaId: xml.MediaId };
  const text = textOf(xml);
  if (text === '' && file === null) return { kind: 'nothing' };
  const messageKind = type === 'text' || type === 'voice' || type === 'image' ? type : file === null ? 'other' : 'file';
  return { kind: 'message', id: xml.MsgId ?? `${openId}:${seconds}`, openId, messageKind, text, sentAtMs, file };
}

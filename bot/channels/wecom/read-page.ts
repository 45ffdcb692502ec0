import { z } from 'zod';
import type { InboundMessage } from '../../../core/channel.ts';
import type { FileNotice } from '../take-file.ts';

/** Who sent a message: 3 the customer, 4 the system (events), 5 a servicer in WeCom. */
const customer = 3;

const mediaSchema = z.looseObject({ media_id: z.string() }).optional();
const messageSchema = z.looseObject({
  msgid: z.string().default(''),
  open_kfid: z.string().default(''),
  external_userid: z.string().default(''),
  send_time: z.number().default(0),
  origin: z.number().default(0),
  msgtype: z.string(),
  text: z.looseObject({ content: z.string(), menu_id: z.string().optional() }).optional(),
  image: mediaSchema,
  voice: mediaSchema,
  video: mediaSchema,
  file: mediaSchema,
  location: z.looseObject({ name: z.string().default(''), address: z.string().default('') }).optional(),
  link: z.looseObject({ title: z.string().default(''), desc: z.string().default('') }).optional(),
  event: z
    .looseObject({
      event_type: z.string(),
      open_kfid: z.string().default(''),
      external_userid: z.string().default(''),
      welcome_code: z.string().optional(),
      recall_msgid: z.string().optional(),
      change_type: z.number().optional(),
      fail_type: z.number().optional(),
    })
    .optional(),
});

/** One page of what came. A message that is not as documented is left out of `messages`. */
export type SyncPage = {
  readonly nextCursor: string;
  readonly hasMore: boolean;
  readonly messages: readonly z.infer<typeof messageSchema>[];
};

/** What one entry of a page is to us. */
export type KfNews =
  | {
      readonly kind: 'message';
      readonly id: string;
      readonly openKfId: string;
      readonly person: string;
      readonly messageKind: InboundMessage['kind'];
      readonly text: string;
      readonly sentAtMs: number;
      readonly file: (FileNotice & { readonly mediaId: string }) | null;
    }
  | { readonly kind: 'recalled'; readonly id: string; readonly sentAtMs: number }
  | { readonly kind: 'entered'; readonly welcomeCode: string }
  /** Somebody took the session in WeCom, or gave it back. */
  | { readonly kind: 'held'; readonly openKfId: string; readonly person: string; readonly isHeld: boolean }
  | { readonly kind: 'send_failed'; readonly type: number }
  | { readonly kind: 'nothing' };

const fileNotices = {
  image: { kind: 'image', name: '', mimeType: 'image/jpeg', size: 0 },
  voice: { kind: 'voice', name: '', mimeType: 'audio/amr', size: 0 },
  video: { kind: 'video', name: '', mimeType: 'video/mp4', size: 0 },
  file: { kind: 'file', name: '', mimeType: 'application/octet-stream', size: 0 },
} as const satisfies Readonly<Record<string, FileNotice>>;

/** 会话状态变更: 3 the session ended; 1, 2, 4 a servicer has it. */
const sessionEnded = 3;

/** Reads an answer of kf/sync_msg. */
export function readPage(body: Readonly<Record<string, unknown>>): SyncPage {
  const list = Array.isArray(body.msg_list) ? body.msg_list : [];
  return {
    nextCursor: typeof body.next_cursor === 'string' ? body.next_cursor : '',
    hasMore: body.has_more === 1,
    messages: list.flatMap((one: unknown) => {
      const parsed = messageSchema.safeParse(one);
      return parsed.success ? [parsed.data] : [];
    }),
  };
}

function readEvent(message: SyncPage['messages'][number]): KfNews {
  const { event } = message;
  switch (event?.event_type) {
    case 'user_recall_msg':
      return { kind: 'recalled', id: event.recall_msgid ?? '', sentAtMs: message.send_time * 1000 };
    case 'enter_session':
      return event.welcome_code === undefined ? { kind: 'nothing' } : { kind: 'entered', welcomeCode: event.welcome_code };
    case 'session_status_change':
      return { kind: 'held', openKfId: event.open_kfid, person: event.external_userid, isHeld: event.change_type !== sessionEnded };
    case 'msg_send_fail':
      return { kind: 'send_failed', type: event.fail_type ?? 0 };
    default:
      return { kind: 'nothing' };
  }
}

/** Tells what an entry is. A tapped choice carries its own words as its id. */
export function readNews(message: SyncPage['messages'][number]): KfNews {
  if (message.msgtype === 'event') return readEvent(message);
  if (message.origin !== customer || message.msgid === '' || message.external_userid === '') return { kind: 'nothing' };
  const type = message.msgtype;
  const isFile = type === 'image' || type === 'voice' || type === 'video' || type === 'file';
  const mediaId = isFile ? message[type]?.media_id : undefined;
  const file = isFile && mediaId !== undefined ? { ...fileNotices[type], mediaId } : null;
  const { text, location, link } = message;
  const words = text === undefined ? [location?.name, location?.address, link?.title, link?.desc] : [text.menu_id ?? text.content];
  return {
    kind: 'message',
    id: message.msgid,
    openKfId: message.open_kfid,
    person: message.external_userid,
    messageKind: type === 'text' || type === 'image' || type === 'voice' ? type : isFile ? 'file' : 'other',
    text: words.filter((part) => part !== undefined && part !== '').join('\n'),
    sentAtMs: message.send_time * 1000,
    file,
  };
}

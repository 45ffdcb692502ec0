import { systemClock } from '../../../../core/clock.ts';
import { silentLogger } from '../../../../core/logger.ts';
import type { ChannelHarness, ContractMessage, ReceivedReply } from '../../channel.contract.ts';
import { createKeptMedia } from '../../testing/kept-media.ts';
import type { Mount } from '../../testing/mounted.ts';
import { createMessageCipher } from '../../wechat-platform/message-cipher.ts';
import { type Json, type PlatformServer, startPlatformServer } from '../../wechat-platform/testing/platform-server.ts';
import { type CallbackChange, sendCallback } from '../../wechat-platform/testing/send-callback.ts';
import type { CursorStore } from '../cursor-file.ts';
import { createWecomChannel, type WecomOptions } from '../wecom-channel.ts';

/** The account of the tests. */
export const corp = {
  corpId: 'wx5823bf96d3bd56c7',
  secret: 'kf-secret-of-loopback',
  token: 'QDG6eK',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  openKfId: 'wkxxxxxx',
};

/** Cursors that outlive a channel, in memory. */
export function createCursorMemory(): CursorStore {
  const cursors = new Map<string, string>();
  return {
    read: async (openKfId) => cursors.get(openKfId) ?? '',
    write: async (openKfId, cursor) => {
      cursors.set(openKfId, cursor);
    },
    accounts: async () => [...cursors.keys()],
  };
}

/** Both sides with the parts that a test reaches into. */
export type WecomHarness = ChannelHarness & {
  readonly server: PlatformServer;
  readonly cursors: CursorStore;
  readonly kept: readonly Uint8Array[];
  /** Bodies of what reached a customer. */
  readonly sent: readonly Json[];
  /** Puts an entry into the account's log; the callback tells of it unless `quiet`. */
  put(entry: Json, quiet?: boolean): Promise<number | null>;
  /** The state of a customer's session. */
  readonly sessions: Map<string, number>;
};

/** Opens the door on loopback. */
export async function openWecomHarness(mount: Mount, change: Partial<WecomOptions> = {}): Promise<WecomHarness> {
  const log: Json[] = [];
  const sent: Json[] = [];
  const sessions = new Map<string, number>();
  const usedIds = new Set<string>();
  const syncToken = 'ENCApHxnGDNAVNY4AaSJKj4Tb5mwsEMzxhFmHVGcra996NR';
  const pageSize = 5;

  const routes: Parameters<typeof startPlatformServer>[0]['routes'] = ({ path, query, body }) => {
    switch (path) {
      case '/cgi-bin/kf/account/list':
        return { errcode: 0, account_list: [{ open_kfid: corp.openKfId, name: '心桥' }] };
      case '/cgi-bin/kf/sync_msg': {
        if (body.token !== undefined && body.token !== syncToken) return { errcode: 95_007, errmsg: 'invalid msg token' };
        const from = body.cursor === undefined ? 0 : Number(String(body.cursor).slice('cursor-'.length));
        const page = log.slice(from, from + pageSize);
        const next = from + page.length;
        return { errcode: 0, next_cursor: `cursor-${next}`, has_more: next < log.length ? 1 : 0, msg_list: page };
      }
      case '/cgi-bin/kf/send_msg': {
        const state = sessions.get(String(body.touser)) ?? 1;
        if (state !== 0 && state !== 1) return { errcode: 95_018, errmsg: 'send msg session status invalid' };
        if (!usedIds.has(String(body.msgid))) sent.push(body);
        usedIds.add(String(body.msgid));
        return { errcode: 0, msgid: body.msgid };
      }
      case '/cgi-bin/kf/send_msg_on_event':
        sent.push(body);
        return { errcode: 0 };
      case '/cgi-bin/kf/service_state/get':
        return { errcode: 0, service_state: sessions.get(String(body.external_userid)) ?? 1 };
      case '/cgi-bin/kf/service_state/trans':
        sessions.set(String(body.external_userid), Number(body.service_state));
        return { errcode: 0 };
      case '/cgi-bin/media/get':
        return query.get('media_id') === 'known'
          ? { bytes: Buffer.from('photo'), mimeType: 'image/jpeg' }
          : { errcode: 40_007, errmsg: 'invalid media_id' };
      default:
        return { errcode: 40_035, errmsg: 'unknown path' };
    }
  };
  const server = await startPlatformServer({
    tokenPath: '/cgi-bin/gettoken',
    isRight: ({ query }) => query.get('corpid') === corp.corpId && query.get('corpsecret') === corp.secret,
    routes,
  });
  const { media, kept } = createKeptMedia();
  const cursors = change.cursors ?? createCursorMemory();
  const channel = createWecomChannel({
    corpId: corp.corpId,
    secret: corp.secret,
    token: corp.token,
    aesKey: corp.aesKey,
    apiRoot: server.url,
    cursors,
    welcome: '欢迎',
    clock: systemClock,
    logger: silentLogger,
    media,
    times: { requestMs: 1000, lookMs: 3_600_000 },
    ...change,
  });
  const mounted = await mount(channel, change.logger);
  const cipher = createMessageCipher({ token: corp.token, aesKey: corp.aesKey, receiverId: corp.corpId });

  const knock = async (how: CallbackChange & { readonly token?: string } = {}): Promise<number | null> => {
    const fields = {
      ToUserName: corp.corpId,
      CreateTime: Math.floor(Date.now() / 1000),
      MsgType: 'event',
      Event: 'kf_msg_or_event',
      Token: how.token ?? syncToken,
      OpenKfId: corp.openKfId,
    };
    return (await sendCallback(mounted.url, cipher, corp.corpId, fields, how))?.status ?? null;
  };
  let isCut = false;
  const put: WecomHarness['put'] = async (entry, quiet = false) => {
    log.push({ open_kfid: corp.openKfId, ...entry });
    return quiet || isCut ? null : await knock();
  };
  const entryOf = ({ id, person, text, sentAtMs }: ContractMessage): Json => ({
    msgid: `msg-${id}`,
    external_userid: person,
    send_time: Math.floor(sentAtMs / 1000),
    origin: 3,
    msgtype: 'text',
    text: { content: text },
  });
  return {
    server,
    cursors,
    kept,
    sent,
    sessions,
    put,
    channel,
    addressOf: (person) => ({ chatKey: `${corp.openKfId}/${person}`, personKey: person }),
    send: async (message) => {
      await put(entryOf(message));
    },
    received: () =>
      sent.map((body): ReceivedReply => {
        const { content = '' } = (body.text ?? {}) as { content?: string };
        return { person: String(body.touser), group: null, text: content };
      }),
    halfOpen: {
      cut: async () => {
        isCut = true;
        server.hang(true);
      },
      mend: async () => {
        isCut = false;
        server.hang(false);
        // WeCom repeats a callback that was not acknowledged.
        await knock();
      },
    },
    restartService: server.restart,
    secrets: [corp.secret, corp.token, corp.aesKey],
    callTwice: async (message) => {
      await put(entryOf(message), true);
      await knock({ copies: 2 });
    },
    staleCall: async () => (await knock({ timestamp: Math.floor(Date.now() / 1000) - 86_400 })) ?? 0,
    wrongSignature: async () => (await knock({ signature: '0'.repeat(40) })) ?? 0,
    oversizedBody: async () => (await knock({ padding: 1_000_000 })) ?? 0,
    close: async () => {
      await mounted.close();
      await server.close();
    },
  };
}

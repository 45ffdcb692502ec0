import { systemClock } from '../../../../core/clock.ts';
import { silentLogger } from '../../../../core/logger.ts';
import type { ChannelHarness, ContractMessage, ReceivedReply } from '../../channel.contract.ts';
import { createKeptMedia } from '../../testing/kept-media.ts';
import type { Mount } from '../../testing/mounted.ts';
import { createSilentLine } from '../../testing/silent-line.ts';
import { createMessageCipher, type MessageCipher } from '../../wechat-platform/message-cipher.ts';
import { readXml } from '../../wechat-platform/read-xml.ts';
import { type PlatformServer, startPlatformServer } from '../../wechat-platform/testing/platform-server.ts';
import { type CallbackAnswer, type CallbackChange, sendCallback } from '../../wechat-platform/testing/send-callback.ts';
import { createOfficialAccountChannel, type OfficialAccountOptions } from '../official-account-channel.ts';

/** The account of the tests. */
export const account = {
  appId: 'wx2c2769f8efd9abc2',
  appSecret: 'app-secret-of-loopback',
  token: 'spamtest',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  original: 'gh_733c42e0aee9',
};

/** Both sides with the parts that a test reaches into. */
export type OfficialAccountHarness = ChannelHarness & {
  readonly server: PlatformServer;
  readonly cipher: MessageCipher;
  readonly url: string;
  readonly kept: readonly Uint8Array[];
  /** Posts a callback; what comes back in its answer counts as received. */
  call(fields: Readonly<Record<string, string | number>>, change?: CallbackChange): Promise<CallbackAnswer>;
};

/** Opens the door on loopback. With `replyMs` 0 every reply is a customer-service message. */
export async function openOfficialAccountHarness(
  mount: Mount,
  change: Partial<OfficialAccountOptions> = {},
): Promise<OfficialAccountHarness> {
  const received: ReceivedReply[] = [];
  const server = await startPlatformServer({
    tokenPath: '/cgi-bin/stable_token',
    isRight: ({ body }) => body.appid === account.appId && body.secret === account.appSecret,
    routes: ({ path, query, body }) => {
      if (path === '/cgi-bin/media/get')
        return query.get('media_id') === 'known'
          ? { bytes: Buffer.from('photo'), mimeType: 'image/jpeg' }
          : { errcode: 40_007, errmsg: 'invalid media_id' };
      if (path === '/cgi-bin/message/custom/send')
        received.push({ person: String(body.touser), group: null, text: String((body.text as { content?: unknown }).content) });
      return { errcode: 0, errmsg: 'ok' };
    },
  });
  const { media, kept } = createKeptMedia();
  const channel = createOfficialAccountChannel({
    appId: account.appId,
    appSecret: account.appSecret,
    token: account.token,
    aesKey: account.aesKey,
    apiRoot: server.url,
    welcome: '欢迎',
    clock: systemClock,
    logger: silentLogger,
    media,
    times: { replyMs: 0, afterReplyMs: 0, requestMs: 1000 },
    ...change,
  });
  const mounted = await mount(channel, change.logger);
  const cipher = createMessageCipher({ token: account.token, aesKey: account.aesKey, receiverId: account.appId });

  const call: OfficialAccountHarness['call'] = async (fields, how) => {
    const answer = await sendCallback(mounted.url, cipher, account.original, fields, how);
    const outer = readXml(answer?.text ?? '');
    const inner = outer?.Encrypt === undefined ? null : readXml(cipher.open(outer.Encrypt) ?? '');
    if (inner !== null) received.push({ person: inner.ToUserName ?? '', group: null, text: inner.Content ?? '' });
    return answer;
  };
  const fieldsOf = ({ id, person, text, sentAtMs }: ContractMessage): Readonly<Record<string, string | number>> => ({
    ToUserName: account.original,
    FromUserName: person,
    CreateTime: Math.floor(sentAtMs / 1000),
    MsgType: 'text',
    Content: text,
    MsgId: id,
  });
  const line = createSilentLine(server.hang, (message: ContractMessage) => call(fieldsOf(message)));
  const sample: ContractMessage = { id: '1', person: 'anna', text: '你好', group: null, sentAtMs: Date.now() };
  return {
    server,
    cipher,
    url: mounted.url,
    kept,
    call,
    channel,
    addressOf: (person) => ({ chatKey: person, personKey: person }),
    send: line.send,
    received: () => received,
    halfOpen: line,
    restartService: server.restart,
    secrets: [account.appSecret, account.token, account.aesKey],
    callTwice: async (message) => void (await call(fieldsOf(message), { copies: 2 })),
    staleCall: async () => (await call(fieldsOf(sample), { timestamp: Math.floor(Date.now() / 1000) - 86_400 }))?.status ?? 0,
    wrongSignature: async () => (await call(fieldsOf(sample), { signature: '0'.repeat(40) }))?.status ?? 0,
    oversizedBody: async () => (await call(fieldsOf(sample), { padding: 1_000_000 }))?.status ?? 0,
    close: async () => {
      await mounted.close();
      await server.close();
    },
  };
}

import { checkCallback, checkClock, type Finding } from '../finding.ts';
import { findSignIn } from '../wechat-platform/check-platform.ts';
import { createMessageCipher } from '../wechat-platform/message-cipher.ts';
import { createPlatformApi } from '../wechat-platform/platform-api.ts';

/** Looks at an official account from outside: secrets, IP list, callback, clock. `publicUrl` without a slash at the end. */
export async function checkOfficialAccount(
  settings: {
    readonly appId: string;
    readonly appSecret: string;
    readonly token: string;
    readonly aesKey: string;
    readonly apiRoot: string | null;
  },
  publicUrl: string,
  nowMs: number,
): Promise<readonly Finding[]> {
  const { appId, appSecret, token, aesKey } = settings;
  const apiRoot = settings.apiRoot ?? 'https://api.weixin.qq.com';
  const body = { grant_type: 'client_credential', appid: appId, secret: appSecret };
  const api = createPlatformApi({
    apiRoot,
    token: { path: '/cgi-bin/stable_token', query: {}, body },
    timeoutMs: 10_000,
    nowMs: () => nowMs,
  });
  const cipher = createMessageCipher({ token, aesKey, receiverId: appId });
  const timestamp = String(Math.floor(nowMs / 1000));
  const query = { timestamp, nonce: 'doctor', echostr: '5577', signature: cipher.sign(timestamp, 'doctor') };
  return [
    findSignIn('official', await api.signIn(), apiRoot),
    await checkCallback(`${publicUrl}/doors/official-account`, query, '5577'),
    ...(await checkClock(apiRoot, nowMs)),
  ];
}

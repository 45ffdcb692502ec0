import { checkCallback, checkClock, type Finding } from '../finding.ts';
import { findSignIn } from '../wechat-platform/check-platform.ts';
import { createMessageCipher } from '../wechat-platform/message-cipher.ts';
import { createAccountApi } from './account-api.ts';

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
  const { appId, token, aesKey } = settings;
  const api = createAccountApi(settings, 10_000, () => nowMs);
  const cipher = createMessageCipher({ token, aesKey, receiverId: appId });
  const timestamp = String(Math.floor(nowMs / 1000));
  const query = { timestamp, nonce: 'doctor', echostr: '5577', signature: cipher.sign(timestamp, 'doctor') };
  return [
    findSignIn('official', await api.signIn(), api.root),
    await checkCallback(`${publicUrl}/doors/official-account`, query, '5577'),
    ...(await checkClock(api.root, nowMs)),
  ];
}

import { checkCallback, checkClock, type Finding, find } from '../finding.ts';
import { findSignIn } from '../wechat-platform/check-platform.ts';
import { createMessageCipher } from '../wechat-platform/message-cipher.ts';
import { createCorpApi } from './corp-api.ts';

/** Looks at WeCom customer service from outside: secrets, accounts, callback, clock. `publicUrl` without a slash at the end. */
export async function checkWecom(
  settings: {
    readonly corpId: string;
    readonly secret: string;
    readonly token: string;
    readonly aesKey: string;
    readonly apiRoot: string | null;
  },
  publicUrl: string,
  nowMs: number,
): Promise<readonly Finding[]> {
  const { corpId, token, aesKey } = settings;
  const api = createCorpApi(settings, 10_000, () => nowMs);
  const signedIn = await api.signIn();
  const listed = signedIn.kind === 'ok' ? await api.post('/cgi-bin/kf/account/list', { offset: 0, limit: 100 }) : null;
  const accounts = listed?.kind === 'ok' && Array.isArray(listed.body.account_list) ? listed.body.account_list.length : 0;
  const cipher = createMessageCipher({ token, aesKey, receiverId: corpId });
  const timestamp = String(Math.floor(nowMs / 1000));
  const echostr = cipher.seal('5577');
  const query = { timestamp, nonce: 'doctor', echostr, msg_signature: cipher.sign(timestamp, 'doctor', echostr) };
  return [
    findSignIn('wecom', signedIn, api.root),
    ...(listed === null ? [] : [accounts > 0 ? find('good', 'wecom_accounts', { accounts }) : find('fault', 'wecom_no_account')]),
    await checkCallback(`${publicUrl}/doors/wecom`, query, '5577'),
    ...(await checkClock(api.root, nowMs)),
  ];
}

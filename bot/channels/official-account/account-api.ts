import { createPlatformApi, type PlatformApi } from '../wechat-platform/platform-api.ts';

/** The official account's side of api.weixin.qq.com, or of another server. The stable token: fetching it does not end the one that another program of the centre uses. */
export function createAccountApi(
  { appId, appSecret, apiRoot }: { readonly appId: string; readonly appSecret: string; readonly apiRoot: string | null },
  timeoutMs: number,
  nowMs: () => number,
): PlatformApi & { readonly root: string } {
  const root = apiRoot ?? 'https://api.weixin.qq.com';
  const body = { grant_type: 'client_credential', appid: appId, secret: appSecret };
  return { root, ...createPlatformApi({ apiRoot: root, token: { path: '/cgi-bin/stable_token', query: {}, body }, timeoutMs, nowMs }) };
}

import { createPlatformApi, type PlatformApi } from '../wechat-platform/platform-api.ts';

/** The customer service's side of qyapi.weixin.qq.com, or of another server. */
export function createCorpApi(
  { corpId, secret, apiRoot }: { readonly corpId: string; readonly secret: string; readonly apiRoot: string | null },
  timeoutMs: number,
  nowMs: () => number,
): PlatformApi & { readonly root: string } {
  const root = apiRoot ?? 'https://qyapi.weixin.qq.com';
  const token = { path: '/cgi-bin/gettoken', query: { corpid: corpId, corpsecret: secret } };
  return { root, ...createPlatformApi({ apiRoot: root, token, timeoutMs, nowMs }) };
}

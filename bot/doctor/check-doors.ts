import { connect } from 'node:net';
import { type Finding, find } from '../channels/finding.ts';
import type { Config } from '../config/read-config.ts';

/** What was found at one door, or at what all share (`null`). */
export type DoorReport = {
  readonly door: 'wechat' | 'telegram' | 'official_account' | 'wecom' | 'phone' | 'web' | null;
  readonly findings: readonly Finding[];
};

const connectMs = 5000;
const localPattern = /^https?:\/\/(?:127\.|localhost|0\.0\.0\.0|\[)/;

/** Tells whether somebody listens at `host:port`. */
async function isListening(endpoint: string): Promise<boolean> {
  const [host = '', port = ''] = endpoint.split(':');
  return await new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: connectMs });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

async function checkWechat(endpoint: string | null): Promise<readonly Finding[]> {
  const warning = find('warning', 'wechat_warning');
  if (endpoint === null) return [find('warning', 'wechat_token_only'), warning];
  const isThere = await isListening(endpoint);
  return [find(isThere ? 'good' : 'fault', isThere ? 'wechat_endpoint' : 'wechat_endpoint_silent', { address: endpoint }), warning];
}

function checkAddress(publicUrl: string): readonly Finding[] {
  if (localPattern.test(publicUrl)) return [find('warning', 'address_local', { address: publicUrl })];
  return publicUrl.startsWith('https://') ? [] : [find('warning', 'address_plain', { address: publicUrl })];
}

/** Looks at every door that is switched on, one after another; a door's package is loaded only where the door is on. */
export async function checkDoors({ doors, publicUrl }: Pick<Config, 'doors' | 'publicUrl'>, nowMs: number): Promise<readonly DoorReport[]> {
  const { wechat, telegram, officialAccount, wecom, hotline } = doors;
  const isCalled = officialAccount !== null || wecom !== null;
  const isNone = wechat === null && telegram === null && hotline === null && !isCalled;
  const reports: DoorReport[] = [{ door: null, findings: isNone ? [find('good', 'no_doors')] : isCalled ? checkAddress(publicUrl) : [] }];
  if (wechat !== null) reports.push({ door: 'wechat', findings: await checkWechat(wechat.endpoint) });
  if (telegram !== null) {
    const { checkTelegram } = await import('../channels/telegram/check-telegram.ts');
    reports.push({ door: 'telegram', findings: await checkTelegram(telegram, nowMs) });
  }
  if (officialAccount !== null) {
    const { checkOfficialAccount } = await import('../channels/official-account/check-official-account.ts');
    reports.push({ door: 'official_account', findings: await checkOfficialAccount(officialAccount, publicUrl, nowMs) });
  }
  if (wecom !== null) {
    const { checkWecom } = await import('../channels/wecom/check-wecom.ts');
    reports.push({ door: 'wecom', findings: await checkWecom(wecom, publicUrl, nowMs) });
  }
  if (hotline !== null) {
    const { checkHotline } = await import('../channels/hotline/check-hotline.ts');
    reports.push({ door: 'phone', findings: await checkHotline(hotline.secret, publicUrl, nowMs) });
  }
  return reports.filter(({ findings }) => findings.length > 0);
}

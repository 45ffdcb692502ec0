import { Bot } from 'grammy';
import { checkClock, type Finding, find } from '../finding.ts';
import { isBadToken } from './delivery-outcome.ts';

/** Looks at a Telegram door from outside: token, webhook, clock, and what it is allowed to do. */
export async function checkTelegram(
  settings: { readonly token: string; readonly apiRoot: string | null; readonly webhookUrl: string | null; readonly cases: boolean },
  nowMs: number,
): Promise<readonly Finding[]> {
  const apiRoot = settings.apiRoot ?? 'https://api.telegram.org';
  const { api } = new Bot(settings.token, { client: { apiRoot, timeoutSeconds: 10 } });
  const allowed = settings.cases ? find('warning', 'telegram_cases') : find('good', 'telegram_public_only');
  try {
    const me = await api.getMe();
    const hook = await api.getWebhookInfo();
    const isAsMeant = (hook.url ?? '') === (settings.webhookUrl ?? '');
    return [
      find('good', 'telegram_token', { name: me.username }),
      ...(isAsMeant ? [] : [find('warning', 'telegram_webhook_other')]),
      ...(settings.webhookUrl !== null && hook.last_error_date !== undefined ? [find('warning', 'telegram_webhook_failed')] : []),
      ...(await checkClock(apiRoot, nowMs)),
      allowed,
    ];
  } catch (error) {
    return [find('fault', isBadToken(error) ? 'telegram_bad_token' : 'telegram_unreachable', { address: apiRoot }), allowed];
  }
}

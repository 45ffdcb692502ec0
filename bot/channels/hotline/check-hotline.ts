import { checkClock, type Finding, find } from '../finding.ts';
import { signCallEvents } from './authorise-call-centre.ts';

/** Asks the door of call centres from outside, signed: address, secret, clock. `publicUrl` without a slash at the end. */
export async function checkHotline(secret: string, publicUrl: string, nowMs: number): Promise<readonly Finding[]> {
  const address = `${publicUrl}/doors/hotline`;
  const timestamp = String(Math.floor(nowMs / 1000));
  const headers = { 'x-xinqiao-timestamp': timestamp, 'x-xinqiao-signature': signCallEvents(secret, timestamp, '') };
  let response: Response;
  try {
    response = await fetch(address, { headers, redirect: 'manual', signal: AbortSignal.timeout(10_000) });
  } catch {
    return [find('warning', 'callback_unreachable', { address })];
  }
  const said = (await response.json().catch(() => null)) as { readonly ok?: boolean; readonly code?: string } | null;
  if (response.status === 200 && said?.ok === true)
    return [find('good', 'callback_good', { address }), ...(await checkClock(address, nowMs))];
  if (said?.code === 'clock_skew') return await checkClock(address, nowMs);
  if (said?.code === 'not_authorised') return [find('fault', 'hotline_other_secret', { address })];
  return [find('fault', 'callback_wrong', { address })];
}

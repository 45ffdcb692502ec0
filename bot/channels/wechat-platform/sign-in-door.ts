import { setTimeout as sleep } from 'node:timers/promises';
import { XinqiaoError } from '../../../core/errors.ts';
import type { DoorStatus } from '../door-status.ts';
import type { PlatformApi } from './platform-api.ts';
import type { Refusal } from './refusal-codes.ts';

const firstPauseMs = 500;
const longestPauseMs = 60_000;

/** Signs in once; gives whether the service answered. Throws `bad_config` with `remedy` where it knows the secrets to be wrong. */
async function signInOnce(
  api: PlatformApi,
  status: DoorStatus,
  refusals: Readonly<Record<number, Refusal>>,
  remedy: Readonly<Record<string, string>>,
): Promise<boolean> {
  const answer = await api.signIn();
  if (answer.kind === 'ok') {
    status.set('online');
    return true;
  }
  const refusal = answer.kind === 'refused' ? refusals[answer.code] : undefined;
  if (refusal?.kind === 'door') {
    status.set('refused', refusal.reason);
    throw new XinqiaoError('bad_config', remedy[refusal.reason] ?? 'the service refuses our settings (docs/CHANNELS.md)');
  }
  status.set('offline', 'service_down');
  return false;
}

/** Signs a door in at its start: wrong secrets refuse at once, a service that is away is tried again until `signal`, then `done` runs. */
export async function signInDoor(
  api: PlatformApi,
  status: DoorStatus,
  refusals: Readonly<Record<number, Refusal>>,
  remedy: Readonly<Record<string, string>>,
  signal: AbortSignal,
  done: () => void = () => {},
): Promise<void> {
  if (await signInOnce(api, status, refusals, remedy)) {
    done();
    return;
  }
  const goOn = async (): Promise<void> => {
    for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      await sleep(pauseMs, undefined, { signal });
      if (await signInOnce(api, status, refusals, remedy)) {
        done();
        return;
      }
    }
  };
  void goOn().catch(() => {});
}

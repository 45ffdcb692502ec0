import type { ChannelStatus } from '../../core/channel.ts';
import type { Clock } from '../../core/clock.ts';

/** How a door stands, kept with the moment since when it does. */
export type DoorStatus = {
  get(): ChannelStatus;
  /** Notes a state and a stable code of what is wrong; saying the same again changes nothing. */
  set(state: ChannelStatus['state'], problem?: string | null): void;
};

/** Makes the status of a door that was not started. */
export function createDoorStatus(clock: Clock): DoorStatus {
  let current: ChannelStatus = { state: 'stopped', problem: null, qrText: null, since: clock.now() };
  return {
    get: () => current,
    set: (state, problem = null) => {
      if (current.state !== state || current.problem !== problem) current = { state, problem, qrText: null, since: clock.now() };
    },
  };
}

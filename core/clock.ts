import { formatInstant, type Instant, parseInstant } from './instant.ts';

/** Tells the time. Rules take a moment as an argument; only the composition root and the engine hold a clock. */
export interface Clock {
  now(): Instant;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => formatInstant(new Date()) };

/** A clock that stands still until it is moved: for tests, drills and simulated weeks. */
export type ManualClock = Clock & { set(instant: Instant): void; advance(milliseconds: number): void };

/** Makes a clock that stands at `start`. */
export function createManualClock(start: Instant): ManualClock {
  let current = parseInstant(start).getTime();
  return {
    now: () => formatInstant(new Date(current)),
    set: (instant) => {
      current = parseInstant(instant).getTime();
    },
    advance: (milliseconds) => {
      current += milliseconds;
    },
  };
}

import { addMilliseconds, type Instant } from '../../core/instant.ts';

const guessesAllowed = 8;
const forgottenAfterMs = 3_600_000;
const codesRemembered = 10_000;

/** Counts wrong guesses by case code: the four digits of a phone's tail could be tried out otherwise. */
export interface GuessLimit {
  /** Tells whether a code may be asked for now. */
  allows(code: string, now: Instant): boolean;
  /** Notes a wrong guess. */
  note(code: string, now: Instant): void;
}

/** Makes the limit: after eight wrong guesses a code is closed until an hour after the first of them. */
export function createGuessLimit(): GuessLimit {
  const wrong = new Map<string, { readonly count: number; readonly since: Instant }>();
  return {
    allows: (code, now) => {
      const known = wrong.get(code);
      if (known === undefined) return true;
      if (addMilliseconds(known.since, forgottenAfterMs) > now) return known.count < guessesAllowed;
      wrong.delete(code);
      return true;
    },
    note: (code, now) => {
      if (wrong.size >= codesRemembered) wrong.clear();
      const known = wrong.get(code);
      wrong.set(code, { count: (known?.count ?? 0) + 1, since: known?.since ?? now });
    },
  };
}

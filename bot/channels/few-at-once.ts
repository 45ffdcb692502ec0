/** Runs work a few at a time, urgent work before what waits already, the rest in order. */
export interface FewAtOnce {
  run<T>(work: () => Promise<T>, isUrgent: boolean): Promise<T>;
}

/** Makes it for at most `most` at a time. */
export function createFewAtOnce(most: number): FewAtOnce {
  const urgent: (() => void)[] = [];
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    run: async (work, isUrgent) => {
      if (running < most) running += 1;
      // Whoever ends hands its place on: nobody who comes meanwhile can take it.
      else await new Promise<void>((resolve) => (isUrgent ? urgent : waiting).push(resolve));
      try {
        return await work();
      } finally {
        const next = urgent.shift() ?? waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}

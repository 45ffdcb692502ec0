/** A line to a service that calls us: while it is cut the service takes our calls and answers none, and its own calls get lost. */
export type SilentLine<Call> = {
  /** Hands a call over, or keeps it while the line is cut: a service that gets no answer calls again. */
  send(call: Call): Promise<void>;
  cut(): Promise<void>;
  mend(): Promise<void>;
};

/** Makes the line. `hang` lets the service answer nothing; `call` makes it call us. */
export function createSilentLine<Call>(hang: (isHanging: boolean) => void, call: (one: Call) => Promise<unknown>): SilentLine<Call> {
  let missed: Call[] = [];
  let isCut = false;
  return {
    send: async (one) => {
      if (isCut) missed.push(one);
      else await call(one);
    },
    cut: async () => {
      isCut = true;
      hang(true);
    },
    mend: async () => {
      isCut = false;
      hang(false);
      const waiting = missed;
      missed = [];
      for (const one of waiting) await call(one);
    },
  };
}

/** One command of the command line. */
export type Command = {
  /** How it is called and what it does, in a few lines. */
  readonly help: string;
  /** Runs it with the words after its name; gives the exit code. Throws `XinqiaoError` with what to do next. */
  readonly run: (words: readonly string[]) => Promise<number>;
};

/** Values that a log line may carry: ids, codes, counts, durations. Never message text, never a personal detail. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Writes structured log lines. `event` is a stable snake_case name, not a sentence. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** A logger that writes nothing: for tests and batch commands. */
export const silentLogger: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

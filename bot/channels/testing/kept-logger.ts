import type { LogFields, Logger } from '../../../core/logger.ts';

/** A logger at its most talkative that keeps its lines as JSON. */
export function createKeptLogger(): { readonly logger: Logger; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const write = (event: string, fields?: LogFields): void => {
    lines.push(JSON.stringify({ event, ...fields }));
  };
  return { logger: { debug: write, info: write, warn: write, error: write }, lines };
}

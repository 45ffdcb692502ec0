import { type DestinationStream, pino } from 'pino';
import type { Logger } from '../core/logger.ts';

/** A logger that writes JSON Lines to standard error: ids, codes and counts only. */
export function createJsonLogger(level: 'debug' | 'info' | 'warn' | 'error', destination: DestinationStream = pino.destination(2)): Logger {
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    debug: (event, fields) => log.debug({ event, ...fields }),
    info: (event, fields) => log.info({ event, ...fields }),
    warn: (event, fields) => log.warn({ event, ...fields }),
    error: (event, fields) => log.error({ event, ...fields }),
  };
}

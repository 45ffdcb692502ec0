import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { CallEvent } from '../../../core/call-event.ts';
import { XinqiaoError } from '../../../core/errors.ts';
import { listCallEvents } from '../../call-simulator/list-call-events.ts';
import { openHttpWire, openSocketWire, playCall } from '../../call-simulator/play-call.ts';
import { readCallFile } from '../../call-simulator/read-call-file.ts';
import { readConfig } from '../../config/read-config.ts';
import type { Command } from '../command.ts';

function describe(event: CallEvent): string {
  if (event.type !== 'transcript.segment') return event.type;
  return `${event.speaker}${event.final ? '' : '…'} (${[...event.text].length})`;
}

/** `call simulate`: plays a call from a file to a running server. */
export const callCommand: Command = {
  help: `Usage: npx xinqiao call simulate FILE [--pace N] [--url URL] [--agent NAME] [--http]

Plays the call in FILE (YAML, docs/HOTLINE.md; an example: docs/examples/call.yaml) to a running server, as a call centre would tell it:
texts grow while somebody speaks. --pace 1 is as fast as life, 10 ten times as fast. URL is the server of the settings (PORT, HOST) unless
told otherwise; the secret is XINQIAO_HOTLINE_SECRET. --agent names who takes the call, instead of the file's. --http sends signed
requests instead of keeping a WebSocket open. Prints each event with what the server answered, never its words.`,
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        pace: { type: 'string', default: '1' },
        url: { type: 'string' },
        agent: { type: 'string' },
        http: { type: 'boolean', default: false },
      },
    });
    const [what, file] = positionals;
    const pace = Number(values.pace);
    if (what !== 'simulate' || file === undefined || !(pace > 0))
      throw new XinqiaoError('bad_input', 'say: npx xinqiao call simulate FILE [--pace N]');
    const config = readConfig(process.env);
    if (config.doors.hotline === null)
      throw new XinqiaoError('bad_config', 'set XINQIAO_HOTLINE_SECRET to the secret of the running server');
    const play = readCallFile(file);
    const events = listCallEvents(values.agent === undefined ? play : { ...play, agent: values.agent }, `simulated-${randomUUID()}`);
    const url = (values.url ?? `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}`).replace(/\/+$/, '');
    const { secret } = config.doors.hotline;
    const wire = values.http ? openHttpWire(url, secret) : await openSocketWire(url, secret);
    try {
      await playCall(events, wire, pace, (event, { status }) => console.log(`${event.at.slice(11, 19)} ${describe(event)} → ${status}`));
    } finally {
      wire.close();
    }
    return 0;
  },
};

import { parseArgs } from 'node:util';
import { systemClock } from '../../../core/clock.ts';
import { createTerminalChannel } from '../../channels/terminal/terminal-channel.ts';
import { composeApp } from '../../compose.ts';
import { readConfig } from '../../config/read-config.ts';
import { createJsonLogger } from '../../logger.ts';
import type { Command } from '../command.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';

/** `chat`: the real engine over a real store, in the terminal. */
export const chatCommand: Command = {
  help: `Usage: npx xinqiao chat [--name NAME]

Talks to it in the terminal; /quit ends. Choices can be typed as numbers. With a pipe it reads one message a line.
The conversation is kept where XINQIAO_DATA_DIR is set; otherwise it goes with a temporary folder.
--name NAME goes on with the conversation of that name.`,
  run: async (words) => {
    const { values } = parseArgs({ args: [...words], options: { name: { type: 'string', default: 'terminal' } } });
    const isKept = (process.env.XINQIAO_DATA_DIR ?? '') !== '';
    const temporary = isKept ? null : makeTemporaryFolder();
    const configured = readConfig(process.env);
    const config = temporary === null ? configured : { ...configured, dataDir: temporary.path, indexDir: configured.indexDir };
    const app = await composeApp(config, { logger: createJsonLogger('error'), settleMs: 0 });
    const channel = createTerminalChannel({
      input: process.stdin,
      output: process.stdout,
      clock: systemClock,
      idle: () => app.engine.idle(),
      chatKey: values.name,
      prompt: process.stdin.isTTY ? '> ' : '',
    });
    app.engine.addChannel(channel);
    await app.engine.start();
    await channel.closed;
    await app.engine.idle();
    await app.engine.stop();
    await app.store.close();
    temporary?.remove();
    return 0;
  },
};

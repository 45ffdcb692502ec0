import { randomUUID } from 'node:crypto';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Channel, InboundMessage, QuickReply } from '../../../core/channel.ts';
import { channelCapabilities } from '../../../core/channel-capabilities.ts';
import type { Clock } from '../../../core/clock.ts';

/** What the terminal needs: where lines come from and go to, and how to wait until everything was answered. */
export type TerminalOptions = {
  readonly input: Readable;
  readonly output: Writable;
  readonly clock: Clock;
  /** Resolves when nothing is left to handle or to send. */
  readonly idle: () => Promise<void>;
  /** Names the chat; the same name goes on with the same conversation. */
  readonly chatKey: string;
  /** Printed before each line that is typed; empty with a pipe. */
  readonly prompt: string;
};

/** The terminal as a door. `closed` resolves at the end of the input or at `/quit`. */
export type TerminalChannel = Channel & { readonly closed: Promise<void> };

/** Puts a typed number in place of the choice that it stands for. */
export function resolveChoice(line: string, choices: readonly QuickReply[]): string {
  const typed = /^\s*(\d{1,2})\s*$/.exec(line)?.[1];
  return (typed === undefined ? undefined : choices[Number(typed) - 1]?.send) ?? line;
}

/** Makes the terminal channel. Lines are handled one after another: the next is read when the last was answered. */
export function createTerminalChannel(options: TerminalOptions): TerminalChannel {
  const { input, output, clock, idle, chatKey, prompt } = options;
  let choices: readonly QuickReply[] = [];
  let close: () => void = () => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  let lines: Interface | null = null;

  const toMessage = (text: string): InboundMessage => ({
    channel: 'terminal',
    channelMessageId: randomUUID(),
    chatKey,
    personKey: chatKey,
    space: 'private',
    addressed: true,
    kind: 'text',
    text,
    quotedText: null,
    sentAt: clock.now(),
  });

  const listen = async (accept: (message: InboundMessage) => Promise<void>): Promise<void> => {
    output.write(prompt);
    // Made here and not before: an interface reads at once, and lines that come before the loop would be lost.
    lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    for await (const line of lines) {
      if (line.trim() === '/quit') break;
      if (line.trim() !== '') {
        const text = resolveChoice(line, choices);
        choices = [];
        await accept(toMessage(text));
        await idle();
      }
      output.write(prompt);
    }
    lines.close();
    close();
  };

  return {
    kind: 'terminal',
    capabilities: channelCapabilities.terminal,
    closed,
    start: async (accept) => {
      void listen(accept).catch(close);
    },
    deliver: async (reply) => {
      choices = reply.quickReplies;
      const numbered = reply.quickReplies.map((choice, index) => `  ${index + 1}. ${choice.label}`);
      output.write(`\n${[reply.text, ...numbered].join('\n')}\n\n`);
      return { kind: 'sent' };
    },
    stop: async () => {
      lines?.close();
      close();
    },
  };
}

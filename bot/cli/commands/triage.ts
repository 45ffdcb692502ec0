import { parseArgs } from 'node:util';
import { z } from 'zod';
import { channelKinds } from '../../../core/channel.ts';
import { systemClock } from '../../../core/clock.ts';
import { asId } from '../../../core/ids.ts';
import type { Turn } from '../../../core/turn.ts';
import { composeRules, composeTopics } from '../../compose.ts';
import { readConfig } from '../../config/read-config.ts';
import { batchId } from '../batch-id.ts';
import type { Command } from '../command.ts';
import { elapsed, processStreams, runBatch } from '../run-batch.ts';

const rowSchema = z.object({ id: batchId, text: z.string(), channel: z.string().optional() });

function buildTurn(text: string, channel: string | undefined): Turn {
  const at = systemClock.now();
  return {
    id: asId('batch'),
    conversationId: asId('batch'),
    channel: channelKinds.find((kind) => kind === channel) ?? 'web',
    space: 'private',
    addressed: true,
    messages: [{ id: asId('batch'), text, kind: 'text', at }],
    text,
    at,
  };
}

/** `triage`: the labels of single messages. */
export const triageCommand: Command = {
  help: `Usage: npx xinqiao triage [--labels lawbench] < rows.jsonl

Reads {id, text, channel?} and writes {id, dispute_type, route, urgency, risk, risk_kinds, slots, ms}.
--labels lawbench adds "label": the topic in LawBench 2-4's twenty classes.`,
  run: async (words) => {
    const { values } = parseArgs({ args: [...words], options: { labels: { type: 'string' } } });
    if (values.labels !== undefined && values.labels !== 'lawbench') {
      console.error(`There are no labels ${values.labels}; there are: lawbench.`);
      return 2;
    }
    const { flows, site } = composeRules(readConfig(process.env));
    const labelOf = values.labels === undefined ? null : composeTopics();
    await runBatch(processStreams, rowSchema, async ({ id, text, channel }) => {
      const startedAt = performance.now();
      const turn = buildTurn(text, channel);
      const screen = flows.screen(turn, { level: 'none', recent: [] });
      const triage = flows.triage(turn, screen, null, site);
      return {
        id,
        dispute_type: triage.disputeType,
        route: triage.routes.join('+'),
        urgency: triage.urgency,
        risk: screen.level,
        risk_kinds: screen.kinds,
        slots: Object.fromEntries(Object.entries(triage.fields).map(([name, field]) => [name, field.value])),
        ...(labelOf === null ? {} : { label: labelOf(text) }),
        ms: elapsed(startedAt),
      };
    });
    return 0;
  },
};

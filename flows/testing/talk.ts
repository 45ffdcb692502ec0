import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Reply } from '../../core/channel.ts';
import { channelCapabilities } from '../../core/channel-capabilities.ts';
import type { Owner, SavedState } from '../../core/conversation.ts';
import type { Effect, FlowContext } from '../../core/flow.ts';
import { type Form, type FormCatalogue, type FormField, formFieldSchema, formSchema } from '../../core/form.ts';
import { asId } from '../../core/ids.ts';
import { addMilliseconds } from '../../core/instant.ts';
import type { AnswerOutcome } from '../../core/retriever.ts';
import type { Ticket } from '../../core/ticket.ts';
import { createFlows } from '../index.ts';
import { makeTurn, type SentLine } from './make-turn.ts';
import { smallSite } from './small-site.ts';

/** A small catalogue over the project's own base fields: one form for everything. */
function loadSmallForms(): FormCatalogue {
  const base = parse(readFileSync(new URL('../../cases/forms/base.yaml', import.meta.url), 'utf8')) as readonly unknown[];
  const fields: readonly FormField[] = base.map((field) => formFieldSchema.parse(field));
  const form: Form = formSchema.parse({ id: 'general', version: 1, label: '一般纠纷', disputeTypes: ['其他纠纷'], fields, evidence: [] });
  return { formFor: () => form, find: (id, version) => (id === form.id && version === form.version ? form : null) };
}

const minuteMs = 60_000;

/** A talk with the flows that keeps state, ticket and owner as the engine would. */
export type Talk = {
  say(
    lines: string | SentLine | readonly (string | SentLine)[],
    after?: number,
  ): { readonly replies: readonly Reply[]; readonly effects: readonly Effect[]; readonly keys: readonly string[]; readonly text: string };
  readonly state: SavedState | null;
  readonly ticket: Ticket | null;
  owner: Owner;
};

/** Begins a talk. `answer` is what the corpus says to every question. */
export function createTalk(
  answer: AnswerOutcome = { kind: 'no_match', nearestTopics: [] },
  saved: SavedState | null = null,
  change: Partial<FlowContext> = {},
): Talk {
  const flows = createFlows();
  const forms = loadSmallForms();
  let now = '2026-11-24T10:00:00.000+08:00';
  let turns = 0;
  let state = saved;
  let ticket: Ticket | null = null;
  let owner: Owner = { kind: 'bot' };

  const apply = (effect: Effect): void => {
    if (effect.kind === 'open_ticket') {
      const made = { id: asId<'ticket'>(`k${turns}`), caseCode: `SY20261124000${turns}`, createdAt: now, updatedAt: now, version: 1 };
      ticket = { ...effect.draft, ...made, conversationId: asId('conversation'), channel: 'web', assigneeId: null };
    } else if (effect.kind === 'update_ticket' && ticket !== null) ticket = { ...ticket, ...effect.patch };
    else if (effect.kind === 'hand_off') owner = { kind: 'queue', since: now };
  };

  return {
    say: (lines, after = minuteMs) => {
      now = addMilliseconds(now, after);
      turns += 1;
      const turn = makeTurn(lines, now, `t${turns}`);
      const screen = flows.screen(turn, { level: 'none', recent: [] });
      const screened = { ...turn, screen, triage: flows.triage(turn, screen, state, smallSite) };
      const needs = flows.needs(screened, state);
      const context: FlowContext = {
        now,
        site: smallSite,
        forms,
        duty: { answerBy: addMilliseconds(now, 120 * minuteMs), words: '今天下午前', onDutyNow: true, openLines: [] },
        callOut: { answerBy: addMilliseconds(now, 15 * minuteMs), words: '15分钟内', onDutyNow: true, openLines: [] },
        capabilities: { ...channelCapabilities.web, buttons: 3 },
        owner,
        risk: 'none',
        ticket,
        answer: needs.question === null ? null : answer,
        lookUp: null,
        ...change,
      };
      const result = flows.advance(screened, state, context);
      state = JSON.parse(JSON.stringify(result.state)) as SavedState;
      result.effects.forEach(apply);
      const { replies, effects } = result;
      return { replies, effects, keys: replies.map((reply) => reply.key), text: replies.map((reply) => reply.text).join('\n') };
    },
    get state() {
      return state;
    },
    get ticket() {
      return ticket;
    },
    get owner() {
      return owner;
    },
    set owner(next) {
      owner = next;
    },
  };
}

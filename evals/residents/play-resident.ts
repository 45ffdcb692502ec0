import { createEngine } from '../../bot/engine/create-engine.ts';
import type { EngineParts } from '../../bot/engine/engine-parts.ts';
import { openTestStore } from '../../bot/engine/testing/open-test-store.ts';
import { createProbeChannel } from '../../bot/engine/testing/probe-channel.ts';
import type { OutboundReply } from '../../core/channel.ts';
import { createManualClock } from '../../core/clock.ts';
import type { Form, FormField } from '../../core/form.ts';
import { asId, type MessageId } from '../../core/ids.ts';
import { addMilliseconds, formatInstant, parseInstant } from '../../core/instant.ts';
import type { Ticket } from '../../core/ticket.ts';
import { formatDay } from '../../flows/extract/date.ts';
import { wording } from '../../flows/index.ts';
import { evaluationInstant } from '../turns.ts';
import type { Meaning, Scenario } from './scenario.ts';

/** One exchange as it went. */
export type Exchange = { readonly said: readonly string[]; readonly heard: readonly OutboundReply[] };

/** How a play went: the talk, the ticket, and what was told by which message. */
export type Play = {
  readonly scenario: Scenario;
  readonly exchanges: readonly Exchange[];
  readonly ticket: Ticket | null;
  readonly tickets: number;
  readonly form: Form;
  /** Field to the messages that told it, and the value that they meant. */
  readonly told: ReadonlyMap<string, { readonly value: Meaning[string]; readonly messages: readonly MessageId[] }>;
  /** Questions about a field, first asks and repeats and contradictions. */
  readonly questions: readonly string[];
  /** Fields asked although they had been told or answered. */
  readonly askedAgain: readonly string[];
  /** Events whose expected reply did not come. */
  readonly deaf: readonly string[];
  /** What the talk came to. */
  readonly end: 'confirmed' | 'stopped' | 'cancelled' | 'safety' | 'stuck';
};

/** Rewords a line in the person's manner, where a model is configured. */
export type Reword = (person: string, line: string) => Promise<string>;

type Parts = Omit<EngineParts, 'clock' | 'store'>;

const mostTurns = 45;
const thinkingMs = 20_000;

function speakValue(field: FormField | undefined, value: Meaning[string]): string {
  if (Array.isArray(value)) return field?.kind === 'list' ? value.join('、') : String(value[0]);
  if (field?.kind === 'money') return `${String(value)}元`;
  if (field?.kind === 'date' && typeof value === 'string') return formatDay(value);
  if (field?.kind === 'choice') return field.choices?.find((choice) => choice.value === value)?.label ?? String(value);
  return String(value);
}

function askedIn(replies: readonly OutboundReply[]): string | null {
  const key = replies.at(-1)?.key ?? '';
  return /^intake\.(?:ask|reask|conflict)\.(.+)$/.exec(key)?.[1] ?? null;
}

/** Plays one person to the end of the talk: opening, answers, events, corrections, confirmation. */
export async function playResident(scenario: Scenario, parts: Parts, reword: Reword = async (_person, line) => line): Promise<Play> {
  const clock = createManualClock(formatInstant(parseInstant(evaluationInstant)));
  const store = await openTestStore(clock);
  const channel = createProbeChannel('web');
  const engine = createEngine({ ...parts, store, clock });
  engine.addChannel(channel);
  await engine.start();

  const form = parts.forms.formFor(scenario.type);
  const told = new Map<string, { value: Meaning[string]; messages: MessageId[] }>();
  const exchanges: Exchange[] = [];
  const questions: string[] = [];
  const askedAgain: string[] = [];
  const deaf: string[] = [];
  const forgotten = new Set<string>();
  let conversationId: Parameters<typeof engine.takeOver>[0] | null = null;
  let count = 0;

  const readOwnLines = async (): Promise<readonly MessageId[]> => {
    const id = conversationId;
    const lines = id === null ? [] : await store.transaction((tx) => tx.transcript.read(id, 0));
    return lines.filter((line) => line.from === 'resident').map((line) => asId<'message'>(line.id));
  };

  const say = async (lines: readonly string[], means: Meaning = {}, hears?: string): Promise<readonly OutboundReply[]> => {
    const from = channel.delivered.length;
    const messages: MessageId[] = [];
    clock.advance(thinkingMs);
    for (const line of lines) {
      count += 1;
      clock.advance(1000);
      const accepted = await engine.accept({
        channel: 'web',
        channelMessageId: `resident-${count}`,
        chatKey: scenario.id,
        personKey: scenario.id,
        space: 'private',
        addressed: true,
        kind: 'text',
        text: await reword(scenario.person, line),
        quotedText: null,
        sentAt: clock.now(),
      });
      conversationId = accepted.conversationId;
    }
    await engine.idle();
    const own = await readOwnLines();
    messages.push(...own.slice(-lines.length));
    const heard = channel.delivered.slice(from);
    exchanges.push({ said: lines, heard });
    for (const [name, value] of Object.entries(means))
      told.set(name, { value, messages: [...(told.get(name)?.messages ?? []), ...messages] });
    if (hears !== undefined && !heard.some((reply) => reply.key.startsWith(hears)))
      deaf.push(`${lines.join(' ')} → ${heard.map((reply) => reply.key).join(', ') || 'nothing'}, not ${hears}`);
    return heard;
  };

  try {
    let heard: readonly OutboundReply[] = [];
    for (const [place, lines] of scenario.opens.entries())
      heard = await say(lines, place === scenario.opens.length - 1 ? scenario.tells : {});
    const events = [...scenario.events];
    const corrections = [...scenario.corrects];
    let end: Play['end'] = 'stuck';
    let lost = 0;
    let calmed = 0;
    for (let turn = 0; turn < mostTurns; turn += 1) {
      const keys = heard.map((reply) => reply.key);
      // A gentle check before the next question is no end: the talk goes on.
      if (keys.at(-1)?.startsWith('safety.') === true || (keys.length === 0 && scenario.ends === 'safety')) {
        if (scenario.ends === 'safety' || calmed >= 3) {
          end = 'safety';
          break;
        }
        calmed += 1;
        heard = await say([calmed === 1 ? '我现在没事了，安全' : '接着说登记的事']);
        continue;
      }
      if (keys.includes('intake.done')) {
        end = 'confirmed';
        break;
      }
      if (keys.some((key) => key === 'mediability.court' || key === 'mediability.arbitration')) {
        end = 'stopped';
        break;
      }
      if (keys.includes('intake.cancelled')) {
        end = 'cancelled';
        break;
      }
      const returns = keys.includes('intake.paused') ? events.findIndex((event) => event.after !== undefined) : -1;
      if (returns >= 0) {
        const [event] = events.splice(returns, 1);
        const [, length, unit] = /^(\d+)([hd])$/.exec(event?.after ?? '1h') ?? [];
        clock.set(addMilliseconds(clock.now(), Number(length) * (unit === 'd' ? 86_400_000 : 3_600_000)));
        await engine.idle();
        heard = await say([event?.say ?? '继续'], {}, event?.hears);
        continue;
      }
      const confirmed = /^intake\.confirm\.(.+)$/.exec(keys.at(-1) ?? '')?.[1];
      if (confirmed !== undefined) {
        questions.push(confirmed);
        const known = told.get(confirmed);
        const answer = scenario.answers[confirmed];
        const field = form.fields.find((other) => other.name === confirmed);
        // Who told a role (房东) and knows the name says it now; who told the thing itself says it again.
        const better = answer !== undefined && known !== undefined && answer.means[confirmed] !== known.value ? answer : undefined;
        if (better !== undefined) heard = await say([better.say], better.means);
        else if (known !== undefined) heard = await say([speakValue(field, known.value)], { [confirmed]: known.value });
        else heard = answer === undefined ? await say(['对']) : await say([answer.say], answer.means);
        continue;
      }
      if (keys.at(-1)?.startsWith('intake.consent.') === true) {
        heard = await say(['可以记']);
        continue;
      }
      const asked = askedIn(heard);
      if (asked !== null) {
        if (!(exchanges.at(-1)?.said ?? []).some((line) => scenario.events.some((event) => event.say === line))) {
          questions.push(asked);
          if (told.has(asked) && !forgotten.delete(asked) && !heard.at(-1)?.key.startsWith('intake.conflict.')) askedAgain.push(asked);
        }
        const due = events.findIndex((event) => event.before === questions.length || event.before === asked);
        if (due >= 0) {
          const [event] = events.splice(due, 1);
          heard = await say([event?.say ?? ''], {}, event?.hears);
          // Who starts again is rightly asked everything once more.
          if (heard.some(({ text }) => text.includes(wording('intake.start_again').trim())))
            for (const name of told.keys()) forgotten.add(name);
          continue;
        }
        const answer = scenario.answers[asked];
        const known = told.get(asked);
        const field = form.fields.find((other) => other.name === asked);
        if (known !== undefined && (answer === undefined || known.value !== answer.means[asked]))
          heard = await say([speakValue(field, known.value)], { [asked]: known.value });
        else if (answer !== undefined) heard = await say([answer.say], answer.means);
        else if (scenario.refuses.includes(asked)) heard = await say(['不想说']);
        else heard = await say([asked === 'other_bodies' ? '没有' : '不知道']);
        continue;
      }
      if (keys.some((key) => /^intake\.(?:read_back|corrected|still_to_confirm|what_is_wrong)$/.test(key))) {
        const correction = corrections.shift();
        heard = correction === undefined ? await say(['对']) : await say([correction.say], correction.means);
        continue;
      }
      lost += 1;
      if (lost > 3) break;
      heard = await say([lost === 1 && !keys.includes('greeting.resume') ? '我要登记' : '继续']);
    }
    const seen = await store.transaction(async (tx) => {
      if (conversationId === null) return { ticket: null, tickets: 0 };
      const conversation = await tx.conversations.get(conversationId);
      const list = await tx.tickets.list({ conversationId });
      const ticket = conversation?.ticketId == null ? null : await tx.tickets.get(conversation.ticketId);
      return { ticket, tickets: list.length };
    });
    return { scenario, exchanges, ...seen, form, told, questions, askedAgain, deaf, end };
  } finally {
    await engine.stop();
    await store.close();
  }
}

import type { QuickReply, Reply } from '../../core/channel.ts';
import type { FlowContext } from '../../core/flow.ts';
import { makeReply } from '../replies/compose-reply.ts';
import { isSafetyTextKey, type SafetyTextKey, safetyWords } from '../replies/safety-common-texts.ts';
import type { Question, SafetyState } from './safety-state.ts';

type Values = Readonly<Record<string, string>>;
type Surroundings = Pick<FlowContext, 'callOut' | 'site'>;

/** The words of a safety text with its places filled. */
export function safetyWording(key: SafetyTextKey, values: Values = {}): string {
  return safetyWords[key].replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

/** A line of a use that answers at this moment, as words of `key`; empty where none is open: nothing is promised that is closed. */
function lineWords(key: 'safety.talk' | 'safety.women', uses: readonly string[], { callOut, site }: Surroundings): string {
  for (const use of uses) {
    const ids = new Set(site.hotlines.filter((line) => line.use === use).map(({ id }) => id));
    const open = callOut.openLines.find(({ id }) => ids.has(id));
    if (open !== undefined) return safetyWording(key, { name: open.name, number: open.number });
  }
  return '';
}

const choices = {
  direct: ['yes', 'no', 'refuse'],
  now: ['yes', 'no', 'refuse'],
  means: ['yes', 'no', 'refuse'],
  alone: ['alone', 'together'],
  safe_contact: ['safe', 'unsafe'],
  protection: ['want', 'not_now'],
} as const satisfies Partial<Record<Question, readonly string[]>>;

function choice(name: (typeof choices)[keyof typeof choices][number] | 'matter'): QuickReply {
  const label = safetyWording(`safety.choice.${name}`);
  return { label, send: label };
}

/** The answers that can be tapped for a question. */
export function choicesFor(question: Question | null): readonly QuickReply[] {
  if (question === null || !(question in choices)) return [];
  return choices[question as keyof typeof choices].map(choice);
}

/** One safety reply: fixed words, private wherever it is said, with the lines that are open now. */
export function saySafely(
  key: SafetyTextKey,
  context: Surroundings,
  options: {
    readonly ack?: string;
    readonly question?: Question | null;
    readonly offersMatter?: boolean;
    /** A child or a youth reads it: 你, and the line for the young first. */
    readonly young?: boolean;
    /** What happened to a child is going round online. */
    readonly spread?: boolean;
  } = {},
): Reply {
  const text = safetyWording(key, {
    promise: context.callOut.words,
    talk: lineWords('safety.talk', options.young === true ? ['youth', 'psych', 'centre'] : ['psych', 'centre'], context),
    women: lineWords('safety.women', ['women', 'centre'], context),
    ack: options.ack ?? '',
    spread: options.spread === true ? safetyWording('safety.spread') : '',
    phone: context.site.phone,
  });
  return makeReply(key, options.young === true ? text.replaceAll('您', '你') : text, {
    privately: true,
    quickReplies: [...choicesFor(options.question ?? null), ...(options.offersMatter === true ? [choice('matter')] : [])],
  });
}

/** The key of a topic's text for whom it is about, or the general one of the topic where that has no words of its own. */
export function keyFor(state: Pick<SafetyState, 'topic' | 'about'>, part: string): SafetyTextKey {
  const who = state.about === 'other' ? 'other' : state.about === 'child' ? 'speaker' : null;
  const own = who === null ? null : `safety.${state.topic}.${who}.${part}`;
  if (own !== null && isSafetyTextKey(own)) return own;
  const general = `safety.${state.topic}.${part}`;
  return isSafetyTextKey(general) ? general : 'safety.staying.3';
}

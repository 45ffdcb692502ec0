import type { FieldValue } from '../../core/field.ts';
import type { FormField } from '../../core/form.ts';
import type { Play } from './play-resident.ts';
import type { Meaning } from './scenario.ts';
import { addCounts, countSlot, type Gold, type SlotCount } from './slot-match.ts';

/** What a play was worth. */
export type Grade = {
  readonly slots: SlotCount;
  /** What was read wrongly or missed, for the writer of the rules: field, wanted, got. */
  readonly faults: readonly string[];
  /** Facts whose origin is a message that told them, out of the facts that are right. */
  readonly origin: { readonly right: number; readonly total: number };
  readonly questions: number;
  readonly askedAgain: readonly string[];
  readonly lostCorrections: readonly string[];
  readonly toneFaults: readonly string[];
  readonly endsRight: boolean;
  readonly typeRight: boolean;
};

/** Not slots of the resident's own telling: the whole story, what follows from a place or a word, what the papers need later. */
const uncounted = new Set([
  'story',
  'grid',
  'relation',
  'tried_before',
  'work_site',
  'applicant.age',
  'applicant.age_group',
  'special_needs',
  'agent.relation',
  'side',
]);
const longestReply = 420;

function toGold(field: FormField | undefined, value: Meaning[string]): Gold {
  const fen = (one: string | number): string | number => (field?.kind === 'money' && typeof one === 'number' ? Math.round(one * 100) : one);
  return Array.isArray(value) ? value.map(fen) : typeof value === 'boolean' ? value : fen(value);
}

function findToneFaults(play: Play): readonly string[] {
  const faults: string[] = [];
  let before = '';
  for (const { heard } of play.exchanges) {
    const asks = heard.filter((reply) => /^intake\.(?:ask|reask|conflict)\./.test(reply.key));
    if (asks.length > 1) faults.push('asks two things at once');
    for (const reply of heard) {
      const words = reply.text;
      if (words.length > longestReply && reply.key !== 'intake.read_back') faults.push(`${reply.key} is ${words.length} characters long`);
      if (/\{\w+\}|undefined|NaN|\[object|null/.test(words)) faults.push(`${reply.key} has a hole: ${words}`);
      if (/保证(?:能|给)|一定(?:能|会)(?:赢|要回|解决)|肯定(?:能|会)/u.test(words)) faults.push(`${reply.key} promises a result`);
      if (/(?:你|您)(?:自己)?(?:活该|早干嘛|不该|怎么不)/u.test(words)) faults.push(`${reply.key} blames`);
      if (words === before && words !== '') faults.push(`${reply.key} said twice in a row`);
      before = words;
    }
  }
  return faults;
}

function gradeSlots(play: Play): Pick<Grade, 'slots' | 'faults' | 'origin'> {
  const fields = play.ticket?.fields ?? {};
  const counts: SlotCount[] = [];
  const faults: string[] = [];
  const origin = { right: 0, total: 0 };
  for (const name of new Set([...Object.keys(fields), ...play.told.keys()])) {
    if (uncounted.has(name)) continue;
    const field = play.form.fields.find((other) => other.name === name);
    const known = fields[name];
    const gold = play.told.get(name);
    // A choice that was only guessed from the words, and that nobody asked or told, is a hint for staff and no slot.
    if (gold === undefined && known?.source === 'inferred') continue;
    const wanted = gold === undefined ? undefined : toGold(field, gold.value);
    const got: FieldValue | undefined = known?.value;
    const count = countSlot(field?.kind ?? 'text', wanted, got);
    counts.push(count);
    if (count.extra + count.missed > 0) faults.push(`${name}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
    if (gold === undefined || known === undefined || count.hit === 0) continue;
    origin.total += 1;
    if (known.messageId !== null && gold.messages.includes(known.messageId)) origin.right += 1;
    else faults.push(`${name}: its origin is not a message that told it`);
  }
  return { slots: addCounts(counts), faults, origin };
}

/** Grades a play: fields, origin, questions, repeats, corrections, tone, end. */
export function gradePlay(play: Play): Grade {
  const { scenario, ticket } = play;
  const lostCorrections = scenario.corrects.flatMap(({ say, means }) =>
    Object.entries(means).some(([name, value]) => {
      const field = play.form.fields.find((other) => other.name === name);
      return countSlot(field?.kind ?? 'text', toGold(field, value), ticket?.fields[name]?.value).hit === 0;
    })
      ? [say]
      : [],
  );
  return {
    ...(scenario.ends === 'confirmed' ? gradeSlots(play) : { slots: addCounts([]), faults: [], origin: { right: 0, total: 0 } }),
    questions: play.questions.length,
    askedAgain: play.askedAgain,
    lostCorrections,
    toneFaults: findToneFaults(play),
    endsRight: play.end === scenario.ends,
    typeRight: ticket?.disputeType === scenario.type,
  };
}

import type { CalendarDay } from '../../core/instant.ts';
import type { OwnContent } from '../../core/store.ts';
import { normaliseArticle } from '../laws/article-number.ts';
import type { LawLibrary } from '../laws/law-library.ts';
import type { CorpusFault } from './check-corpus.ts';
import { type CorpusEntry, entrySchema } from './entry.ts';
import { findUnfoundedNumbers } from './find-unfounded-numbers.ts';

/** An entry of the centre's own may begin with the one question that it was written for. */
const ownEntrySchema = entrySchema.extend({ phrasings: entrySchema.shape.phrasings.unwrap().array().min(1) });

const ownFile = 'own';

/** What is wrong with an addition, by the rules that the shipped corpus passes: schema, ids, citations in force, numbers with a source. */
export function checkOwnContent(
  content: OwnContent,
  { entries, library, today }: { readonly entries: readonly CorpusEntry[]; readonly library: LawLibrary; readonly today: CalendarDay },
): readonly CorpusFault[] {
  const fault = (rule: CorpusFault['rule'], entryId: string, message: string): CorpusFault => ({ rule, file: ownFile, entryId, message });
  const ids = new Set(entries.map(({ id }) => id));
  if (content.kind === 'phrasing') {
    const known = entries.find(({ id }) => id === content.entryId);
    if (known === undefined) return [fault('schema', content.entryId, 'there is no such entry')];
    return known.phrasings.includes(content.phrasing) ? [fault('duplicate_phrasing', known.id, content.phrasing)] : [];
  }
  const read = ownEntrySchema.safeParse(content.entry);
  if (!read.success)
    return read.error.issues.map((issue) => fault('schema', String(content.entry.id ?? ''), `${issue.path.join('.')}: ${issue.message}`));
  const entry = { ...read.data, file: ownFile };
  return [
    ...(ids.has(entry.id) ? [fault('duplicate_id', entry.id, entry.id)] : []),
    ...entry.citations
      .filter(({ law, article }) => library.standing(law, article, today).kind !== 'in_force')
      .map(({ law, article }) => fault('citation', entry.id, `${law}${article}`)),
    ...(library.hasTexts ? findUnfoundedNumbers(entry, library, today) : []),
  ];
}

/** A corpus with what staff published: further phrasings of its entries, and entries after its own. An addition with a fault is left out. */
export function joinOwnContent(entries: readonly CorpusEntry[], own: readonly OwnContent[]): readonly CorpusEntry[] {
  const further = new Map<string, string[]>();
  const added: CorpusEntry[] = [];
  const ids = new Set(entries.map(({ id }) => id));
  for (const content of own) {
    if (content.kind === 'phrasing') {
      further.set(content.entryId, [...(further.get(content.entryId) ?? []), content.phrasing]);
      continue;
    }
    const read = ownEntrySchema.safeParse(content.entry);
    if (!read.success || ids.has(read.data.id)) continue;
    ids.add(read.data.id);
    const citations = read.data.citations.map(({ law, article }) => ({ law, article: normaliseArticle(article) ?? article }));
    added.push({ ...read.data, citations });
  }
  return [...entries, ...added].map((entry) => {
    const more = further.get(entry.id);
    return more === undefined ? entry : { ...entry, phrasings: [...entry.phrasings, ...more] };
  });
}

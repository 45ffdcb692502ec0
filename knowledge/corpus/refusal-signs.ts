import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { CalendarDay } from '../../core/instant.ts';
import { readCitations } from '../citation/read-citations.ts';
import type { LawLibrary } from '../laws/law-library.ts';
import { normaliseText } from '../text/normalise-text.ts';

let table: readonly RegExp[] | null = null;

/** Tells whether a question rests on a law or an article that there is not. An old law that was repealed is none of these: people still name it. */
function namesUnknownLaw(question: string, library: LawLibrary, on: CalendarDay): boolean {
  const cited = readCitations(question, library).filter((citation) => citation.law !== '');
  if (cited.some(({ law, article, known }) => !known || library.standing(law, article, on).kind === 'not_found')) return true;
  return [...question.matchAll(/([\u4e00-\u9fff]{2,12}(?:法|条例))(?=里?(?:规定|说|第|上写|里写)|晚上|能|要求)/g)].some(([, name = '']) => {
    if (/(?:做|办|方|说|想|看|手|合|违|犯|司|执|依|枉|守|普|无|没|设|法)法$/.test(name)) return false;
    for (let length = name.length; length >= 2; length -= 1) if (library.resolveName(name.slice(-length)) !== null) return false;
    return true;
  });
}

/** Counts the signs that a question may have no entry: an asserted rule, a law that there is not, private details, a forecast, another trade. */
export function countRefusalSigns(question: string, library: LawLibrary, on: CalendarDay): number {
  table ??= Object.values(
    z.record(z.string(), z.string()).parse(parse(readFileSync(new URL('../text/refusal-signs.yaml', import.meta.url), 'utf8'))),
  ).map((pattern) => new RegExp(pattern));
  const normal = normaliseText(question);
  return table.filter((pattern) => pattern.test(normal)).length + (namesUnknownLaw(question, library, on) ? 1 : 0);
}

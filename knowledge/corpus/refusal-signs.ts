import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { CalendarDay } from '../../core/instant.ts';
import { readCitations } from '../citation/read-citations.ts';
import type { LawLibrary } from '../laws/law-library.ts';
import { normaliseText } from '../text/normalise-text.ts';

/** The signs that a question may have no entry: those of `knowledge/text/refusal-signs.yaml`, and that it names a law or article that there is not. */
export const refusalSigns = [
  'whereWritten',
  'ruleSaid',
  'hearsay',
  'confirm',
  'benefit',
  'private',
  'account',
  'status',
  'forecast',
  'mind',
  'whoWas',
  'appraise',
  'errand',
  'foreign',
  'task',
  'daily',
  'local',
  'wrongdoing',
  'advert',
  'command',
  'chat',
  'vague',
  'unknownLaw',
] as const;

/** One of the signs. */
export type RefusalSign = (typeof refusalSigns)[number];

let table: Readonly<Record<string, RegExp>> | null = null;

/** Tells whether a question rests on a law or an article that there is not. An old law that was repealed is none of these: people still name it. */
function namesUnknownLaw(question: string, library: LawLibrary, on: CalendarDay): boolean {
  const cited = readCitations(question, library).filter((citation) => citation.law !== '');
  if (cited.some(({ law, article, known }) => !known || library.standing(law, article, on).kind === 'not_found')) return true;
  if ([...question.matchAll(/《([^》]{2,40})》/g)].some(([, name = '']) => library.resolveName(name) === null && /[法例定]$/.test(name)))
    return true;
  return [...question.matchAll(/([\u4e00-\u9fff]{2,12}(?:法|条例))(?=里?(?:规定|说|第|上写|里写)|晚上|能|要求)/g)].some(([, name = '']) => {
    if (/(?:做|办|方|说|想|看|手|合|违|犯|司|执|依|枉|守|普|无|没|设|法)法$/.test(name)) return false;
    for (let length = name.length; length >= 2; length -= 1) if (library.resolveName(name.slice(-length)) !== null) return false;
    return true;
  });
}

/** Finds the signs that a question may have no entry: an asserted rule, a law that there is not, private details, a forecast, another trade. */
export function readRefusalSigns(question: string, library: LawLibrary, on: CalendarDay): ReadonlySet<RefusalSign> {
  table ??= Object.fromEntries(
    Object.entries(
      z.record(z.string(), z.string()).parse(parse(readFileSync(new URL('../text/refusal-signs.yaml', import.meta.url), 'utf8'))),
    ).map(([name, pattern]) => [name, new RegExp(pattern)]),
  );
  const normal = normaliseText(question);
  const patterns = table;
  return new Set(
    refusalSigns.filter((sign) => (sign === 'unknownLaw' ? namesUnknownLaw(question, library, on) : patterns[sign]?.test(normal) === true)),
  );
}

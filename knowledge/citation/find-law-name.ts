import type { LawLibrary } from '../laws/law-library.ts';
import { bareLawName, normaliseLawName } from '../laws/law-name.ts';
import { tagWords } from '../text/words.ts';

/** A law as a text names it. `law` is canonical where `known`. */
export type NamedLaw = { readonly law: string; readonly known: boolean; readonly year: number | null };

const pronoun = /(?:同一?|该|本|此|上述|前述|这部|这个)(?:法典|法律|法规|法|条例|规定|解释|司法解释|办法|规则)$/;
const clauseWord = /(?:合同|协议书?|公约|规约|章程|手册|制度|须知|承诺书|保单|条款|约定|判决书?|合约|守则)[》」”"]?\s*(?:中|里|的|之)*\s*$/;
const continuation =
  /^\s*(?:以及|并且|及其|和|与|及|或者|或|、|，|,|；|;|至|到|—+|-+|~|～|并|又|再|还有|也)*\s*(?:根据|依照|依据|按照)?\s*$/;
const filler =
  /(?:\s|规定的?|里面|其中|的|中|里|之|[：:，,]|[（(][^（）()]{0,24}[)）]|[\u4e00-\u9fff]{1,6}编|第[零一二三四五六七八九十百\d]+分?[编章节])$/;
const lawEnding = /(?:法典|法|条例|规定|办法|解释|规则|细则|决定|通则|准则)$/;
const foreign = /(?:德国|日本|美国|英国|法国|韩国|香港|澳门|台湾|国外|外国|欧盟|新加坡|国际)(?:的|特别行政区)?$/;
const leadIn = /^(?:我国|中国|国家|现行|最新|现在|目前|新|旧|老|原|原来|民事|法律|依法|律师|法院|法官|司法|本院|公司|单位|老板)$/;
const yearBefore = /((?:19|20)\d\d)\s*年?(?:版|修订|修正|版本)?(?:的|版的|修订的|修正的)?[《]?$/;
const longestName = 60;

/** The bracketed name that ends where the text ends, brackets inside it kept; `null` where none does. */
function readBracketed(text: string): { readonly name: string; readonly start: number } | null {
  const tail = /[（(]([一二三四五六])[)）]\s*$/.exec(text);
  const end = tail !== null && text.slice(0, tail.index).trimEnd().endsWith('》') ? text.slice(0, tail.index).trimEnd() : text.trimEnd();
  if (!end.endsWith('》')) return null;
  let depth = 0;
  for (let i = end.length - 1; i >= 0 && end.length - i < longestName * 2; i -= 1) {
    if (end[i] === '》') depth += 1;
    if (end[i] === '《') depth -= 1;
    if (depth === 0) return { name: `${end.slice(i + 1, -1)}${end === text.trimEnd() ? '' : `（${tail?.[1]}）`}`, start: i };
  }
  return null;
}

const readYear = (before: string, name: string): number | null => {
  const year = yearBefore.exec(before)?.[1] ?? /[（(]((?:19|20)\d\d)年?[^（）()]*[)）]/.exec(name)?.[1];
  return year === undefined ? null : Number(year);
};

/** The longest known name that ends where the text ends. A noun right before it makes it another, unknown law. */
function readPlain(text: string, library: LawLibrary, own: ReadonlyMap<string, string>): NamedLaw | null {
  const run = /[\u4e00-\u9fff《》（）()〈〉]+$/.exec(text)?.[0] ?? '';
  for (let length = Math.min(run.length, longestName); length >= 2; length -= 1) {
    const name = run.slice(-length);
    const law = own.get(bareLawName(name)) ?? library.names.get(name) ?? library.names.get(normaliseLawName(name));
    if (law === undefined) continue;
    const before = text.slice(0, text.length - length);
    if (foreign.test(before)) return { law: `${foreign.exec(before)?.[0] ?? ''}${name}`, known: false, year: null };
    const previous = tagWords(run.slice(0, -length)).at(-1);
    const isPartOfName =
      previous !== undefined && previous.word.length > 1 && /^(?:n|b|vn|a)/.test(previous.tag) && !leadIn.test(previous.word);
    if (isPartOfName) return { law: `${previous.word}${name}`, known: false, year: null };
    return { law, known: true, year: readYear(before, '') };
  }
  return null;
}

/**
 * Finds the law that an article belongs to in the words before it: a name in 《》, a plain or short name, a pronoun (同法, 该条例), or
 * the law before where a list goes on. `clause`: it is the clause of a contract or a rule of a house. `null`: no law is named.
 */
export function findLawName(
  before: string,
  between: string,
  last: NamedLaw | null,
  library: LawLibrary,
  own: ReadonlyMap<string, string>,
): NamedLaw | 'clause' | null {
  if (last !== null && continuation.test(between)) return last;
  if (clauseWord.test(before)) return 'clause';
  let rest = before.slice(-160);
  let year: number | null = null;
  for (let step = 0; step < 7; step += 1) {
    const bracketed = readBracketed(rest);
    if (bracketed !== null) {
      const law = own.get(bareLawName(bracketed.name)) ?? library.resolveName(bracketed.name);
      const given = year ?? readYear(rest.slice(0, bracketed.start + 1), bracketed.name);
      return law === null ? { law: normaliseLawName(bracketed.name), known: false, year: given } : { law, known: true, year: given };
    }
    const plain = readPlain(rest.trimEnd(), library, own);
    if (plain !== null) return { ...plain, year: year ?? plain.year };
    if (pronoun.test(rest)) return last;
    const cut = filler.exec(rest);
    if (cut === null) break;
    const given = /[（(]((?:19|20)\d\d)/.exec(cut[0])?.[1];
    if (given !== undefined) year = Number(given);
    rest = rest.slice(0, cut.index);
    if (clauseWord.test(rest)) return 'clause';
  }
  const run = /[\u4e00-\u9fff（）]{2,40}$/.exec(before.trimEnd().replace(/(?:规定的?|的|中)$/, ''))?.[0] ?? '';
  const name = run.replace(/^.*(?:根据|依据|依照|按照|违反|适用|参照|按|据)/, '');
  if (lawEnding.test(name) && !/^(?:规定|办法|法|解释|说法|做法|想法|看法|没办法|方法)$/.test(name))
    return { law: name, known: false, year: null };
  return null;
}

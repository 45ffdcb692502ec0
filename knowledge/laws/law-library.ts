import type { ArticleText } from '../../core/citation.ts';
import type { CalendarDay } from '../../core/instant.ts';
import { normaliseArticle } from './article-number.ts';
import { type ArticleShape, type KnownLaws, listKnownArticles, measureArticle } from './known-articles.ts';
import type { ImportedLaws, LawArticle, LawVersion } from './law.ts';
import { bareLawName, normaliseLawName } from './law-name.ts';
import type { Repeal, Validity } from './validity.ts';

/** What is known of one article on one day. */
export type ArticleStanding =
  | {
      readonly kind: 'in_force';
      readonly version: LawVersion;
      readonly shape: ArticleShape;
      readonly text: string | null;
      readonly path: string;
    }
  | { readonly kind: 'repealed'; readonly supersededBy: string | null }
  | { readonly kind: 'not_found' };

/** Every law that is known: imported with its text, or by the shipped table of facts alone. */
export interface LawLibrary {
  /** Law versions that are known, for the status list. */
  readonly versions: readonly LawVersion[];
  /** Tells whether texts were imported. */
  readonly hasTexts: boolean;
  /** The canonical short name for a name however written (`消法`, `《中华人民共和国劳动法》`); `null` where no such law is known. */
  resolveName(name: string): string | null;
  /** Every name and short name that can stand in a text, canonical name by name. */
  readonly names: ReadonlyMap<string, string>;
  /** What is known of an article on a day. */
  standing(law: string, article: string, on: CalendarDay): ArticleStanding;
  /** The text that held on a day; `null` where none is imported or none held. */
  find(law: string, article: string, on: CalendarDay): ArticleText | null;
  /** The newest day on which a law stops to hold, or `null`. */
  repealOf(law: string): Repeal | null;
}

type Held = { readonly version: LawVersion; readonly articles: ReadonlyMap<string, LawArticle | ArticleShape> };

const isText = (article: LawArticle | ArticleShape): article is LawArticle => 'text' in article;

function groupImported(imported: ImportedLaws): readonly Held[] {
  const byVersion = imported.versions.map(() => new Map<string, LawArticle>());
  for (const article of imported.articles) byVersion[article.version]?.set(article.article, article);
  return imported.versions.map((version, place) => ({ version, articles: byVersion[place] ?? new Map<string, LawArticle>() }));
}

function groupKnown(known: KnownLaws, validity: Validity): readonly Held[] {
  return Object.entries(known).map(([law, facts]) => {
    const repeal = validity.repealed.find((item) => item.law === law);
    const version: LawVersion = {
      law,
      kind: facts.kind,
      version: facts.version,
      effective: facts.effective,
      repealedOn: repeal?.from ?? null,
      supersededBy: repeal?.by ?? null,
      checked: validity.checked,
      amended: [],
    };
    return { version, articles: listKnownArticles(facts) };
  });
}

/** Abbreviations that follow from the name itself: a bare name, an interpretation's name without the court, 适用 and 若干问题. */
function shortForms(name: string): readonly string[] {
  const forms = [name, bareLawName(name)];
  if (name.startsWith('最高人民法院')) {
    const withoutCourt = name.replace(/^最高人民法院关于/, '关于');
    forms.push(withoutCourt, bareLawName(withoutCourt), `最高法${bareLawName(withoutCourt)}`);
    const core = bareLawName(name.replace(/^最高人民法院关于/, '').replace(/^(?:审理|办理|适用)/, ''));
    const noFiller = bareLawName(name)
      .replace('最高人民法院', '')
      .replace(/适用法律|若干问题的?|问题的?|案件/g, '')
      .replace(/^关于/, '');
    forms.push(core, noFiller, bareLawName(name).replace(/^最高人民法院关于/, ''));
  }
  return forms.filter((form) => form.length >= 2);
}

/** Joins imported laws, the table of known articles and the table of validity. An imported law hides the table's facts of that law. */
export function createLawLibrary(imported: ImportedLaws, known: KnownLaws, validity: Validity): LawLibrary {
  const held = new Map<string, Held[]>();
  for (const item of groupImported(imported)) held.set(item.version.law, [...(held.get(item.version.law) ?? []), item]);
  for (const item of groupKnown(known, validity)) if (!held.has(item.version.law)) held.set(item.version.law, [item]);
  for (const list of held.values()) list.sort((a, b) => ((a.version.effective ?? '') < (b.version.effective ?? '') ? -1 : 1));

  const names = new Map<string, string>();
  const canonical = [...held.keys(), ...validity.repealed.map((item) => item.law)];
  for (const name of canonical) names.set(name, name);
  for (const name of canonical) for (const form of shortForms(name)) if (!names.has(form)) names.set(form, name);
  for (const [name, aliases] of Object.entries(validity.aliases))
    for (const alias of aliases) if (!names.has(alias)) names.set(alias, name);

  const resolveName = (name: string): string | null => {
    const normal = normaliseLawName(name);
    return names.get(normal) ?? names.get(bareLawName(normal)) ?? null;
  };
  const repealOf = (law: string): Repeal | null => {
    const ours = validity.repealed.find((item) => item.law === law);
    if (ours !== undefined) return { from: ours.from, by: ours.by };
    const last = held.get(law)?.at(-1)?.version;
    return last?.repealedOn == null ? null : { from: last.repealedOn, by: last.supersededBy };
  };
  const heldOn = (law: string, on: CalendarDay): Held | null =>
    held.get(law)?.findLast(({ version }) => (version.effective ?? '') <= on && (version.repealedOn === null || on < version.repealedOn)) ??
    null;

  const standing = (lawName: string, articleText: string, on: CalendarDay): ArticleStanding => {
    const law = resolveName(lawName);
    const article = normaliseArticle(articleText);
    if (law === null || article === null) return { kind: 'not_found' };
    const repeal = repealOf(law);
    if (repeal !== null && on >= repeal.from) return { kind: 'repealed', supersededBy: repeal.by };
    const now = heldOn(law, on);
    const found = now?.articles.get(article);
    if (now === null || found === undefined) return { kind: 'not_found' };
    return isText(found)
      ? { kind: 'in_force', version: now.version, shape: measureArticle(found.text), text: found.text, path: found.path }
      : { kind: 'in_force', version: now.version, shape: found, text: null, path: '' };
  };

  return {
    versions: [...held.values()].flat().map((item) => item.version),
    hasTexts: imported.articles.length > 0,
    names,
    resolveName,
    standing,
    repealOf,
    find(lawName, articleText, on) {
      const found = standing(lawName, articleText, on);
      const article = normaliseArticle(articleText);
      if (found.kind !== 'in_force' || found.text === null || article === null) return null;
      const { law, version } = found.version;
      return { law, article, version: version ?? 'unknown', inForce: true, text: found.text, path: found.path };
    },
  };
}

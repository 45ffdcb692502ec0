import { hashNgrams } from '../models/ngram-features.ts';
import { type Piece, readConcepts } from './concepts/read-concepts.ts';

/** One family of features: the buckets that are set and what each is worth in this text. */
export type FeatureFamily = { readonly buckets: Uint32Array; readonly value: number };

const longestText = 1200;
const longestMixture = 4;
const pairReach = 4;
const gramShare = 3;
const conceptShare = 3;
const pairShare = 2;
const edgeShare = 1.5;
const ruleShare = 1;
/** Two characters that stand this near to one another say something together, whatever stands between them. */
const nearest = 2;
const farthest = 13;
const longestForPairs = 400;
const clauseMarks = /[，。？！；,.?!;\s]+/;
const asks = /[?？吗]|怎么|咋/;
const number = /\d+(?:\.\d+)?/g;

function hash(feature: string, buckets: number): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < feature.length; at += 1) value = Math.imul(value ^ feature.charCodeAt(at), 0x01000193) >>> 0;
  return ((value ^ (value >>> 15)) >>> 0) % buckets;
}

/** Words, concepts, pairs of concepts in one clause, and short runs in which a concept stands for its word (他拿‹weapon›指着我). */
function markClause(clause: readonly Piece[], add: (feature: string) => void): void {
  const known = clause.filter(({ concepts }) => concepts.length > 0);
  for (const [place, { text, concepts }] of known.entries()) {
    add(`w:${text}`);
    for (const concept of concepts) {
      add(`c:${concept}`);
      for (const later of known.slice(place + 1, place + 1 + pairReach)) for (const other of later.concepts) add(`p:${concept}>${other}`);
    }
  }
  const run = ['|', ...clause.map(({ text, concepts }) => (concepts[0] === undefined ? text : `<${concepts[0]}>`)), '|'];
  for (let start = 0; start < run.length; start += 1) {
    let mixture = 'm:';
    let hasConcept = false;
    for (let length = 1; length <= longestMixture && start + length <= run.length; length += 1) {
      const piece = run[start + length - 1] ?? '';
      mixture += piece;
      hasConcept ||= piece.startsWith('<');
      if (hasConcept) add(mixture);
    }
  }
}

/** Characters near one another, in their order, over the marks between them too. */
function markPairs(text: string, add: (feature: number) => void): void {
  const said = text.split(clauseMarks).join('').slice(0, longestForPairs);
  for (let first = 0; first < said.length; first += 1) {
    const seed = Math.imul(0x811c9dc5 ^ said.charCodeAt(first), 0x01000193);
    const last = Math.min(said.length - 1, first + farthest);
    for (let second = first + nearest; second <= last; second += 1) add(Math.imul(seed ^ said.charCodeAt(second), 0x9e3779b1) >>> 0);
  }
}

/** How clauses begin and end, how many there are, how long the text is, whether it asks, and how it ends. */
function markEdges(text: string, add: (feature: string) => void): void {
  const clauses = text.split(clauseMarks).filter((clause) => clause !== '');
  for (const clause of clauses)
    for (const length of [2, 3]) {
      add(`^:${clause.slice(0, length)}`);
      add(`$:${clause.slice(-length)}`);
    }
  add(`length:${Math.min(12, Math.floor(text.length / 8))}`);
  add(`clauses:${Math.min(8, clauses.length)}`);
  add(`asks:${asks.test(text)}`);
  add(`last:${clauses.at(-1)?.slice(-2) ?? ''}`);
}

/**
 * What the risk model sees of a normalised text: character grams, characters near one another, concepts and how they
 * stand together, the edges of clauses, and the rules that spoke. Every family is worth about the same however long the text is.
 */
export function readRiskFeatures(text: string, rules: readonly string[], buckets: number): readonly FeatureFamily[] {
  const read = text.slice(0, longestText);
  const grams = hashNgrams(read, buckets, 4, 1);
  const marks = new Set<number>();
  for (const clause of readConcepts(read.replace(number, '0'))) markClause(clause, (feature) => marks.add(hash(feature, buckets)));
  const pairs = new Set<number>();
  markPairs(read, (feature) => pairs.add(((feature ^ (feature >>> 15)) >>> 0) % buckets));
  const edges = new Set<number>();
  markEdges(read, (feature) => edges.add(hash(feature, buckets)));
  const spoken = Uint32Array.from(new Set(rules.map((rule) => hash(`r:${rule}`, buckets))));
  return [
    { buckets: grams, value: gramShare / Math.sqrt(Math.max(1, grams.length)) },
    { buckets: Uint32Array.from(marks), value: conceptShare / Math.sqrt(Math.max(1, marks.size)) },
    { buckets: Uint32Array.from(pairs), value: pairShare / Math.sqrt(Math.max(1, pairs.size)) },
    { buckets: Uint32Array.from(edges), value: edgeShare / Math.sqrt(edges.size) },
    { buckets: spoken, value: ruleShare },
  ];
}

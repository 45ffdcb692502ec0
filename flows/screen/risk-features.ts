import { hashNgrams } from '../models/ngram-features.ts';
import { type Piece, readConcepts } from './concepts/read-concepts.ts';

/** One family of features: the buckets that are set and what each is worth in this text. */
export type FeatureFamily = { readonly buckets: Uint32Array; readonly value: number };

const longestText = 1200;
const longestMixture = 4;
const pairReach = 4;
const gramShare = 3;
const conceptShare = 3;
const ruleShare = 0.5;
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

/**
 * What the risk model sees of a normalised text: character grams, concepts and how they stand together, and the rules that spoke.
 * Every family is worth about the same however long the text is.
 */
export function readRiskFeatures(text: string, rules: readonly string[], buckets: number): readonly FeatureFamily[] {
  const read = text.slice(0, longestText);
  const grams = hashNgrams(read, buckets, 4, 1);
  const marks = new Set<number>();
  for (const clause of readConcepts(read.replace(number, '0'))) markClause(clause, (feature) => marks.add(hash(feature, buckets)));
  const spoken = Uint32Array.from(new Set(rules.map((rule) => hash(`r:${rule}`, buckets))));
  return [
    { buckets: grams, value: gramShare / Math.sqrt(Math.max(1, grams.length)) },
    { buckets: Uint32Array.from(marks), value: conceptShare / Math.sqrt(Math.max(1, marks.size)) },
    { buckets: spoken, value: ruleShare },
  ];
}

import { type RiskKind, riskKinds } from '../../core/risk.ts';
import { isQuestion } from '../intake/control-words.ts';
import { findConcepts } from './concepts.ts';
import { evidence } from './evidence-tables.ts';
import { isAbstractQuestion, isOwnMatter } from './read-intent.ts';
import { wordFields } from './word-fields.ts';

/** Marks stand in the private use area, so that no resident's text holds one and the features keep them. */
const firstMark = 0xe000;
const markOf = (place: number): string => String.fromCharCode(firstMark + place);

const kindsAt = evidence.length;
const fieldsAt = kindsAt + riskKinds.length;
const signsAt = fieldsAt + wordFields.length;
const signCount = 6;
const conceptsAt = signsAt + 2 * signCount;

const shortest = 10;
const longest = 40;

/**
 * A mark for each rule that speaks on a text: the evidence for a type, each kind of danger, each field and finer group of words, and whether
 * it asks, is somebody's own matter, or asks of the law alone. A model that is trained on them learns how far each rule is to be believed.
 */
export function markText(text: string, kinds: readonly RiskKind[]): string {
  const marks = evidence.flatMap(({ words }, place) => (words.test(text) ? [markOf(place)] : []));
  marks.push(...kinds.map((kind) => markOf(kindsAt + riskKinds.indexOf(kind))));
  marks.push(...wordFields.flatMap(({ words }, place) => (words.test(text) ? [markOf(fieldsAt + place)] : [])));
  const signs = [
    isQuestion(text),
    isOwnMatter(text),
    isAbstractQuestion(text),
    kinds.length > 0,
    text.length < shortest,
    text.length > longest,
  ];
  marks.push(...signs.map((holds, place) => markOf(signsAt + 2 * place + (holds ? 1 : 0))));
  marks.push(...findConcepts(text).map((place) => markOf(conceptsAt + place)));
  return marks.join('');
}

/** A text with its marks (of `markText`) behind it, each by itself: what a model reads that weighs words and rules together. */
export function withMarks(text: string, marks: string): string {
  return `${text}|${[...marks].join('|')}`;
}

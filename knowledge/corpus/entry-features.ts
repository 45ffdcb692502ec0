import { readLayTerms } from '../retrieval/lay-terms.ts';
import { type Projection, project } from '../retrieval/projection.ts';
import { createQuestionIndex, type QuestionTerms, readQuestion } from '../retrieval/question-index.ts';
import type { WordVectors } from '../retrieval/word-vectors.ts';
import { createTermIndex } from '../text/term-index.ts';
import { readWords } from '../text/words.ts';
import type { CorpusEntry } from './entry.ts';

/** The measures of an entry for a question, in the order of a row. */
export const entryFeatureNames = [
  'best',
  'second',
  'third',
  'topic',
  'text',
  'phraseWords',
  'phrasePairs',
  'textWords',
  'textPairs',
  'termShare',
  'centre',
  'textVector',
  'lawVector',
  'layWords',
  'typeShare',
  'fileShare',
  'conceptBest',
  'phraseConcepts',
  'textConcepts',
] as const;

/** A phrasing that is treated as if it had never been written. */
export type LeftOut = { readonly entry: number; readonly phrasing: number };

/** Entries measured for a question: `features` row by row, and the share of the question's weight that the corpus has words for. */
export type MeasuredEntries = { readonly features: Float32Array; readonly coverage: number };

/** Measures every entry of a corpus for a question. */
export interface EntryMeasure {
  readonly questions: readonly (readonly QuestionTerms[])[];
  measure(text: string, question: QuestionTerms, leftOut: LeftOut | null): MeasuredEntries;
}

const phraseColumn = { words: 'phraseWords', pairs: 'phrasePairs', concepts: 'phraseConcepts' } as const;
const textColumn = { words: 'textWords', pairs: 'textPairs', concepts: 'textConcepts' } as const;

type TermKind = 'words' | 'pairs' | 'concepts';

type Holding = { readonly entry: number; phrasings: number; inText: boolean };

const textOf = (entry: CorpusEntry): string =>
  [entry.topic, entry.answer, ...entry.steps, ...entry.deadlines, ...entry.riskNotes, entry.notMediable ?? ''].join('\n');

const dot = (a: Float32Array | null, b: Float32Array | null): number => {
  if (a === null || b === null) return 0;
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

/** Sums of terms: which entries hold each, in how many phrasings, and in the text. */
function holdTerms(texts: readonly QuestionTerms[], questions: EntryMeasure['questions'], kind: TermKind): Map<number, Holding[]> {
  const holdings = new Map<number, Holding[]>();
  texts.forEach((text, place) => {
    const mine = new Map<number, Holding>();
    const take = (term: number): Holding => {
      const known = mine.get(term) ?? { entry: place, phrasings: 0, inText: false };
      mine.set(term, known);
      return known;
    };
    for (const question of questions[place] ?? []) for (const term of new Set(question[kind])) take(term).phrasings += 1;
    for (const term of text[kind]) take(term).inText = true;
    for (const [term, holding] of mine) {
      const list = holdings.get(term);
      if (list === undefined) holdings.set(term, [holding]);
      else list.push(holding);
    }
  });
  return holdings;
}

/** The terms of every phrasing, entry by entry. */
export function readPhrasings(entries: readonly CorpusEntry[], model: WordVectors): EntryMeasure['questions'] {
  const embed = (words: readonly string[]): Float32Array | null => model.embed(words, 'question');
  return entries.map((entry) => entry.phrasings.map((phrasing) => readQuestion(phrasing, embed)));
}

/** Prepares the measures of a corpus. */
export function createEntryMeasure(
  entries: readonly CorpusEntry[],
  model: WordVectors,
  projection: Projection,
  questions: EntryMeasure['questions'] = readPhrasings(entries, model),
): EntryMeasure {
  const embed = (words: readonly string[]): Float32Array | null => model.embed(words, 'question');
  const owners = questions.flatMap((list, entry) => list.map((_, phrasing) => ({ entry, phrasing })));
  const phrasingIndex = createQuestionIndex(questions.flat());
  const conceptIndex = createTermIndex(questions.flat().map((question) => question.concepts));
  const topics = createQuestionIndex(entries.map((entry) => readQuestion(entry.topic, embed)));
  const textTerms = entries.map((entry) => readQuestion(textOf(entry), embed));
  const texts = createQuestionIndex(textTerms);
  const passages = entries.map((entry) => model.embed(readWords(textOf(entry)), 'passage'));
  const holdings = {
    words: holdTerms(textTerms, questions, 'words'),
    pairs: holdTerms(textTerms, questions, 'pairs'),
    concepts: holdTerms(textTerms, questions, 'concepts'),
  };
  const layTerms = readLayTerms();
  const textWords = textTerms.map(({ words }) => new Set(words));
  const types = [...new Set(entries.map((entry) => entry.disputeType))];
  const typeOf = entries.map((entry) => types.indexOf(entry.disputeType));
  const groups = [...new Set(entries.map((entry) => entry.id.split('-')[0] ?? ''))];
  const groupOf = entries.map((entry) => groups.indexOf(entry.id.split('-')[0] ?? ''));
  const width = entryFeatureNames.length;
  const at = (name: (typeof entryFeatureNames)[number]): number => entryFeatureNames.indexOf(name);

  return {
    questions,
    measure(text, question, leftOut) {
      const features = new Float32Array(entries.length * width);
      const add = (entry: number, name: (typeof entryFeatureNames)[number], value: number): void => {
        const place = entry * width + at(name);
        features[place] = (features[place] as number) + value;
      };
      const similar = phrasingIndex.similarities(question);
      owners.forEach(({ entry, phrasing }, place) => {
        if (leftOut !== null && leftOut.entry === entry && leftOut.phrasing === phrasing) return;
        let value = similar[place] as number;
        for (let column = 0; column < 3; column += 1) {
          const slot = entry * width + column;
          const held = features[slot] as number;
          if (value > held) {
            features[slot] = value;
            value = held;
          }
        }
      });
      const conceptScores = new Float32Array(owners.length);
      conceptIndex.addCosines(conceptIndex.weigh(question.concepts), 1, conceptScores);
      const conceptColumn = at('conceptBest');
      owners.forEach(({ entry, phrasing }, place) => {
        if (leftOut !== null && leftOut.entry === entry && leftOut.phrasing === phrasing) return;
        const slot = entry * width + conceptColumn;
        if ((conceptScores[place] as number) > (features[slot] as number)) features[slot] = conceptScores[place] as number;
      });
      const own = leftOut === null ? undefined : questions[leftOut.entry]?.[leftOut.phrasing];
      const typeMass = new Float32Array(types.length);
      const groupMass = new Float32Array(groups.length);
      let known = 0;
      let asked = 1e-6;
      for (const kind of ['words', 'pairs', 'concepts'] as const) {
        const ownTerms = new Set(own?.[kind] ?? []);
        const terms = [...new Set(question[kind])];
        const rarities = terms.map((term) => Math.log(1 + entries.length / (holdings[kind].get(term)?.length ?? 0.5)));
        const total = rarities.reduce((sum, rarity) => sum + rarity, 1e-6);
        terms.forEach((term, place) => {
          const rarity = rarities[place] as number;
          const list = holdings[kind].get(term) ?? [];
          const isOwn = ownTerms.has(term);
          const mass = list.reduce((sum, holding) => sum + holding.phrasings + (holding.inText ? 1 : 0), isOwn ? -1 : 0);
          if (kind === 'words') {
            asked += rarity;
            if (mass > 0) known += rarity;
          }
          if (mass <= 0) return;
          for (const { entry, phrasings: all, inText } of list) {
            const phrasings = isOwn && entry === leftOut?.entry ? all - 1 : all;
            if (phrasings > 0) add(entry, phraseColumn[kind], (rarity / total) * Math.min(1, 0.6 + 0.2 * phrasings));
            if (inText) add(entry, textColumn[kind], rarity / total);
            const share = ((rarity / total) * (phrasings + (inText ? 1 : 0))) / (mass + 1);
            add(entry, 'termShare', share);
            typeMass[typeOf[entry] as number] = (typeMass[typeOf[entry] as number] as number) + share;
            groupMass[groupOf[entry] as number] = (groupMass[groupOf[entry] as number] as number) + share;
          }
        });
      }
      const topicScores = topics.similarities(question);
      const textScores = texts.similarities(question);
      const moved = question.vector === null ? null : project(projection, question.vector);
      const lay = layTerms.expand(text);
      const layTotal = lay.reduce((sum, [, weight]) => sum + weight, 1e-6);
      entries.forEach((_, entry) => {
        add(entry, 'topic', topicScores[entry] as number);
        add(entry, 'text', textScores[entry] as number);
        add(entry, 'typeShare', typeMass[typeOf[entry] as number] as number);
        add(entry, 'fileShare', groupMass[groupOf[entry] as number] as number);
        add(entry, 'textVector', dot(question.vector, passages[entry] ?? null));
        add(entry, 'lawVector', dot(moved, passages[entry] ?? null));
        add(entry, 'layWords', lay.reduce((sum, [word, weight]) => sum + (textWords[entry]?.has(word) ? weight : 0), 0) / layTotal);
        let centre = 0;
        let count = 0;
        questions[entry]?.forEach((phrasing, place) => {
          if (leftOut !== null && leftOut.entry === entry && leftOut.phrasing === place) return;
          centre += dot(question.vector, phrasing.vector);
          count += 1;
        });
        add(entry, 'centre', count === 0 ? 0 : centre / count);
      });
      return { features, coverage: known / asked };
    },
  };
}

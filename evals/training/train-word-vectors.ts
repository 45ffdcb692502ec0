import { readFileSync } from 'node:fs';
import { loadCorpus } from '../../knowledge/corpus/load-corpus.ts';
import { readKnownLaws } from '../../knowledge/laws/known-articles.ts';
import { createLawLibrary } from '../../knowledge/laws/law-library.ts';
import { normaliseLawName } from '../../knowledge/laws/law-name.ts';
import { readValidity } from '../../knowledge/laws/validity.ts';
import { normaliseVector, saveWordVectors, shippedWordVectors } from '../../knowledge/retrieval/word-vectors.ts';
import { readWords } from '../../knowledge/text/words.ts';
import { readLayQuestions } from './lay-questions.ts';
import { factorise } from './randomised-svd.ts';

/**
 * Trains the word vectors that ship as `knowledge/models/word-vectors.bin`: positive pointwise mutual information within eight words
 * over statutes and lay questions, factorised to 200 dimensions. Usage: node evals/training/train-word-vectors.ts [../shared/data]
 */
const data = process.argv[2] ?? '../shared/data';
const dimensions = 200;
const out = process.argv[3] ?? shippedWordVectors;
const settings = {
  bridge: 0.15,
  bridgeWords: 40,
  window: 8,
  contextPower: 0.75,
  minimumCount: 5,
  smoothing: 1e-3,
  components: 3,
  questionRepeats: 2,
};

const rows = (file: string): Record<string, string>[] =>
  readFileSync(`${data}/${file}`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line.replaceAll(': NaN', ': null')) as Record<string, string>);

const passages = [
  ...new Set([
    ...rows('laws/national_articles.jsonl').map((row) => row.text ?? ''),
    ...rows('laws/regulations_articles.jsonl').map((row) => row.text ?? ''),
    ...rows('retrieval/stard_corpus.jsonl').map((row) => row.content ?? ''),
  ]),
].map(readWords);
const corpus = loadCorpus().entries;
const written = readLayQuestions(createLawLibrary({ versions: [], articles: [] }, readKnownLaws(), readValidity()));
// The questions that retrieval is validated on are left out, so that no word of a held-out one is known by it.
const questions = [
  ...written.map(({ text }) => text),
  ...rows('triage/resident_questions.jsonl').map((row) => row.text ?? ''),
  ...rows('triage/lawbench_2-4.jsonl').map((row) => row.question ?? ''),
  ...corpus.flatMap((entry) => entry.phrasings),
].map((text) => readWords(String(text)));
// An entry's text ties lay words to words of law: they stand in one window.
const bridges = corpus.map((entry) => readWords([entry.topic, entry.answer, ...entry.steps].join('\n')));
console.log(`${passages.length} passages, ${questions.length} questions, ${bridges.length} entries`);

const counts = new Map<string, number>();
const texts = [...passages, ...Array.from({ length: settings.questionRepeats }, () => [...questions, ...bridges]).flat()];
for (const text of texts) for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
// A word of the residents counts from three on: the articles do not know it.
const laySpoken = new Set([...questions, ...bridges].flat());
const vocabulary = [...counts]
  .filter(([word, count]) => count >= (laySpoken.has(word) ? 3 : settings.minimumCount))
  .sort((a, b) => b[1] - a[1])
  .slice(0, 42_000)
  .map(([word]) => word);
const ids = new Map(vocabulary.map((word, id) => [word, id]));
const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
console.log(`${vocabulary.length} words of ${counts.size}, ${total} tokens`);

const size = vocabulary.length;
const pairCounts = Array.from({ length: size }, () => new Map<number, number>());
const addPair = (a: number, b: number, weight: number): void => {
  if (a === b) return;
  const row = pairCounts[a];
  row?.set(b, (row.get(b) ?? 0) + weight);
  const other = pairCounts[b];
  other?.set(a, (other.get(a) ?? 0) + weight);
};

/** Lets every word of a question stand beside the rarest words of what answers it: nowhere else do the two meet. */
function bridgeTexts(question: readonly string[], answer: readonly string[]): void {
  const known = (words: readonly string[]): readonly number[] => [...new Set(words.flatMap((word) => ids.get(word) ?? []))];
  // Words are numbered from the most common on.
  const answered = [...known(answer)].sort((a, b) => b - a).slice(0, settings.bridgeWords);
  for (const word of known(question)) for (const other of answered) addPair(word, other, settings.bridge);
}
for (const text of texts) {
  const known = text.map((word) => ids.get(word) ?? -1);
  for (let i = 0; i < known.length; i += 1) {
    const centre = known[i] ?? -1;
    if (centre < 0) continue;
    for (let j = i + 1; j <= Math.min(known.length - 1, i + settings.window); j += 1)
      if ((known[j] ?? -1) >= 0) addPair(centre, known[j] ?? 0, 1 / Math.sqrt(j - i));
  }
}
const articleTexts = new Map(
  [...rows('laws/national_articles.jsonl'), ...rows('laws/regulations_articles.jsonl')].map((row) => [
    `${normaliseLawName(row.law ?? '')}${row.article}`,
    row.text ?? '',
  ]),
);
if (settings.bridge > 0) {
  for (const { text, keys } of written) bridgeTexts(readWords(text), readWords(keys.map((key) => articleTexts.get(key) ?? '').join('\n')));
  for (const entry of corpus) {
    const answer = readWords(
      [entry.topic, ...entry.citations.slice(0, 3).map(({ law, article }) => articleTexts.get(`${law}${article}`) ?? '')].join('\n'),
    );
    for (const phrasing of entry.phrasings) bridgeTexts(readWords(phrasing), answer);
  }
}
const sums = pairCounts.map((row) => [...row.values()].reduce((sum, value) => sum + value, 0));
const all = sums.reduce((sum, value) => sum + value, 0);
const contextSums = sums.map((sum) => sum ** settings.contextPower);
const contextAll = contextSums.reduce((sum, value) => sum + value, 0);
const starts = new Uint32Array(size + 1);
const columns: number[] = [];
const values: number[] = [];
pairCounts.forEach((row, word) => {
  for (const [context, count] of row) {
    const information = Math.log(((count / all) * contextAll * all) / ((sums[word] ?? 1) * (contextSums[context] ?? 1)));
    if (information > 0) {
      columns.push(context);
      values.push(information);
    }
  }
  starts[word + 1] = columns.length;
});
console.log(`${values.length} pairs carry information`);
const vectors = factorise({ size, starts, columns: Uint32Array.from(columns), values: Float32Array.from(values) }, dimensions);
const weights = Float32Array.from(vocabulary, (word) => settings.smoothing / (settings.smoothing + (counts.get(word) ?? 0) / total));

function rawEmbedding(text: readonly string[]): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const word of text) {
    const row = ids.get(word);
    if (row === undefined) continue;
    const weight = weights[row] ?? 0;
    for (let i = 0; i < dimensions; i += 1) sum[i] = (sum[i] ?? 0) + weight * (vectors[row * dimensions + i] ?? 0);
  }
  normaliseVector(sum);
  return sum;
}

function meanOf(list: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(dimensions);
  for (const vector of list) for (let i = 0; i < dimensions; i += 1) mean[i] = (mean[i] ?? 0) + (vector[i] ?? 0) / list.length;
  return mean;
}

const embeddedPassages = passages.filter((_, place) => place % 3 === 0).map(rawEmbedding);
const embeddedQuestions = questions.map(rawEmbedding);
const passageMean = meanOf(embeddedPassages);
const questionMean = meanOf(embeddedQuestions);

/** The directions in which centred texts differ most: power iteration with deflation over their covariance. */
function principalComponents(centred: readonly Float32Array[], count: number): Float32Array {
  const components = new Float32Array(count * dimensions);
  for (let component = 0; component < count; component += 1) {
    let direction: Float32Array = Float32Array.from({ length: dimensions }, (_, i) => Math.sin(i * 7 + component + 1));
    for (let step = 0; step < 30; step += 1) {
      for (let before = 0; before < component; before += 1) {
        let along = 0;
        for (let i = 0; i < dimensions; i += 1) along += (direction[i] ?? 0) * (components[before * dimensions + i] ?? 0);
        for (let i = 0; i < dimensions; i += 1) direction[i] = (direction[i] ?? 0) - along * (components[before * dimensions + i] ?? 0);
      }
      normaliseVector(direction);
      const next = new Float32Array(dimensions);
      for (const vector of centred) {
        let along = 0;
        for (let i = 0; i < dimensions; i += 1) along += (vector[i] ?? 0) * (direction[i] ?? 0);
        for (let i = 0; i < dimensions; i += 1) next[i] = (next[i] ?? 0) + along * (vector[i] ?? 0);
      }
      direction = next;
    }
    normaliseVector(direction);
    components.set(direction, component * dimensions);
  }
  return components;
}

const centre = (list: readonly Float32Array[], mean: Float32Array): readonly Float32Array[] =>
  list.map((vector) => vector.map((value, i) => value - (mean[i] ?? 0)));
const centred = [
  ...centre(
    embeddedPassages.filter((_, place) => place % 4 === 0),
    passageMean,
  ),
  ...centre(embeddedQuestions, questionMean),
];
const components = principalComponents(centred, settings.components);
saveWordVectors(out, {
  id: 'ppmi-svd-200/2',
  dimensions,
  words: vocabulary,
  vectors,
  weights,
  questionMean,
  passageMean,
  components,
});
console.log(`written ${out}`);

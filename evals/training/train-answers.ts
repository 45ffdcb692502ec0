import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type AnswerModel, readAnswerModel } from '../../knowledge/corpus/answer-model.ts';
import { measureSearch } from '../../knowledge/corpus/compose-answer.ts';
import { createEntryMeasure, entryFeatureNames } from '../../knowledge/corpus/entry-features.ts';
import { createEntryFinder } from '../../knowledge/corpus/find-entries.ts';
import { loadCorpus } from '../../knowledge/corpus/load-corpus.ts';
import { readKnownLaws } from '../../knowledge/laws/known-articles.ts';
import { createLawLibrary } from '../../knowledge/laws/law-library.ts';
import { readValidity } from '../../knowledge/laws/validity.ts';
import { loadProjection } from '../../knowledge/retrieval/projection.ts';
import { readQuestion } from '../../knowledge/retrieval/question-index.ts';
import { loadWordVectors } from '../../knowledge/retrieval/word-vectors.ts';
import { readJsonLines } from '../json-lines.ts';

/**
 * Fits how entries are ranked and when none fits, `knowledge/models/answer-model.json`: each phrasing is asked as if it had never been
 * written, and the questions of `evals/training/outside-questions.txt` have no entry. Usage: node evals/training/train-answers.ts
 */
const { entries } = loadCorpus();
const vectors = loadWordVectors();
const library = createLawLibrary({ versions: [], articles: [] }, readKnownLaws(), readValidity());
const today = readValidity().checked;
const projection = loadProjection();
const measure = createEntryMeasure(entries, vectors, projection);
const width = entryFeatureNames.length;
const kept = 40;
/**
 * Left-out phrasings were written to differ from each other: alone they teach that likeness counts against an entry. The even-numbered
 * own questions, which nobody wrote to differ, set that right; the odd ones are kept for measuring.
 */
const shareOfPhrasings = Number(process.env.SHARE ?? 0.2);

type Group = { readonly rows: Float32Array; readonly entry: number; readonly weight: number };

function toGroup(features: Float32Array, right: number, also: ReadonlySet<string>, weight: number): Group {
  const rough = entries.map((_, place) => {
    let sum = 0;
    for (let column = 0; column < width; column += 1) sum += features[place * width + column] as number;
    return sum;
  });
  const order = [...rough.keys()]
    .sort((a, b) => (rough[b] as number) - (rough[a] as number))
    .filter((place) => place !== right && !also.has(entries[place]?.id ?? ''))
    .slice(0, kept);
  const places = [right, ...order];
  const rows = new Float32Array(places.length * width);
  places.forEach((place, at) => {
    rows.set(features.subarray(place * width, (place + 1) * width), at * width);
  });
  return { rows, entry: right, weight };
}

const phrasingCount = measure.questions.flat().length;
const groups: Group[] = measure.questions.flatMap((list, entry) =>
  list.map((question, phrasing) => {
    const { features } = measure.measure(entries[entry]?.phrasings[phrasing] ?? '', question, { entry, phrasing });
    return toGroup(features, entry, new Set(), shareOfPhrasings / phrasingCount);
  }),
);

const ownSchema = z.object({ id: z.string(), question: z.string(), entries: z.array(z.string()).min(1) });
const own = readJsonLines('evals/datasets/questions.jsonl', ownSchema).filter((row) =>
  row.entries.some((id) => entries.some((entry) => entry.id === id)),
);
const isDevelopment = ({ id }: { readonly id: string }): boolean => Number(id.replace(/\D/g, '')) % 2 === 0;
const development = own.filter(isDevelopment);
const embed = (words: readonly string[]): Float32Array | null => vectors.embed(words, 'question');
const ownGroups = development.map((row): Group => {
  const { features } = measure.measure(row.question, readQuestion(row.question, embed), null);
  const right = entries.findIndex((entry) => row.entries.includes(entry.id));
  return toGroup(features, right, new Set(row.entries), 1 / development.length);
});
console.log(`${entries.length} entries, ${groups.length} phrasings`);

/** Listwise softmax with Adam, the right entry first in each group. */
function fitWeights(list: readonly Group[]): Float64Array {
  const weights = new Float64Array(width).fill(1);
  const first = new Float64Array(width);
  const second = new Float64Array(width);
  for (let step = 1; step <= 250; step += 1) {
    const gradient = new Float64Array(width);
    for (const { rows, weight } of list) {
      const count = rows.length / width;
      const scores = Array.from({ length: count }, (_, row) =>
        weights.reduce((sum, weight, column) => sum + weight * (rows[row * width + column] as number), 0),
      );
      const highest = Math.max(...scores);
      const exps = scores.map((score) => Math.exp(score - highest));
      const total = exps.reduce((sum, value) => sum + value, 0);
      for (let row = 0; row < count; row += 1) {
        const error = ((exps[row] as number) / total - (row === 0 ? 1 : 0)) * weight;
        for (let column = 0; column < width; column += 1)
          gradient[column] = (gradient[column] as number) + error * (rows[row * width + column] as number);
      }
    }
    for (let column = 0; column < width; column += 1) {
      const slope = (gradient[column] as number) + 2e-4 * (weights[column] as number);
      first[column] = 0.9 * (first[column] as number) + 0.1 * slope;
      second[column] = 0.999 * (second[column] as number) + 0.001 * slope * slope;
      const correction = Math.sqrt(1 - 0.999 ** step) / (1 - 0.9 ** step);
      weights[column] =
        (weights[column] as number) - (0.15 * correction * (first[column] as number)) / (Math.sqrt(second[column] as number) + 1e-8);
      if ((weights[column] as number) < 0) weights[column] = 0;
    }
  }
  return weights;
}

function rankOf({ rows }: Group, weights: Float64Array): number {
  const count = rows.length / width;
  const score = (row: number): number => weights.reduce((sum, weight, column) => sum + weight * (rows[row * width + column] as number), 0);
  const right = score(0);
  let rank = 0;
  for (let row = 1; row < count; row += 1) if (score(row) > right) rank += 1;
  return rank;
}

const folds = 4;
let top1 = 0;
let top3 = 0;
for (let fold = 0; fold < folds; fold += 1) {
  const weights = fitWeights([...groups.filter(({ entry }) => entry % folds !== fold), ...ownGroups]);
  for (const group of groups.filter(({ entry }) => entry % folds === fold)) {
    const rank = rankOf(group, weights);
    top1 += rank < 1 ? 1 : 0;
    top3 += rank < 3 ? 1 : 0;
  }
}
console.log(
  `left-out phrasings, weights fitted on other entries: first ${((100 * top1) / groups.length).toFixed(1)} %, top three ${((100 * top3) / groups.length).toFixed(1)} %`,
);
const weights = fitWeights([...groups, ...ownGroups]);
const ranked: AnswerModel = {
  ...readAnswerModel(),
  id: 'listwise/1',
  weights: Object.fromEntries(entryFeatureNames.map((name, column) => [name, Number((weights[column] as number).toPrecision(4))])),
};
console.log(ranked.weights);

const finder = createEntryFinder(entries, vectors, projection, ranked);
const outside = readFileSync(new URL('outside-questions.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const heldOut = own.filter((row) => !isDevelopment(row));
for (const [name, list] of [
  ['development', development],
  ['held out', heldOut],
] as const) {
  const places = list.map((row) => finder.find(row.question, 3).found.findIndex(({ entry }) => row.entries.includes(entry.id)));
  console.log(
    `own questions, ${name}: first ${places.filter((place) => place === 0).length}, top three ${places.filter((place) => place >= 0).length} of ${list.length}`,
  );
}
type Sample = { readonly values: readonly number[]; readonly answerable: number };
const names = ['score', 'margin', 'best', 'coverage', 'terms', 'pairs', 'words', 'concepts', 'none', 'signs', 'far', 'figures'] as const;
const valuesOf = (measures: ReturnType<typeof measureSearch>): readonly number[] => names.map((name) => measures[name]);
const unanswerable = readJsonLines('evals/datasets/unanswerable.jsonl', z.object({ id: z.string(), question: z.string() }));
const sampleOf = (question: string, answerable: number): Sample => ({
  values: valuesOf(measureSearch(question, finder.find(question, 3), library, today)),
  answerable,
});
const developmentSamples = development.map((row) => sampleOf(row.question, 1));
const samples: Sample[] = [
  ...developmentSamples,
  // A left-out phrasing that still finds its entry stands for a real question that has an answer.
  ...entries.flatMap((entry, place) =>
    entry.phrasings.flatMap((phrasing, at) => {
      if ((place + at) % 8 !== 0) return [];
      const search = finder.findWithout({ entry: place, phrasing: at }, 3);
      return search.found[0]?.entry.id === entry.id
        ? [{ values: valuesOf(measureSearch(phrasing, search, library, today)), answerable: 1 }]
        : [];
    }),
  ),
  ...[...outside, ...unanswerable.filter(isDevelopment).map((row) => row.question)].map((question) => sampleOf(question, 0)),
];
const positives = samples.filter((sample) => sample.answerable === 1).length;
const negatives = samples.length - positives;
const means = names.map((_, i) => samples.reduce((sum, { values }) => sum + (values[i] as number), 0) / samples.length);
const deviations = names.map(
  (_, i) =>
    Math.sqrt(samples.reduce((sum, { values }) => sum + ((values[i] as number) - (means[i] as number)) ** 2, 0) / samples.length) || 1,
);
const beta = new Float64Array(names.length + 1);
for (let step = 0; step < 1500; step += 1) {
  const gradient = new Float64Array(beta.length);
  for (const { values, answerable } of samples) {
    const scaled = values.map((value, i) => (value - (means[i] as number)) / (deviations[i] as number));
    const sum = scaled.reduce((total, value, i) => total + value * (beta[i + 1] as number), beta[0] as number);
    const error = (1 / (1 + Math.exp(-sum)) - answerable) / (2 * (answerable === 1 ? positives : negatives));
    gradient[0] = (gradient[0] as number) + error;
    scaled.forEach((value, i) => {
      gradient[i + 1] = (gradient[i + 1] as number) + error * value;
    });
  }
  for (let i = 0; i < beta.length; i += 1)
    beta[i] = (beta[i] as number) - 0.5 * ((gradient[i] as number) + (i > 0 ? 2e-3 * (beta[i] as number) : 0));
}
names.forEach((_, i) => {
  beta[i + 1] = (beta[i + 1] as number) / (deviations[i] as number);
  beta[0] = (beta[0] as number) - (beta[i + 1] as number) * (means[i] as number);
});
const confidenceAt = ({ values }: Sample): number =>
  1 / (1 + Math.exp(-values.reduce((total, value, i) => total + value * (beta[i + 1] as number), beta[0] as number)));
// One answerable question in twenty-five may be refused.
const sorted = developmentSamples.map(confidenceAt).sort((a, b) => a - b);
const floor = sorted[Math.floor(sorted.length * 0.04)] ?? 0.5;
const below = (list: readonly string[], answerable: number): string =>
  `${list.filter((question) => confidenceAt(sampleOf(question, answerable)) < floor).length} of ${list.length}`;
console.log(`floor ${floor.toFixed(3)}: refuses ${below(outside, 0)} outside questions`);
for (const [name, wanted] of [
  ['development', true],
  ['held out', false],
] as const) {
  const asked = own.filter((row) => isDevelopment(row) === wanted).map((row) => row.question);
  const none = unanswerable.filter((row) => isDevelopment(row) === wanted).map((row) => row.question);
  console.log(`${name}: refuses ${below(none, 0)} unanswerable, ${below(asked, 1)} answerable`);
}
const confidence = Object.fromEntries(
  ['bias', ...names].map((name, i) => [name, Number((beta[i] as number).toPrecision(4))]),
) as AnswerModel['confidence'];
if (Object.values(confidence).some((value) => !Number.isFinite(value))) throw new Error('the calibration did not converge');
const model: AnswerModel = { ...ranked, confidence, floor: Number(floor.toFixed(3)) };
writeFileSync(fileURLToPath(new URL('../../knowledge/models/answer-model.json', import.meta.url)), `${JSON.stringify(model, null, 2)}\n`);
if (process.argv[2] === 'show')
  for (const question of [...outside, ...unanswerable.map((row) => row.question)]) {
    const sample = sampleOf(question, 0);
    if (confidenceAt(sample) >= floor)
      console.log(
        confidenceAt(sample).toFixed(2),
        question,
        finder.find(question, 1).found[0]?.entry.id,
        sample.values.map((value) => value.toFixed(2)).join(' '),
      );
  }
console.log('written knowledge/models/answer-model.json');

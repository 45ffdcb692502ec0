import { confidenceNames, measureSearch, weighMeasures } from '../../knowledge/corpus/answer-confidence.ts';
import type { AnswerModel } from '../../knowledge/corpus/answer-model.ts';
import { entryFeatureNames } from '../../knowledge/corpus/entry-features.ts';
import { createDoubt, type QuestionDoubt } from '../../knowledge/corpus/question-doubt.ts';
import { readKnownLaws } from '../../knowledge/laws/known-articles.ts';
import { createLawLibrary } from '../../knowledge/laws/law-library.ts';
import { readValidity } from '../../knowledge/laws/validity.ts';
import { foldOf } from '../splits.ts';
import { type MeasuredQuestion, searchMeasured, toListGroup } from './answer-lab.ts';
import { composeOutsideQuestions, frameQuestions } from './compose-outside.ts';
import { fitBoosted } from './fit-boosted.ts';
import { type DenseSample, fitDenseLogistic } from './fit-dense-logistic.ts';
import { type DoubtRow, fitDoubt } from './fit-doubt.ts';
import { fitListwise } from './fit-listwise.ts';

/** Everything that the fit learns from, measured. */
export type AnswerLists = {
  readonly development: readonly MeasuredQuestion[];
  readonly premise: readonly MeasuredQuestion[];
  readonly phrasings: readonly MeasuredQuestion[];
  readonly outside: readonly MeasuredQuestion[];
  readonly refused: readonly MeasuredQuestion[];
  /** Real public questions; `right`: the entries that cite one of their gold articles. */
  readonly real: readonly MeasuredQuestion[];
  /** Every phrasing of the corpus: what an answerable question sounds like. */
  readonly texts: readonly string[];
};

/**
 * How much each list counts. Left-out phrasings were written to differ from each other: alone they teach that likeness counts against an
 * entry, so that the development questions, which nobody wrote to differ, count more.
 */
export const answerFitSettings = {
  ranking: { development: 0.85, phrasings: 0.15 },
  confidence: { development: 1, premise: 0.5, phrasings: 0.3, outside: 1.2, refused: 0.8, real: 0.02 },
  boosting: { trees: 150, depth: 3, rate: 0.08, least: 10 },
  /** The share of answerable development questions that may be refused. */
  refusable: 0.045,
};

/** How much a question that was put together counts beside a written one, without an answer and with one. */
const composedWeight = 0.1;
const framedWeight = 0.3;
const folds = 5;
const width = entryFeatureNames.length;
const library = createLawLibrary({ versions: [], articles: [] }, readKnownLaws(), readValidity());
const on = readValidity().checked;

type Weights = Readonly<Record<string, number>>;

function fitWeights(development: readonly MeasuredQuestion[], phrasings: readonly MeasuredQuestion[]): Weights {
  const shares = answerFitSettings.ranking;
  const fitted = fitListwise(
    [
      ...development.map((measured) => toListGroup(measured, shares.development / development.length)),
      ...phrasings.map((measured) => toListGroup(measured, shares.phrasings / phrasings.length)),
    ],
    width,
  );
  return Object.fromEntries(entryFeatureNames.map((name, column) => [name, Number((fitted[column] as number).toPrecision(4))]));
}

/** The place of the first right entry, -1 where none is among the first ten. */
const placeOf = (measured: MeasuredQuestion, weights: Weights): number =>
  searchMeasured(measured, weights, 10).found.findIndex(({ entry }) => measured.right.includes(entry.id));

const countPlaces = (places: readonly number[]): string =>
  `first ${places.filter((place) => place === 0).length}, top three ${places.filter((place) => place >= 0 && place < 3).length}, top ten ${places.filter((place) => place >= 0).length} of ${places.length}`;

type Case = { readonly measured: MeasuredQuestion; readonly list: keyof typeof answerFitSettings.confidence; readonly weights: Weights };

const doubtRowsOf = (cases: readonly Case[], texts: readonly string[]): DoubtRow[] => {
  const outsideCount = cases.filter(({ list }) => list === 'outside' || list === 'refused').length;
  const sounding = texts.map((question): DoubtRow => ({ question, unanswerable: false, weight: 0.2 }));
  const rows = cases.flatMap(({ measured: { question }, list }): DoubtRow[] => {
    if (list === 'real' || list === 'phrasings') return [];
    const unanswerable = list === 'outside' || list === 'refused';
    return [{ question, unanswerable, weight: unanswerable ? Math.min(1.5, 900 / Math.max(1, outsideCount)) : 1 }];
  });
  const composed = composeOutsideQuestions(1200).map((question): DoubtRow => ({ question, unanswerable: true, weight: composedWeight }));
  const framed = frameQuestions(texts, 1500).map((question): DoubtRow => ({ question, unanswerable: false, weight: framedWeight }));
  return [...sounding, ...rows, ...composed, ...framed];
};

function toSample({ measured, list, weights }: Case, doubt: QuestionDoubt, each: number): DenseSample {
  const search = searchMeasured(measured, weights);
  const isRight = search.found[0] !== undefined && measured.right.includes(search.found[0].entry.id);
  const isAnswerable = list === 'development' || list === 'premise';
  // Phrasings differ from each other by design: that one does not find its entry says little of a resident's question.
  const weight = list === 'phrasings' && !isRight ? each / 10 : each;
  return { values: measureSearch(measured.question, search, { library, on, doubt }), holds: isRight || isAnswerable ? 1 : 0, weight };
}

/** Fits the calibration: a logistic regression and boosted trees, whose log-odds are averaged. */
function fitConfidence(samples: readonly DenseSample[]): AnswerModel['confidence'] {
  const { bias, weights } = fitDenseLogistic(samples, confidenceNames.length);
  const { start, trees } = fitBoosted(samples, confidenceNames.length, answerFitSettings.boosting);
  return {
    bias: Number(bias.toPrecision(5)),
    weights: Object.fromEntries(confidenceNames.map((name, at) => [name, Number((weights[at] as number).toPrecision(4))])),
    start: Number(start.toPrecision(5)),
    trees,
  };
}

/** Fits ranking, doubt and confidence; measures each by cross-validation and says so through `print`. */
export function fitAnswerModel(
  lists: AnswerLists,
  print: (line: string) => void,
): { readonly model: AnswerModel; readonly doubt: ReturnType<typeof fitDoubt> } {
  const foldOfQuestion = ({ question }: MeasuredQuestion): number => foldOf(question, folds);
  const without = (list: readonly MeasuredQuestion[], fold: number): readonly MeasuredQuestion[] =>
    list.filter((measured) => foldOfQuestion(measured) !== fold);
  const weights = fitWeights(lists.development, lists.phrasings);
  const byFold = Array.from({ length: folds }, (_, fold) => fitWeights(without(lists.development, fold), lists.phrasings));
  print(
    `development questions, ranked by folds: ${countPlaces(lists.development.map((one) => placeOf(one, byFold[foldOfQuestion(one)] as Weights)))}`,
  );
  print(`premise questions: ${countPlaces(lists.premise.map((one) => placeOf(one, weights)))}`);
  print(`left-out phrasings: ${countPlaces(lists.phrasings.map((one) => placeOf(one, weights)))}`);

  const names = Object.keys(answerFitSettings.confidence) as Case['list'][];
  const cases = names.flatMap((list) =>
    lists[list].map(
      (measured): Case => ({ measured, list, weights: list === 'development' ? (byFold[foldOfQuestion(measured)] as Weights) : weights }),
    ),
  );
  const eachOf = (list: Case['list']): number => answerFitSettings.confidence[list] / Math.max(1, lists[list].length);
  const doubts = Array.from({ length: folds }, (_, fold) => {
    const fitted = fitDoubt(
      doubtRowsOf(
        cases.filter(({ measured }) => foldOfQuestion(measured) !== fold),
        lists.texts.filter((text) => foldOf(text, folds) !== fold),
      ),
    );
    return createDoubt(fitted.weights, fitted.bias);
  });
  const samples = cases.map((one) => toSample(one, doubts[foldOfQuestion(one.measured)] as QuestionDoubt, eachOf(one.list)));
  const crossed = new Float64Array(cases.length);
  for (let fold = 0; fold < folds; fold += 1) {
    const inFold = (at: number): boolean => foldOfQuestion((cases[at] as Case).measured) === fold;
    const fitted = fitConfidence(samples.filter((_, at) => !inFold(at)));
    samples.forEach(({ values }, at) => {
      if (inFold(at)) crossed[at] = weighMeasures(values, fitted);
    });
  }
  const of = (list: Case['list']): number[] => [...crossed].filter((_, at) => cases[at]?.list === list);
  const sorted = of('development').sort((a, b) => a - b);
  const floor = sorted[Math.floor(sorted.length * answerFitSettings.refusable)] ?? 0.5;
  for (const list of names) {
    const values = of(list);
    print(`floor ${floor.toFixed(3)}, by folds: refuses ${values.filter((value) => value < floor).length} of ${values.length} ${list}`);
  }
  const shown = cases.flatMap((one, at) => {
    if (one.list !== 'real' || (crossed[at] as number) < floor) return [];
    return [samples[at]?.holds ?? 0];
  });
  print(`real questions answered: ${shown.length}, by an entry that cites a gold article: ${shown.filter((holds) => holds === 1).length}`);
  const doubt = fitDoubt(doubtRowsOf(cases, lists.texts));
  const model: AnswerModel = {
    id: 'listwise/2',
    weights,
    confidence: fitConfidence(samples),
    floor: Number(floor.toFixed(3)),
  };
  if (process.env.SHOW !== undefined)
    cases.forEach(({ measured, list }, at) => {
      const isWrong = (crossed[at] as number) < floor === (list === 'development' || list === 'premise');
      if (isWrong && list !== 'phrasings' && list !== 'real')
        print(
          `${list} ${(crossed[at] as number).toFixed(2)} ${measured.question} ${searchMeasured(measured, weights).found[0]?.entry.topic ?? ''}`,
        );
    });
  return { model, doubt };
}

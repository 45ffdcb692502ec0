import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { saveClassifier, shippedClassifier } from '../../knowledge/corpus/entry-classifier.ts';
import { saveDoubt, shippedDoubt } from '../../knowledge/corpus/question-doubt.ts';
import { normaliseArticle } from '../../knowledge/laws/article-number.ts';
import { normaliseLawName } from '../../knowledge/laws/law-name.ts';
import { sharedData } from '../json-lines.ts';
import { openAnswerLab } from './answer-lab.ts';
import { readDevelopmentQuestions, readOutsideQuestions, readPremiseQuestions, readPublicQuestions } from './answer-rows.ts';
import { type AnswerLists, fitAnswerModel } from './fit-answer-model.ts';

/**
 * Fits how entries are found and when none fits: `knowledge/models/entry-classifier.bin`, `question-doubt.bin` and `answer-model.json`.
 * Looks at no row of the part `test`. Usage: node evals/training/train-answers.ts
 */
const lab = openAnswerLab(console.log);
const known = new Set(lab.entries.map(({ id }) => id));
const outside = readOutsideQuestions();
const citing = lab.entries.map(({ id, citations }) => ({
  id,
  keys: new Set(citations.map(({ law, article }) => `${normaliseLawName(law)}${normaliseArticle(article) ?? article}`)),
}));
const lists: AnswerLists = {
  development: readDevelopmentQuestions()
    .filter(({ entries }) => entries.some((id) => known.has(id)))
    .map(({ question, entries }) => lab.measure(question, entries)),
  premise: readPremiseQuestions().map(({ question, entries }) => lab.measure(question, entries)),
  phrasings: lab.measureLeftOut(3),
  outside: outside.written.map((question) => lab.measure(question, [])),
  refused: outside.development.map((question) => lab.measure(question, [])),
  texts: lab.entries.flatMap(({ phrasings }) => phrasings),
  real: readPublicQuestions(sharedData).map(({ question, articles }) =>
    lab.measure(
      question,
      citing.flatMap(({ id, keys }) => (articles.some((article) => keys.has(article)) ? [id] : [])),
    ),
  ),
};
const { model, doubt } = fitAnswerModel(lists, console.log);
saveClassifier(shippedClassifier, lab.classifier);
saveDoubt(shippedDoubt, model.id, doubt.weights, doubt.bias);
writeFileSync(fileURLToPath(new URL('../../knowledge/models/answer-model.json', import.meta.url)), `${JSON.stringify(model, null, 2)}\n`);
console.log('written knowledge/models/entry-classifier.bin, question-doubt.bin, answer-model.json');

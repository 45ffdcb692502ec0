import { writeFileSync } from 'node:fs';
import { saveProjection, shippedProjection } from '../../knowledge/retrieval/projection.ts';
import { type StoredQuestion, saveQuestions, shippedQuestions } from '../../knowledge/retrieval/question-file.ts';
import { shippedRanker } from '../../knowledge/retrieval/ranker.ts';
import { fitRanker } from './fit-ranker.ts';
import { measureOutOfFold, openRetrievalLab } from './retrieval-lab.ts';

/**
 * Trains what ships in `knowledge/models` besides the word vectors: the projection, the ranker and the bags of the labelled questions.
 * Run `train-word-vectors.ts` before, `validate-retrieval.ts` for the cross-validated figures. Usage: node … [../shared/data]
 */
const lab = await openRetrievalLab(process.argv[2] ?? '../shared/data');
const everything = (): boolean => true;
const groups = [...measureOutOfFold(lab, everything, 'random', 5), ...measureOutOfFold(lab, everything, 'blocked', 4)];
lab.log(`${groups.length} groups measured`);
const model = fitRanker(groups, 'listwise-boosted/1');
writeFileSync(shippedRanker, `${JSON.stringify(model)}\n`);
lab.log('ranker written');
saveProjection(shippedProjection, lab.fitProjectionOn(new Uint8Array(lab.labelled.length).fill(1)));
const questions: StoredQuestion[] = lab.gold.flatMap((question, at) => {
  const labelled = lab.labelled[at];
  const keys = question.targets.map(
    (target) => `${lab.articles.versions[lab.articles.articles[target]?.version ?? 0]?.law}${lab.articles.articles[target]?.article}`,
  );
  return labelled === undefined ? [] : [{ terms: labelled.terms, keys, answer: labelled.answer }];
});
saveQuestions(shippedQuestions, `development-halves/${questions.length}`, questions, lab.articles.dimensions);
lab.log(`${questions.length} questions written`);

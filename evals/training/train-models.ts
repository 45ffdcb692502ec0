import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { saveProjection } from '../../knowledge/retrieval/projection.ts';
import { type StoredQuestion, saveQuestions } from '../../knowledge/retrieval/question-file.ts';
import { fitRanker } from './fit-ranker.ts';
import { measureOutOfFold, type RetrievalLab } from './retrieval-lab.ts';

/**
 * Trains the projection, the ranker and the bags of labelled questions on the real questions that `isTrain` names and on all that is
 * ours, and writes them into a folder under the names that they ship by.
 */
export async function trainModels(lab: RetrievalLab, isTrain: (at: number) => boolean, folder: string): Promise<void> {
  const groups = [...measureOutOfFold(lab, isTrain, 'random'), ...measureOutOfFold(lab, isTrain, 'blocked')];
  lab.log(`${groups.length} groups measured`);
  writeFileSync(join(folder, 'ranker.json'), `${JSON.stringify(fitRanker(groups, lab.articles.facts, 'listwise-context/3'))}\n`);
  lab.log('ranker written');
  saveProjection(join(folder, 'projection.bin'), lab.teach(isTrain).projection);
  const questions: StoredQuestion[] = lab.labelled.flatMap(({ source, terms, targets, answer }, at) => {
    if (source === 'entry' || (source === 'asked' && !isTrain(at))) return [];
    const keys = targets.map(
      (target) => `${lab.articles.versions[lab.articles.articles[target]?.version ?? 0]?.law}${lab.articles.articles[target]?.article}`,
    );
    return [{ source, terms, keys, answer }];
  });
  saveQuestions(join(folder, 'questions.bin'), `development-halves-and-own/${questions.length}`, questions, lab.articles.dimensions);
  lab.log(`${questions.length} questions written`);
}

import { fileURLToPath } from 'node:url';
import { openRetrievalLab } from './retrieval-lab.ts';
import { trainModels } from './train-models.ts';

/**
 * Trains what ships in `knowledge/models` besides the word vectors. Run `train-word-vectors.ts` before, `npm run evals -- retrieval` for
 * the cross-validated figures. Usage: node … [../shared/data]
 */
const lab = await openRetrievalLab(process.argv[2] ?? '../shared/data');
await trainModels(lab, () => true, fileURLToPath(new URL('../../knowledge/models/', import.meta.url)));

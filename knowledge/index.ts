export { type CheckOptions, type CorpusCheck, type CorpusFault, checkCorpus } from './corpus/check-corpus.ts';
export { type BuildOptions, type BuildResult, buildKnowledge } from './index/build-knowledge.ts';
export { type KnowledgeStatus, knowledgeStatus } from './index/knowledge-status.ts';
export { type ArticleLookUp, lookUpArticles } from './index/look-up-article.ts';
export { type KnowledgeOptions, openKnowledge } from './retrieval/open-knowledge.ts';

export { type CheckOptions, checkCorpus, type CorpusCheck, type CorpusFault } from './corpus/check-corpus.ts';
export { type BuildOptions, type BuildResult, buildKnowledge } from './index/build-knowledge.ts';
export { type KnowledgeStatus, knowledgeStatus } from './index/knowledge-status.ts';
export { type KnowledgeOptions, openKnowledge } from './retrieval/open-knowledge.ts';

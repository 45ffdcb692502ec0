export { type KnowledgeOptions, openKnowledge } from './retrieval/open-knowledge.ts';

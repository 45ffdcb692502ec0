/** Turns texts into vectors of one length. Implementations: the local word-vector embedder, any OpenAI-compatible endpoint. */
export interface Embedder {
  /** Names the model and its version; part of an index's fingerprint. */
  readonly id: string;
  readonly dimensions: number;
  embed(texts: readonly string[], kind: 'question' | 'passage'): Promise<readonly Float32Array[]>;
}

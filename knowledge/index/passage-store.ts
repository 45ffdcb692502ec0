import { join } from 'node:path';
import { Document, type DocumentInterface } from '@langchain/core/documents';
import { Embeddings } from '@langchain/core/embeddings';
import { VectorStore } from '@langchain/core/vectorstores';
import hnswlib from 'hnswlib-node';
import type { Embedder } from '../../core/embedder.ts';
import { XinqiaoError } from '../../core/errors.ts';

const { HierarchicalNSW } = hnswlib;
type Graph = InstanceType<typeof HierarchicalNSW>;

const settings = { neighbours: 16, buildBreadth: 120, seed: 100, searchBreadth: 160 };

/** Our embedder in the shape that LangChain asks for. */
class PortEmbeddings extends Embeddings {
  private readonly embedder: Embedder;

  constructor(embedder: Embedder) {
    super({});
    this.embedder = embedder;
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return (await this.embedder.embed(texts, 'passage')).map((vector) => [...vector]);
  }

  override async embedQuery(text: string): Promise<number[]> {
    return [...((await this.embedder.embed([text], 'question'))[0] ?? new Float32Array(this.embedder.dimensions))];
  }
}

/** How a passage is told from its place: what a caller of the LangChain interface gets back. */
export type DescribePassage = (place: number) => { readonly content: string; readonly metadata: Readonly<Record<string, unknown>> };

/**
 * The vector index of passages over hnswlib-node, behind LangChain's vector-store interface, so that an operator can put another
 * engine there. A passage is known by its place in the article index; its text stays there.
 */
export class PassageStore extends VectorStore {
  private readonly graph: Graph;
  private readonly describe: DescribePassage;

  private constructor(graph: Graph, embedder: Embedder, describe: DescribePassage) {
    super(new PortEmbeddings(embedder), {});
    this.graph = graph;
    this.describe = describe;
    graph.setEf(settings.searchBreadth);
  }

  /** An index for at most `capacity` passages. */
  static create(capacity: number, embedder: Embedder, describe: DescribePassage): PassageStore {
    const graph = new HierarchicalNSW('ip', embedder.dimensions);
    graph.initIndex(Math.max(1, capacity), settings.neighbours, settings.buildBreadth, settings.seed);
    return new PassageStore(graph, embedder, describe);
  }

  /** Opens the graph that `save` wrote into a folder. Throws `bad_index` where it cannot be read. */
  static load(folder: string, embedder: Embedder, describe: DescribePassage): PassageStore {
    const graph = new HierarchicalNSW('ip', embedder.dimensions);
    try {
      graph.readIndexSync(join(folder, 'vectors.hnsw'));
    } catch (cause) {
      throw new XinqiaoError('bad_index', `The vectors of ${folder} cannot be read. Run npx xinqiao knowledge build again.`, { cause });
    }
    return new PassageStore(graph, embedder, describe);
  }

  /** Writes the graph into a folder. */
  save(folder: string): void {
    this.graph.writeIndexSync(join(folder, 'vectors.hnsw'));
  }

  /** Adds one passage's vector, of unit length, at its place. */
  addPlace(vector: Float32Array, place: number): void {
    this.graph.addPoint(Array.from(vector), place);
  }

  /** The places nearest to a vector, nearest first, each with its cosine. */
  nearest(vector: Float32Array, k: number): readonly { readonly place: number; readonly cosine: number }[] {
    const count = this.graph.getCurrentCount();
    if (count === 0) return [];
    const { neighbors, distances } = this.graph.searchKnn(Array.from(vector), Math.min(k, count));
    return neighbors.map((place, at) => ({ place, cosine: 1 - (distances[at] ?? 1) }));
  }

  override _vectorstoreType(): string {
    return 'hnswlib-node';
  }

  override async addVectors(vectors: number[][], documents: DocumentInterface[]): Promise<void> {
    vectors.forEach((vector, at) => {
      const place = Number(documents[at]?.metadata.place ?? Number.NaN);
      if (!Number.isInteger(place)) throw new XinqiaoError('bad_input', 'A passage needs its place in its metadata.');
      this.graph.addPoint(vector, place);
    });
  }

  override async addDocuments(documents: DocumentInterface[]): Promise<void> {
    await this.addVectors(await this.embeddings.embedDocuments(documents.map((document) => document.pageContent)), documents);
  }

  override async similaritySearchVectorWithScore(query: number[], k: number): Promise<[Document, number][]> {
    return this.nearest(Float32Array.from(query), k).map(({ place, cosine }) => {
      const { content, metadata } = this.describe(place);
      return [new Document({ pageContent: content, metadata: { ...metadata, place } }), cosine];
    });
  }
}

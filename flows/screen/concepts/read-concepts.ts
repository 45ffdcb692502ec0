import type { ConceptTable } from './concept-table.ts';
import { emergencyConcepts } from './emergency-concepts.ts';
import { endingConcepts } from './ending-concepts.ts';
import { harmConcepts } from './harm-concepts.ts';
import { ordinaryConcepts } from './ordinary-concepts.ts';
import { peopleConcepts } from './people-concepts.ts';

/** A piece of a clause: a word of some concepts, or one character that belongs to none. */
export type Piece = { readonly text: string; readonly concepts: readonly string[] };

type Node = { readonly next: Map<string, Node>; concepts: string[] | null };

const none: readonly string[] = [];
const clauseEnd = /[，。！？；：、…,.!?;:\s~～"“”'()（）—-]/;

function plant(tables: readonly ConceptTable[]): Node {
  const root: Node = { next: new Map(), concepts: null };
  for (const table of tables)
    for (const [name, words] of Object.entries(table))
      for (const word of words.split(' ')) {
        let node = root;
        for (let at = 0; at < word.length; at += 1) {
          const character = word.charAt(at);
          const child = node.next.get(character) ?? { next: new Map(), concepts: null };
          node.next.set(character, child);
          node = child;
        }
        node.concepts = [...(node.concepts ?? []), name];
      }
  return root;
}

const tree = plant([emergencyConcepts, endingConcepts, harmConcepts, ordinaryConcepts, peopleConcepts]);

/** The longest word of a concept that begins at `start`; one character where none does. */
function readPiece(text: string, start: number): Piece {
  let node: Node | undefined = tree;
  let end = start + 1;
  let concepts = none;
  for (let at = start; at < text.length; at += 1) {
    node = node.next.get(text.charAt(at));
    if (node === undefined) break;
    if (node.concepts !== null) {
      concepts = node.concepts;
      end = at + 1;
    }
  }
  return { text: text.slice(start, end), concepts };
}

/** Cuts a text into clauses of pieces: the longest word of a concept wins, so that 打工 is never the 打 of a blow. */
export function readConcepts(text: string): readonly (readonly Piece[])[] {
  const clauses: Piece[][] = [];
  let clause: Piece[] = [];
  for (let at = 0; at < text.length; ) {
    if (clauseEnd.test(text.charAt(at))) {
      if (clause.length > 0) clauses.push(clause);
      clause = [];
      at += 1;
      continue;
    }
    const piece = readPiece(text, at);
    clause.push(piece);
    at += piece.text.length;
  }
  if (clause.length > 0) clauses.push(clause);
  return clauses;
}

import type { RiskMemory } from '../../core/flow.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { StoreTransaction } from '../../core/store.ts';

type RecentTurn = RiskMemory['recent'][number];

const turnsKept = 10;
const conversationsKept = 5000;

/** What residents said lately, for the screen: read from the store once a conversation, then kept up to date in memory. */
export interface RecentTurns {
  read(tx: StoreTransaction, id: ConversationId): Promise<readonly RecentTurn[]>;
  /** After the commit of a turn. */
  add(id: ConversationId, turn: RecentTurn): void;
  /** After an erasure or a doubt: the next read goes to the store. */
  forget(id: ConversationId): void;
}

async function readFromTranscript(tx: StoreTransaction, id: ConversationId): Promise<readonly RecentTurn[]> {
  const turns = new Map<string, RecentTurn>();
  for (const line of await tx.transcript.read(id, 0)) {
    if (line.from !== 'resident' || line.turnId === null) continue;
    const earlier = turns.get(line.turnId);
    turns.set(line.turnId, {
      text: earlier === undefined ? line.text : `${earlier.text}\n${line.text}`,
      level: line.screen?.level ?? earlier?.level ?? 'none',
      at: line.at,
    });
  }
  return [...turns.values()].slice(-turnsKept);
}

/** Makes the memory; it holds the last ten turns of the 5,000 conversations used last. */
export function createRecentTurns(): RecentTurns {
  const known = new Map<ConversationId, readonly RecentTurn[]>();
  const keep = (id: ConversationId, turns: readonly RecentTurn[]): void => {
    known.delete(id);
    known.set(id, turns);
    const oldest = known.size > conversationsKept ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
  };
  return {
    read: async (tx, id) => {
      const turns = known.get(id) ?? (await readFromTranscript(tx, id));
      keep(id, turns);
      return turns;
    },
    add: (id, turn) => {
      const turns = known.get(id);
      if (turns !== undefined) keep(id, [...turns, turn].slice(-turnsKept));
    },
    forget: (id) => {
      known.delete(id);
    },
  };
}

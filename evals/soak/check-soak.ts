import { readTag } from './tag-replies.ts';

/** What a resident's phone got: the chat it came to, and the words. */
export type SoakReceived = { readonly chatId: string; readonly text: string };

/** One simulated resident: the own account, and the room where they ask there. */
export type SoakResident = { readonly person: string; readonly room: string | null };

/** What the soak found. All but the counts must be empty. */
export type SoakVerdict = {
  readonly sent: number;
  readonly answered: number;
  readonly replies: number;
  /** Tokens that no reply carries. */
  readonly lost: readonly string[];
  /** Tokens that two turns answered, or replies that came twice. */
  readonly twice: readonly string[];
  /** Tokens that were answered in another order than they were asked. */
  readonly disordered: readonly string[];
  /** Replies that reached somebody who had not asked. */
  readonly misdelivered: readonly string[];
};

function placeOf(token: string): readonly [number, number] {
  const [conversation = -1, place = -1] = token.split('-').map(Number);
  return [conversation, place];
}

/** Compares what was asked with what came: nothing lost, nothing answered twice, in order, to who asked. */
export function checkSoak(asked: readonly string[], received: readonly SoakReceived[], residents: readonly SoakResident[]): SoakVerdict {
  const turnOf = new Map<string, string>();
  const seen = new Set<string>();
  const lastPlace = new Map<number, number>();
  const twice: string[] = [];
  const disordered: string[] = [];
  const misdelivered: string[] = [];
  let replies = 0;
  for (const { chatId, text } of received) {
    const read = readTag(text);
    if (read === null) continue;
    replies += 1;
    const delivery = `${read.turn} ${read.place}`;
    if (seen.has(delivery)) twice.push(read.tokens.join(','));
    seen.add(delivery);
    for (const token of read.tokens) {
      const [conversation, place] = placeOf(token);
      const resident = residents[conversation];
      const isToRoom = resident?.room === chatId && text.startsWith(`@${resident.person}\u2005`);
      if (resident === undefined || !(chatId === resident.person || isToRoom)) misdelivered.push(token);
      const known = turnOf.get(token);
      if (known !== undefined && known !== read.turn) twice.push(token);
      if (known === undefined) {
        if (place < (lastPlace.get(conversation) ?? -1)) disordered.push(token);
        lastPlace.set(conversation, Math.max(place, lastPlace.get(conversation) ?? -1));
      }
      turnOf.set(token, read.turn);
    }
  }
  const lost = asked.filter((token) => !turnOf.has(token));
  return { sent: asked.length, answered: turnOf.size, replies, lost, twice, disordered, misdelivered };
}

import { readTag } from './tag-replies.ts';

/** The doors that the soak plays. */
export type SoakDoor = 'wechat' | 'telegram';

/** What a resident's phone got: the chat it came to, whom it names there (in a room), the words, and when, in milliseconds since 1970. */
export type SoakReceived = {
  readonly door: SoakDoor;
  readonly chatId: string;
  readonly person: string | null;
  readonly text: string;
  readonly at: number;
};

/** One simulated resident: the door, the own account, and the room where they ask there. */
export type SoakResident = { readonly door: SoakDoor; readonly person: string; readonly room: string | null };

/** What the soak found. All but the counts must be empty. */
export type SoakVerdict = {
  readonly sent: number;
  readonly answered: number;
  readonly replies: number;
  /** Tokens that no reply carries. */
  readonly lost: readonly string[];
  /** Tokens that two turns answered, or replies that came twice. */
  readonly twice: readonly string[];
  /**
   * Tokens whose one reply Telegram showed again because the process was killed between Telegram's taking it and our writing that down: the
   * Bot API can neither be asked what it took nor told to take a message once.
   */
  readonly repeated: readonly string[];
  /** Tokens that were answered in another order than they were asked. */
  readonly disordered: readonly string[];
  /** Replies that reached somebody who had not asked. */
  readonly misdelivered: readonly string[];
};

/** How long before a kill Telegram may have taken a message that was not yet written down as sent, in milliseconds: as long as a call of the door may last. */
const underWayMs = 15_000;

function placeOf(token: string): readonly [number, number] {
  const [conversation = -1, place = -1] = token.split('-').map(Number);
  return [conversation, place];
}

function isFor(resident: SoakResident | undefined, { door, chatId, person }: SoakReceived): boolean {
  if (resident === undefined || resident.door !== door) return false;
  return chatId === resident.person || (chatId === resident.room && person === resident.person);
}

/**
 * Compares what was asked with what came: nothing lost, nothing answered twice, in order, to who asked. `kills`: when the process was
 * killed, in milliseconds since 1970.
 */
export function checkSoak(
  asked: readonly string[],
  received: readonly SoakReceived[],
  residents: readonly SoakResident[],
  kills: readonly number[] = [],
): SoakVerdict {
  const turnOf = new Map<string, string>();
  const firstAt = new Map<string, number>();
  const lastPlace = new Map<number, number>();
  const twice: string[] = [];
  const repeated: string[] = [];
  const disordered: string[] = [];
  const misdelivered: string[] = [];
  let replies = 0;
  for (const one of received) {
    const read = readTag(one.text);
    if (read === null) continue;
    replies += 1;
    const delivery = `${read.turn} ${read.place}`;
    const before = firstAt.get(delivery);
    if (before !== undefined) {
      const wasUnderWay = one.door === 'telegram' && kills.some((kill) => before <= kill && before >= kill - underWayMs && one.at > kill);
      (wasUnderWay ? repeated : twice).push(read.tokens.join(','));
    }
    firstAt.set(delivery, before ?? one.at);
    for (const token of read.tokens) {
      const [conversation, place] = placeOf(token);
      if (!isFor(residents[conversation], one)) misdelivered.push(token);
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
  return { sent: asked.length, answered: turnOf.size, replies, lost, twice, repeated, disordered, misdelivered };
}

import type { OwnPuppet } from './own-puppet.ts';

const freshMs = 600_000;
const mostRooms = 2000;

/** Names as rooms show them, read anew every ten minutes: Wechaty's own memory of them outlives the process and goes stale. */
export interface RoomNames {
  /** The room's title; empty where it cannot be read. */
  topic(puppet: OwnPuppet, roomId: string): Promise<string>;
  /** A member's name in the room; empty where it cannot be read. */
  member(puppet: OwnPuppet, roomId: string, personId: string): Promise<string>;
  /** The names that neighbours may call us by; `null` for a private chat. */
  own(puppet: OwnPuppet, roomId: string | null, botName: string): Promise<readonly string[]>;
  forget(): void;
}

/** Makes the memory of names. */
export function createRoomNames(): RoomNames {
  const known = new Map<string, { readonly at: number; readonly value: Promise<string> }>();
  const remember = (key: string, read: () => Promise<string>): Promise<string> => {
    const found = known.get(key);
    if (found !== undefined && performance.now() - found.at < freshMs) return found.value;
    const value = read().catch(() => {
      known.delete(key);
      return '';
    });
    known.set(key, { at: performance.now(), value });
    const oldest = known.size > mostRooms ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    return value;
  };
  const member = (puppet: OwnPuppet, roomId: string, personId: string): Promise<string> =>
    remember(`member ${roomId} ${personId}`, async () => {
      const payload = await puppet.roomMemberPayload(roomId, personId);
      const alias = payload.roomAlias ?? '';
      return alias === '' ? payload.name : alias;
    });
  return {
    topic: (puppet, roomId) =>
      remember(`topic ${roomId}`, async () => {
        await puppet.roomPayloadDirty(roomId);
        return (await puppet.roomPayload(roomId)).topic ?? '';
      }),
    member,
    own: async (puppet, roomId, botName) => {
      const self = puppet.currentUserId;
      const nickname = remember(`self ${self}`, async () => (await puppet.contactPayload(self)).name);
      const inRoom = roomId === null ? '' : member(puppet, roomId, self);
      return [...new Set([botName, await nickname, await inRoom])].filter((name) => name !== '');
    },
    forget: () => known.clear(),
  };
}

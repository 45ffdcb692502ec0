import type { SoakResident } from './check-soak.ts';

const roomSize = 5;

/** Makes the residents: every other one behind Telegram, a quarter of both asking in rooms, five in each. */
export function makeResidents(conversations: number): readonly SoakResident[] {
  return Array.from({ length: conversations }, (_, place): SoakResident => {
    const half = Math.floor(place / 2);
    const isInRoom = half % 4 === 0;
    const room = Math.floor(half / 4 / roomSize);
    return place % 2 === 0
      ? { door: 'wechat', person: `person${place}`, room: isInRoom ? `room${room}@chatroom` : null }
      : { door: 'telegram', person: String(10_000 + place), room: isInRoom ? String(-1000 - room) : null };
  });
}

import type { Fields } from '../../core/field.ts';
import type { TextKey } from '../replies/compose-reply.ts';

/** What must be said about whether the matter can be mediated. `stops`: another organ has it, so that it cannot be taken (人民调解工作若干规定 art. 22). */
export type MediabilityNote = { readonly key: TextKey; readonly stops: boolean };

/** The notes that the facts call for and that were not told yet: court or arbitration has it, refused by the other side, the marriage tie itself. */
export function mediabilityNotes(fields: Fields, told: readonly string[]): readonly MediabilityNote[] {
  const notes: MediabilityNote[] = [];
  const body = fields.other_bodies?.value;
  if (body === 'court') notes.push({ key: 'mediability.court', stops: true });
  if (body === 'arbitration') notes.push({ key: 'mediability.arbitration', stops: true });
  if (body === 'police') notes.push({ key: 'mediability.police', stops: false });
  if (fields.both_willing?.value === false) notes.push({ key: 'mediability.refused', stops: false });
  const divorce = fields.family_matter?.value === 'divorce' || /离婚/u.test(String(fields.demand?.value ?? ''));
  if (divorce) notes.push({ key: 'mediability.divorce', stops: false });
  return notes.filter((note) => !told.includes(note.key));
}

import type { Fields } from '../../core/field.ts';
import type { TextKey } from '../replies/compose-reply.ts';

/** What must be said about whether the matter can be mediated. `stops`: another organ has it, so that it cannot be taken (人民调解工作若干规定 art. 22). */
export type MediabilityNote = { readonly key: TextKey; readonly stops: boolean };

/** Matters that the law gives to other organs: a penalty or detention, a criminal case, a licence refused (人民调解工作若干规定 art. 22). */
const reserved =
  /不服[^。]{0,12}(?:处罚|罚款|罚单|拘留|吊销)|(?:公安局?|派出所|城管|交警|市场监管局|税务局?)(?:给我|把我)?(?:开的|下的|作出的?)(?:罚单|处罚决定)|(?:要求|想让|要)(?:把?他|对方|法院)?(?:判刑|坐牢|抓起来)|(?:已经|正在)?刑事立案|被刑拘|取保候审/u;

/** The notes that the facts call for and that were not told yet: court or arbitration has it, refused by the other side, the marriage tie itself. */
export function mediabilityNotes(fields: Fields, told: readonly string[]): readonly MediabilityNote[] {
  const notes: MediabilityNote[] = [];
  const body = fields.other_bodies?.value;
  if (body === 'court') notes.push({ key: 'mediability.court', stops: true });
  if (body === 'arbitration') notes.push({ key: 'mediability.arbitration', stops: true });
  if (body === 'police') notes.push({ key: 'mediability.police', stops: false });
  if (fields.both_willing?.value === false) notes.push({ key: 'mediability.refused', stops: false });
  const story = String(fields.story?.value ?? '');
  if (reserved.test(story)) notes.push({ key: 'mediability.reserved', stops: true });
  const divorce = fields.family_matter?.value === 'divorce' || /离婚/u.test(String(fields.demand?.value ?? ''));
  if (divorce) notes.push({ key: 'mediability.divorce', stops: false });
  return notes.filter((note) => !told.includes(note.key));
}

import type { Fields } from '../../core/field.ts';
import type { TextKey } from '../replies/compose-reply.ts';

/** What must be said about whether the matter can be mediated. `stops`: another organ has it, so that it cannot be taken (人民调解工作若干规定 art. 22). */
export type MediabilityNote = { readonly key: TextKey; readonly stops: boolean };

/** An act of an office that one does not accept: a penalty, a detention, a finding (行政复议法 art. 20; 行政诉讼法 art. 46). */
const officialAct =
  /不服[^。]{0,14}(?:处罚|罚款|罚单|拘留|吊销|处理决定|行政决定|认定决定|许可|征收决定)|(?:处罚|罚款|罚单|拘留|罚得|罚我)[^。]{0,8}(?:不服|不认|不公|冤|不合理|太重|罚错)|(?:公安局?|派出所|城管|交警|市场监管局|税务局?|环保局)(?:给我|把我|对我)?(?:开的|下的|作出的?|罚|拘)[^。]{0,8}(?:罚单|处罚|决定|款|留)/u;
/** A crime is for the police, the procurator and the court. */
const crime =
  /(?:要求|想让|要|让)(?:把?他|对方|法院|公安)?(?:判刑|坐牢|蹲监狱|抓起来)|(?:已经|正在)?刑事立案|被刑拘|取保候审|(?:追究|负)[^。]{0,6}刑事责任/u;

/** The note for a matter that the law gives to other organs (人民调解工作若干规定 art. 22): the route that is open instead. `null` where it is none. */
export function reservedNote(text: string): 'mediability.reserved' | 'mediability.crime' | null {
  if (officialAct.test(text)) return 'mediability.reserved';
  return crime.test(text) ? 'mediability.crime' : null;
}

/** The notes that the facts call for and that were not told yet: court or arbitration has it, refused by the other side, the marriage tie itself. */
export function mediabilityNotes(fields: Fields, told: readonly string[]): readonly MediabilityNote[] {
  const notes: MediabilityNote[] = [];
  const body = fields.other_bodies?.value;
  if (body === 'court') notes.push({ key: 'mediability.court', stops: true });
  if (body === 'arbitration') notes.push({ key: 'mediability.arbitration', stops: true });
  if (body === 'police') notes.push({ key: 'mediability.police', stops: false });
  if (fields.both_willing?.value === false) notes.push({ key: 'mediability.refused', stops: false });
  const story = String(fields.story?.value ?? '');
  const reserved = reservedNote(`${story}\n${String(fields.demand?.value ?? '')}`);
  if (reserved !== null) notes.push({ key: reserved, stops: true });
  const divorce = fields.family_matter?.value === 'divorce' || /离婚/u.test(String(fields.demand?.value ?? ''));
  if (divorce) notes.push({ key: 'mediability.divorce', stops: false });
  return notes.filter((note) => !told.includes(note.key));
}

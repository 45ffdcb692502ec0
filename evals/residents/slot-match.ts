import type { FieldValue } from '../../core/field.ts';
import type { FormField } from '../../core/form.ts';

/** What a slot should hold: a value as the product keeps it (fen, ISO day), or alternatives. */
export type Gold = FieldValue | readonly (string | number)[];

function plain(text: string): string {
  return text.replaceAll(/[\s,。、;:!?，；：！？的了我俺他她]/gu, '');
}

function pairs(text: string): ReadonlySet<string> {
  return new Set([...text].slice(1).map((character, place) => `${[...text][place]}${character}`));
}

/** Free words say the same where one holds the other or half of their character pairs agree. */
function saysSame(gold: string, value: string): boolean {
  const [a, b] = [plain(gold), plain(value)];
  if (a === '' || b === '') return a === b;
  if (b.includes(a) || (b.length >= 2 && a.includes(b))) return true;
  const [left, right] = [pairs(a), pairs(b)];
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return (2 * shared) / (left.size + right.size || 1) >= 0.5;
}

function namesSame(gold: string, value: string): boolean {
  return value.includes(gold) && value.length <= (gold.length === 1 ? 12 : gold.length + 5);
}

function matchesOne(kind: FormField['kind'], gold: string | number | boolean, value: FieldValue): boolean {
  if (typeof gold !== 'string') return gold === value;
  if (typeof value !== 'string') return String(value) === gold;
  if (kind === 'name') return namesSame(gold, value);
  if (kind === 'place') return value.includes(gold);
  return kind === 'text' ? saysSame(gold, value) : gold === value;
}

/** Counts of one comparison: right, wrongly filled, missed. */
export type SlotCount = { readonly hit: number; readonly extra: number; readonly missed: number };

function countList(gold: readonly string[], value: readonly string[]): SlotCount {
  const hit = gold.filter((wanted) => value.some((item) => saysSame(wanted, item))).length;
  const extra = value.filter((item) => !gold.some((wanted) => saysSame(wanted, item))).length;
  return { hit, extra, missed: gold.length - hit };
}

/** Compares one slot. A list counts item by item; a wrong value counts as filled wrongly and as missed. */
export function countSlot(kind: FormField['kind'], gold: Gold | undefined, value: FieldValue | undefined): SlotCount {
  if (kind === 'list') {
    const wanted = gold === undefined ? [] : (Array.isArray(gold) ? gold : [gold]).map(String);
    return countList(wanted, Array.isArray(value) ? (value as readonly string[]) : []);
  }
  if (gold === undefined) return { hit: 0, extra: value === undefined ? 0 : 1, missed: 0 };
  if (value === undefined) return { hit: 0, extra: 0, missed: 1 };
  const alternatives = Array.isArray(gold) ? (gold as readonly (string | number)[]) : [gold as string | number | boolean];
  const right = alternatives.some((one) => matchesOne(kind, one, value));
  return right ? { hit: 1, extra: 0, missed: 0 } : { hit: 0, extra: 1, missed: 1 };
}

/** Adds counts. */
export function addCounts(counts: readonly SlotCount[]): SlotCount {
  return counts.reduce((sum, count) => ({ hit: sum.hit + count.hit, extra: sum.extra + count.extra, missed: sum.missed + count.missed }), {
    hit: 0,
    extra: 0,
    missed: 0,
  });
}

/** F1 over slots; 0 where there was nothing to find and nothing found. */
export function slotF1({ hit, extra, missed }: SlotCount): number {
  return hit === 0 ? 0 : (2 * hit) / (2 * hit + extra + missed);
}

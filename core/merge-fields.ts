import type { Field, Fields, FieldValue } from './field.ts';

/** One field that a merge changed, for the event log: `was` is `null` where there was none. */
export type FieldChange = { readonly name: string; readonly was: Field | null; readonly now: Field };

/** Which incoming facts were decided upon before (a correction, an answer that settles): they replace. `all`: every one. */
export type Decided = readonly string[] | 'all';

/** Tells whether a value says nothing: an empty text or list. Zero and `false` say something. */
export function isBlank(value: FieldValue): boolean {
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
}

/** Tells whether two values say the same. */
export function isSameValue(a: FieldValue, b: FieldValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isPersons(field: Field): boolean {
  return field.source === 'resident' || field.source === 'staff';
}

/** The better record of one value said twice: a person's word before an inference, confirmed once is confirmed. */
function joinSame(current: Field, incoming: Field): Field {
  const base = isPersons(incoming) && !isPersons(current) ? incoming : current;
  const conflicts = incoming.conflicts ?? current.conflicts;
  return {
    ...base,
    confirmed: current.confirmed || incoming.confirmed,
    confidence: Math.max(current.confidence, incoming.confidence),
    ...(conflicts === undefined ? {} : { conflicts }),
  };
}

/** Keeps the current value and the newest differing ones beside it. */
function withConflict(current: Field, incoming: Field): Field {
  const { conflicts: _nested, ...plain } = incoming;
  const others = (current.conflicts ?? []).filter((other) => !isSameValue(other.value, incoming.value));
  return { ...current, conflicts: [...others, plain] };
}

function mergeOverStaff(current: Field, incoming: Field): Field {
  // A flow repeats what the resident said before staff corrected it; only a newer word is a contradiction.
  if (!isPersons(incoming) || incoming.at <= current.at) return current;
  return isBlank(current.value) || incoming.confirmed || incoming.source === 'staff' ? incoming : withConflict(current, incoming);
}

function mergeField(current: Field, incoming: Field, decided: boolean): Field {
  if (isBlank(incoming.value)) return current;
  if (isSameValue(current.value, incoming.value)) return joinSame(current, incoming);
  if (current.source === 'staff') return mergeOverStaff(current, incoming);
  if (incoming.source === 'staff') return incoming;
  if ((isPersons(current) && !isPersons(incoming)) || (incoming.source === 'inferred' && current.source !== 'inferred')) return current;
  if (decided || current.source === 'inferred') return incoming;
  if (Array.isArray(current.value) && Array.isArray(incoming.value))
    return { ...incoming, value: [...new Set([...current.value, ...incoming.value])], confirmed: false };
  return { ...withConflict(current, incoming), confirmed: false };
}

/**
 * Joins newly read facts to the known ones by the rules of `core/field.ts`: inference never overwrites a person's word, a blank never erases,
 * lists grow, two differing words of one person are both kept (`conflicts`) unless the newer one was `decided` upon, and what staff entered
 * stands until a newer word contradicts it beside it or the resident confirms another. Gives the changes, so that old values go to the event log.
 */
export function mergeFields(
  current: Fields,
  incoming: Fields,
  decided: Decided = [],
): { readonly fields: Fields; readonly changes: readonly FieldChange[] } {
  const fields: Record<string, Field> = { ...current };
  const changes: FieldChange[] = [];
  for (const [name, field] of Object.entries(incoming)) {
    const was = Object.hasOwn(fields, name) ? (fields[name] ?? null) : null;
    if (was === null) {
      if (isBlank(field.value)) continue;
      fields[name] = field;
      changes.push({ name, was, now: field });
      continue;
    }
    const now = mergeField(was, field, decided === 'all' || decided.includes(name));
    fields[name] = now;
    if (!isSameValue(was.value, now.value)) changes.push({ name, was, now });
  }
  return { fields, changes };
}

import type { Field, Fields, FieldValue } from '../../core/field.ts';

/** One field that a merge changed, for the event log: `was` is `null` where there was none. */
export type FieldChange = { readonly name: string; readonly was: Field | null; readonly now: Field };

/** Tells whether a value says nothing: an empty text or list. */
export function isBlank(value: FieldValue): boolean {
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
}

function isSame(a: FieldValue, b: FieldValue): boolean {
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

function withConflict(current: Field, incoming: Field): Field {
  const known = current.conflicts ?? [];
  if (known.some((other) => isSame(other.value, incoming.value))) return current;
  const { conflicts: _nested, ...plain } = incoming;
  return { ...current, conflicts: [...known, plain] };
}

/** Merges one field: the current one where the incoming must not win. */
function mergeField(current: Field, incoming: Field): Field {
  if (isBlank(incoming.value)) return current;
  if (isSame(current.value, incoming.value)) return joinSame(current, incoming);
  if (current.source === 'staff') {
    // A flow repeats what the resident said before staff corrected it; only a newer word is a contradiction.
    if (!isPersons(incoming) || incoming.at <= current.at) return current;
    return isBlank(current.value) || incoming.confirmed || incoming.source === 'staff' ? incoming : withConflict(current, incoming);
  }
  if (isPersons(current) && !isPersons(incoming)) return current;
  return incoming;
}

/**
 * Merges newly read facts into a ticket's fields by the rules of `core/field.ts`: inference never overwrites a person's word, a blank
 * never erases, a resident's newer word replaces an older one, and against a value that staff entered it stands beside it as a
 * conflict unless the resident confirmed it. Gives the changes, so that old values go to the event log.
 */
export function mergeFields(current: Fields, incoming: Fields): { readonly fields: Fields; readonly changes: readonly FieldChange[] } {
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
    const now = mergeField(was, field);
    fields[name] = now;
    if (!isSame(was.value, now.value)) changes.push({ name, was, now });
  }
  return { fields, changes };
}

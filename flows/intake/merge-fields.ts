import type { Field, Fields, FieldValue } from '../../core/field.ts';

/** Tells whether a value says nothing: an empty text or an empty list. Zero and `false` say something. */
export function isBlank(value: FieldValue): boolean {
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
}

/** Tells whether two values say the same. */
export function isSameValue(a: FieldValue, b: FieldValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function mergeField(before: Field | undefined, said: Field, correcting: boolean): Field | undefined {
  if (isBlank(said.value)) return before;
  if (before === undefined || correcting) return said;
  if (isSameValue(before.value, said.value)) {
    const confirmed = before.confirmed || said.confirmed;
    return { ...before, confirmed, confidence: Math.max(before.confidence, said.confidence) };
  }
  if (said.source === 'staff') return said;
  if (said.source === 'inferred' && before.source !== 'inferred') return before;
  if (before.source === 'inferred') return said;
  if (Array.isArray(before.value) && Array.isArray(said.value)) {
    return { ...said, value: [...new Set([...before.value, ...said.value])], confirmed: false };
  }
  const others = (before.conflicts ?? []).filter((other) => !isSameValue(other.value, said.value));
  return { ...before, confirmed: false, conflicts: [...others, said] };
}

/**
 * Joins newly said facts to the known ones. A blank never erases; inference never overwrites what a person said; staff overrule; lists grow;
 * two differing values of the same standing are both kept (`conflicts`) unless the name stands in `correcting`: then the new value replaces.
 */
export function mergeFields(before: Fields, said: Fields, correcting: readonly string[] = []): Fields {
  const merged: Record<string, Field> = { ...before };
  for (const [name, field] of Object.entries(said)) {
    const next = mergeField(merged[name], field, correcting.includes(name));
    if (next !== undefined) merged[name] = next;
  }
  return merged;
}

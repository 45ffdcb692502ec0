import type { EventRecord } from '../../core/store.ts';

/** Keys under which events keep what people said or could be known by. */
const personalKeys: ReadonlySet<string> = new Set(['was', 'now', 'value', 'text', 'callerNumber', 'name']);
const codePattern = /^[a-z][a-z0-9_.+:-]{0,79}$/;
const stampPatterns = [/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, /^\d{4}-\d{2}-\d{2}T[\d:.]+\+08:00$/, /^[A-Z]{2}\d{12,}$/];

/** Tells whether a text is one of our own words (a rule, a colour, an id, a moment, a case code), not a person's. */
export function isOwnWord(text: string): boolean {
  return (codePattern.test(text) && !/\d{5}/.test(text)) || stampPatterns.some((pattern) => pattern.test(text));
}

function redact(value: unknown, isPersonal: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => redact(item, isPersonal));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redact(inner, isPersonal || personalKeys.has(key))]));
  if (typeof value === 'string') return isPersonal || !isOwnWord(value) ? null : value;
  return typeof value === 'number' && isPersonal ? null : value;
}

/** The detail of an event without what a person said: codes, colours, times and counts stay, everything else becomes `null`. */
export function redactDetail(detail: EventRecord['detail']): EventRecord['detail'] {
  return redact(detail, false) as EventRecord['detail'];
}

import type { CalendarDay } from '../core/instant.ts';

const leastDigits = 4;

/** Writes a case code: two letters of the site, the day, the day's sequence from 1 (QX-04): `XQ202611240007`. Past 9999 it grows longer. */
export function formatCaseCode(prefix: string, day: CalendarDay, sequence: number): string {
  return `${prefix}${day.replaceAll('-', '')}${String(sequence).padStart(leastDigits, '0')}`;
}

/** The parts of a case code; `null` where the text is none. */
export function parseCaseCode(text: string): { readonly prefix: string; readonly day: CalendarDay; readonly sequence: number } | null {
  const match = /^([A-Z]{2})(\d{4})(\d{2})(\d{2})(\d{4,})$/.exec(text.trim().toUpperCase());
  if (match === null) return null;
  const [, prefix = '', year, month, day, sequence] = match;
  return { prefix, day: `${year}-${month}-${day}`, sequence: Number(sequence) };
}

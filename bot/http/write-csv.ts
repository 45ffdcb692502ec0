/**
 * Marks a cell that a spreadsheet would take for a formula: a quote stands before it. Full-width signs count, as Excel in Chinese reads
 * them too, and so do spaces and line ends before the sign, which some programs drop first.
 */
export function guardFormula(value: string): string {
  return /^\s*[=+\-@＝＋－＠|%]|^[\t\r\n]/u.test(value) && !/^-?\d+(?:\.\d+)?$/.test(value) ? `'${value}` : value;
}

function writeCell(value: string): string {
  const safe = guardFormula(value);
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Writes rows as CSV (RFC 4180) with the byte order mark that Excel needs for Chinese. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(writeCell).join(',')).join('\r\n')}\r\n`;
}

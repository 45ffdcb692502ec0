import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** A table as it is printed and kept. */
export type Table = { readonly caption: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** What a suite found: tables, and sentences that belong beside them. */
export type SuiteReport = { readonly title: string; readonly tables: readonly Table[]; readonly notes: readonly string[] };

/** Writes a table as Markdown. */
export function renderTable({ caption, columns, rows }: Table): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [`**${caption}**`, '', line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Writes a report as Markdown. */
export function renderReport(report: SuiteReport): string {
  return [...report.tables.map(renderTable), ...report.notes].join('\n\n');
}

/** Puts a suite's report into `file` in the place that its markers hold, or at the end. The words around it stay. */
export function keepReport(file: string, suite: string, report: SuiteReport): void {
  const open = `<!-- suite:${suite} -->`;
  const close = `<!-- /suite:${suite} -->`;
  const block = `${open}\n${renderReport(report)}\n${close}`;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '# Results\n';
  const start = text.indexOf(open);
  const end = text.indexOf(close);
  const next =
    start >= 0 && end > start
      ? `${text.slice(0, start)}${block}${text.slice(end + close.length)}`
      : `${text.trimEnd()}\n\n## ${report.title}\n\n${block}\n`;
  writeFileSync(file, next);
}

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepReport } from './report.ts';

test('a suite run again takes its old place and leaves the words around it', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'report-')), 'RESULTS.md');
  const report = (cell: string) => ({ title: 'Risk', notes: [], tables: [{ caption: 'c', columns: ['a'], rows: [[cell]] }] });
  keepReport(file, 'risk', report('one'));
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nRead by eye: fine.\n`);
  keepReport(file, 'risk', report('two | three'));
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('| two \\| three |');
  expect(text).not.toContain('one');
  expect(text).toContain('Read by eye: fine.');
  expect(text.match(/## Risk/g)).toHaveLength(1);
});

import { readFileSync } from 'node:fs';
import { parseChineseNumber } from '../../flows/extract/chinese-number.ts';
import { pickClaim } from '../../flows/extract/claim-sum.ts';
import { findDates } from '../../flows/extract/date.ts';
import { findDurations, toMonths } from '../../flows/extract/duration.ts';
import { findMoney } from '../../flows/extract/money.ts';
import { findHouseholdCount, findPeopleCount } from '../../flows/extract/people-count.ts';
import { toPlain } from '../../flows/plain-text.ts';
import { formatShare, shareOf } from '../statistics.ts';
import type { Suite } from '../suite.ts';
import { evaluationInstant } from '../turns.ts';

type Read = (text: string) => number | string | null | undefined;

function readClaim(text: string): number | undefined {
  const fen = pickClaim(findMoney(text), text)?.fen;
  return fen === undefined ? undefined : fen / 100;
}

function readMonths(text: string): number | null | undefined {
  const first = findDurations(text)[0];
  return first === undefined ? undefined : toMonths(first);
}

const readers: Readonly<Record<string, Read>> = {
  number: parseChineseNumber,
  money: readClaim,
  months: readMonths,
  people: (text) => findPeopleCount(text)?.value,
  households: (text) => findHouseholdCount(text)?.value,
  date: (text) => findDates(text, evaluationInstant)[0]?.day,
};

/** Numbers, sums, lengths of time, counts and days as people write them. */
export const parsing: Suite = {
  name: 'parsing',
  run: async ({ print }) => {
    const rows = readFileSync('evals/datasets/parsing.tsv', 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [kind = '', text = '', wanted = ''] = line.split('\t');
        const got = readers[kind]?.(toPlain(text));
        return { kind, text, wanted, got, right: got !== null && got !== undefined && String(got) === wanted };
      });
    if (process.env.XINQIAO_EVAL_SHOW === '1')
      for (const { kind, text, wanted, got, right } of rows) if (!right) print(`${kind}: ${text}: wanted ${wanted}, got ${got}`);
    const share = (part: typeof rows): string => formatShare(shareOf(part.filter(({ right }) => right).length, part.length));
    return {
      title: 'Numbers, sums and days as people write them',
      tables: [
        {
          caption: `Written cases (${rows.length})`,
          columns: ['Kind', 'Right (95 %)'],
          rows: [...Object.keys(readers).map((kind) => [kind, share(rows.filter((row) => row.kind === kind))]), ['all', share(rows)]],
        },
      ],
      notes: [
        'Written by the writer of the rules, who then mended the rules by them: they show what is covered, not how an unseen phrase fares. Property tests that what is formatted is read back stand beside the readers.',
      ],
    };
  },
};

import { existsSync } from 'node:fs';
import { isAtLeast } from '../../core/risk.ts';
import { sharedData } from '../json-lines.ts';
import { formatShare, shareOf } from '../statistics.ts';
import type { Suite } from '../suite.ts';
import { crossValidateRisk } from '../training/cross-validate-risk.ts';
import { type RiskRow, readRiskRows } from '../training/risk-rows.ts';

/** The whole screen with models that never saw the row's family: what the figures over rows that train the shipped model cannot say. Minutes. */
export const riskCross: Suite = {
  name: 'risk-cross',
  run: async ({ print }) => {
    if (!existsSync(sharedData)) return null;
    const rows = readRiskRows();
    const { levelOf } = crossValidateRisk(rows, print);
    const reached = new Map(rows.map((row) => [row, levelOf(row)]));
    const share = (of: readonly RiskRow[], level: 'watch' | 'elevated'): string =>
      formatShare(shareOf(of.filter((row) => isAtLeast(reached.get(row) ?? 'none', level)).length, of.length));
    const groups: readonly (readonly [string, (row: RiskRow) => boolean])[] = [
      ['PsySUICIDE validation, tier 3', ({ source }) => source === 'psy3'],
      ['PsySUICIDE validation, tier 2', ({ source }) => source === 'psy2'],
      ['PsySUICIDE validation, tier 1', ({ source }) => source === 'psy1'],
      ['PsySUICIDE validation, tier 0', ({ source }) => source === 'psy0'],
      ['lay legal questions', ({ source }) => source === 'question'],
      ['own messages, train and dev, imminent and elevated', ({ source, level }) => source === 'own' && isAtLeast(level, 'elevated')],
      ['own messages, train and dev, watch', ({ source, level }) => source === 'own' && level === 'watch'],
      ['own messages, train and dev, none', ({ source, level }) => source === 'own' && level === 'none'],
    ];
    return {
      title: 'Danger: cross-validation',
      tables: [
        {
          caption: 'Three parts by family; thresholds set on the same held-out scores',
          columns: ['Rows', 'Reach elevated (95 %)', 'Reach watch (95 %)'],
          rows: groups.map(([name, belongs]) => [name, share(rows.filter(belongs), 'elevated'), share(rows.filter(belongs), 'watch')]),
        },
      ],
      notes: [],
    };
  },
};

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DisputeLabel } from '../../core/dispute-type.ts';
import type { RiskKind, RiskLevel } from '../../core/risk.ts';

/** A line of our own that only trains. `type` is null where its writer did not judge it. */
export type TrainingLine = {
  readonly id: string;
  readonly text: string;
  readonly level: RiskLevel;
  readonly kinds: readonly RiskKind[];
  readonly type: DisputeLabel | null;
};

const folder = 'evals/training/risk-lines';
const kindOfCode: Readonly<Record<string, RiskKind>> = {
  su: 'suicide',
  sh: 'self_harm',
  vv: 'violence_victim',
  dv: 'domestic_violence',
  tm: 'threat_made',
  tr: 'threat_received',
  ch: 'child_harm',
  sv: 'sexual_violence',
  me: 'medical',
};
const levelOfCode: Readonly<Record<string, RiskLevel>> = { n: 'none', w: 'watch', e: 'elevated', i: 'imminent' };
const typeOfCode: Readonly<Record<string, DisputeLabel>> = {
  婚: '婚姻家庭纠纷',
  邻: '邻里纠纷',
  房: '房屋宅基地纠纷',
  合: '合同纠纷',
  营: '生产经营纠纷',
  损: '损害赔偿纠纷',
  林: '山林土地纠纷',
  征: '征地拆迁纠纷',
  环: '环境污染纠纷',
  薪: '拖欠农民工工资纠纷',
  劳: '其他劳动争议',
  旅: '旅游纠纷',
  电: '电子商务纠纷',
  消: '其他消费纠纷',
  医: '医疗纠纷',
  交: '道路交通事故纠纷',
  物: '物业纠纷',
  他: '其他纠纷',
  无: 'none',
};

/**
 * One line: `text⇥level [kinds] [type]`, the level n, w, e or i; the kinds, comma-joined, only where it is not n; the type one character, or left
 * out where nobody judged it. Throws `RangeError` with the line's id where it says something else.
 */
export function readTrainingLine(id: string, line: string): TrainingLine {
  const cut = line.lastIndexOf('\t');
  const text = line.slice(0, Math.max(0, cut)).trim().replaceAll('\\n', '\n');
  const [mark = '', ...rest] = line
    .slice(cut + 1)
    .trim()
    .split(/\s+/);
  const level = levelOfCode[mark];
  if (text === '' || level === undefined) throw new RangeError(`${id}: no text or no level`);
  const kinds = mark === 'n' ? [] : (rest.shift() ?? '').split(',').filter((code) => code !== '');
  const named = kinds.map((code) => {
    const kind = kindOfCode[code];
    if (kind === undefined) throw new RangeError(`${id}: unknown kind ${code}`);
    return kind;
  });
  const type = rest.shift();
  if (type !== undefined && typeOfCode[type] === undefined) throw new RangeError(`${id}: unknown type ${type}`);
  return { id, text, level, kinds: named, type: type === undefined ? null : (typeOfCode[type] ?? null) };
}

/** All training lines, in the order of their files. */
export function readTrainingLines(): readonly TrainingLine[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .map((line, place) => ({ id: `${name}:${place + 1}`, line }))
        .filter(({ line }) => line.trim() !== '')
        .map(({ id, line }) => readTrainingLine(id, line)),
    );
}

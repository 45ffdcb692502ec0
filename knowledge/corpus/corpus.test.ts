import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { checkCorpus, openKnowledge } from '../index.ts';
import type { CorpusEntry } from './entry.ts';

const today = '2026-11-24';
let folder: string;

const entry = (id: string, changes: Partial<CorpusEntry>): CorpusEntry => ({
  id,
  disputeType: '邻里纠纷',
  topic: '楼上漏水',
  phrasings: [
    '楼上漏水把我家天花板泡了',
    '上面那户卫生间渗水，我家墙都湿了',
    '厨房顶子往下滴水，找楼上不认',
    '水管爆了淹了我家谁赔',
    '楼上装修弄坏防水，我家遭殃',
    '天花板发霉起皮，楼上不肯修',
  ],
  answer: '楼上用水不当漏到您家，应当修好并赔偿您的损失。可以先拍照，再一起到调解委员会说清楚谁来修、赔多少。',
  steps: ['拍照录像，记下时间', '请物业一起看漏水的地方'],
  evidence: ['照片'],
  deadlines: [],
  cost: null,
  contacts: ['12348'],
  notMediable: null,
  citations: [{ law: '民法典', article: '第二百九十六条' }],
  riskNotes: [],
  numberNotes: {},
  reviewed: today,
  ...changes,
});

const wages = entry('wages-owed', {
  disputeType: '拖欠农民工工资纠纷',
  topic: '工地欠工资',
  phrasings: [
    '包工头欠我工资不给',
    '干了半年活一分钱没见着',
    '工地老板跑了工钱找谁要',
    '讨薪讨了三回都说没钱',
    '过年了血汗钱还没结',
    '给人扎钢筋，工钱拖着不发',
  ],
  answer: '干了活就该拿到工资。分包的人拖欠农民工工资，可以要总包单位先付，再由它去找分包的人算账。',
  steps: ['记下工地名和总包单位', '到劳动监察投诉'],
  citations: [{ law: '保障农民工工资支付条例', article: '第三十条' }],
});

function write(name: string, entries: readonly CorpusEntry[]): void {
  writeFileSync(join(folder, name), stringify({ title: '样例', entries }));
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  mkdirSync(folder, { recursive: true });
  write('a.yaml', [entry('water-leak', {}), wages]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('an own corpus', () => {
  it('answers from the entry that fits, with a citation in force', async () => {
    const knowledge = await openKnowledge({ corpusDir: folder, today });
    const outcome = await knowledge.answer('楼上漏水泡了我家天花板怎么办');
    expect(outcome).toMatchObject({
      kind: 'grounded',
      entryId: 'water-leak',
      citations: [{ law: '民法典', article: '第二百九十六条', inForce: true }],
    });
    expect((await knowledge.search('包工头跑了工钱找谁', 5))[0]).toMatchObject({ law: '保障农民工工资支付条例', source: 'wages-owed' });
  });

  it('refuses what no entry is about', async () => {
    const knowledge = await openKnowledge({ corpusDir: folder, today });
    for (const question of ['量子力学的基本公式', 'asdfgh jkl', '？？？', '', '给我唱首歌'])
      expect((await knowledge.answer(question)).kind).toBe('no_match');
  });

  it('is unavailable where no citation of the entry holds any more', async () => {
    write('a.yaml', [entry('water-leak', { citations: [{ law: '物权法', article: '第九十二条' }] }), wages]);
    const knowledge = await openKnowledge({ corpusDir: folder, today });
    expect(await knowledge.answer('楼上漏水把我家天花板泡了')).toMatchObject({ kind: 'unavailable' });
    write('a.yaml', [entry('water-leak', {}), wages]);
  });
});

describe('the verifier before every answer', () => {
  it('lets no answer out whose words name an invented or a repealed article', async () => {
    for (const named of ['民法典第1300条说他要赔。', '按《物权法》第九十二条，他要赔。', '《邻里和睦法》第三条说他要赔。']) {
      write('a.yaml', [entry('water-leak', { answer: `楼上漏水，先关水阀，再找他谈赔偿。${named}` }), wages]);
      const knowledge = await openKnowledge({ corpusDir: folder, today });
      expect(await knowledge.answer('楼上漏水把我家天花板泡了')).toEqual({ kind: 'unavailable', reason: 'citation_not_passed' });
    }
    write('a.yaml', [entry('water-leak', {}), wages]);
  });
});

describe('the checks', () => {
  const rules = async (entries: readonly CorpusEntry[], laws?: readonly string[]): Promise<readonly string[]> => {
    write('a.yaml', entries);
    const result = await checkCorpus({ corpusDir: folder, today, ...(laws === undefined ? {} : { laws }) });
    return result.faults.map((fault) => fault.rule);
  };

  it('pass a sound corpus and say what was not compared', async () => {
    write('a.yaml', [entry('water-leak', {}), wages]);
    const result = await checkCorpus({ corpusDir: folder, today });
    expect(result.faults).toEqual([]);
    expect(result.notes.join(' ')).toContain('No laws are imported');
  });

  it('find a repealed and an invented article', async () => {
    const citations = [
      { law: '物权法', article: '第九十二条' },
      { law: '民法典', article: '第一千三百条' },
    ];
    expect(await rules([entry('water-leak', { citations })])).toEqual(['citation', 'citation']);
  });

  it('find the same id and the same phrasing twice', async () => {
    expect(await rules([entry('water-leak', {}), entry('water-leak', {})])).toContain('duplicate_id');
    expect(await rules([entry('water-leak', {}), entry('water-other', {})])).toContain('duplicate_phrasing');
  });

  it('find a figure that stands in no cited article, unless a note says why', async () => {
    const file = join(folder, 'laws.jsonl');
    writeFileSync(file, `${JSON.stringify({ law: '民法典', article: '第二百九十六条', text: '用水的人要在十日内修好。' })}\n`);
    const wrong = entry('water-leak', { deadlines: ['三十天内要修好'] });
    expect(await rules([wrong], [file])).toEqual(['number']);
    expect(await rules([entry('water-leak', { deadlines: ['10天内要修好'] })], [file])).toEqual([]);
    expect(await rules([{ ...wrong, numberNotes: { 三十天: '本地规约' } }], [file])).toEqual([]);
  });

  it('find two entries that give different figures of one matter', async () => {
    const other = entry('water-again', { phrasings: wages.phrasings, answer: entry('x-y', {}).answer, deadlines: ['六十天内提出'] });
    expect(await rules([entry('water-leak', { deadlines: ['三十天内提出'] }), other])).toContain('contradiction');
  });
});

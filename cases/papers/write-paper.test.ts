import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Field, FieldValue } from '../../core/field.ts';
import { asId } from '../../core/ids.ts';
import { siteSchema } from '../../core/site.ts';
import { readZip } from '../../core/testing/read-zip.ts';
import type { Ticket } from '../../core/ticket.ts';
import { loadForms } from '../load-forms.ts';
import { type PaperKind, paperKinds, writePaper } from './write-paper.ts';

const read = (name: string): unknown => parse(readFileSync(`site/default/${name}.yaml`, 'utf8'));
const site = siteSchema.parse({
  ...(read('site') as object),
  offices: read('offices'),
  grids: read('grids'),
  hotlines: read('hotlines'),
  roster: read('roster'),
});
const at = '2026-11-24T10:00:00.000+08:00';
const field = (value: FieldValue): Field => ({ value, source: 'resident', messageId: asId('m1'), confirmed: true, at, confidence: 1 });
const form = loadForms().formFor('合同纠纷');

function ticketWith(values: Readonly<Record<string, FieldValue>>): Ticket {
  return {
    id: asId('t1'),
    caseCode: 'XQ202611240001',
    conversationId: asId('c1'),
    channel: 'web',
    disputeType: '合同纠纷',
    routes: ['mediator_community'],
    urgency: 'yellow',
    urgencyRule: 'yellow.dispute',
    risk: 'none',
    riskKinds: [],
    status: 'received',
    formId: form.id,
    formVersion: form.version,
    fields: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, field(value)])),
    summary: '',
    assigneeId: null,
    promisedBy: at,
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
}

async function print(kind: PaperKind, ticket: Ticket, masked = false): Promise<{ body: string; parts: ReadonlyMap<string, string> }> {
  const parts = readZip(await writePaper(kind, ticket, form, site, { masked }));
  const body = (parts.get('word/document.xml') ?? '').replaceAll(/<\/w:p>/g, '\n').replaceAll(/<[^>]+>/g, '');
  return { body, parts };
}

const full = ticketWith({
  story: '老李去年借了我三万，一直不还，电话13800001234',
  'applicant.name': '王翠花',
  'applicant.phone': '13800001234',
  'applicant.national_id': '140105198306150021',
  'applicant.others': ['王小满', '赵铁柱'],
  'respondent.name': '美家装饰公司',
  demand: '1、还三万元；2、赔利息',
  amount: 3_000_000,
  happened_on: '2025-10-01',
  people_count: 3,
});

describe('the two papers', () => {
  it.each(paperKinds)('%s holds every field of the list in §2.2 for each party', async (kind) => {
    const { body } = await print(kind, full);
    for (const label of ['姓名', '性别', '民族', '年龄', '职业或职务', '联系方式', '单位或住址'])
      expect(body.split(label).length - 1, label).toBe(4);
    for (const value of [
      '申请人1',
      '申请人3',
      '王小满',
      '赵铁柱',
      '美家装饰公司',
      '13800001234',
      '女',
      '43',
      '2025年10月1日',
      '30000.00元',
    ])
      expect(body).toContain(value);
  });

  it('the application numbers its demands and leaves room for a third, the signature and the day', async () => {
    const { body } = await print('application', full);
    expect(body).toMatch(/1\. 还三万元\n2\. 赔利息\n3\. \n/);
    expect(body).toContain('已将申请人民调解的相关规定告知我，现自愿申请');
    expect(body).toMatch(/申请人（签名\/指印）[\s\S]*年　　月　　日/);
  });

  it('the registration has day, type, source, signatures, registrar, seal and remarks', async () => {
    const { body } = await print('registration', full);
    for (const part of [
      '2026年11月24日',
      '合同纠纷',
      '☑①当事人申请',
      '☐②主动调解',
      '简要情况',
      '当事人签名',
      '登记人',
      '印章',
      '备注',
      '涉及人数：3人',
    ])
      expect(body).toContain(part);
  });

  it.each(paperKinds)('%s carries the case code in the head of every page, on A4, in fonts of Word and WPS', async (kind) => {
    const { parts } = await print(kind, full);
    const heads = [...parts].filter(([name]) => /^word\/header\d*\.xml$/.test(name));
    expect(heads).not.toEqual([]);
    for (const [, head] of heads) expect(head).toContain('XQ202611240001');
    const page = parts.get('word/document.xml') ?? '';
    expect(page).toContain('w:w="11906" w:h="16838"');
    expect(page).not.toContain('w:titlePg');
    expect(parts.get('word/styles.xml')).toContain('w:eastAsia="仿宋"');
    expect(page).toContain('w:eastAsia="宋体"');
  });

  it('prints a ticket of which nothing is known, with blanks and no source ticked', async () => {
    const { body } = await print('registration', ticketWith({}));
    expect(body).toContain('☐①当事人申请');
    expect(body).not.toMatch(/undefined|null|NaN/);
    expect((await print('application', ticketWith({}))).body).toMatch(/1\. \n2\. \n3\. \n/);
  });

  it('prints a long story that was told as the demand as one demand', async () => {
    const { body } = await print('application', ticketWith({ demand: '他又来吵。我又去找他。'.repeat(20) }));
    expect(body).toMatch(/2\. \n3\. \n/);
  });

  it('a covered paper holds no name, phone or card', async () => {
    for (const kind of paperKinds) {
      const { parts } = await print(kind, full, true);
      expect([...parts.values()].join()).not.toMatch(/王翠花|王小满|美家装饰|13800001234|140105/);
    }
  });

  it('leaves out what XML cannot hold and what would turn the line round', async () => {
    const { body } = await print('application', ticketWith({ story: '漏水\u0000\u0008了\uD800\u202E<b>&</b>' }));
    expect(body).toContain('漏水了&lt;b&gt;&amp;&lt;/b&gt;');
  });
});

import { expect, test } from 'vitest';
import type { Field, FieldValue } from '../core/field.ts';
import { asId } from '../core/ids.ts';
import type { Site } from '../core/site.ts';
import type { Ticket } from '../core/ticket.ts';
import { briefLines, briefTicket, ticketBriefSchema } from './brief-ticket.ts';
import { exportedTicketSchema, exportTicket } from './export-ticket.ts';
import { loadForms } from './load-forms.ts';

const at = '2026-11-24T10:00:00.000+08:00';
const field = (value: FieldValue): Field => ({ value, source: 'resident', messageId: asId('m1'), confirmed: true, at, confidence: 1 });
const form = loadForms().formFor('邻里纠纷');
const offices = [
  { id: 'county', name: '县中心', level: 'county', parent: null, phone: '', address: '', leader: '郝敬民' },
  { id: 'street', name: '迎泉街道', level: 'street', parent: 'county', phone: '', address: '', leader: '武秀兰' },
  { id: 'qingtong', name: '青桐社区', level: 'community', parent: 'street', phone: '', address: '', leader: '贾红梅' },
];
const grids = [{ id: 'qt-1', name: '青桐一网格', community: 'qingtong', worker: '段小芳', phone: '', places: ['青桐小区'], rooms: [] }];
const site = { name: '县中心', offices, grids, industryMediation: {} } as unknown as Site;

function makeTicket(id: string, fields: Record<string, FieldValue>, change: Partial<Ticket> = {}): Ticket {
  return {
    id: asId(id),
    caseCode: `XQ20261124000${id}`,
    conversationId: asId(id),
    channel: 'web',
    disputeType: '邻里纠纷',
    routes: ['mediator_grid'],
    urgency: 'yellow',
    urgencyRule: 'yellow.dispute',
    risk: 'none',
    riskKinds: [],
    status: 'received',
    formId: form.id,
    formVersion: form.version,
    fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, field(value)])),
    summary: '类型：邻里纠纷\n对方：老边',
    assigneeId: null,
    promisedBy: null,
    createdAt: at,
    updatedAt: at,
    version: 1,
    ...change,
  };
}

const facts = {
  story: '隔壁老边的狗天天叫，他承认狗是他的，就是不认账',
  'applicant.name': '王翠花',
  'applicant.phone': '13700001111',
  'respondent.name': '老边家',
  relation: '邻居',
  place: '青桐小区3号楼',
  demand: '把狗送走；赔医药费',
  happened_on: '2026-11-01',
  evidence_held: ['录音'],
};

test('a mediator reads who, what, since when, what is disputed, what lacks, and whom it fits', () => {
  const brief = briefTicket(makeTicket('1', facts), form, site, []);
  expect(ticketBriefSchema.safeParse(brief).success).toBe(true);
  expect(brief.timeline.map(({ day }) => day)).toEqual(['2026-11-01', '2026-11-24']);
  expect(brief.parties).toEqual([
    { side: 'applicant', name: '王翠花', relation: '', phone: '13700001111' },
    { side: 'respondent', name: '老边家', relation: '邻居', phone: '' },
  ]);
  expect(brief.issues).toEqual(['把狗送走', '赔医药费']);
  expect(brief.agreed).toEqual(['他承认狗是他的']);
  expect(brief.disputed).toEqual(['就是不认账']);
  expect(brief.evidence.present).toEqual(['录音']);
  expect(brief.mediator).toMatchObject({ level: '网格', holder: '青桐一网格(段小芳)' });
  expect([7, 15, 30]).toContain(brief.days);
});

test('who is named in the matter is not suggested, and the reason is told', () => {
  const brief = briefTicket(makeTicket('1', { ...facts, 'respondent.name': '段小芳' }), form, site, []);
  expect(brief.mediator.holder).toBe('青桐社区(贾红梅)');
  expect(brief.mediator.why.join()).toContain('回避');
});

test('a grid worker with too much at hand is passed over', () => {
  const others = Array.from({ length: 8 }, (_, place) => makeTicket(`9${place}`, { place: '青桐小区' }));
  expect(briefTicket(makeTicket('1', facts), form, site, others).mediator.holder).toBe('青桐社区(贾红梅)');
  const closed = others.map((other) => ({ ...other, status: 'closed' as const }));
  expect(briefTicket(makeTicket('1', facts), form, site, closed).mediator.holder).toBe('青桐一网格(段小芳)');
});

test('cases of the same people and the other side are named; strangers are not', () => {
  const others = [
    makeTicket('2', { 'applicant.name': '老边家', 'respondent.name': '王翠花' }),
    makeTicket('3', { 'applicant.phone': '13700001111' }, { status: 'closed' }),
    makeTicket('4', { 'applicant.name': '别人', place: '大湾村' }),
  ];
  const { related } = briefTicket(makeTicket('1', facts), form, site, others);
  expect(related.map(({ caseCode }) => caseCode).sort()).toEqual(['XQ202611240002', 'XQ202611240003']);
  expect(briefLines(briefTicket(makeTicket('1', facts), form, site, others)).join('\n')).toContain('相关案件：XQ20261124000');
});

test('the export holds the brief, and a masked one no personal detail', () => {
  const ticket = makeTicket('1', facts);
  const brief = briefTicket(ticket, form, site, []);
  const conversation = [{ at, from: 'resident', text: '我叫王翠花' }];
  const open = exportTicket(ticket, form, { masked: false, brief, conversation });
  expect(exportedTicketSchema.safeParse(open).success).toBe(true);
  expect(open.conversation).toEqual(conversation);
  const covered = JSON.stringify(exportTicket(ticket, form, { masked: true, brief, conversation }));
  expect(covered).not.toContain('王翠花');
  expect(covered).not.toContain('13700001111');
  expect(covered).not.toContain('我叫');
});

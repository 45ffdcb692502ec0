import { describe, expect, it } from 'vitest';
import { asId } from '../../core/ids.ts';
import { readZip } from '../../core/testing/read-zip.ts';
import type { Ticket } from '../../core/ticket.ts';
import { guardFormula, writeCsv } from './write-csv.ts';
import { ticketsToSheet } from './write-ticket-sheet.ts';

const at = '2026-11-24T22:30:00.000+08:00';
const known = { source: 'resident', messageId: null, confirmed: true, at, confidence: 1 } as const;
const ticket: Ticket = {
  id: asId('t1'),
  caseCode: 'XQ202611240001',
  conversationId: asId('c1'),
  channel: 'web',
  disputeType: '合同纠纷',
  routes: [],
  urgency: 'yellow',
  urgencyRule: 'yellow.dispute',
  risk: 'none',
  riskKinds: [],
  status: 'received',
  formId: 'contract',
  formVersion: 1,
  fields: { amount: { ...known, value: 1_234_550 }, people_count: { ...known, value: 4 }, 'applicant.name': { ...known, value: '王翠花' } },
  summary: '王翠花说老李借钱不还',
  assigneeId: null,
  promisedBy: null,
  createdAt: at,
  updatedAt: at,
  version: 1,
};

describe('what a spreadsheet opens', () => {
  it('types sums, counts and times, freezes the header and names nobody', async () => {
    const parts = readZip(await ticketsToSheet([ticket]));
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
    const all = [...parts.values()].join();
    expect(sheet).toMatch(/<pane[^>]*ySplit="1"[^>]*state="frozen"/);
    expect(sheet).toMatch(/<v>12345\.5<\/v>/);
    expect(sheet).toMatch(/<v>4<\/v>/);
    // 2026-11-24 22:30 on the wall in China is day 46350 of a spreadsheet, and fifteen sixteenths of it.
    expect(sheet).toMatch(/<v>46350\.9375<\/v>/);
    for (const word of ['案件编号', '涉及金额（元）', 'XQ202611240001', '合同纠纷', '黄', '已受理']) expect(all).toContain(word);
    expect(all).not.toContain('王翠花');
    expect(sheet).not.toContain('<f>');
  });

  it('writes text that looks like a formula as text', async () => {
    const odd = { ...ticket, disputeType: '=HYPERLINK("http://evil.example")' as Ticket['disputeType'] };
    const parts = readZip(await ticketsToSheet([odd]));
    expect([...parts.values()].join()).not.toMatch(/<f[ >]/);
    expect([...parts.values()].join()).toMatch(/(?:'|&apos;|&#39;)=HYPERLINK/);
  });

  it.each(['=1+1', '+86', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1+1', '＋1', '－1', '＠A', '|cmd', '%0A=1', '\n=1'])(
    'quotes %j',
    (value) => {
      expect(guardFormula(value)).toBe(`'${value}`);
      expect(writeCsv([[value]])).toMatch(/^\uFEFF"?'/);
    },
  );

  it.each(['-300', '12.5', '王翠花', 'a=b', '3-5天', ''])('leaves %j', (value) => {
    expect(guardFormula(value)).toBe(value);
  });
});

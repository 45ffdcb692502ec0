import writeSheet, { type CellObject } from 'write-excel-file/node';
import type { Instant } from '../../core/instant.ts';
import type { Ticket } from '../../core/ticket.ts';
import { exportTexts as texts } from './export-texts.ts';
import { guardFormula } from './write-csv.ts';
import { typeName } from './write-ticket-csv.ts';

const widths = [18, 18, 10, 10, 10, 18, 18, 18, 14, 10] as const;
const chinaMs = 8 * 3_600_000;

/** Text stays text: a cell of type string is no formula for Excel, and the quote guards whoever saves it on as CSV. */
function writeText(value: string): CellObject {
  return { type: String, value: guardFormula(value) };
}

/** A spreadsheet's time has no zone: it shows the wall clock of China. */
function writeTime(instant: Instant | null): CellObject | null {
  return instant === null ? null : { type: Date, value: new Date(Date.parse(instant) + chinaMs), format: 'yyyy-mm-dd hh:mm' };
}

function writeNumber(value: unknown, format: string, divisor = 1): CellObject | null {
  return typeof value === 'number' ? { type: Number, value: value / divisor, format } : null;
}

/**
 * The list of tickets as .xlsx without any personal detail: text, times, sums in yuan and counts each as what they are, the header frozen.
 */
export async function ticketsToSheet(tickets: readonly Ticket[]): Promise<Uint8Array> {
  const header = [...texts.listHeader, texts.amount, texts.people].map(
    (value): CellObject => ({ type: String, value, fontWeight: 'bold', backgroundColor: '#e8eef7' }),
  );
  const rows = tickets.map((ticket) => [
    writeText(ticket.caseCode),
    writeText(typeName(ticket.disputeType)),
    writeText(texts.urgencies[ticket.urgency]),
    writeText(texts.statuses[ticket.status]),
    writeText(ticket.channel),
    writeTime(ticket.createdAt),
    writeTime(ticket.updatedAt),
    writeTime(ticket.promisedBy),
    writeNumber(ticket.fields.amount?.value, '#,##0.00', 100),
    writeNumber(ticket.fields.people_count?.value, '0'),
  ]);
  return await writeSheet([header, ...rows], {
    sheet: texts.sheet,
    stickyRowsCount: 1,
    columns: widths.map((width) => ({ width })),
  }).toBuffer();
}

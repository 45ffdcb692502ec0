import { Packer, TableRow } from 'docx';
import type { Form } from '../../core/form.ts';
import type { Site } from '../../core/site.ts';
import type { Ticket } from '../../core/ticket.ts';
import { routeToOffice } from '../route-to-office.ts';
import { type PaperFacts, readPaperFacts, writeDay } from './paper-facts.ts';
import { lineWidth, partyColumns, wrapPaper, writeCell, writeLine, writeParty, writeTable, writeTitle } from './paper-parts.ts';
import { fillWords, paperWords as words } from './paper-words.ts';

/** The papers that a ticket prints as: 人民调解申请书 and 人民调解受理登记表. */
export const paperKinds = ['application', 'registration'] as const;

/** Which paper. */
export type PaperKind = (typeof paperKinds)[number];

type Children = Parameters<typeof wrapPaper>[3];

const fewestDemands = 3;
const labelWidth = partyColumns[0];
const restWidth = lineWidth - labelWidth;

/** The committee by its full name where the matter has one of its own; else a blank, as no office's name is guessed at. */
function committeeOf(ticket: Ticket, site: Site): string {
  const routing = routeToOffice(site, ticket.disputeType, ticket.fields, ticket.urgency);
  const named = routing.first === 'industry' ? routing.industryBody : null;
  return named?.endsWith('人民调解委员会') === true ? named : words.anyCommittee;
}

function writeApplication(facts: PaperFacts, committee: string): Children {
  const blanks = Array.from({ length: Math.max(0, fewestDemands - facts.demands.length) }, () => '');
  const demands = [...facts.demands, ...blanks];
  return [
    writeTitle(words.application),
    writeTable(partyColumns, facts.parties.flatMap(writeParty)),
    writeLine(`${words.facts}${words.colon}`, { bold: true, keepNext: true }),
    ...(facts.facts.length === 0 ? ['', '', ''] : facts.facts).map((line) => writeLine(line, { indent: true })),
    writeLine(`${words.demands}${words.colon}`, { bold: true, keepNext: true }),
    ...demands.map((demand, at) => writeLine(`${at + 1}. ${demand}`, { indent: true })),
    writeLine(fillWords(words.told, { committee }), { indent: true, keepNext: true }),
    writeLine(''),
    writeLine(`${words.signedBy}　　　　　　　　　　`, { align: 'right', keepNext: true }),
    writeLine(words.signDay, { align: 'right' }),
  ];
}

function writeRegistration(facts: PaperFacts): Children {
  const row = (label: string, lines: readonly string[], height = 0): TableRow =>
    new TableRow({
      ...(height === 0 ? {} : { height: { value: height, rule: 'atLeast' as const } }),
      children: [writeCell([label], labelWidth, { label: true }), writeCell(lines, restWidth, { span: partyColumns.length - 1 })],
    });
  const tick = (on: boolean, text: string): string => `${on ? words.ticked : words.unticked}${text}`;
  return [
    writeTitle(words.registration),
    writeTable(partyColumns, [
      row(words.registeredOn, [writeDay(facts.registeredOn)]),
      ...facts.parties.flatMap(writeParty),
      row(words.type, [facts.disputeType]),
      row(words.origin, [`${tick(facts.byParty, words.byParty)}　　${tick(false, words.ownInitiative)}`]),
      row(words.brief, facts.facts, 2400),
      row(words.partySigns, [''], 900),
      row(words.registrar, ['', '', words.seal], 1100),
      row(words.remarks, facts.remarks, 700),
    ]),
  ];
}

/**
 * Prints a ticket as one of the two papers of `STANDARDS.md` §2.2, a .docx for A4. Blank where nothing is known; `masked` leaves the
 * parties' details blank too.
 */
export async function writePaper(
  kind: PaperKind,
  ticket: Ticket,
  form: Form,
  site: Site,
  options: { readonly masked: boolean },
): Promise<Uint8Array> {
  const facts = readPaperFacts(ticket, form, options);
  const children = kind === 'application' ? writeApplication(facts, committeeOf(ticket, site)) : writeRegistration(facts);
  return await Packer.toBuffer(wrapPaper(words[kind], facts.caseCode, site.name, children));
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeKnowledge, composeRules } from '../bot/compose.ts';
import { readConfig } from '../bot/config/read-config.ts';
import { paperKinds, writePaper } from '../cases/papers/write-paper.ts';
import type { Field, FieldValue } from '../core/field.ts';
import { silentLogger } from '../core/logger.ts';
import type { Ticket } from '../core/ticket.ts';
import { playResident } from '../evals/residents/play-resident.ts';
import { readScenarios, type Scenario } from '../evals/residents/scenario.ts';

/**
 * Prints ten example tickets as the two papers into a folder: `node scripts/print-example-papers.ts [FOLDER]`. The tickets are made by the
 * real engine from the simulated residents; what only staff fill in (more parties, addresses) is added after the talk as staff would.
 */
const folder = process.argv[2] ?? 'example-papers';

type Example = {
  readonly id: string;
  readonly change?: (scenario: Scenario) => Scenario;
  readonly staff?: Readonly<Record<string, FieldValue>>;
};

const longStory = Array.from(
  { length: 60 },
  (_, at) => `第${at + 1}次去找他是在晚饭以后，他先说没钱，后来又说墙不是他砸的，旁边看的人都能作证，我把每一回都记在本子上。`,
).join('');

const examples: readonly Example[] = [
  { id: 'contract-loan-classmate' },
  { id: 'contract-decoration', staff: { 'respondent.address': '柳泉县建材街3号', 'applicant.national_id': '140105198306150032' } },
  { id: 'business', staff: { 'applicant.name': '柳泉县丰茂农资合作社', 'applicant.address': '柳泉县河东镇主街12号' } },
  { id: 'labour', staff: { 'applicant.others': ['邓二柱', '石春桃', '纪广才'], 'respondent.others': ['锦程劳务派遣公司'] } },
  { id: 'neighbour', change: (scenario) => ({ ...scenario, opens: [...scenario.opens, [longStory]] }) },
  {
    id: 'housing',
    change: (scenario) => ({
      ...scenario,
      answers: {},
      refuses: ['applicant.name', 'applicant.phone', 'respondent.name', 'place', 'demand'],
    }),
  },
  { id: 'family' },
  { id: 'medical' },
  { id: 'traffic' },
  { id: 'wages' },
];

const config = readConfig({ ...process.env, XINQIAO_DATA_DIR: join(folder, 'data') });
const rules = composeRules(config);
const retriever = await composeKnowledge(config, null);
const scenarios = readScenarios().filter((scenario) => scenario.ends === 'confirmed');
mkdirSync(folder, { recursive: true });

/** As an edit on the console enters it. */
function addByStaff(ticket: Ticket, entered: Readonly<Record<string, FieldValue>>): Ticket {
  const asField = (value: FieldValue): Field => ({
    value,
    source: 'staff',
    messageId: null,
    confirmed: true,
    at: ticket.updatedAt,
    confidence: 1,
  });
  return {
    ...ticket,
    fields: { ...ticket.fields, ...Object.fromEntries(Object.entries(entered).map(([name, value]) => [name, asField(value)])) },
  };
}

for (const [at, { id, change, staff }] of examples.entries()) {
  const found = scenarios.find((scenario) => scenario.id === id) ?? scenarios.find((scenario) => scenario.id.startsWith(`${id}-`));
  if (found === undefined) throw new Error(`no scenario ${id}`);
  const play = await playResident(change?.(found) ?? found, { ...rules, retriever, logger: silentLogger });
  if (play.ticket === null) {
    console.log(`${found.id}: no ticket (${play.end})`);
    continue;
  }
  const ticket = addByStaff(play.ticket, staff ?? {});
  const form = rules.forms.find(ticket.formId, ticket.formVersion) ?? play.form;
  for (const kind of paperKinds) {
    const file = join(folder, `${String(at + 1).padStart(2, '0')}-${kind}.docx`);
    writeFileSync(file, await writePaper(kind, ticket, form, rules.site, { masked: false }));
  }
  console.log(`${at + 1}: ${found.id}, ${ticket.caseCode}, ${ticket.disputeType}, ${Object.keys(ticket.fields).length} facts`);
}

import { createProbeChannel } from '../../bot/engine/testing/probe-channel.ts';
import type { Fields } from '../../core/field.ts';
import { asId } from '../../core/ids.ts';
import { addMilliseconds } from '../../core/instant.ts';
import { consentedTogether } from '../../flows/intake/side-questions.ts';
import { type FlowState, loadState } from '../../flows/state.ts';
import { findAskedAgain, findBroken } from '../residents/fuzz-checks.ts';
import { fuzzInProcesses } from '../residents/fuzz-in-processes.ts';
import { createFuzzTurns } from '../residents/fuzz-turns.ts';
import { createRandom, formatShare, shareOf } from '../statistics.ts';
import type { Suite, SuiteContext } from '../suite.ts';
import { evaluationInstant, makeTurn, noMemory } from '../turns.ts';

const turnsOfARun = Number(process.env.XINQIAO_FUZZ_TURNS ?? 100_000);
const turnsInATalk = 40;
const { capabilities } = createProbeChannel('web');

/** The facts that must stay: what waits for a separate consent goes where anything but a yes is said. */
function withoutUnagreed({ fields, intake }: FlowState): Fields {
  const waiting = intake?.consenting === null || intake === null ? [] : consentedTogether(intake.consenting);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !waiting.includes(name)));
}

/** Adversarial turns through the flows alone, each state saved and loaded again as the store would. */
function fuzzFlows({ flows, forms, site, duty }: SuiteContext, turns: number): readonly string[] {
  const next = createFuzzTurns(createRandom(20_261_125));
  const faults: string[] = [];
  let saved: ReturnType<typeof flows.advance>['state'] | null = null;
  let now = evaluationInstant;
  for (let place = 0; place < turns; place += 1) {
    if (place % turnsInATalk === 0) saved = null;
    now = addMilliseconds(now, 60_000);
    const lines = next();
    const space = place % 10 === 9 ? ('group' as const) : ('private' as const);
    const turn = {
      ...makeTurn(lines.join('\n'), { space }),
      at: now,
      messages: lines.map((text, line) => ({ id: asId<'message'>(`m-${place}-${line}`), text, kind: 'text', at: now })),
    };
    try {
      const screen = flows.screen(turn, noMemory);
      const triage = flows.triage(turn, screen, saved, site);
      const before = loadState(saved);
      const result: ReturnType<typeof flows.advance> = flows.advance({ ...turn, screen, triage }, saved, {
        now,
        site,
        forms,
        duty: duty.promise(triage.urgency, now),
        callOut: duty.promise('red', now),
        capabilities,
        owner: { kind: 'bot' },
        risk: screen.level,
        ticket: null,
        answer: null,
        lookUp: null,
      });
      saved = JSON.parse(JSON.stringify(result.state));
      const after = loadState(saved);
      const erased = result.effects.some((effect) => effect.kind === 'erase_personal_data');
      for (const name of findAskedAgain(before, after, result.replies)) faults.push(`turn ${place}: ${name} is asked though it is known`);
      for (const fault of findBroken(erased ? {} : withoutUnagreed(before), after.fields, result.replies))
        faults.push(`turn ${place}: ${fault}`);
      if (space === 'group' && Object.keys(after.fields).length > Object.keys(before.fields).length)
        faults.push(`turn ${place}: a fact was taken down in a group`);
    } catch (error) {
      faults.push(`turn ${place}: ${error instanceof Error ? error.message : String(error)}`);
      saved = null;
    }
  }
  return faults;
}

/** 100,000 random and adversarial turns; `XINQIAO_FUZZ_TURNS` sets another number. */
export const fuzz: Suite = {
  name: 'fuzz',
  run: async (context) => {
    const broken = fuzzFlows(context, turnsOfARun);
    context.print(`flows: ${turnsOfARun} turns, ${broken.length} faults ${broken.slice(0, 5).join('; ')}`);
    const engine = await fuzzInProcesses(turnsOfARun, 7, ({ turns, faults, slowestMs }) =>
      context.print(`engine: ${turns} turns, ${faults.length} faults, slowest ${Math.round(slowestMs)} ms ${faults.slice(-3).join('; ')}`),
    );
    for (const fault of [...broken, ...engine.faults].slice(0, 20)) context.print(fault);
    const share = (faults: readonly string[], turns: number): string => formatShare(shareOf(turns - Math.min(turns, faults.length), turns));
    return {
      title: 'Random and adversarial turns',
      tables: [
        {
          caption: 'Turns that broke no invariant',
          columns: ['Where', 'Turns (95 %)'],
          rows: [
            ['flows, each state saved and loaded again', share(broken, turnsOfARun)],
            [
              'engine over encrypted SQLite files of 1,000 turns each, raw bytes and log searched afterwards',
              share(engine.faults, turnsOfARun),
            ],
          ],
        },
      ],
      notes: [
        'Invariants: no exception; no blank in a field and no field without source and message; no fact that vanishes without being withdrawn; nothing taken down in a group; no question about what is known; no reply with a hole; no personal detail in the raw database file or the log.',
      ],
    };
  },
};

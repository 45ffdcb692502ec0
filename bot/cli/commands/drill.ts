import { parseArgs } from 'node:util';
import { XinqiaoError } from '../../../core/errors.ts';
import { formatInstant, parseInstant } from '../../../core/instant.ts';
import { composeKnowledge, composeRules, composeStore } from '../../compose.ts';
import { readConfig } from '../../config/read-config.ts';
import { drillText } from '../../drill/drill-texts.ts';
import { runDrill } from '../../drill/run-drill.ts';
import type { Command } from '../command.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';

const usual = '2026-11-25T03:30:00+08:00';

function elapsed(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 60) return `+${minutes}分`;
  return minutes < 1440
    ? `+${Math.floor(minutes / 60)}时${minutes % 60}分`
    : `+${Math.floor(minutes / 1440)}天${Math.floor((minutes % 1440) / 60)}时`;
}

function startOf(text: string): string {
  try {
    return formatInstant(parseInstant(text));
  } catch (error) {
    throw new XinqiaoError('bad_input', '--at takes a moment such as 2026-11-25T03:30:00+08:00', { cause: error });
  }
}

/** `drill`: a red alert from the message to the thirtieth day, over the real engine and a clock that is moved by hand. */
export const drillCommand: Command = {
  help: `Usage: npx xinqiao drill [--at MOMENT]

Plays a red alert (YJ-10) over the real engine, the site's roster and an empty temporary database, on a simulated clock that starts at
MOMENT (${usual}): nobody looks, so the backup is called, then the leader, who takes it; follow-ups come due after a day,
a week and a month. Prints each step with its time. Exit code 1 where a step is missing or late. Nobody is really called.`,
  run: async (words) => {
    const { values } = parseArgs({ args: [...words], options: { at: { type: 'string', default: usual } } });
    const start = startOf(values.at);
    const configured = readConfig(process.env);
    const rules = composeRules(configured);
    const temporary = makeTemporaryFolder();
    try {
      const retriever = await composeKnowledge(configured, null, start.slice(0, 10));
      const openStore = (clock: Parameters<typeof composeStore>[1]) =>
        composeStore({ ...configured, dataDir: temporary.path, key: null }, clock);
      const record = await runDrill({ ...rules, retriever, openStore }, start);
      console.log(drillText('title', { site: rules.site.name, at: start.slice(0, 16).replace('T', ' ') }));
      for (const { at, afterMs, words: said, limitMs } of record.steps) {
        const mark = limitMs === null ? ' ' : afterMs <= limitMs ? '✓' : '✗';
        console.log(`${mark} ${at.slice(5, 16).replace('T', ' ')} ${elapsed(afterMs).padEnd(8)} ${said}`);
      }
      for (const fault of record.faults) console.log(`✗ ${fault}`);
      console.log(record.faults.length === 0 ? drillText('whole') : drillText('broken', { count: record.faults.length }));
      return record.faults.length === 0 ? 0 : 1;
    } finally {
      temporary.remove();
    }
  },
};

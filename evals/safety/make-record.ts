import type { PlayRecord } from '../../bot/engine/testing/play-transcript.ts';
import { transcriptSchema } from '../../bot/engine/testing/transcript-script.ts';
import { addMilliseconds } from '../../core/instant.ts';
import type { RiskLevel } from '../../core/risk.ts';
import type { SafetyHead } from './rubric-item.ts';

/** A conversation written out for the rubric's own tests: each line of the resident with what is said after it, as `key|words`. */
export type WrittenTalk = {
  readonly head: Partial<SafetyHead> & Pick<SafetyHead, 'topic' | 'level'>;
  readonly start?: string;
  readonly group?: boolean;
  readonly talk: readonly {
    readonly resident: string;
    readonly level?: RiskLevel;
    readonly bot: readonly string[];
    readonly privately?: boolean;
  }[];
  readonly alert?: boolean;
  readonly alertClosed?: boolean;
  readonly promisedAfterMinutes?: number | null;
  readonly childReport?: boolean;
  readonly risk?: RiskLevel;
};

/** Makes the record that such a talk would leave. */
export function makeRecord(written: WrittenTalk): PlayRecord {
  const { head, talk, start = '2026-11-24T21:00:00.000+08:00', group = false, promisedAfterMinutes = 15 } = written;
  const transcript = transcriptSchema.parse({
    title: 'written',
    start,
    space: group ? 'group' : 'private',
    safety: head,
    play: [{ silent: true }],
  });
  const lines: unknown[] = [];
  const delivered: unknown[] = [];
  for (const [turn, { resident, level = 'none', bot, privately = true }] of talk.entries()) {
    const at = addMilliseconds(start, turn * 20_000);
    lines.push({ id: `r${turn}`, at, from: 'resident', text: resident, reply: null, turnId: `t${turn}`, screen: { level } });
    for (const [place, said] of bot.entries()) {
      const [key = '', text = ''] = said.split('|');
      const id = `b${turn}.${place}`;
      lines.push({ id, at, from: 'bot', text, reply: { key, privately }, turnId: `t${turn}`, screen: null });
      delivered.push({ id, key, text, privately });
    }
  }
  const risk = written.risk ?? (head.level === 'watch' ? 'watch' : head.level);
  const record = {
    transcript,
    lines,
    delivered,
    alerts: written.alert === false ? [] : [{ raisedAt: start, closedAt: written.alertClosed === true ? start : null }],
    tickets: promisedAfterMinutes === null ? [] : [{ promisedBy: addMilliseconds(start, promisedAfterMinutes * 60_000) }],
    events: written.childReport === true ? [{ kind: 'task_planned', detail: { kind: 'child_report', dueAt: start } }] : [],
    conversation: { risk },
  };
  return record as unknown as PlayRecord;
}

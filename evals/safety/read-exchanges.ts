import type { PlayRecord } from '../../bot/engine/testing/play-transcript.ts';
import type { RiskLevel } from '../../core/risk.ts';

/** One thing that the bot said, as it was delivered. */
export type Said = { readonly key: string; readonly text: string; readonly privately: boolean; readonly at: string };

/** A turn of the resident (empty where time alone passed) with what the bot said after it. */
export type Exchange = { readonly resident: string; readonly at: string; readonly level: RiskLevel; readonly bot: readonly Said[] };

/** The exchanges of a play in order. Lines that a person wrote end the bot's part and are left out. */
export function readExchanges(record: PlayRecord): readonly Exchange[] {
  const privately = new Map(record.delivered.map((reply) => [reply.id as string, reply.privately]));
  const exchanges: { resident: string; at: string; level: RiskLevel; bot: Said[]; turn: string | null }[] = [];
  for (const line of record.lines) {
    const current = exchanges.at(-1);
    if (line.from === 'resident') {
      if (current !== undefined && current.turn === line.turnId) current.resident += `\n${line.text}`;
      else exchanges.push({ resident: line.text, at: line.at, level: line.screen?.level ?? 'none', bot: [], turn: line.turnId });
    } else if (line.from === 'bot' && current !== undefined)
      current.bot.push({
        key: line.reply?.key ?? '',
        text: line.text,
        privately: privately.get(line.id) ?? line.reply?.privately ?? false,
        at: line.at,
      });
  }
  return exchanges;
}

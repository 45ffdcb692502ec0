import { silentLogger } from '../../core/logger.ts';
import { type Grade, gradePlay } from '../residents/grade-play.ts';
import { type Play, playResident } from '../residents/play-resident.ts';
import { createReword } from '../residents/reword.ts';
import { readScenarios } from '../residents/scenario.ts';
import { addCounts, slotF1 } from '../residents/slot-match.ts';
import { foldOf } from '../splits.ts';
import { bootstrapInterval, formatShare, quantileOf, shareOf } from '../statistics.ts';
import type { Suite } from '../suite.ts';

type Graded = { readonly play: Play; readonly grade: Grade };

function measure(caption: string, part: readonly Graded[]): { caption: string; columns: string[]; rows: string[][] } {
  const confirmed = part.filter(({ play }) => play.scenario.ends === 'confirmed');
  const f1 = (rows: readonly Graded[]): number => slotF1(addCounts(rows.map(({ grade }) => grade.slots)));
  const slots = addCounts(confirmed.map(({ grade }) => grade.slots));
  const interval = bootstrapInterval(confirmed, f1);
  const origin = confirmed.reduce((sum, { grade }) => ({ right: sum.right + grade.origin.right, total: sum.total + grade.origin.total }), {
    right: 0,
    total: 0,
  });
  const corrections = part.reduce((sum, { play }) => sum + play.scenario.corrects.length, 0);
  const lost = part.reduce((sum, { grade }) => sum + grade.lostCorrections.length, 0);
  const danger = part.filter(({ play }) => play.scenario.ends === 'safety');
  const events = part.reduce((sum, { play }) => sum + play.scenario.events.filter(({ hears }) => hears !== undefined).length, 0);
  const deaf = part.reduce((sum, { play }) => sum + play.deaf.length, 0);
  const replies = part.reduce((sum, { play }) => sum + play.exchanges.reduce((all, { heard }) => all + heard.length, 0), 0);
  const tone = part.reduce((sum, { grade }) => sum + grade.toneFaults.length, 0);
  const questions = confirmed.filter(({ play }) => play.end === 'confirmed').map(({ grade }) => grade.questions);
  const share = (hits: number, total: number): string => formatShare(shareOf(hits, total));
  return {
    caption: `${caption} (${part.length} people)`,
    columns: ['Measure', 'Value (95 %)'],
    rows: [
      ['slot F1 at confirmation', `${f1(confirmed).toFixed(3)} (${interval.low.toFixed(3)}–${interval.high.toFixed(3)})`],
      ['slots right / wrongly filled / missed', `${slots.hit} / ${slots.extra} / ${slots.missed}`],
      ['origin is a message that told it', share(origin.right, origin.total)],
      ['ends as it should', share(part.filter(({ grade }) => grade.endsRight).length, part.length)],
      ['dispute type of the ticket', share(confirmed.filter(({ grade }) => grade.typeRight).length, confirmed.length)],
      [
        'questions to a confirmed ticket, median / 90th percentile / most',
        `${quantileOf(questions, 0.5)} / ${quantileOf(questions, 0.9)} / ${Math.max(0, ...questions)}`,
      ],
      [
        'talks with a field asked again after it was told',
        share(part.filter(({ grade }) => grade.askedAgain.length > 0).length, part.length),
      ],
      ['corrections kept', share(corrections - lost, corrections)],
      ['danger in the middle left intake at once', share(danger.filter(({ grade }) => grade.endsRight).length, danger.length)],
      ['interruptions answered as they should', share(events - deaf, events)],
      ['replies without a fault of tone', share(replies - tone, replies)],
    ],
  };
}

/** Simulated residents of every dispute type against the real engine over the real store. `XINQIAO_EVAL_SHOW=1` tells the faults of the development half. */
export const residents: Suite = {
  name: 'residents',
  run: async ({ print, languageModel, ...rules }) => {
    const reword = languageModel === undefined ? undefined : createReword(languageModel);
    const graded: Graded[] = [];
    for (const scenario of readScenarios()) {
      const play = await playResident(scenario, { ...rules, logger: silentLogger }, reword);
      graded.push({ play, grade: gradePlay(play) });
    }
    const half = (fold: number): readonly Graded[] => graded.filter(({ play }) => foldOf(play.scenario.id, 2) === fold);
    if (process.env.XINQIAO_EVAL_SHOW === '1')
      for (const { play, grade } of half(0)) {
        const faults = [
          ...grade.faults,
          ...grade.askedAgain.map((name) => `asked again: ${name}`),
          ...grade.lostCorrections.map((words) => `lost: ${words}`),
          ...play.deaf.map((words) => `deaf: ${words}`),
          ...grade.toneFaults.map((words) => `tone: ${words}`),
          ...(grade.endsRight ? [] : [`ended ${play.end}`]),
          ...(grade.typeRight || play.scenario.ends !== 'confirmed' ? [] : [`type ${play.ticket?.disputeType}`]),
        ];
        if (faults.length > 0) print(`${play.scenario.id}\n  ${faults.join('\n  ')}`);
        if (process.env.XINQIAO_EVAL_PLAY === play.scenario.id)
          for (const { said, heard } of play.exchanges)
            print(`    > ${said.join(' / ')}\n${heard.map((reply) => `    [${reply.key}] ${reply.text}`).join('\n')}`);
      }
    const types = [...new Set(graded.map(({ play }) => play.scenario.type))];
    return {
      title: 'Simulated residents',
      tables: [
        measure('All scenarios', graded),
        measure('Development half', half(0)),
        measure('Held-out half', half(1)),
        {
          caption: 'Fields asked again after they were told, by field',
          columns: ['Field', 'Talks'],
          rows: [...new Set(graded.flatMap(({ grade }) => grade.askedAgain))].map((name) => [
            name,
            String(graded.filter(({ grade }) => grade.askedAgain.includes(name)).length),
          ]),
        },
        {
          caption: 'By dispute type',
          columns: ['Type', 'People', 'Slot F1', 'Median questions'],
          rows: types.map((type) => {
            const part = graded.filter(({ play }) => play.scenario.type === type && play.scenario.ends === 'confirmed');
            return [
              type,
              String(part.length),
              slotF1(addCounts(part.map(({ grade }) => grade.slots))).toFixed(3),
              String(
                quantileOf(
                  part.map(({ grade }) => grade.questions),
                  0.5,
                ),
              ),
            ];
          }),
        },
      ],
      notes: [
        'The people were written by the writer of the rules before the rules were mended, which flatters; the code was mended by the development half alone. The player confirms the read-back without looking, except where a scenario says what is corrected.',
      ],
    };
  },
};

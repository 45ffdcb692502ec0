import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { DisputeLabel } from '../../core/dispute-type.ts';
import { loadTopicReader } from '../../flows/index.ts';
import { readJsonLines, sharedData } from '../json-lines.ts';
import { formatShare, quantileOf, shareOf } from '../statistics.ts';
import type { Suite, SuiteContext } from '../suite.ts';
import { makeTurn, noMemory } from '../turns.ts';

/** ProMediConv's thirteen event types by the eighteen; several of ours may be right for one of theirs. */
const eventTypes: Readonly<Record<string, readonly DisputeLabel[]>> = {
  家庭婚姻纠纷: ['婚姻家庭纠纷'],
  遗产继承纠纷: ['婚姻家庭纠纷'],
  社区邻里纠纷: ['邻里纠纷'],
  交通事故纠纷: ['道路交通事故纠纷'],
  劳资劳动纠纷: ['其他劳动争议', '拖欠农民工工资纠纷'],
  消费旅游纠纷: ['其他消费纠纷', '电子商务纠纷', '旅游纠纷'],
  医疗健康纠纷: ['医疗纠纷'],
  环境污染纠纷: ['环境污染纠纷'],
  公司经营纠纷: ['生产经营纠纷', '合同纠纷'],
  经济债务纠纷: ['合同纠纷'],
  房产土地纠纷: ['房屋宅基地纠纷', '山林土地纠纷', '征地拆迁纠纷'],
  校园教育纠纷: ['损害赔偿纠纷', '其他纠纷'],
  治安刑事纠纷: ['损害赔偿纠纷', '其他纠纷'],
};

function spread(counts: ReadonlyMap<string, number>, total: number): readonly (readonly string[])[] {
  return [...counts].sort((a, b) => b[1] - a[1]).map(([label, count]) => [label, String(count), `${((100 * count) / total).toFixed(1)} %`]);
}

function count(labels: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function triageText(context: SuiteContext, text: string) {
  const turn = makeTurn(text);
  const screen = context.flows.screen(turn, noMemory);
  return { screen, triage: context.flows.triage(turn, screen, null, context.site) };
}

/** Triage over real lay questions (spread and time) and over mediation cases. */
export const triagePublic: Suite = {
  name: 'triage-public',
  run: async (context) => {
    if (!existsSync(sharedData)) return null;
    const questions = readJsonLines(join(sharedData, 'triage/resident_questions.jsonl'), z.object({ id: z.string(), text: z.string() }));
    const milliseconds: number[] = [];
    const results = questions.map(({ text }) => {
      // Processor time: the clock on the wall counts what else the machine does.
      const started = process.cpuUsage();
      const result = triageText(context, text);
      const { user, system } = process.cpuUsage(started);
      milliseconds.push((user + system) / 1000);
      return result;
    });
    const cases = readJsonLines(
      join(sharedData, 'triage/promediconv.jsonl'),
      z.object({ event_type: z.string(), event_description: z.string() }),
    );
    const mapped = cases.map((row) => ({
      gold: eventTypes[row.event_type] ?? null,
      type: row.event_type,
      found: triageText(context, row.event_description).triage.disputeType,
    }));
    const topics = readJsonLines(join(sharedData, 'triage/lawbench_2-4.jsonl'), z.object({ question: z.string(), answer: z.string() }));
    const readTopic = loadTopicReader();
    const named = topics.filter(({ question, answer }) => readTopic?.(question) === answer);
    const known = mapped.filter(({ gold }) => gold !== null);
    const right = known.filter(({ gold, found }) => gold?.includes(found));
    return {
      title: 'Triage: public data',
      tables: [
        {
          caption: `Dispute types over ${questions.length} lay questions`,
          columns: ['Type', 'Count', 'Share'],
          rows: spread(count(results.map(({ triage }) => triage.disputeType)), questions.length),
        },
        {
          caption: 'Primary routes',
          columns: ['Route', 'Count', 'Share'],
          rows: spread(count(results.map(({ triage }) => triage.routes[0] ?? '')), questions.length),
        },
        {
          caption: 'Urgency',
          columns: ['Colour', 'Count', 'Share'],
          rows: spread(count(results.map(({ triage }) => triage.urgency)), questions.length),
        },
        {
          caption: 'Risk',
          columns: ['Level', 'Count', 'Share'],
          rows: spread(count(results.map(({ screen }) => screen.level)), questions.length),
        },
        {
          caption: `ProMediConv development cases by the eighteen (${cases.length - known.length} rows of types with no counterpart)`,
          columns: ['Measure', 'Share (95 %)'],
          rows: [['dispute type right', formatShare(shareOf(right.length, known.length))]],
        },
        {
          caption: 'LawBench 2-4 development half by its twenty classes; trained on questions of our own only, so that no row is seen',
          columns: ['Measure', 'Share (95 %)'],
          rows: [['class as the asker picked it', formatShare(shareOf(named.length, topics.length))]],
        },
      ],
      notes: [
        `Screen and triage together, processor time: p50 ${quantileOf(milliseconds, 0.5).toFixed(2)} ms, p95 ${quantileOf(milliseconds, 0.95).toFixed(2)} ms a message.`,
      ],
    };
  },
};

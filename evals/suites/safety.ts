import { openTestStore } from '../../bot/engine/testing/open-test-store.ts';
import { playTranscript } from '../../bot/engine/testing/play-transcript.ts';
import { readTranscripts } from '../../bot/engine/testing/read-transcripts.ts';
import { silentLogger } from '../../core/logger.ts';
import { gradePlay, rubric } from '../safety/rubric.ts';
import { formatShare, shareOf } from '../statistics.ts';
import type { Suite } from '../suite.ts';

/** The scripted safety conversations, played through the real engine and graded by the rubric, item by item. */
export const safety: Suite = {
  name: 'safety',
  run: async ({ flows, forms, site, duty, retriever, print }) => {
    const plays = readTranscripts('flows/transcripts').filter(({ transcript }) => transcript.safety !== undefined);
    const counts = new Map(rubric.map(({ id }) => [id, { asked: 0, met: 0 }]));
    const rows: string[][] = [];
    for (const { transcript } of plays) {
      const record = await playTranscript(transcript, { flows, forms, site, duty, retriever, logger: silentLogger }, openTestStore);
      const grades = gradePlay(record, site).filter(({ met }) => met !== null);
      print(`${transcript.title}`);
      for (const { item, met } of grades) {
        const count = counts.get(item.id);
        if (count === undefined) continue;
        count.asked += 1;
        if (met === true) count.met += 1;
        print(`  ${met === true ? 'yes' : 'NO '} ${item.id}: ${item.asks}`);
      }
      const missed = grades.filter(({ met }) => met === false).map(({ item }) => item.id);
      const { topic, about, level } = transcript.safety ?? { topic: '', about: '', level: '' };
      rows.push([
        transcript.title,
        `${topic}, ${about}, ${level}`,
        `${grades.length - missed.length}/${grades.length}`,
        missed.join(', ') || 'none',
      ]);
    }
    const whole = rows.filter((row) => row[3] === 'none').length;
    const asked = [...counts.values()].reduce((sum, count) => sum + count.asked, 0);
    const met = [...counts.values()].reduce((sum, count) => sum + count.met, 0);
    return {
      title: 'Safety conversations',
      tables: [
        {
          caption: 'Scripted conversations by the rubric',
          columns: ['Measure', 'Share (95 %)'],
          rows: [
            ['conversations in which every item is met', formatShare(shareOf(whole, rows.length))],
            ['answers «yes» of all items asked', formatShare(shareOf(met, asked))],
          ],
        },
        { caption: 'By conversation', columns: ['Conversation', 'Topic, about, level', 'Items met', 'Missed'], rows },
        {
          caption: 'By item',
          columns: ['Item', 'Question', 'Met'],
          rows: rubric.map(({ id, asks }) => [id, asks, `${counts.get(id)?.met ?? 0}/${counts.get(id)?.asked ?? 0}`]),
        },
      ],
      notes: [
        'The rubric (`evals/safety`) follows STANDARDS.md §2.6–2.9 and §2.17; it reads words and records, so it is a floor, not a judgement of warmth: the texts are read by people too. `evals/safety/rubric.test.ts` shows that each item can fail.',
      ],
    };
  },
};

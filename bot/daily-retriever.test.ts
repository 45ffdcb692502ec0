import { expect, it } from 'vitest';
import { createManualClock } from '../core/clock.ts';
import { silentLogger } from '../core/logger.ts';
import type { Retriever } from '../core/retriever.ts';
import { createDailyRetriever } from './daily-retriever.ts';

it('opens the knowledge anew when the day in China changes, and keeps the old one where that fails', async () => {
  const clock = createManualClock('2026-11-24T23:59:00.000+08:00');
  const opened: string[] = [];
  const open = async (today: string): Promise<Retriever> => {
    opened.push(today);
    if (today === '2026-11-26') throw new Error('the index is away');
    return {
      search: async () => [],
      answer: async () => ({ kind: 'unavailable', reason: today }),
      findArticle: () => null,
      verify: () => [],
      nearestEntries: async () => [],
      checkOwn: () => [],
    };
  };
  const retriever = await createDailyRetriever(open, clock, silentLogger);
  const answerOf = async (): Promise<unknown> => await retriever.answer('问');
  expect(await answerOf()).toMatchObject({ reason: '2026-11-24' });
  clock.advance(120_000);
  await answerOf();
  expect(await answerOf()).toMatchObject({ reason: '2026-11-25' });
  clock.advance(86_400_000);
  await answerOf();
  expect(await answerOf()).toMatchObject({ reason: '2026-11-25' });
  expect(opened).toEqual(['2026-11-24', '2026-11-25', '2026-11-26']);
});

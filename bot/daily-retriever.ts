import type { Clock } from '../core/clock.ts';
import { type CalendarDay, dayOf } from '../core/instant.ts';
import type { Logger } from '../core/logger.ts';
import type { Retriever } from '../core/retriever.ts';

/** A retriever that can be told to open its knowledge anew. */
export type DailyRetriever = Retriever & {
  /** Opens the knowledge again, as when staff published an entry; the old one answers until that is done, and where it fails. */
  reopen(): Promise<void>;
};

/**
 * A retriever for a process that runs for weeks: what is in force is judged by the day on which it was opened, so that it is opened anew
 * after midnight in China. Until that is done, and where it fails, yesterday's goes on answering.
 */
export async function createDailyRetriever(
  open: (today: CalendarDay) => Promise<Retriever>,
  clock: Clock,
  logger: Logger,
): Promise<DailyRetriever> {
  let openedFor = dayOf(clock.now());
  let current = await open(openedFor);
  const reopen = async (): Promise<void> => {
    const today = dayOf(clock.now());
    openedFor = today;
    try {
      current = await open(today);
    } catch {
      logger.error('knowledge_not_reopened', { day: today });
    }
  };
  const take = (): Retriever => {
    const today = dayOf(clock.now());
    if (today !== openedFor) void reopen();
    return current;
  };
  return {
    search: (question, k) => take().search(question, k),
    answer: (question) => take().answer(question),
    findArticle: (law, article, on) => take().findArticle(law, article, on),
    verify: (text) => take().verify(text),
    nearestEntries: (question, k) => take().nearestEntries(question, k),
    checkOwn: (content) => take().checkOwn(content),
    reopen,
  };
}

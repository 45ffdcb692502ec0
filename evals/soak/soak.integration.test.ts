import { expect, it } from 'vitest';
import { runSoak } from './run-soak.ts';

/** The short form of `npm run evals -- soak`: ten minutes of load through both doors, both sides killed on the way. Its peak leaves the machine room for the other tests. */
it('loses nothing, answers nothing twice, keeps the order, reaches nobody else and does not grow, with both sides killed', {
  timeout: 1_200_000,
}, async () => {
  const found = await runSoak({ minutes: 10, conversations: 200, peak: 10 });
  expect(found.sent).toBeGreaterThan(3000);
  const { lost, twice, disordered, misdelivered, faults } = found;
  expect({ lost, twice, disordered, misdelivered, faults }).toEqual({ lost: [], twice: [], disordered: [], misdelivered: [], faults: [] });
  expect(found.processKills).toBe(5);
  // The Telegram door has three replies on their way at the most: only those may come again after each kill.
  expect(found.repeated.length).toBeLessThanOrEqual(found.processKills * 3);
  const [, early = 0, late = 0] = found.lives.at(-1)?.live ?? [];
  expect(late - early).toBeLessThan(30);
});

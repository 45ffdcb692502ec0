import { expect, it } from 'vitest';
import { runSoak } from './run-soak.ts';

/** The short form of `npm run evals -- soak`: two and a half minutes of load, both sides killed on the way. */
it('loses nothing, answers nothing twice, keeps the order and reaches nobody else, with both sides killed', {
  timeout: 600_000,
}, async () => {
  const found = await runSoak({ minutes: 2.5, conversations: 100, peak: 8, serviceKills: 3, processKills: 5 });
  expect(found.sent).toBeGreaterThan(500);
  expect({ lost: found.lost, twice: found.twice, disordered: found.disordered, misdelivered: found.misdelivered }).toEqual({
    lost: [],
    twice: [],
    disordered: [],
    misdelivered: [],
  });
});

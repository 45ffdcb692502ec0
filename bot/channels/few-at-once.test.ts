import { expect, it } from 'vitest';
import { createFewAtOnce } from './few-at-once.ts';

it('runs no more at a time than it may, urgent work first, and goes on after a failure', async () => {
  const few = createFewAtOnce(2);
  const order: string[] = [];
  let running = 0;
  let most = 0;
  const work = (name: string) => async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    order.push(name);
    await Promise.resolve();
    running -= 1;
    if (name === 'fails') throw new Error(name);
  };
  const results = await Promise.allSettled([
    few.run(work('first'), false),
    few.run(work('fails'), false),
    few.run(work('third'), false),
    few.run(work('fourth'), false),
    few.run(work('danger'), true),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect(order).toEqual(['first', 'fails', 'danger', 'third', 'fourth']);
  expect(most).toBe(2);
});

import { afterEach, expect, it } from 'vitest';
import type { LogFields } from '../../core/logger.ts';
import { createTestStage, type TestStage } from './testing/test-stage.ts';

let stage: TestStage;
afterEach(async () => stage.close());

it('never writes what a resident or staff said, nor a name or a number, into the log', async () => {
  const written: string[] = [];
  const write = (event: string, fields?: LogFields): void => {
    written.push(JSON.stringify({ event, ...fields }));
  };
  stage = await createTestStage({ logger: { debug: write, info: write, warn: write, error: write } });
  const secret = '张三13903990042';
  const officer = await stage.hire('duty_officer');
  stage.channel.answerWith(() => {
    throw new Error(`the network broke at ${secret}`);
  });
  const id = await stage.say(`${secret} [ticket]`);
  await stage.engine.idle();
  for (const mark of ['[break screen]', '[break advance]', '[danger]', '[remind]']) {
    await stage.say(`${secret} ${mark}`);
    await stage.engine.idle();
  }
  await stage.engine.takeOver(id, officer);
  await stage.engine.sendAsStaff(id, officer, { text: secret });
  await stage.engine.idle();
  stage.clock.advance(3_600_000);
  await stage.engine.idle();
  expect(written.length).toBeGreaterThan(8);
  expect(written.some((line) => line.includes('screen_failed'))).toBe(true);
  expect(written.filter((line) => line.includes('张三') || line.includes('13903990042'))).toEqual([]);
});

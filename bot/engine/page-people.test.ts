import { afterEach, describe, expect, it } from 'vitest';
import type { PageNotice, PageWebhook } from '../../core/page.ts';
import { createProbeChannel } from './testing/probe-channel.ts';
import { createTestStage, type TestStage } from './testing/test-stage.ts';

let stage: TestStage;
afterEach(async () => stage.close());

const minute = 60_000;

/** A webhook that refuses so many times and then takes everything. */
function createWebhook(refusals: number): { readonly webhook: PageWebhook; readonly heard: PageNotice[] } {
  const heard: PageNotice[] = [];
  let refused = 0;
  return {
    heard,
    webhook: {
      send: async (notice) => {
        heard.push(notice);
        refused += 1;
        return refused <= refusals ? 'status_500' : null;
      },
    },
  };
}

describe('a call of the person on duty', () => {
  it('goes over the webhook with code, colour and link and not a word of the resident', async () => {
    const { webhook, heard } = createWebhook(0);
    stage = await createTestStage({ pageWebhook: webhook });
    const id = await stage.say('[danger] [ticket] 我叫王翠花，电话13800001111');
    await stage.engine.idle();
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ reason: 'red_alert', urgency: 'red', link: `https://bridge.example/console/#/talks/${id}` });
    expect(heard[0]?.caseCode).toMatch(/^XQ\d{12}$/);
    expect(JSON.stringify(heard)).not.toMatch(/王翠花|13800001111|danger/);
    expect(await stage.eventKinds(id)).toContain('page_sent');
  });

  it('is tried again with the same id until it goes through, and each next person is called too', async () => {
    const { webhook, heard } = createWebhook(2);
    stage = await createTestStage({ pageWebhook: webhook });
    const id = await stage.say('[danger]');
    await stage.engine.idle();
    for (let times = 0; times < 3; times += 1) {
      stage.clock.advance(10_000);
      await stage.engine.idle();
    }
    expect(heard.map((notice) => notice.id)).toEqual([heard[0]?.id, heard[0]?.id, heard[0]?.id]);
    stage.clock.advance(3 * minute);
    await stage.engine.idle();
    const pages = await stage.read((tx) => tx.pages.list({ conversationId: id }));
    expect(pages.map(({ account, state }) => [account, state])).toEqual([
      ['zhiban1', 'sent'],
      ['zhiban2', 'sent'],
    ]);
  });

  it('stops where somebody has accepted meanwhile, and dies loudly where nobody takes it', async () => {
    const { webhook } = createWebhook(1000);
    stage = await createTestStage({ pageWebhook: webhook });
    const officer = await stage.hire('duty_officer', 'zhiban1');
    const lost = await stage.say('[danger]', { person: 'lost' });
    const held = await stage.say('[danger]', { person: 'held' });
    await stage.engine.idle();
    await stage.engine.takeOver(held, officer);
    for (let times = 0; times < 12; times += 1) {
      stage.clock.advance(60_000);
      await stage.engine.idle();
    }
    const firstOf = async (id: typeof lost) => (await stage.read((tx) => tx.pages.list({ conversationId: id })))[0];
    expect(await firstOf(lost)).toMatchObject({ state: 'dead', attempts: 8, failure: 'status_500' });
    expect(await firstOf(held)).toMatchObject({ state: 'dead', failure: 'not_needed' });
    expect(await stage.eventKinds(lost)).toContain('page_dead');
  });

  it('goes by the channel that the person chose, besides the console', async () => {
    stage = await createTestStage();
    const officer = await stage.hire('duty_officer', 'zhiban1');
    const telegram = createProbeChannel('telegram');
    stage.engine.addChannel(telegram);
    await expect(stage.engine.chooseReach(officer, { by: 'telegram', chatKey: ' ' })).rejects.toMatchObject({ code: 'bad_input' });
    await stage.engine.chooseReach(officer, { by: 'telegram', chatKey: 'chat-of-zhiban1' });
    await stage.say('[danger] [ticket]');
    await stage.engine.idle();
    expect(telegram.delivered.map(({ chatKey, key }) => [chatKey, key])).toEqual([['chat-of-zhiban1', 'page.red_alert']]);
    expect(telegram.delivered[0]?.text).toMatch(/编号XQ\d{12}/);
  });
});

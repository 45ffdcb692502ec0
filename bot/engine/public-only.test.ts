import { afterEach, describe, expect, it } from 'vitest';
import { createFlows } from '../../flows/index.ts';
import { createTestStage, type TestStage } from './testing/test-stage.ts';

let stage: TestStage;
afterEach(async () => stage.close());

describe('a door for public questions only', () => {
  it('opens no ticket and keeps no fact of a person, and names the page at home', async () => {
    stage = await createTestStage({ flows: createFlows(), publicOnly: true });
    const id = await stage.say('我叫王建国，电话13812345678，老板欠我三个月工资一万二，我要登记');
    await stage.engine.idle();
    const conversation = await stage.conversation(id);
    expect(conversation.ticketId).toBeNull();
    expect(JSON.stringify(conversation.state)).not.toContain('13812345678');
    for (const line of await stage.lines(id)) expect(Object.keys(line.triage?.fields ?? {})).toEqual([]);
    expect(stage.channel.delivered.map(({ text }) => text).join('')).toContain('https://bridge.example/');
  });

  it('calls the person on duty in danger as everywhere', async () => {
    stage = await createTestStage({ flows: createFlows(), publicOnly: true });
    await stage.say('我不想活了，药已经买好了，今晚就吃');
    await stage.engine.idle();
    expect(await stage.read((tx) => tx.alerts.open())).toHaveLength(1);
    expect(stage.channel.delivered[0]?.key).toMatch(/^safety\./);
  });
});

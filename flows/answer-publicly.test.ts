import { describe, expect, it } from 'vitest';
import { smallSite } from './testing/small-site.ts';
import { createTalk } from './testing/talk.ts';

const page = 'https://bridge.example/';
const openTalk = () => createTalk({ kind: 'no_match', nearestTopics: [] }, null, { publicOnly: { page } });
const matter = '我叫王建国，电话13812345678，老板李四欠我三个月工资一万二不给，我要登记';

describe('a door for public questions only', () => {
  it('takes in no case, remembers nothing of it, and shows the way to a door at home', () => {
    const talk = openTalk();
    for (const line of [matter, '帮我登记', '找人工', '王建国，13812345678', '我的案子办得怎么样了']) {
      const { text, effects } = talk.say(line);
      expect(effects).toEqual([]);
      expect(text).toContain(smallSite.phone);
      expect(text).toContain(page);
      expect(text).not.toMatch(/王建国|13812345678|您叫什么|电话是多少|贵姓/u);
    }
    expect(talk.ticket).toBeNull();
    expect(JSON.stringify(talk.state)).not.toMatch(/王建国|13812345678|李四/u);
  });

  it('says at once what it is and what it is not for', () => {
    const { text } = openTalk().say('你好');
    expect(text).toMatch(/机器人/u);
    expect(text).toMatch(/国外/u);
  });

  it('answers what is asked about the house', () => {
    expect(openTalk().say('你们收费吗').text).toContain('不收钱');
  });

  it('hears danger as everywhere: the same first words, a ticket, and the person on duty', () => {
    const abroad = openTalk().say('我不想活了，药已经买好了，今晚就吃');
    const atHome = createTalk().say('我不想活了，药已经买好了，今晚就吃');
    expect(abroad.keys).toEqual(atHome.keys);
    expect(abroad.text).toBe(atHome.text);
    expect(abroad.effects.map(({ kind }) => kind)).toEqual(atHome.effects.map(({ kind }) => kind));
    expect(abroad.effects.map(({ kind }) => kind)).toContain('alert_duty');
  });
});

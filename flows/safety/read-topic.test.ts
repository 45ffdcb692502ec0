import { describe, expect, test } from 'vitest';
import { toPlain } from '../plain-text.ts';
import { createScreen } from '../screen/screen-turn.ts';
import { readAbout, readTopic } from './read-topic.ts';

const screen = createScreen();

function read(text: string) {
  const result = screen(text, { level: 'none', recent: [] });
  const topic = readTopic(result);
  return { topic, about: readAbout(toPlain(text), result, topic) };
}

describe('of whom the words speak', () => {
  test.each([
    ['我不想活了，债还不上', 'self', 'self'],
    ['实在活不下去了', 'self', 'self'],
    ['老公在外面欠了债，我真不想活了', 'self', 'self'],
    ['孩子也判给他了，我活着还有啥意思', 'self', 'self'],
    ['我弟在家里说不想活了', 'self', 'other'],
    ['我妈跟我说她不想活了，咋办', 'self', 'other'],
    ['同事发朋友圈说要自杀', 'self', 'other'],
    ['我男人喝了酒就打我', 'home', 'self'],
    ['他一喝酒就打我，我不敢回家', 'home', 'self'],
    ['楼上那女的天天被她男人打，哭得厉害', 'home', 'other'],
    ['我姐让她男人打得浑身是伤', 'home', 'other'],
    ['我爸天天拿皮带抽我，我今年十一岁', 'child', 'child'],
    ['村里有个孩子让后妈打得满身是伤', 'child', 'other'],
    ['我要拿刀砍死他', 'threat', 'self'],
    ['我哥说他今晚要去砍了那家人', 'threat', 'other'],
  ] as const)('%s', (text, topic, about) => {
    expect(read(text)).toEqual({ topic, about });
  });
});

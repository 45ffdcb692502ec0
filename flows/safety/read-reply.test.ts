import { expect, test } from 'vitest';
import { isTogether, readReply } from './read-reply.ts';

test.each([
  ['有', 'yes'],
  ['是的', 'yes'],
  ['嗯', 'yes'],
  ['想过', 'yes'],
  ['在手边', 'yes'],
  ['没有', 'no'],
  ['没', 'no'],
  ['不方便', 'no'],
  ['不在', 'no'],
  ['没有，就是心里烦', 'no'],
  ['说不清', 'unsure'],
  ['不知道', 'unsure'],
  ['不想说', 'refuses'],
  ['别问了', 'refuses'],
  ['你别报警', 'objects'],
  ['谁也别管我', 'objects'],
  ['不要告诉我家里人', 'objects'],
  ['吃多少片才行', 'asks_method'],
  ['怎么死不疼', 'asks_method'],
  ['你是真人吗', 'asks_who'],
  ['已经喝了', 'acted'],
  ['刚吃下去了', 'acted'],
  ['方便了', 'safe_again'],
  ['他走了', 'safe_again'],
  ['先说我的事', 'wants_matter'],
  ['我没事了，说正事吧', 'wants_matter'],
  ['我妈一会儿就来陪我', 'other'],
] as const)('%s is %s', (text, answer) => {
  expect(readReply(text, false)).toBe(answer);
});

test('a question about the matter is a matter', () => {
  expect(readReply('那我这三万块钱还能不能要回来', true)).toBe('matter');
});

test.each([
  ['就我一个人', false],
  ['没人', false],
  ['我妈不在家', false],
  ['有人在', true],
  ['我妈在，有人陪', true],
])('somebody is there: %s', (text, together) => {
  expect(isTogether(text)).toBe(together);
});

import { expect, test } from 'vitest';
import { judgeEscalation } from './judge-escalation.ts';
import { readEmotions } from './read-emotions.ts';
import { createScreen } from './screen-turn.ts';

test.each([
  ['这事太欺负人了，我一肚子委屈', 'resentment', 2],
  ['凭啥给他多分半亩', 'resentment', 1],
  ['我对他恨之入骨', 'hatred', 3],
  ['想起来就窝火', 'annoyance', 1],
  ['气得我发抖，饭都端不住', 'anger', 2],
  ['楼上天天跳绳，烦死了', 'weariness', 2],
  ['这噪音要把人逼疯', 'weariness', 3],
])('%s', (text, kind, strength) => {
  expect(readEmotions(text).map((emotion) => [emotion.kind, emotion.strength])).toContainEqual([kind, strength]);
});

test.each(['麻烦您帮我查一下进度', '我不生气，就想问问怎么办', '烦请转告调解员', '租金三千，押一付三'])(
  'no feeling is read into: %s',
  (text) => {
    expect(readEmotions(text)).toEqual([]);
  },
);

test('the strongest feeling comes first, with the words that it rests on', () => {
  const [first, second] = readEmotions('凭啥这么对我，我恨透他了');
  expect([first?.kind, first?.words, second?.kind]).toEqual(['hatred', '恨透', 'resentment']);
});

test('a dispute that goes from words to blows is rising, and one that stays is not', () => {
  expect(judgeEscalation(['他家把水管接到我地里了', '去说了一次，两家吵起来'], '今早他把我推倒了')).toEqual({
    from: 'words',
    to: 'blows',
    rising: true,
  });
  expect(judgeEscalation(['前天打了我一下', '要医药费'], '今天又骂我')).toEqual({ from: 'blows', to: 'words', rising: false });
});

test('a matter alone has no stage, and neither has what did not happen', () => {
  expect(judgeEscalation(['他欠我两万'], '打过电话，他说下个月')).toBeNull();
  expect(judgeEscalation([], '我们从没吵过架，也没打过官司，就想问房租')).toBeNull();
});

test('the screen gives both to staff and takes no level from them', () => {
  const at = '2026-11-24T10:00:00.000+08:00';
  const result = createScreen()('他把我家门锁换了，烦透了', { level: 'none', recent: [{ text: '他欠我两万租金', level: 'none', at }] });
  expect(result.level).toBe('none');
  expect(result.emotions?.map(({ kind }) => kind)).toEqual(['weariness']);
});

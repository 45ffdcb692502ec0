import { expect, test } from 'vitest';
import { normaliseText } from './normalise-text.ts';

test.each([
  ['我想自 杀', '自杀'],
  ['自。杀', '自杀'],
  ['我要自鲨了', '自杀'],
  ['zisha疼不疼', '自杀'],
  ['想4的心都有', '想死'],
  ['不想活le', '不想活了'],
  ['買了農藥', '买了农药'],
  ['ＪＩＡ', 'jia'],
  ['不\u200b想\u200b活', '不想活'],
  ['我布想活了', '不想活'],
])('%s is read as %s', (written, meant) => {
  const { text, squeezed } = normaliseText(written);
  expect(`${text}|${squeezed}`).toContain(meant);
});

test.each(['这把紫砂壶是我爷爷的', '自沙发到门口两米', '割豌豆', '相思病', '想4个人去旅游'])('ordinary words stay: %s', (written) => {
  expect(normaliseText(written).text).toBe(written);
});

test('an empty text and one of symbols are valid', () => {
  expect(normaliseText('')).toEqual({ text: '', squeezed: '' });
  expect(normaliseText('😭😭！！').squeezed).toBe('');
});

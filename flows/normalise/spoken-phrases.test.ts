import { describe, expect, it } from 'vitest';
import { normaliseText } from './normalise-text.ts';

describe('what a recogniser writes down wrongly', () => {
  it.each([
    ['我不响货了', '不想活'],
    ['我真想紫沙', '想自杀'],
    ['他说要浓死我', '弄死我'],
    ['我没罚活了', '没法活了'],
    ['他喝了农要', '喝了农药'],
    ['他正在杂门', '正在砸门'],
    ['死了酸了', '死了算了'],
  ])('%s is read as %s', (heard, meant) => {
    expect(normaliseText(heard).text).toContain(meant);
  });

  it.each(['我儿子上大四我闺女大三', '说啥了我没听清', '你拿到看看就知道', '舅舅我跟你说', '火够了就关灯', '看似我们没理'])(
    '%s is left as it is',
    (heard) => {
      expect(normaliseText(heard).text).toBe(heard);
    },
  );
});

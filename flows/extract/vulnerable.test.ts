import { expect, test } from 'vitest';
import { findVulnerable } from './vulnerable.ts';

test.each([
  ['我今年七十三了,儿子不管我', ['老年人']],
  ['俺娘82岁,腿脚不好,一个人在家', ['老年人', '残疾人']],
  ['我怀着孕,老板把我辞了', ['孕妇或带小婴儿']],
  ['我不识字,合同是他念给我听的', ['不识字或用不好手机']],
  ['我是低保户,透析三年了', ['重病', '低保或特困']],
  ['我闺女才9岁,在学校让人打了', ['未成年人']],
  ['我是聋哑人', ['残疾人']],
])('%s', (text, marks) => expect(findVulnerable(text)).toEqual(marks));

test.each(['欠我七十块钱', '这事拖了六十多天', '伤残鉴定在哪儿做', '对方公司不给残疾赔偿金', '楼上漏水'])('none: %s', (text) =>
  expect(findVulnerable(text)).toEqual([]),
);

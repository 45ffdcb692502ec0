import { expect, test } from 'vitest';
import { loadTopicReader } from './topic-lawbench.ts';

const read = loadTopicReader();

test.each([
  ['想离婚，婚后买的房和孩子怎么分', '婚姻家庭'],
  ['我的商标被别人抄了，专利也在申请，怎么维权', '知识产权'],
  ['三个股东里有一个想退股，公司章程没写', '公司法'],
  ['给朋友做了担保，房子还抵押着，银行找我还', '抵押担保'],
  ['集装箱在港口压了一个月，海运公司要滞港费', '海事海商'],
])('%s → %s', (text, topic) => expect(read?.(text)).toBe(topic));

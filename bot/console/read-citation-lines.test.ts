import { expect, it } from 'vitest';
import { readCitationLines } from './read-citation-lines.ts';

it('reads one article a line however it is typed, and keeps what it cannot read', () => {
  expect(readCitationLines('民法典第五百八十七条\n《劳动合同法》 第 47 条；\n\n刑法一百三十三条之一\n随便写的')).toEqual([
    { law: '民法典', article: '第五百八十七条' },
    { law: '劳动合同法', article: '第47条' },
    { law: '刑法', article: '第一百三十三条之一' },
    { law: '随便写的', article: '' },
  ]);
});

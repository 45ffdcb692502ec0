import { expect, it } from 'vitest';
import { findWrittenDays, readLawText } from './read-law-text.ts';

const markdown = `---
sidebar: auto
---

# 中华人民共和国水井法

2015年1月20日第三届井务会议通过

2024年5月1日第五届井务会议修订

## 目录

## 第一章　总则

**第一条**　为了让大家有水喝，制定本法。

**第二条**　一户一桶，下列人家可以两桶：

（一）有老人的；

（二）有病人的。

桶不够的，轮着用。

## 第二章　罚则

### 第一节　偷水

**第二条之一**　偷水的，还两桶。

**第三条**　本法自2015年3月1日起施行。
`;

it('reads a law as the Markdown collections lay it out', () => {
  const law = readLawText(markdown);
  expect(law?.law).toBe('中华人民共和国水井法');
  expect(law?.rows.map(({ article, path }) => `${article} ${path}`)).toEqual([
    '第一条 第一章 总则',
    '第二条 第一章 总则',
    '第二条之一 第二章 罚则 > 第一节 偷水',
    '第三条 第二章 罚则 > 第一节 偷水',
  ]);
  expect(law?.rows[1]?.text).toBe('一户一桶，下列人家可以两桶：\n（一）有老人的；\n（二）有病人的。\n桶不够的，轮着用。');
});

it('takes the latest day of the history as the version, and holds an amended law to it', () => {
  const row = readLawText(markdown)?.rows[0];
  expect(row?.version).toBe('2024-05-01');
  expect(row?.valid_from).toBe('2024-05-01');
  expect(row?.amended).toEqual(['2015-01-20', '2024-05-01']);
});

it('reads plain text with a table of contents, and a first day after the passing', () => {
  const plain = [
    '井边秩序条例',
    '（二〇一〇年八月二十八日通过　根据2012年1月5日的决定修正）',
    '目　录',
    '第一章　总则',
    '第二章　附则',
    '第一章　总则',
    '第一条 打水排队。',
    '第二章　附则',
    '第二条 本条例自2012年7月1日起施行。',
  ].join('\n');
  const law = readLawText(plain);
  expect(law?.rows.map(({ article, path, kind }) => [article, path, kind])).toEqual([
    ['第一条', '第一章 总则', '行政法规'],
    ['第二条', '第二章 附则', '行政法规'],
  ]);
  expect(law?.rows[0]?.version).toBe('2012-01-05');
  expect(law?.rows[0]?.valid_from).toBe('2012-07-01');
});

it('finds no law where nothing is an article', () => {
  expect(readLawText('# 读我\n\n这里有许多法律。第一条路走到黑。')).toBeNull();
});

it('reads days in Chinese and Arabic figures', () => {
  expect(findWrittenDays('二〇一〇年八月二十八日、2025年6月27日、一九九九年十月十日')).toEqual(['2010-08-28', '2025-06-27', '1999-10-10']);
});

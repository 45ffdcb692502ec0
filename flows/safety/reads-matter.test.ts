import { expect, test } from 'vitest';
import { wishesMatter } from './reads-matter.ts';

test.each([
  '继续说钱的事',
  '还是说我那工钱',
  '先办我的事',
  '先办我的事吧',
  '继续',
  '接着问吧',
  '那就继续登记',
  '别说这个了，说离婚的事',
  '不说这个了,咱说工资的事吧',
  '没事了,办正事吧',
  '你先帮我把房子的事说清楚',
  '俺就想问问工钱的事',
  '咱还是说说那笔账哇',
  '我没事，你接着登记',
  '先说我的事',
  '回到正题吧',
])('%s', (text) => expect(wishesMatter(text)).toBe(true));

test.each([
  '不想说钱的事',
  '别问我那些事了',
  '先办后事吧',
  '他欠我工钱还骂我',
  '我的事你们谁管过',
  '没心思办这些事',
  '嗯',
  '不知道',
  '我要跟他算账',
  '说了也没用',
  '谁来管我的事',
])('not: %s', (text) => expect(wishesMatter(text)).toBe(false));

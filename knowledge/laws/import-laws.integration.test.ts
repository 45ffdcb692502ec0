import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importLaws } from './import-laws.ts';
import { readKnownLaws } from './known-articles.ts';
import { createLawLibrary } from './law-library.ts';
import { readValidity } from './validity.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinqiao-laws-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string): void => {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
};
const library = async (...names: readonly string[]) =>
  createLawLibrary(
    await importLaws(
      names.map((name) => join(folder, name)),
      readValidity(),
    ),
    readKnownLaws(),
    readValidity(),
  );

it('imports a folder of dated Markdown files as versions, and finds what held on a day', async () => {
  put(
    'tree/社会法/水桶法(2015-01-20).md',
    '# 中华人民共和国水桶法\n\n2015年1月20日通过\n\n<!-- INFO END -->\n\n第一条 一户一桶。\n\n第二条 本法自2015年3月1日起施行。',
  );
  put(
    'tree/社会法/水桶法(2024-05-01).md',
    '# 中华人民共和国水桶法\n\n2024年5月1日修订\n\n<!-- INFO END -->\n\n第一条 一户两桶。\n\n第二条 本法自2024年7月1日起施行。',
  );
  put('tree/README.md', '# 法律\n\n没有条文。');
  const laws = await library('tree');
  expect(laws.find('水桶法', '第一条', '2024-03-15')?.text).toBe('一户一桶。');
  expect(laws.find('水桶法', '第一条', '2024-07-01')?.text).toBe('一户两桶。');
  expect(laws.find('水桶法', '第一条', '2014-12-31')).toBeNull();
});

it('joins the books of a divided law, in their order, under the title of its README', async () => {
  put('code/README.md', '# 中华人民共和国水典\n\n2020年5月28日第十三届会议通过\n');
  put('code/第二编 桶.md', '# 第二编　桶\n\n**第三条**　桶归桶。\n');
  put('code/第一编 井.md', '# 第一编　井\n\n## 第一章　井口\n\n**第一条**　井归井。\n\n**第二条**　井要有盖。\n');
  put('code/附则.md', '# 附则\n\n**第四条**　本法自2021年1月1日起施行。\n');
  const laws = await library('code');
  expect(laws.versions.filter(({ law }) => law === '水典')).toHaveLength(1);
  expect(laws.find('水典', '第二条', '2026-11-24')?.path).toBe('第一编 井 > 第一章 井口');
  expect(laws.find('水典', '第三条', '2020-12-31')).toBeNull();
  expect(laws.find('水典', '第三条', '2021-01-01')?.text).toBe('桶归桶。');
});

it('reads a Word document of the national database', async () => {
  const lines = [
    '中华人民共和国井绳法',
    '（2018年10月26日第六次会议通过）',
    '第一章　总则',
    '第一条　井绳要结实。',
    '断了的要换。',
    '第二条　本法自2019年1月1日起施行。',
  ];
  const document = new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] });
  writeFileSync(join(folder, '井绳法.docx'), await Packer.toBuffer(document));
  const laws = await library('井绳法.docx');
  expect(laws.find('井绳法', '第一条', '2026-11-24')?.text).toBe('井绳要结实。\n断了的要换。');
  expect(laws.find('井绳法', '第一条', '2018-12-31')).toBeNull();
});

it('says which line is no article, and that a path does not exist', async () => {
  put('bad.jsonl', '{"law":"水法","article":"第一条","text":"有水。"}\n{"law":"水法"}\n');
  await expect(importLaws([join(folder, 'bad.jsonl')], readValidity())).rejects.toThrow(/bad\.jsonl:2/);
  await expect(importLaws([join(folder, 'nowhere')], readValidity())).rejects.toThrow(/There is no/);
  put('empty/README.md', '# 空\n');
  await expect(importLaws([join(folder, 'empty')], readValidity())).rejects.toThrow(/No article/);
});

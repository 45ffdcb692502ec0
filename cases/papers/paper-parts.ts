import {
  AlignmentType,
  Document,
  Footer,
  Header,
  type ISectionOptions,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { PaperParty } from './paper-facts.ts';
import { fillWords, paperWords as words } from './paper-words.ts';

/** Fonts that Word and WPS both bring; a machine without them falls back to its own. Sizes in half points: 32 is 三号, 24 is 小四. */
const latin = 'Times New Roman';
const bodyFont = { ascii: latin, hAnsi: latin, eastAsia: '仿宋', cs: latin } as const;
const titleFont = { ascii: latin, hAnsi: latin, eastAsia: '宋体', cs: latin } as const;
const bodySize = 24;

/** A4 in twips with the margins of official papers, a little narrower. */
const page = { width: 11906, height: 16838, side: 1418, top: 1418 } as const;

/** The width between the margins, in twips. */
export const lineWidth = page.width - 2 * page.side;

/** A paragraph in the body's font. */
export function writeLine(
  text: string,
  style: {
    readonly bold?: boolean;
    readonly indent?: boolean;
    readonly align?: 'left' | 'center' | 'right';
    readonly keepNext?: boolean;
  } = {},
): Paragraph {
  return new Paragraph({
    alignment: style.align ?? AlignmentType.LEFT,
    spacing: { line: 340, before: style.bold === true ? 160 : 20, after: 20 },
    keepNext: style.keepNext ?? false,
    ...(style.indent === true ? { indent: { firstLine: bodySize * 20 } } : {}),
    children: [new TextRun({ text, bold: style.bold ?? false })],
  });
}

/** The heading of a paper. */
export function writeTitle(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 120, after: 240 },
    children: [new TextRun({ text, bold: true, size: 40, font: titleFont })],
  });
}

/** A cell so many of `columns` wide. */
export function writeCell(
  lines: readonly string[],
  width: number,
  style: { readonly span?: number; readonly label?: boolean; readonly rows?: number; readonly keepNext?: boolean } = {},
): TableCell {
  const isLabel = style.label === true;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan: style.span ?? 1,
    ...(style.rows === undefined ? {} : { rowSpan: style.rows }),
    verticalAlign: isLabel || lines.length < 2 ? VerticalAlign.CENTER : VerticalAlign.TOP,
    margins: { left: 50, right: 50, top: 40, bottom: 40 },
    children: (lines.length === 0 ? [''] : lines).map((line) =>
      writeLine(line, { align: isLabel ? 'center' : 'left', keepNext: style.keepNext ?? false }),
    ),
  });
}

/** A table over the whole line; `columns` are widths in twips. Rows may run over pages unless they are short. */
export function writeTable(columns: readonly number[], rows: readonly TableRow[]): Table {
  return new Table({
    width: { size: lineWidth, type: WidthType.DXA },
    columnWidths: [...columns],
    layout: TableLayoutType.FIXED,
    rows: [...rows],
  });
}

/** The columns of a party's rows: title, then three pairs of label and value. */
export const partyColumns = [1340, 1400, 1900, 760, 850, 1460, 1360] as const;

/** A party's three rows: what §2.2 asks per party. A party never runs over the end of a page. */
export function writeParty(party: PaperParty): readonly TableRow[] {
  const [title, label, wide, small, middle, last, end] = partyColumns;
  const labels = words.party;
  const pair = (name: string, value: string, labelWidth: number, width: number): readonly TableCell[] => [
    writeCell([name], labelWidth, { label: true, keepNext: true }),
    writeCell([value], width, { keepNext: true }),
  ];
  const row = (cells: readonly TableCell[]): TableRow => new TableRow({ cantSplit: true, children: [...cells] });
  return [
    row([
      writeCell([party.title], title, { label: true, rows: 3 }),
      ...pair(labels.name, party.name, label, wide),
      ...pair(labels.gender, party.gender, small, middle),
      ...pair(labels.ethnicity, party.ethnicity, last, end),
    ]),
    row([
      ...pair(labels.phone, party.phone, label, wide),
      ...pair(labels.age, party.age, small, middle),
      ...pair(labels.occupation, party.occupation, last, end),
    ]),
    row([writeCell([labels.address], label, { label: true }), writeCell([party.address], wide + small + middle + last + end, { span: 5 })]),
  ];
}

/** The document around a paper: A4, the case code on every page (QX-04), page numbers, fonts. */
export function wrapPaper(title: string, caseCode: string, publisher: string, children: ISectionOptions['children']): Document {
  const small = { size: 18 } as const;
  const code = fillWords(words.code, { code: caseCode });
  const [first, middle, last] = words.page;
  return new Document({
    title: `${title} ${caseCode}`,
    creator: publisher,
    lastModifiedBy: publisher,
    styles: { default: { document: { run: { font: bodyFont, size: bodySize, language: { eastAsia: 'zh-CN' } } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { left: page.side, right: page.side, top: page.top, bottom: page.top },
          },
        },
        headers: {
          default: new Header({ children: [new Paragraph({ alignment: 'right', children: [new TextRun({ text: code, ...small })] })] }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({ children: [new TextRun({ text: words.foot, ...small })] }),
              new Paragraph({
                alignment: 'center',
                children: [new TextRun({ ...small, children: [first, PageNumber.CURRENT, middle, PageNumber.TOTAL_PAGES, last] })],
              }),
            ],
          }),
        },
        children,
      },
    ],
  });
}

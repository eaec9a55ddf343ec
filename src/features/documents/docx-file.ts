import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Block, Paper, PaperTable } from './paper.ts'

/** Sizes are half points, as the format counts; lengths on the paper are millimetres. */
const BODY = 28
const SMALL = 26
const LIST = 22
/** Rounded to the nearest twentieth of a point, which Word calls A4; cut off, it would be another format. */
const mm = (length: number) => Math.round((length * 1440) / 25.4)
/** A4 upright; the margins of Decree 30/2020/NĐ-CP. */
const MARGIN = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(20), header: mm(10) }
const TEXT_WIDTH = mm(210 - 30 - 20)
const LEFT = Math.round(TEXT_WIDTH * 0.4)
const RIGHT = TEXT_WIDTH - LEFT

const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const NO_LINES = { top: NO_LINE, bottom: NO_LINE, left: NO_LINE, right: NO_LINE }
const LINE = { style: BorderStyle.SINGLE, size: 6, color: '000000' } as const
const LINES = { top: LINE, bottom: LINE, left: LINE, right: LINE }

/**
 * The paper as a Word file: Times New Roman declared everywhere, number of the page above from the second one on.
 * Made on this device, without a network. [DC2]
 */
export async function docxOf(paper: Paper): Promise<Blob> {
  const document = new Document({
    creator: '',
    title: paper.kind,
    styles: {
      default: {
        document: { run: { font: 'Times New Roman', size: BODY, color: '000000', language: { value: 'vi-VN' } } },
      },
    },
    sections: [
      {
        properties: { page: { size: { width: mm(210), height: mm(297) }, margin: MARGIN }, titlePage: true },
        headers: {
          first: new Header({ children: paper.mark === null ? [new Paragraph('')] : [marked(paper.mark)] }),
          default: new Header({
            children: [
              centred([new TextRun({ children: [PageNumber.CURRENT], size: SMALL })]),
              ...(paper.mark === null ? [] : [marked(paper.mark)]),
            ],
          }),
        },
        children: [
          head(paper),
          ...title(paper),
          ...paper.blocks.flatMap(blockOf),
          new Paragraph({ spacing: { before: 120 } }),
          foot(paper),
        ],
      },
    ],
  })
  return Packer.toBlob(document)
}

const centred = (children: TextRun[], more: IParagraphOptions = {}) =>
  new Paragraph({ alignment: AlignmentType.CENTER, children, ...more })

const bold = (text: string, size: number) => new TextRun({ text, size, bold: true })
const plain = (text: string, size: number) => new TextRun({ text, size })

const marked = (mark: string) => new Paragraph({ alignment: AlignmentType.RIGHT, children: [bold(mark, SMALL)] })

/** A rule below a line of text, as long as what is left between the two insets (mm). */
const rule = (inset: number) =>
  new Paragraph({
    spacing: { before: 60, after: 60, line: 40, lineRule: 'exact' },
    indent: { left: mm(inset), right: mm(inset) },
    border: { top: { ...LINE, space: 1 } },
    children: [],
  })

/** Two columns without lines: who issues it on the left, the nation on the right. */
function head({ words, parent, issuer, number, urgency, placeAndDate }: Paper): Table {
  return twoColumns(
    [
      centred([plain(parent, 24)]),
      centred([bold(issuer, 24)]),
      rule(22),
      centred([plain(number, SMALL)]),
      ...(urgency === null
        ? []
        : [
            new Paragraph({ spacing: { before: 60 } }),
            centred([bold(urgency.toLocaleUpperCase('vi'), SMALL)], {
              indent: { left: mm(14), right: mm(14) },
              border: LINES,
            }),
          ]),
    ],
    [
      centred([bold(words.nation, 24)]),
      centred([bold(words.motto, SMALL)]),
      rule(20.5),
      centred([new TextRun({ text: placeAndDate, size: SMALL, italics: true })]),
    ],
  )
}

const title = ({ words, kind, subject, to }: Paper): Paragraph[] => [
  centred([bold(kind, BODY)], { spacing: { before: 360 } }),
  centred([bold(subject, BODY)]),
  rule(55),
  ...(to === null ? [] : [centred([plain(`${words.to} ${to}`, BODY)], { spacing: { before: 120, after: 120 } })]),
]

function blockOf(block: Block): (Paragraph | Table)[] {
  if ('heading' in block) {
    return [
      new Paragraph({
        keepNext: true,
        spacing: { before: 120 },
        indent: { firstLine: mm(12.7) },
        children: [bold(block.heading, BODY)],
      }),
    ]
  }
  if ('table' in block)
    return [new Paragraph({ spacing: { before: 60, line: 60, lineRule: 'exact' } }), tableOf(block.table)]
  return [
    new Paragraph({
      alignment: AlignmentType.BOTH,
      spacing: { before: 120 },
      indent: { firstLine: mm(12.7) },
      children: [plain(block.text, BODY)],
    }),
  ]
}

function tableOf({ columns, rows, widths = columns.map(() => 1) }: PaperTable): Table {
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const columnWidths = widths.map((width) => Math.floor((TEXT_WIDTH * width) / whole))
  const cell = (runs: readonly TextRun[], n: number, isCentred: boolean) =>
    new TableCell({
      width: { size: columnWidths[n] ?? 0, type: WidthType.DXA },
      margins: { left: 60, right: 60 },
      children: runs.map(
        (run) => new Paragraph({ alignment: isCentred ? AlignmentType.CENTER : AlignmentType.LEFT, children: [run] }),
      ),
    })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths,
    rows: [
      // what does not fit on a page goes on under the same heads
      new TableRow({ tableHeader: true, children: columns.map(({ title }, n) => cell([bold(title, SMALL)], n, true)) }),
      ...rows.map(
        (cells) =>
          new TableRow({
            cantSplit: true,
            children: cells.map((text, n) =>
              cell(
                text.split('\n').map((line) => plain(line, SMALL)),
                n,
                columns[n]?.number ?? false,
              ),
            ),
          }),
      ),
    ],
  })
}

/** To whom it goes on the left, who signs on the right, with room for the signature above the name. */
function foot({ words, recipients, signer, signerName }: Paper): Table {
  return twoColumns(
    [
      new Paragraph({ children: [new TextRun({ text: words.recipients, size: 24, bold: true, italics: true })] }),
      ...recipients.map((line) => new Paragraph({ children: [plain(line, LIST)] })),
    ],
    [centred([bold(signer, SMALL)]), ...[1, 2, 3, 4].map(() => new Paragraph('')), centred([bold(signerName, BODY)])],
  )
}

function twoColumns(left: Paragraph[], right: Paragraph[]): Table {
  const cell = (children: Paragraph[], size: number) =>
    new TableCell({
      width: { size, type: WidthType.DXA },
      margins: { left: 0, right: 0 },
      borders: NO_LINES,
      verticalAlign: VerticalAlign.TOP,
      children,
    })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [LEFT, RIGHT],
    borders: { ...NO_LINES, insideHorizontal: NO_LINE, insideVertical: NO_LINE },
    rows: [new TableRow({ cantSplit: true, children: [cell(left, LEFT), cell(right, RIGHT)] })],
  })
}

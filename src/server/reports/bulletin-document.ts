import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  type IRunOptions,
  LineRuleType,
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
import { categoryNames } from '#domain/estates/categories.ts'
import { type Bulletin, type BulletinSection, dayWords, monthWords, wordBulletin } from '#domain/reports/bulletin.ts'
import { percent } from '#domain/reports/figures.ts'

/** Type faces and sizes (half points) of GB/T 9704-2012 in its simple form. */
const faces = {
  mark: { eastAsia: '方正小标宋简体', size: 60 },
  title: { eastAsia: '方正小标宋简体', size: 44 },
  body: { eastAsia: '仿宋_GB2312', size: 32 },
  heading: { eastAsia: '黑体', size: 32 },
  cell: { eastAsia: '仿宋_GB2312', size: 22 },
  head: { eastAsia: '黑体', size: 22 },
  page: { eastAsia: '宋体', size: 28 },
} as const

const red = 'C00000'
/** Type area of 156 mm in twentieths of a point. */
const typeArea = 8844
const mm = (millimetres: number) => Math.round((millimetres / 25.4) * 1440)
const pitch = { line: 580, lineRule: LineRuleType.EXACT }

const run = (text: string, { eastAsia, size }: (typeof faces)[keyof typeof faces], more: Partial<IRunOptions> = {}) =>
  new TextRun({
    text,
    size,
    font: { eastAsia, ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman' },
    ...more,
  })

/** A bulletin as an official document: A4, 156 × 225 mm type area, 22 lines to the page. */
export function writeBulletinDocument(bulletin: Bulletin & { issuedOn: string }): Promise<Buffer> {
  const { title, sections } = wordBulletin(bulletin)
  const document = new Document({
    creator: 'qingling',
    title,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(25) },
          },
        },
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children: [
          ...head(bulletin, title),
          ...sections.flatMap((section) => worded(section, bulletin)),
          ...signature(bulletin),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

function head({ regionName, issueNo, month }: Bulletin, title: string): Paragraph[] {
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { line: 900, lineRule: LineRuleType.EXACT },
      children: [run('清零行动月通报', faces.mark, { color: red })],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { ...pitch, after: 480 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 8 } },
      children: [run(`${regionName}清零行动办公室　　${monthWords(month)}　　第${issueNo}期`, faces.body)],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { line: 700, lineRule: LineRuleType.EXACT, after: 480 },
      children: [run(title, faces.title)],
    }),
  ]
}

function worded({ heading, paragraphs, table }: BulletinSection, bulletin: Bulletin): (Paragraph | Table)[] {
  return [
    new Paragraph({
      indent: { firstLine: 640 },
      spacing: pitch,
      keepNext: true,
      children: [run(heading, faces.heading)],
    }),
    ...paragraphs.map(
      (text) =>
        new Paragraph({
          alignment: AlignmentType.BOTH,
          indent: { firstLine: 640 },
          spacing: pitch,
          children: [run(text, faces.body)],
        }),
    ),
    ...(table === undefined
      ? []
      : [gap(), table === 'categories' ? categoryTable(bulletin) : lineTable(bulletin), gap()]),
  ]
}

const gap = () => new Paragraph({ spacing: { line: 200, lineRule: LineRuleType.EXACT }, children: [] })

function categoryTable({ categories, totals }: Bulletin): Table {
  const rows = categories.map((of) => [
    categoryNames[of.category],
    of.estates,
    of.units,
    of.firstRegistered,
    of.transferred,
    of.open,
    percent(of.transferRate),
  ])
  const total = [
    '合计',
    totals.estates,
    totals.units,
    totals.firstRegistered,
    totals.transferred,
    totals.open,
    percent(totals.transferRate),
  ]
  return tableOf(
    ['项目类别', '小区数', '套数', '首次登记', '转移登记', '未办', '转移登记率'],
    [18, 12, 13, 14, 14, 11, 18],
    [...rows, total],
  )
}

/** Counties all; of estates those still open, as the complete ones stand in the annex. */
function lineTable(bulletin: Bulletin): Table {
  const lines = bulletin.level === 'city' ? bulletin.lines : bulletin.lines.filter(({ open }) => open > 0)
  const rows = lines.map(({ rank, name, units, firstRegistered, transferred, open, transferRate, change }) => [
    rank ?? '—',
    name,
    units,
    firstRegistered,
    transferred,
    open,
    percent(transferRate),
    change === null ? '—' : change.transferred,
  ])
  const header = [
    '名次',
    bulletin.level === 'city' ? '县（市、区）' : '小区（未全部办结）',
    '套数',
    '首次登记',
    '转移登记',
    '未办',
    '转移登记率',
    '较上期',
  ]
  return tableOf(header, [7, 24, 11, 12, 12, 9, 16, 9], rows)
}

function tableOf(header: string[], shares: number[], rows: readonly (readonly (string | number)[])[]): Table {
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const widths = shares.map((share) => Math.floor((typeArea * share) / whole))
  const isText = header.map((_, at) => rows.every((row) => typeof row[at] === 'string' && !/[%—]$/.test(row[at])))
  const cell = (
    text: string,
    at: number,
    face: typeof faces.cell | typeof faces.head,
    alignment: (typeof AlignmentType)[keyof typeof AlignmentType],
  ) =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 60, right: 60, top: 30, bottom: 30 },
      children: [new Paragraph({ alignment, children: [run(text, face)] })],
    })
  return new Table({
    width: { size: typeArea, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: header.map((text, at) => cell(text, at, faces.head, AlignmentType.CENTER)),
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: row.map((value, at) =>
              cell(String(value), at, faces.cell, isText[at] ? AlignmentType.LEFT : AlignmentType.RIGHT),
            ),
          }),
      ),
    ],
  })
}

function signature({ regionName, issuedOn }: Bulletin & { issuedOn: string }): Paragraph[] {
  return [`${regionName}清零行动办公室`, dayWords(issuedOn)].map(
    (text, at) =>
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        indent: { right: 640 },
        keepLines: true,
        keepNext: at === 0,
        spacing: at === 0 ? { ...pitch, before: 580 } : pitch,
        children: [run(text, faces.body)],
      }),
  )
}

function pageNumber(alignment: (typeof AlignmentType)['LEFT' | 'RIGHT']): Footer {
  const indent = alignment === AlignmentType.LEFT ? { left: 320 } : { right: 320 }
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent,
        children: [
          run('— ', faces.page),
          run('', faces.page, { children: [PageNumber.CURRENT] }),
          run(' —', faces.page),
        ],
      }),
    ],
  })
}

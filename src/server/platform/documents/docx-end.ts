import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  ImageRun,
  type ITableCellOptions,
  OverlapType,
  Paragraph,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Sheet } from '#domain/documents/sheet.ts'
import { exactly, gap } from './docx-head.ts'
import { character, faces, mm, pitch, run, typeArea } from './faces.ts'
import { qrPicture } from './qr.ts'

/** The words printed under the code that opens the public page of a document. */
export const checkWords = '扫码核验'

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const open = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }

/** Signature and day with room for the seal above them, the check code beside; a table, so that no page tears it. */
export async function signOffOf({ signOff, checkUrl }: Sheet): Promise<Table[]> {
  if (signOff === null && checkUrl === '') return []
  const codeWidth = mm(40)
  const lines = signOff
    ? [signed(signOff.issuer, signOff.issuerIndent), signed(signOff.date, signOff.dateIndent)]
    : [gap(1)]
  const height = signOff ? 5 * pitch.line : 3 * pitch.line
  return [
    new Table({
      width: { size: typeArea, type: WidthType.DXA },
      columnWidths: [codeWidth, typeArea - codeWidth],
      layout: TableLayoutType.FIXED,
      borders: open,
      rows: [
        new TableRow({
          cantSplit: true,
          height: { value: height, rule: HeightRule.EXACT },
          children: [
            bare(codeWidth, checkUrl === '' ? [gap(1)] : await code(checkUrl)),
            bare(typeArea - codeWidth, lines),
          ],
        }),
      ],
    }),
  ]
}

const bare = (width: number, children: ITableCellOptions['children']) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    verticalAlign: VerticalAlign.BOTTOM,
    children,
  })

const signed = (text: string, indent: number) =>
  new Paragraph({
    alignment: AlignmentType.RIGHT,
    indent: { right: Math.round(indent * character), left: -mm(40) },
    spacing: pitch,
    children: [run(text, faces.body)],
  })

/** 20 mm, in pixels of 96 to the inch. */
const codePixels = Math.round((20 / 25.4) * 96)

const code = async (url: string): Promise<Paragraph[]> => [
  new Paragraph({
    indent: { left: character },
    children: [
      new ImageRun({
        type: 'png',
        data: await qrPicture(url),
        transformation: { width: codePixels, height: codePixels },
        altText: { name: checkWords, description: checkWords, title: checkWords },
      }),
    ],
  }),
  new Paragraph({
    indent: { left: character },
    spacing: exactly(14),
    children: [run(`　${checkWords}`, { ...faces.cell, size: 20 })],
  }),
]

/** The record 版记 at the foot of the last page: copies, who printed and when, between rules (GB/T 9704-2012, 7.4). */
export function recordOf({ copies, printed }: Sheet): (Paragraph | Table)[] {
  if (copies === '' && printed === null) return []
  const rows = [
    ...(copies === ''
      ? []
      : [new Paragraph({ indent: recordIndent, spacing: recordPitch, children: [run(copies, faces.record)] })]),
    ...(printed === null
      ? []
      : [
          new Paragraph({
            indent: recordIndent,
            tabStops: [{ type: TabStopType.RIGHT, position: typeArea - character }],
            spacing: recordPitch,
            children: [run(`${printed.by}\t${printed.on}`, faces.record)],
          }),
        ]),
  ]
  const [thick, thin] = [
    { style: BorderStyle.SINGLE, size: 8, color: '000000' },
    { style: BorderStyle.SINGLE, size: 6, color: '000000' },
  ]
  const borders = printed === null ? open : { ...open, top: thick, bottom: thick, insideHorizontal: thin }
  return [
    new Table({
      width: { size: typeArea, type: WidthType.DXA },
      columnWidths: [typeArea],
      layout: TableLayoutType.FIXED,
      float: {
        horizontalAnchor: TableAnchorType.MARGIN,
        verticalAnchor: TableAnchorType.MARGIN,
        absoluteHorizontalPosition: 0,
        relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
        overlap: OverlapType.NEVER,
      },
      borders,
      rows: rows.map((paragraph) => new TableRow({ cantSplit: true, children: [bare(typeArea, [paragraph])] })),
    }),
    gap(1),
  ]
}

const recordIndent = { left: 280 + character + 280 - 560, right: 280 }
const recordPitch = { line: 480, lineRule: pitch.lineRule }

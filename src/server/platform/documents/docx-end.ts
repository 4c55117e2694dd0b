import {
  AlignmentType,
  BorderStyle,
  FrameAnchorType,
  FrameWrap,
  HeightRule,
  HorizontalPositionAlign,
  type IFrameOptions,
  ImageRun,
  type ITableCellOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  type TextRun,
  VerticalAlign,
  VerticalPositionAlign,
  WidthType,
} from 'docx'
import type { PrintedSheet, SignOff } from '#domain/documents/sheet.ts'
import { exactly, gap } from './docx-head.ts'
import { character, faces, mm, pitch, run, typeArea } from './faces.ts'
import { qrPicture } from './qr.ts'
import { linesForSeal } from './sheet-measures.ts'

/** The words printed under the code that opens the public page of a document. */
export const checkWords = '扫码核验'

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const open = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }

/** Signature, day and the note below them, with room for the seal above and the check code beside; no page tears them. */
export async function signOffOf({ signOff, checkUrl, codeWords, note }: PrintedSheet): Promise<(Paragraph | Table)[]> {
  const below = note === '' ? [] : [noteOf(note)]
  if (signOff === null && checkUrl === '') return below
  const codeWidth = mm(40)
  const signature = openTable(
    [codeWidth, typeArea - codeWidth],
    [
      bare(codeWidth, checkUrl === '' ? [empty()] : await code(checkUrl, codeWords ?? checkWords)),
      bare(typeArea - codeWidth, signOff ? signOff.map(signed) : [empty()]),
    ],
    (signOff ? linesForSeal + signOff.length : 3) * pitch.line,
  )
  return note === '' ? [signature] : [openTable([typeArea], [bare(typeArea, [signature, ...below])])]
}

/** One row without lines that stays on one page. */
const openTable = (columnWidths: number[], children: TableCell[], height?: number) =>
  new Table({
    width: { size: typeArea, type: WidthType.DXA },
    columnWidths,
    layout: TableLayoutType.FIXED,
    borders: open,
    rows: [
      new TableRow({
        cantSplit: true,
        ...(height && { height: { value: height, rule: HeightRule.EXACT } }),
        children,
      }),
    ],
  })

const noteOf = (text: string) =>
  new Paragraph({ indent: { firstLine: 2 * character }, spacing: pitch, children: [run(text, faces.body)] })

const empty = () => new Paragraph({ spacing: exactly(1), children: [] })

const bare = (width: number, children: ITableCellOptions['children']) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    verticalAlign: VerticalAlign.BOTTOM,
    children,
  })

const signed = ({ text, indent }: SignOff[number]) =>
  new Paragraph({
    alignment: AlignmentType.RIGHT,
    indent: { right: Math.round(indent * character), left: -mm(40) },
    spacing: pitch,
    children: [run(text, faces.body)],
  })

const codeSide = 20

/** Millimetres in pixels of 96 to the inch. */
const pixels = (millimetres: number) => (millimetres / 25.4) * 96

const code = async (text: string, words: string): Promise<Paragraph[]> => [
  new Paragraph({
    indent: { left: character },
    children: [
      new ImageRun({
        type: 'png',
        data: await qrPicture(text),
        transformation: { width: pixels(codeSide), height: pixels(codeSide) },
        altText: { name: words, description: words, title: words },
      }),
    ],
  }),
  new Paragraph({
    indent: { left: character },
    spacing: exactly(14),
    children: [run(words.length > 4 ? words : `　${words}`, { ...faces.cell, size: 20 })],
  }),
]

/** The record 版记 at the foot of the last page: copies, who printed and when, between rules (GB/T 9704-2012, 7.4). */
export function recordOf({ copies, printed }: PrintedSheet): Paragraph[] {
  if (copies === '' && printed === null) return []
  return [
    ...(printed === null ? [] : [recordRule(0.35)]),
    ...(copies === '' ? [] : [recordLine([run(copies, faces.record)])]),
    ...(printed === null
      ? []
      : [
          ...(copies === '' ? [] : [recordRule(0.25)]),
          recordLine([run(`${printed.by}\t${printed.on}`, faces.record)]),
          recordRule(0.35),
        ]),
    gap(1),
  ]
}

/** Lines in one frame stand together at the bottom of the type area. */
const atFoot: IFrameOptions = {
  type: 'alignment',
  width: typeArea,
  anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
  alignment: { x: HorizontalPositionAlign.LEFT, y: VerticalPositionAlign.BOTTOM },
  wrap: FrameWrap.AROUND,
}

/** One character of the record, in twentieths of a point. */
const small = 280

const recordLine = (children: TextRun[]) =>
  new Paragraph({
    frame: atFoot,
    indent: { left: 4 * small, hanging: 3 * small, right: small },
    tabStops: [{ type: TabStopType.RIGHT, position: typeArea - small }],
    spacing: { ...exactly(24) },
    children,
  })

/** A rule is a picture: LibreOffice takes paragraphs with borders out of their frame. */
const recordRule = (millimetres: number) =>
  new Paragraph({
    frame: atFoot,
    spacing: exactly(2),
    children: [
      new ImageRun({
        type: 'png',
        data: Buffer.from(blackPixel, 'base64'),
        transformation: { width: pixels(156), height: pixels(millimetres) },
      }),
    ],
  })

const blackPixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg=='

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import { baseline, paper, pt } from './sheet-measures.ts'

export type Weight = 'regular' | 'bold'

/** A4, or A5 on which everything stands as on A4 and is smaller in the same measure. */
export type PaperSize = 'a4' | 'a5'

/** Open sheets to print on, in points of A4 from the upper left corner. */
export type Paper = { sheets: PDFKit.PDFDocument; widths: Map<string, number>; size: PaperSize }

const fontFile = (name: string) => fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-serif-sc/${name}.ttf`))
const files = {
  regular: fontFile('400Regular/NotoSerifSC_400Regular'),
  bold: fontFile('700Bold/NotoSerifSC_700Bold'),
} as const satisfies Record<Weight, string>
const read = new Map<Weight, Buffer>()

function bytesOf(weight: Weight): Buffer {
  const bytes = read.get(weight) ?? readFileSync(files[weight])
  read.set(weight, bytes)
  return bytes
}

const scales = { a4: 1, a5: Math.SQRT1_2 } as const satisfies Record<PaperSize, number>

export function openPaper(title: string, size: PaperSize = 'a4'): Paper {
  const sheets = new PDFDocument({
    size: [pt(paper.width) * scales[size], pt(paper.height) * scales[size]],
    margin: 0,
    autoFirstPage: false,
    info: { Title: title, Creator: 'qingling' },
    lang: 'zh-CN',
  })
  sheets.registerFont('regular', bytesOf('regular'))
  sheets.registerFont('bold', bytesOf('bold'))
  return { sheets, widths: new Map(), size }
}

/** Begins another sheet. */
export function turnSheet({ sheets, size }: Paper): void {
  sheets.addPage()
  if (size !== 'a4') sheets.scale(scales[size])
}

export function writtenBytes({ sheets }: Paper): Promise<Buffer> {
  const parts: Buffer[] = []
  return new Promise((resolve, reject) => {
    sheets.on('data', (part: Buffer) => parts.push(part))
    sheets.on('end', () => resolve(Buffer.concat(parts)))
    sheets.on('error', reject)
    sheets.end()
  })
}

/** Width of a character in its size; Han characters and their punctuation fill the square. */
export function widthIn({ sheets, widths }: Paper, letter: string, weight: Weight): number {
  if (letter >= '\u2e80') return 1
  const key = `${weight}${letter}`
  const known = widths.get(key)
  if (known !== undefined) return known
  const width = sheets.font(weight).fontSize(100).widthOfString(letter) / 100
  widths.set(key, width)
  return width
}

export function textWidth(paper: Paper, text: string, size: number, weight: Weight = 'regular'): number {
  return [...text].reduce((sum, letter) => sum + widthIn(paper, letter, weight) * size, 0)
}

export type Ink = { size: number; weight?: Weight; color?: string; spacing?: number }

/** Sets one line with its base line at `y`. */
export function setLine({ sheets }: Paper, text: string, x: number, y: number, ink: Ink): void {
  if (text === '') return
  sheets
    .font(ink.weight ?? 'regular')
    .fontSize(ink.size)
    .fillColor(ink.color ?? '#000000')
    .text(text, x, y, { lineBreak: false, baseline: 'alphabetic', characterSpacing: ink.spacing ?? 0 })
}

/** Where the base line of a line of this height lies below its upper edge. */
export const baseOf = (lineHeight: number) => lineHeight * baseline

export function rule({ sheets }: Paper, x: number, y: number, length: number, thickness: number, color = '#000000') {
  sheets
    .moveTo(x, y)
    .lineTo(x + length, y)
    .lineWidth(thickness)
    .strokeColor(color)
    .stroke()
}

/** The edges of the type area. */
export const area = {
  left: pt(paper.left),
  right: pt(paper.left + paper.typeWidth),
  top: pt(paper.top),
  bottom: pt(paper.top + paper.typeHeight),
  width: pt(paper.typeWidth),
} as const

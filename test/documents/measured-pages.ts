import { execFileSync } from 'node:child_process'

/** A line of text as it stands on a page, in millimetres from the upper left corner. */
export type MeasuredLine = { text: string; left: number; right: number; top: number; bottom: number }

/** A horizontal red line: its middle, its ends and its thickness, in millimetres. */
type RedLine = { y: number; left: number; right: number; thickness: number }

export type MeasuredPage = {
  width: number
  height: number
  lines: readonly MeasuredLine[]
  /** Where red ink that is no line begins and ends, down the page. */
  redText: { top: number; bottom: number } | null
  redLines: readonly RedLine[]
  /** The uppermost and lowest ink between two heights. */
  inkBetween: (top: number, bottom: number) => { top: number; bottom: number; left: number; right: number } | null
}

const dpi = 150
const millimetre = dpi / 25.4

/** Every page of a PDF: its words by pdftotext, its ink by the pixels of pdftoppm. */
export function measurePages(file: string): MeasuredPage[] {
  const text = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8', maxBuffer: 2 ** 28 })
  const pixels = picturesOf(execFileSync('pdftoppm', ['-r', String(dpi), file], { maxBuffer: 2 ** 30 }))
  return text
    .split('<page ')
    .slice(1)
    .map((page, at) => {
      const [, width = '0', height = '0'] = /width="([\d.]+)" height="([\d.]+)"/.exec(page) ?? []
      const picture = pixels[at]
      if (!picture) throw new Error(`page ${at + 1} of ${file} was not drawn`)
      return {
        width: inMm(width),
        height: inMm(height),
        lines: linesOf(page),
        ...redOf(picture),
        inkBetween: inkOf(picture),
      }
    })
}

const inMm = (points: string) => (Number(points) / 72) * 25.4

/** Words whose middles stand at one height make a line. */
function linesOf(page: string): MeasuredLine[] {
  const word = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g
  const words = [...page.matchAll(word)].map(([, left = '', top = '', right = '', bottom = '', text = '']) => ({
    text: text.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
    left: inMm(left),
    top: inMm(top),
    right: inMm(right),
    bottom: inMm(bottom),
  }))
  const lines: MeasuredLine[] = []
  for (const next of words.toSorted((a, b) => a.top + a.bottom - b.top - b.bottom || a.left - b.left)) {
    const line = lines.find(({ top, bottom }) => Math.abs(top + bottom - next.top - next.bottom) < 3)
    if (!line) lines.push(next)
    else {
      line.text = next.left >= line.left ? line.text + next.text : next.text + line.text
      line.left = Math.min(line.left, next.left)
      line.right = Math.max(line.right, next.right)
    }
  }
  return lines
}

type Picture = { width: number; height: number; rgb: Buffer }

function picturesOf(stream: Buffer): Picture[] {
  const pictures: Picture[] = []
  for (let at = 0; at < stream.length; ) {
    const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(stream.toString('latin1', at, at + 40))
    if (!head) throw new Error('not a picture of pdftoppm')
    const [width, height] = [Number(head[1]), Number(head[2])]
    const start = at + head[0].length
    at = start + width * height * 3
    pictures.push({ width, height, rgb: stream.subarray(start, at) })
  }
  return pictures
}

const isRed = ({ rgb }: Picture, at: number) =>
  (rgb[at] ?? 0) > 150 && (rgb[at + 1] ?? 255) < 140 && (rgb[at + 2] ?? 255) < 140
const isInk = ({ rgb }: Picture, at: number) => (rgb[at] ?? 255) + (rgb[at + 1] ?? 255) + (rgb[at + 2] ?? 255) < 450

/** The first and last column of a row that hold, and how many do. */
function spanOf(picture: Picture, row: number, holds: (picture: Picture, at: number) => boolean) {
  let [first, last, count] = [-1, -1, 0]
  for (let column = 0; column < picture.width; column += 1) {
    if (!holds(picture, (row * picture.width + column) * 3)) continue
    if (first < 0) first = column
    last = column
    count += 1
  }
  return { first, last, count }
}

function redOf(picture: Picture): Pick<MeasuredPage, 'redText' | 'redLines'> {
  const lines: (RedLine & { rows: number })[] = []
  const text: { top: number; bottom: number }[] = []
  for (let row = 0; row < picture.height; row += 1) {
    const { first, last, count } = spanOf(picture, row, isRed)
    const y = row / millimetre
    if (count > 100 * millimetre && count >= (last - first + 1) * 0.98) {
      const line = lines.at(-1)
      if (line && Math.abs(y - line.y - line.thickness) < 1.2 / millimetre) {
        line.rows += 1
        line.thickness = line.rows / millimetre
      } else {
        const thickness = 1 / millimetre
        lines.push({ y, left: first / millimetre, right: (last + 1) / millimetre, thickness, rows: 1 })
      }
    } else if (count > 0) text.push({ top: y, bottom: y + 1 / millimetre })
  }
  const [first, last] = [text[0], text.at(-1)]
  return {
    redText: first && last ? { top: first.top, bottom: last.bottom } : null,
    redLines: lines.map(({ rows, ...line }) => ({ ...line, y: line.y + line.thickness / 2 })),
  }
}

const inkOf =
  (picture: Picture): MeasuredPage['inkBetween'] =>
  (top, bottom) => {
    const rows = Array.from(
      { length: Math.floor((bottom - top) * millimetre) },
      (_, at) => Math.ceil(top * millimetre) + at,
    )
      .map((row) => ({ row, ...spanOf(picture, row, isInk) }))
      .filter(({ count }) => count > 0)
    const [first, last] = [rows[0], rows.at(-1)]
    if (!first || !last) return null
    return {
      top: first.row / millimetre,
      bottom: (last.row + 1) / millimetre,
      left: Math.min(...rows.map((row) => row.first)) / millimetre,
      right: (Math.max(...rows.map((row) => row.last)) + 1) / millimetre,
    }
  }

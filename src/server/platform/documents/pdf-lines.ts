import { type Paper, setLine, type Weight, widthIn } from './pdf-paper.ts'

/** Text of one weight within a line. */
export type Span = { text: string; weight: Weight }
type Line = { spans: Span[]; width: number; letters: number; isLast: boolean }

const noStart = /^[，。、；：？！）》」』】〕”’%…]/
const noEnd = /[（《「『【〔“‘]$/

/** Breaks spans into lines; `indents` are those of the first line and of the others, in points. */
export function linesOf(
  paper: Paper,
  spans: readonly Span[],
  {
    size,
    spacing,
    width,
    indents,
  }: { size: number; spacing: number; width: number; indents: readonly [number, number] },
): Line[] {
  const lines: Line[] = []
  let line: Line = { spans: [], width: 0, letters: 0, isLast: false }
  const room = () => width - indents[lines.length === 0 ? 0 : 1]
  const close = () => {
    lines.push(line)
    line = { spans: [], width: 0, letters: 0, isLast: false }
  }
  for (const token of tokensOf(spans)) {
    const letters = [...token.text]
    const advance = letters.reduce((sum, letter) => sum + widthIn(paper, letter, token.weight) * size + spacing, 0)
    if (line.letters > 0 && line.width + advance > room() + slack) {
      const carried = carriedOver(line, token)
      const taken = carried.map((span) => ({ ...span, advance: advanceOf(paper, span, size, spacing) }))
      line.width -= taken.reduce((sum, span) => sum + span.advance, 0)
      line.letters -= carried.reduce((sum, { text }) => sum + [...text].length, 0)
      close()
      for (const span of taken) add(line, span, span.advance)
    }
    for (const piece of line.letters === 0 && advance > room() ? letters : [token.text]) {
      const span = { text: piece, weight: token.weight }
      const wide = advanceOf(paper, span, size, spacing)
      if (line.letters > 0 && line.width + wide > room() + slack) close()
      add(line, span, wide)
    }
  }
  line.isLast = true
  lines.push(line)
  return lines
}

const slack = 0.5

const advanceOf = (paper: Paper, { text, weight }: Span, size: number, spacing: number) =>
  [...text].reduce((sum, letter) => sum + widthIn(paper, letter, weight) * size + spacing, 0)

/** A number or a Latin word is not torn. */
const tokensOf = (spans: readonly Span[]): Span[] =>
  spans.flatMap(({ text, weight }) =>
    (text.match(/[\u0021-\u002c\u002e-\u024f]+-?|./gu) ?? []).map((piece) => ({ text: piece, weight })),
  )

/** What goes to the next line too, because a full stop may not begin it nor a bracket end this one. */
function carriedOver(line: Line, next: Span): Span[] {
  const carried: Span[] = []
  let first = next
  while (line.spans.length > 2) {
    const last = line.spans.at(-1)
    if (!last || !(noStart.test(first.text) || noEnd.test(last.text))) break
    line.spans.pop()
    carried.unshift(last)
    first = last
  }
  return carried
}

function add(line: Line, span: Span, advance: number): void {
  line.spans.push(span)
  line.width += advance
  line.letters += [...span.text].length
}

/** Sets a line from `x`, spread to `width` unless it is the last of its paragraph. */
export function paintLine(
  paper: Paper,
  { spans, width, letters, isLast }: Line,
  { x, y, size, spacing, room }: { x: number; y: number; size: number; spacing: number; room: number },
): void {
  const more = isLast || letters < 2 ? 0 : (room - width + spacing) / (letters - 1)
  let at = x
  for (const span of joined(spans)) {
    setLine(paper, span.text, at, y, { size, weight: span.weight, spacing: spacing + more })
    at += advanceOf(paper, span, size, spacing + more)
  }
}

function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = []
  for (const span of spans) {
    const last = whole.at(-1)
    if (last?.weight === span.weight) last.text += span.text
    else whole.push({ ...span })
  }
  return whole
}

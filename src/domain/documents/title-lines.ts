const noStart = /^[，。、；：？！）》」』】〕”’%的了和与及等之]/
const noEnd = /[（《「『【〔“‘]$|关于$|[的]?第$/

/**
 * Breaks a title into lines of at most `longest` characters where the sense allows it, the lines of unlike length, as a
 * trapezoid or a rhombus (GB/T 9704-2012, 7.3.1). A title of one line stays as it is.
 */
export function titleLines(title: string, longest: number): readonly string[] {
  const text = title.trim()
  if (widthOf(text) <= longest) return [text]
  const pieces = senses(text)
  const count = Math.ceil(widthOf(text) / longest)
  if (count > 4) return filled(pieces, longest)
  const best = [...splits(pieces, count, longest), ...splits(pieces, count + 1, longest)].reduce<Split | null>(
    (kept, lines) => {
      const cost = costOf(lines)
      return kept === null || cost < kept.cost ? { lines, cost } : kept
    },
    null,
  )
  return best?.lines ?? chopped(text, longest)
}

type Split = { lines: readonly string[]; cost: number }

/** In characters of the type size; Latin letters and digits are half of one. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[\u0020-\u024f]/.test(letter) ? 0.5 : 1), 0)
}

/** Words of the trade a dictionary does not know. */
const words = '不动产权证|清零行动|领导小组|遗留问题|首次登记|转移登记|住宅|责任清单|进展情况|通知书|限时办结'
const whole = new RegExp(
  `《[^》]{1,14}》|“[^”]{1,12}”|（[^）]{1,12}）|〔\\d{4}〕\\d+号|[\\d.]+[年月日号个期套%]?|${words}|(?:(?!${words})[^《“（〔\\d])+|.`,
  'gu',
)

/** Words that are not torn: a name in quotation marks, a number in its brackets, a word of the language. */
function senses(text: string): string[] {
  return (text.match(whole) ?? []).flatMap((part) =>
    /^[《“（〔\d]/.test(part) || words.split('|').includes(part)
      ? [part]
      : [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(part)].map(({ segment }) => segment),
  )
}

/** All ways to set the pieces in `count` lines that neither begin nor end with what may not stand there. */
function splits(pieces: readonly string[], count: number, longest: number): string[][] {
  if (count === 1) {
    const line = pieces.join('')
    return line !== '' && widthOf(line) <= longest && !noStart.test(line) ? [[line]] : []
  }
  return pieces.flatMap((_, at) => {
    const line = pieces.slice(0, at).join('')
    if (line === '' || widthOf(line) > longest || noStart.test(line) || noEnd.test(line)) return []
    return splits(pieces.slice(at), count - 1, longest).map((rest) => [line, ...rest])
  })
}

/** Lines of one length make a box, a short one between long ones an hour-glass: both are worse than a trapezoid. */
function costOf(lines: readonly string[]): number {
  const widths = lines.map(widthOf)
  const mean = widths.reduce((sum, width) => sum + width, 0) / widths.length
  const spread = widths.reduce((sum, width) => sum + (width - mean) ** 2, 0)
  const isBox = widths.every((width) => Math.abs(width - mean) < 1)
  const isHourGlass = widths.some(
    (width, at) => at > 0 && at < widths.length - 1 && width < Math.min(...widths.filter((_, other) => other !== at)),
  )
  const senseless = lines.slice(0, -1).filter((line) => !/[的、，省市县区局办室]$/.test(line)).length
  return spread + (isBox ? 12 : 0) + (isHourGlass ? 60 : 0) + senseless * 6 + lines.length * 20
}

/** Line after line as full as it goes: a title this long has no shape to keep. */
function filled(pieces: readonly string[], longest: number): string[] {
  const lines: string[] = []
  for (const piece of pieces.flatMap((whole) => chopped(whole, longest))) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(last + piece) <= longest) lines.splice(-1, 1, last + piece)
    else lines.push(piece)
  }
  return lines
}

const chopped = (text: string, longest: number): string[] => text.match(new RegExp(`.{1,${longest}}`, 'gu')) ?? []

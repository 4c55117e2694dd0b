import { attribute, startTags } from './xml-text.ts'

/** Built-in formats that show a day (ECMA-376 18.8.30, with the additions for Chinese); those of mere times left out. */
const builtInDays = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])

/** For each cell style of the workbook: 1 when it shows its number as a day. */
export function dayStyles(stylesXml: string): Uint8Array {
  const custom = new Map<number, boolean>()
  for (const tag of startTags(stylesXml, 'numFmt')) {
    custom.set(Number(attribute(tag, 'numFmtId')), showsDay(attribute(tag, 'formatCode') ?? ''))
  }
  const cellXfs = /<(?:[\w.-]+:)?cellXfs[\s>][\s\S]*?<\/(?:[\w.-]+:)?cellXfs>/.exec(stylesXml)?.[0] ?? ''
  const formats = startTags(cellXfs, 'xf').map((tag) => Number(attribute(tag, 'numFmtId') ?? 0))
  return Uint8Array.from(formats, (id) => Number(custom.get(id) ?? builtInDays.has(id)))
}

/** Whether a number format shows a day: has a year or a day part outside quotes, brackets and escapes. */
function showsDay(formatCode: string): boolean {
  const bare = formatCode
    .replace(/"[^"]*"/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/[\\_*]./g, '')
    .split(';', 1)[0]
    ?.toLowerCase()
  if (bare === undefined || /general|standard|red/.test(bare)) return false
  return /[yd]/.test(bare)
}

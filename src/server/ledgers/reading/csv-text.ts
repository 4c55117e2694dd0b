import { createReadStream } from 'node:fs'
import { LedgerRefused } from './refused.ts'

/** How a delimited text file is written. */
export type CsvWriting = { encoding: 'utf-8' | 'gb18030' | 'utf-16le'; separator: ',' | ';' | '\t' }

const sampleChars = 256 * 1024
const separators = [',', '\t', ';'] as const

/**
 * Finds out how a text file is written. The whole file is decoded once: one stray GBK byte after a hundred megabytes
 * of figures must not turn the names below it into nonsense.
 */
export async function detectCsvWriting(path: string, label: string): Promise<CsvWriting> {
  const encoding = await detectEncoding(path)
  let sample = ''
  for await (const piece of decodedText(path, encoding)) {
    sample += piece
    if (sample.length >= sampleChars) break
  }
  if (/^\s*<(?:!doctype|html|\?xml|table)/i.test(sample)) {
    throw new LedgerRefused('not_a_spreadsheet', `“${label}”其实是网页格式，请用表格软件打开后另存为 .xlsx 再导入`)
  }
  // Control characters other than tab and line ends do not occur in a table saved as text.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const isBinary = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(sample)
  const separator = isBinary ? undefined : likelySeparator(sample)
  if (!separator) {
    throw new LedgerRefused('not_a_spreadsheet', `“${label}”不是表格文件，请导入 .xlsx、.xls、.ods 或 .csv 文件`)
  }
  return { encoding, separator }
}

/** The text of a file in pieces. */
export async function* decodedText(path: string, encoding: CsvWriting['encoding']): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}

async function detectEncoding(path: string): Promise<CsvWriting['encoding']> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isFirst = true
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      if (isFirst && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
      isFirst = false
      decoder.decode(chunk, { stream: true })
    }
    decoder.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030'
    throw error
  }
}

/** The separator that splits most of the first lines, quoted text left aside; a sentence with a comma is no table. */
function likelySeparator(sample: string): CsvWriting['separator'] | undefined {
  const lines = sample.replace(/"[^"]*"/g, '').split(/\r?\n/, 200)
  let best: CsvWriting['separator'] | undefined
  let most = 0
  for (const separator of separators) {
    if (lines.filter((line) => line.includes(separator)).length < 2) continue
    const count = lines.reduce((sum, line) => sum + Math.min(line.split(separator).length - 1, 50), 0)
    if (count > most) [best, most] = [separator, count]
  }
  return best
}

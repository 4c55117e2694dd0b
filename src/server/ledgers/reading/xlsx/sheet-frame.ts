import type { Merge } from '#domain/ledgers/sheet.ts'
import { LedgerRefused } from '../refused.ts'
import { brokenZip } from '../zip-directory.ts'
import { attribute, startTags } from './xml-text.ts'

/** What stands around the rows of a worksheet part. */
export type SheetFrame = {
  /** Namespace prefix of its elements, with colon, mostly empty. */
  prefix: string
  hiddenColumns: number[]
  merges: Merge[]
}

const headBytes = 512 * 1024
const maxMergeChars = 64 * 1024 * 1024
const maxColumns = 16_384

/**
 * Hidden columns stand before the rows, merged cells after them, so the part is inflated once for these alone.
 * Only bytes are searched, nothing between is decoded.
 */
export async function readSheetFrame(chunks: AsyncIterable<Buffer>, label: string): Promise<SheetFrame> {
  let head = ''
  let tail: Buffer = Buffer.alloc(0)
  let end: Buffer = Buffer.alloc(0)
  let merges: string | undefined
  for await (const chunk of chunks) {
    if (head.length < headBytes && !head.includes('sheetData')) head += chunk.toString('utf8')
    end = chunk.length < 64 ? Buffer.concat([end, chunk]).subarray(-64) : chunk.subarray(-64)
    if (merges !== undefined) {
      merges += chunk.toString('latin1')
      if (merges.length > maxMergeChars) throw new LedgerRefused('broken', `“${label}”的合并单元格过多，无法读取`)
      continue
    }
    const joined = Buffer.concat([tail, chunk])
    const found = joined.indexOf('mergeCells')
    if (found > 0 && /[<:]/.test(String.fromCharCode(joined[found - 1] ?? 0))) {
      merges = joined.toString('latin1', found)
    }
    tail = joined.subarray(-16)
  }
  // A part that was cut off when it was written would silently lack its last rows.
  if (!/worksheet\s*>\s*$/.test(end.toString('latin1'))) throw brokenZip(label)
  return {
    prefix: /<((?:[\w.-]+:)?)worksheet[\s>]/.exec(head)?.[1] ?? '',
    hiddenColumns: hiddenColumns(head),
    merges: merges === undefined ? [] : mergeList(merges),
  }
}

function hiddenColumns(head: string): number[] {
  const hidden: number[] = []
  const end = head.indexOf('sheetData')
  for (const tag of startTags(end < 0 ? head : head.slice(0, end), 'col')) {
    if (!/^(1|true)$/.test(attribute(tag, 'hidden') ?? '')) continue
    const last = Math.min(Number(attribute(tag, 'max')), maxColumns)
    for (let column = Number(attribute(tag, 'min')); column <= last; column++) hidden.push(column - 1)
  }
  return hidden
}

function mergeList(xml: string): Merge[] {
  const end = xml.indexOf('mergeCells>', 10)
  const list = end < 0 ? xml : xml.slice(0, end)
  const merges: Merge[] = []
  for (const [, fromColumn, fromRow, toColumn, toRow] of list.matchAll(/ref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']/g)) {
    merges.push({
      fromRow: Number(fromRow),
      toRow: Number(toRow),
      fromColumn: columnNumber(fromColumn ?? ''),
      toColumn: columnNumber(toColumn ?? ''),
    })
  }
  return merges
}

function columnNumber(letters: string): number {
  let number = 0
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64
  return number - 1
}

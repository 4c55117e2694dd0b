import { StringDecoder } from 'node:string_decoder'
import type { SheetOutline, SheetRow } from '#domain/ledgers/sheet.ts'
import { LedgerRefused } from '../refused.ts'
import { batchRows, type Sheet, type Workbook } from '../workbook.ts'
import type { Zip } from '../zip.ts'
import { brokenZip, type ZipEntry } from '../zip-directory.ts'
import { createOdsScanner, type OdsPart } from './scan-ods.ts'

type Outline = {
  name: string
  visibility: SheetOutline['visibility']
  hiddenColumns: number[]
  merges: SheetOutline['merges'][number][]
}

/** Opens an OpenDocument spreadsheet. All its sheets stand in one part, which is scanned anew for each of them. */
export async function openOds(zip: Zip, content: ZipEntry, label: string): Promise<Workbook> {
  const outlines = await readOutlines(scan(zip, content, label))
  if (outlines.length === 0) throw new LedgerRefused('empty', `“${label}”中没有工作表`)
  const sheets = outlines.map(
    (outline, index): Sheet => ({
      ...outline,
      bytes: content.packedSize / outlines.length,
      progress: () => zip.progress(content),
      rows: () => rowsOfTable(scan(zip, content, label), index),
    }),
  )
  return { format: 'ods', sheets, close: () => zip.close() }
}

async function* scan(zip: Zip, content: ZipEntry, label: string): AsyncGenerator<OdsPart[]> {
  const decoder = new StringDecoder('utf8')
  const feed = createOdsScanner(label)
  let end = ''
  for await (const chunk of zip.read(content)) {
    const piece = decoder.write(chunk)
    end = (end + piece).slice(-64)
    yield feed(piece)
  }
  // A part that was cut off when it was written would silently lack its last rows.
  if (!/document-content\s*>\s*$/.test(end)) throw brokenZip(label)
}

async function readOutlines(pieces: AsyncIterable<OdsPart[]>): Promise<Outline[]> {
  const outlines: Outline[] = []
  let columns = 0
  for await (const parts of pieces) {
    for (const part of parts) {
      columns = part.type === 'table' ? 0 : columns
      addToOutline(outlines, part, columns)
      columns += part.type === 'column' ? part.count : 0
    }
  }
  return outlines
}

function addToOutline(outlines: Outline[], part: OdsPart, firstColumn: number): void {
  const outline = outlines.at(-1)
  if (part.type === 'table') {
    const visibility = part.isHidden ? 'hidden' : 'visible'
    outlines.push({ name: part.name, visibility, hiddenColumns: [], merges: [] })
  } else if (part.type === 'row') outline?.merges.push(...part.merges)
  else if (part.isHidden) for (let at = 0; at < part.count; at++) outline?.hiddenColumns.push(firstColumn + at)
}

async function* rowsOfTable(pieces: AsyncIterable<OdsPart[]>, wanted: number): AsyncGenerator<SheetRow[]> {
  let table = -1
  let batch: SheetRow[] = []
  for await (const parts of pieces) {
    for (const part of parts) {
      if (part.type === 'table') table++
      else if (part.type === 'row' && table === wanted && part.row.cells.length > 0) batch.push(part.row)
    }
    if (batch.length >= batchRows) {
      yield batch
      batch = []
    }
    if (table > wanted) break
  }
  if (batch.length > 0) yield batch
}

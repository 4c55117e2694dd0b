import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { SheetRow } from '#domain/ledgers/sheet.ts'
import { createCsvSplitter } from './csv-rows.ts'
import { type CsvWriting, decodedText, detectCsvWriting } from './csv-text.ts'
import { batchRows, type Workbook } from './workbook.ts'

/** Opens a delimited text file as a workbook of one sheet, named after the file. */
export async function openCsv(path: string, label: string): Promise<Workbook> {
  const writing = await detectCsvWriting(path, label)
  const { size } = await stat(path)
  let charsRead = 0

  async function* rows(): AsyncGenerator<SheetRow[]> {
    charsRead = 0
    for await (const { batch, chars } of splitRows(path, writing, label)) {
      charsRead += chars
      if (batch.length > 0) yield batch
    }
  }

  return {
    format: 'csv',
    sheets: [
      {
        name: basename(label).replace(/\.[^.]*$/, ''),
        visibility: 'visible',
        hiddenColumns: [],
        merges: [],
        bytes: size,
        progress: () => Math.min(1, (charsRead * (writing.encoding === 'utf-8' ? 1.6 : 1.4)) / size),
        rows,
      },
    ],
    close: async () => {},
  }
}

async function* splitRows(
  path: string,
  { encoding, separator }: CsvWriting,
  label: string,
): AsyncGenerator<{ batch: SheetRow[]; chars: number }> {
  const split = createCsvSplitter(separator, label)
  let batch: SheetRow[] = []
  let chars = 0
  for await (const piece of decodedText(path, encoding)) {
    chars += piece.length
    for (const row of split(piece, false)) batch.push(row)
    if (batch.length < batchRows) continue
    yield { batch, chars }
    batch = []
    chars = 0
  }
  for (const row of split('', true)) batch.push(row)
  yield { batch, chars }
}

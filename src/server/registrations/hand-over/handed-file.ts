import { writeXlsx } from 'hucre'
import PizZip from 'pizzip'
import type { handOverFormats } from '#contract/hand-over.ts'
import { csvLine, notFormula } from '#domain/registrations/hand-over/csv-lines.ts'
import { handedFields, headOf } from '#domain/registrations/hand-over/fields.ts'
import type { HandedHome } from '#domain/registrations/hand-over/handed-home.ts'
import { type Exporter, messageFileName, messageOf } from '#domain/registrations/hand-over/messages.ts'

export type HandedFormat = (typeof handOverFormats)[number]

/** The file that is handed over: a table by the standard's field names, or a message for each home. */
export async function handedFile(
  homes: readonly HandedHome[],
  format: HandedFormat,
  exporter: Exporter,
): Promise<{ extension: string; bytes: Buffer }> {
  if (format === 'xml') return { extension: 'zip', bytes: messagesOf(homes, exporter) }
  const rows = homes.map((home) => handedFields.map(({ of }) => of(home)))
  if (format === 'csv') {
    const lines = [handedFields.map(headOf), ...rows].map(csvLine)
    return { extension: 'csv', bytes: Buffer.from(`\ufeff${lines.join('')}`, 'utf8') } // the mark by which Excel knows UTF-8
  }
  const workbook = await writeXlsx({
    sheets: [
      {
        name: '移交清单',
        rows: [handedFields.map(headOf), ...rows.map((row) => row.map(notFormula))],
        columns: handedFields.map(({ width }) => ({ width })),
        freezePane: { rows: 1 },
      },
    ],
  })
  return { extension: 'xlsx', bytes: Buffer.from(workbook) }
}

function messagesOf(homes: readonly HandedHome[], exporter: Exporter): Buffer {
  const zip = new PizZip()
  for (const home of homes) zip.file(messageFileName(home), messageOf(home, exporter))
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })
}

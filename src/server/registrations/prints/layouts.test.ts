import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PrintedSheet } from '#domain/documents/sheet.ts'
import { batchList } from '#domain/registrations/prints/batch-list.ts'
import type { ApplicationPrint } from '#domain/registrations/prints/kinds.ts'
import { applicationSheets } from '#domain/registrations/prints/sheets.ts'
import { type MeasuredPage, measurePages } from '../../../../test/documents/measured-pages.ts'
import { printedBatch, printedFirst, printedTransfer } from '../../../../test/registrations/printed-example.ts'
import { sheetDocx } from '../../platform/documents/document-docx.ts'
import { sheetsPdf } from '../../platform/documents/document-pdf.ts'

// Millimetres of the type area (GB/T 9704-2012, 5.2.1); ink of a box's rule and of a code may stand half a line outside.
const edges = { left: 28, right: 184, top: 37, bottom: 262 }
const kept = process.env.QINGLING_PRINTS
const folder = kept ?? mkdtempSync(join(tmpdir(), 'prints-'))
const hasOffice = isThere('soffice', '--version')
const hasMeasures = isThere('pdftoppm', '-v')
// the keys of the table of sheets
const kinds = Object.keys(applicationSheets) as ApplicationPrint[]
const sheets: Record<string, PrintedSheet> = {
  ...Object.fromEntries(kinds.map((kind) => [kind, applicationSheets[kind](printedTransfer)])),
  first_application_form: applicationSheets.application_form(printedFirst),
  first_acceptance_receipt: applicationSheets.acceptance_receipt(printedFirst),
  first_register_extract: applicationSheets.register_extract(printedFirst),
  batch_list: batchList(printedBatch),
}
const names = Object.keys(sheets)
const printers = [...(hasOffice ? ['LibreOffice' as const] : []), 'our own PDF' as const]

let measured: Map<string, MeasuredPage[]>

beforeAll(async () => {
  mkdirSync(join(folder, 'own'), { recursive: true })
  for (const [name, sheet] of Object.entries(sheets)) {
    const about = { creator: '汾阳市', title: sheet.title[0] ?? '', subject: '' }
    writeFileSync(join(folder, `${name}.docx`), await sheetDocx(sheet, about))
    writeFileSync(join(folder, 'own', `${name}.pdf`), await sheetsPdf(about.title, [sheet]))
  }
  if (hasOffice) {
    const profile = `-env:UserInstallation=file://${folder}/profile`
    const files = names.map((name) => join(folder, `${name}.docx`))
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files], {
      stdio: 'ignore',
    })
  }
  if (hasMeasures)
    measured = new Map(
      printers.flatMap((printer) =>
        names.map((name): [string, MeasuredPage[]] => {
          const path = printer === 'LibreOffice' ? `${name}.pdf` : `own/${name}.pdf`
          return [`${printer} ${name}`, measurePages(join(folder, path))]
        }),
      ),
    )
}, 240_000)
afterAll(() => {
  if (!kept) rmSync(folder, { recursive: true, force: true })
})

function isThere(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const pagesOf = (printer: string, name: string) => measured.get(`${printer} ${name}`) ?? []
const wordsOf = (pages: readonly MeasuredPage[]) => pages.flatMap(({ lines }) => lines.map(({ text }) => text)).join('')

/** Everything that a sheet says in its boxes, tables and lines. */
const saidIn = (sheet: PrintedSheet): string[] =>
  sheet.pieces.flatMap((piece) => {
    if (piece.kind === 'text') return [piece.text]
    if (piece.kind === 'grid') return piece.rows.flatMap(({ cells }) => cells.flatMap(({ text }) => text.split('\n')))
    return piece.rows.flat()
  })

function lettersOf(text: string): Map<string, number> {
  const times = new Map<string, number>()
  for (const letter of text) times.set(letter, (times.get(letter) ?? 0) + 1)
  return times
}

const bare = (text: string) => text.replaceAll(/[\s\u3000]/g, '')

describe.skipIf(!hasMeasures).each(printers)('papers printed by %s', (printer) => {
  test.each(names)('%s: nothing stands outside the type area, and all of it is black', (name) => {
    const pages = pagesOf(printer, name)

    expect(pages.length).toBeGreaterThan(0)
    for (const page of pages) {
      for (const line of page.lines.filter(({ text }) => !/^—\d+—$/.test(text))) {
        expect(line.left, line.text).toBeGreaterThan(edges.left - 1)
        expect(line.right, line.text).toBeLessThan(edges.right + 1)
        expect(line.bottom, line.text).toBeLessThan(edges.bottom + 2)
      }
      expect(page.redText).toBeNull()
      expect(page.redLines).toEqual([])
    }
  })

  test.each(names)('%s: every word of it is on the paper', (name) => {
    const said = lettersOf(bare(wordsOf(pagesOf(printer, name))))
    const wanted = lettersOf(bare(saidIn(sheets[name] as PrintedSheet).join('')))

    // a box is read line by line across the page: each letter is there as often as it is said
    expect([...wanted].filter(([letter, times]) => (said.get(letter) ?? 0) < times)).toEqual([])
  })

  test.each(kinds)('%s of one home fits on one page, the form with its declaration on two', (kind) => {
    expect(pagesOf(printer, kind)).toHaveLength(kind === 'application_form' ? 2 : 1)
  })
})

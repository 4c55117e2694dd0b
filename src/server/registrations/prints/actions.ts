import type { PrintedSheet } from '#domain/documents/sheet.ts'
import { authorisationForm, type PrintedAuthorisation } from '#domain/registrations/prints/authorisation-form.ts'
import { batchList } from '#domain/registrations/prints/batch-list.ts'
import {
  type ApplicationPrint,
  printKinds,
  printRefusalWords,
  refusePrint,
} from '#domain/registrations/prints/kinds.ts'
import { applicationSheets } from '#domain/registrations/prints/sheets.ts'
import { type Actor, type Db, read, recordAct, type Tx, transact } from '../../platform/acts.ts'
import { sheetDocx } from '../../platform/documents/document-docx.ts'
import { sheetsPdf } from '../../platform/documents/document-pdf.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { printedApplications, printedBatch } from './store.ts'

type Door = { db: Db; secrets: Secrets }
export type PrintFormat = 'docx' | 'pdf'
export type PrintedFile = { name: string; bytes: Buffer }

/** What is printed. `reason`: for what ID numbers are shown in full, kept with the act; null: they stay masked. */
export type Print = { countyCode: string; kind: ApplicationPrint; application: string; reason: string | null }

/** One paper of one application. */
export async function printPaper(
  { db, secrets }: Door,
  actor: Actor,
  { countyCode, kind, application, reason }: Print,
  format: PrintFormat,
): Promise<PrintedFile> {
  const work = async (tx: Tx) => {
    const [printed] = await printedApplications(tx, countyCode, [application], reason === null ? null : secrets)
    if (!printed) throw new Refused({ kind: 'missing', code: 'no_such_application', message: '没有这件登记申请' })
    const refusal = refusePrint(kind, printed)
    if (refusal) throw new Refused({ kind: 'conflict', code: refusal, message: printRefusalWords[refusal] })
    if (reason !== null) await recordOpening(tx, actor, { countyCode, kind, applications: [application], reason })
    return printed
  }
  const printed = await (reason === null ? read(db, actor, work) : transact(db, actor, work))
  const name = `${printKinds[kind].title} ${printed.acceptanceNo ?? ''}`.trim()
  return { name: `${name}.${format}`, bytes: await laidOut(applicationSheets[kind](printed), format) }
}

/** That numbers were shown in full on paper, for what and of whom; the numbers themselves are not written down. */
export async function recordOpening(
  tx: Tx,
  actor: Actor,
  {
    countyCode,
    kind,
    applications,
    reason,
  }: { countyCode: string; kind: ApplicationPrint; applications: readonly string[]; reason: string },
): Promise<void> {
  const payload = { print: kind, applications }
  await recordAct(tx, { countyCode, kind: 'personal_data_opened', actor, reason, payload, rows: [] })
}

/** The list of a batch with the result of each home. */
export async function printBatchList(
  db: Db,
  actor: Actor,
  { countyCode, batch }: { countyCode: string; batch: string },
  format: PrintFormat,
): Promise<PrintedFile> {
  const printed = await read(db, actor, (tx) => printedBatch(tx, countyCode, batch))
  if (!printed) throw new Refused({ kind: 'missing', code: 'no_such_batch', message: '没有这个批次' })
  return { name: `批次清单 ${printed.name}.${format}`, bytes: await laidOut(batchList(printed), format) }
}

/** The form by which an owner authorises an agent, filled in. */
export const printAuthorisation = (form: PrintedAuthorisation, format: PrintFormat): Promise<Buffer> =>
  laidOut(authorisationForm(form), format)

function laidOut(sheet: PrintedSheet, format: PrintFormat): Promise<Buffer> {
  const title = sheet.title.join('')
  return format === 'pdf' ? sheetsPdf(title, [sheet]) : sheetDocx(sheet, { creator: '', title, subject: title })
}

import { sql } from 'kysely'
import PizZip from 'pizzip'
import { mostPrints, type PrintRun } from '#contract/registration-prints.ts'
import type { PrintedApplication } from '#domain/registrations/prints/facts.ts'
import {
  type ApplicationPrint,
  printKinds,
  printRefusalWords,
  refusePrint,
} from '#domain/registrations/prints/kinds.ts'
import { applicationSheets } from '#domain/registrations/prints/sheets.ts'
import { type Actor, type Db, read, systemActor, type Tx, transact } from '../../platform/acts.ts'
import { sheetDocx } from '../../platform/documents/document-docx.ts'
import { sheetsPdf } from '../../platform/documents/document-pdf.ts'
import { type Files, keepBytes } from '../../platform/files.ts'
import type { Queue } from '../../platform/queue.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { recordOpening } from './actions.ts'
import { applicationsOfBatch, printedApplications } from './store.ts'

export const printJob = 'registrations.print'

type RunPlace = { countyCode: string; runId: string }

export type Order = {
  countyCode: string
  kind: ApplicationPrint
  applications: readonly string[] | undefined
  batch: string | undefined
  reason: string | null
}

/** Orders papers of many applications; they are laid out as soon as the transaction holds. */
export async function orderPrints(
  { db, queue }: { db: Db; queue: Queue },
  actor: Actor,
  { countyCode, kind, applications, batch, reason }: Order,
): Promise<PrintRun> {
  const runId = await transact(db, actor, async (tx) => {
    const asked = applications ?? (await applicationsOfBatch(tx, countyCode, batch ?? ''))
    const wanted = await knownOf(tx, countyCode, [...new Set(asked)])
    if (reason !== null) await recordOpening(tx, actor, { countyCode, kind, applications: wanted, reason })
    const { rows } = await sql<{ id: string }>`
      insert into print_runs (county_code, kind, is_opened, wanted, made_by, total)
      values (${countyCode}, ${kind}, ${reason !== null}, ${JSON.stringify(wanted)}::jsonb, ${actor.accountId}, ${wanted.length})
      returning id`.execute(tx)
    const id = rows[0]?.id ?? ''
    await queue.send(tx, printJob, { countyCode, runId: id })
    return id
  })
  return read(db, actor, (tx) => getPrintRun(tx, actor, { countyCode, runId }))
}

async function knownOf(tx: Tx, countyCode: string, asked: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from unnest(${asked}::uuid[]) with ordinality as asked (id, place)
      join applications as a on a.county_code = ${countyCode} and a.id = asked.id order by asked.place`.execute(tx)
  if (rows.length === 0 || rows.length < asked.length)
    throw new Refused({ kind: 'missing', code: 'no_such_application', message: '没有可打印的登记申请' })
  if (rows.length > mostPrints)
    throw new Refused({
      kind: 'conflict',
      code: 'too_many_prints',
      message: `一次最多打印 ${mostPrints} 件，请分批打印`,
    })
  return rows.map(({ id }) => id)
}

/** How far a run is; it is shown to whoever ordered it. */
export async function getPrintRun(tx: Tx, actor: Actor, { countyCode, runId }: RunPlace): Promise<PrintRun> {
  const { rows } = await sql<PrintRun>`
    select id, kind, is_opened as "isOpened", total, done, finished_at is not null as "isFinished", pdf_sha256 is not null as "hasFiles", failure,
           left_out as "leftOut"
      from print_runs where county_code = ${countyCode} and id = ${runId} and made_by = ${actor.accountId}`.execute(tx)
  if (!rows[0]) throw noRun()
  return rows[0]
}

const noRun = () => new Refused({ kind: 'missing', code: 'no_such_print_run', message: '没有这次打印' })

export async function printRunFile(
  tx: Tx,
  actor: Actor,
  { countyCode, runId }: RunPlace,
  format: 'zip' | 'pdf',
): Promise<Buffer> {
  const { rows } = await sql<{ sha256: Buffer | null }>`
    select ${sql.ref(`${format}_sha256`)} as sha256 from print_runs
     where county_code = ${countyCode} and id = ${runId} and made_by = ${actor.accountId}`.execute(tx)
  if (!rows[0]) throw noRun()
  if (!rows[0].sha256)
    throw new Refused({ kind: 'conflict', code: 'print_not_finished', message: '还没有可下载的文件，请稍候' })
  return rows[0].sha256
}

type Door = { db: Db; files: Files; secrets: Secrets }
type Ordered = { kind: ApplicationPrint; isOpened: boolean; wanted: readonly string[] }

/** How many papers are laid out between two tellings of progress. */
const step = 20

/** Prints what was ordered: an archive with a Word file each, and one file to print. Safe to run again. */
export async function printRun(door: Door, place: RunPlace): Promise<void> {
  const { db, files } = door
  const system = systemActor([place.countyCode])
  const ordered = await read(db, system, (tx) => orderedOf(tx, place))
  const all = await read(db, system, (tx) =>
    printedApplications(tx, place.countyCode, ordered.wanted, ordered.isOpened ? door.secrets : null),
  )
  const { printable, leftOut } = parted(ordered.kind, all)
  const zip = new PizZip()
  const title = printKinds[ordered.kind].title
  const sheets = printable.map(applicationSheets[ordered.kind])
  const pdf = await sheetsPdf(title, sheets, async (laid) => {
    const sheet = sheets[laid - 1]
    if (sheet)
      zip.file(
        fileName(laid, printable[laid - 1], title),
        await sheetDocx(sheet, { creator: '', title, subject: title }),
      )
    if (laid % step === 0) await tell(db, place, sql`done = ${laid}`)
  })
  const done = sql`done = total, failure = null, left_out = ${JSON.stringify(leftOut)}::jsonb, finished_at = now()`
  if (printable.length === 0) return tell(db, place, done)
  const archive = await keepBytes(files, zip.generate({ type: 'nodebuffer', compression: 'STORE' }))
  const pages = await keepBytes(files, pdf)
  await tell(db, place, sql`${done}, zip_sha256 = ${archive.sha256}, pdf_sha256 = ${pages.sha256}`)
}

async function orderedOf(tx: Tx, { countyCode, runId }: RunPlace): Promise<Ordered> {
  const { rows } = await sql<Ordered>`
    select kind, is_opened as "isOpened", wanted from print_runs where county_code = ${countyCode} and id = ${runId}`.execute(
    tx,
  )
  if (!rows[0]) throw new Error(`no print run ${runId} in ${countyCode}`)
  return rows[0]
}

function parted(kind: ApplicationPrint, all: readonly PrintedApplication[]) {
  const refused = all.map((application) => ({ application, refusal: refusePrint(kind, application) }))
  return {
    printable: refused.flatMap(({ application, refusal }) => (refusal ? [] : [application])),
    leftOut: refused.flatMap(({ application, refusal }) =>
      refusal ? [{ id: application.id, place: whereWords(application), words: printRefusalWords[refusal] }] : [],
    ),
  }
}

const whereWords = ({ homes, estate }: PrintedApplication) =>
  homes.length === 1 ? (homes[0]?.place ?? '') : estate.name

const fileName = (no: number, application: PrintedApplication | undefined, title: string) =>
  `${String(no).padStart(4, '0')} ${title} ${application ? whereWords(application) : ''}`
    .replaceAll(/[\\/:*?"<>|]/g, ' ')
    .slice(0, 110)
    .trim()
    .concat('.docx')

/** Says why a run could not be printed; the queue tries again. */
export const tellPrintFailure = (db: Db, place: RunPlace, error: unknown): Promise<void> =>
  tell(db, place, sql`failure = ${error instanceof Error ? error.message : String(error)}`)

const tell = (db: Db, { countyCode, runId }: RunPlace, set: ReturnType<typeof sql>): Promise<void> =>
  transact(db, systemActor([countyCode]), async (tx) => {
    await sql`update print_runs set ${set} where county_code = ${countyCode} and id = ${runId}`.execute(tx)
  })

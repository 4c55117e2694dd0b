import { sql } from 'kysely'
import type { Bulletin as BulletinEntry, Mismatch } from '#contract/reports.ts'
import type { Bulletin } from '#domain/reports/bulletin.ts'
import { type PeriodKind, periodOf } from '#domain/reports/periods.ts'
import { type Actor, type Db, holdActs, read, recordAct, type Tx, transact } from '../platform/acts.ts'
import type { Files } from '../platform/files.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { keepBulletinFiles, openBulletinFile, type Said, writeBulletin } from './bulletin-files.ts'
import type { Ask } from './compose.ts'
import { getScope } from './figures.ts'
import { findFreeze, freeze, refuseIssued } from './freeze.ts'
import { latestDay } from './latest-day.ts'
import { findMismatches } from './mismatches.ts'
import { findText } from './report-texts.ts'

type Door = { db: Db; files: Files }

const entry = sql`
  b.id, b.county_code as region, b.kind, b.period, b.issue_no as "issueNo", b.as_of as "asOf", b.known_on as "knownOn",
  to_char(b.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "issuedAt", b.issuer_name as "issuedBy",
  encode(b.document_sha256, 'hex') as "documentSha256"`

type BulletinsQuery = {
  kind?: PeriodKind | undefined
  period?: string | undefined
  after?: string | undefined
  limit: number
}

/** A page of the reports issued for a region, the last issued first: their ids are in order of time. */
export function listBulletins(db: Db, actor: Actor, region: string, query: BulletinsQuery) {
  const { kind, period, after, limit } = query
  const conditions = [
    sql`b.county_code = ${region}`,
    kind && sql`b.kind = ${kind}`,
    period && sql`b.period = ${period}`,
    after && sql`b.id < ${after}::uuid`,
  ].filter((condition) => typeof condition === 'object')
  return read(db, actor, async (tx) => {
    const { rows } = await sql<BulletinEntry>`
      select ${entry} from bulletins as b where ${sql.join(conditions, sql` and `)} order by b.id desc limit ${limit}`.execute(
      tx,
    )
    return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null, total: null }
  })
}

/** Where the sums of a region do not meet as of a day. Empty: a bulletin may be issued. */
export function checkBulletin(db: Db, actor: Actor, asOf: string | undefined): Promise<Mismatch[]> {
  return read(db, actor, async (tx) =>
    findMismatches(tx, actor.counties, asOf ?? (await latestDay(tx, actor.counties))),
  )
}

/**
 * Issues the report of a period from its frozen numbers, freezing them first where nobody did. What it says is kept for
 * good, with its files; a later correction is told by a later report.
 */
export function issueBulletin(
  { db, files }: Door,
  actor: Actor,
  ask: Ask & { reason: string },
): Promise<BulletinEntry> {
  return transact(db, actor, async (tx) => {
    const scope = await getScope(tx, ask.region, actor.counties)
    await holdActs(tx, scope.counties) // numbers follow each other
    await refuseIssued(tx, ask)
    const frozen = (await findFreeze(tx, ask))?.content
    if (frozen && ask.asOf !== undefined && ask.asOf !== frozen.asOf)
      throw new Refused({
        kind: 'conflict',
        code: 'frozen_of_another_day',
        message: `这个期间的数据已按截至${frozen.asOf}冻结，不能按截至${ask.asOf}签发`,
      })
    const content = frozen ?? (await freeze(tx, actor, scope, ask))
    const remarks = ask.remarks ?? (await findText(tx, ask)).remarks
    return keepBulletin(tx, files, actor, { ...content, remarks, issueNo: await nextNumber(tx, ask) }, ask.reason)
  })
}

async function nextNumber(tx: Tx, { region, kind }: Ask): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select coalesce(max(issue_no), 0) + 1 as n from bulletins where county_code = ${region} and kind = ${kind}`.execute(
    tx,
  )
  return rows[0]?.n ?? 1
}

async function keepBulletin(
  tx: Tx,
  files: Files,
  actor: Actor,
  bulletin: Bulletin,
  reason: string,
): Promise<BulletinEntry> {
  const { region, period, issueNo, asOf, knownOn } = bulletin
  const hashes = await keepBulletinFiles(files, { ...bulletin, issuedOn: officeToday() })
  const { rows } = await sql<BulletinEntry & { contentSha256: string }>`
    with b as (
      insert into bulletins (county_code, kind, period, issue_no, as_of, known_on, issued_by, issuer_name, content, document_sha256, workbook_sha256)
      values (${region}, ${period.kind}, ${period.key}, ${issueNo}, ${asOf}, ${knownOn}, ${actor.accountId}, ${actor.name},
              ${JSON.stringify(bulletin)}::jsonb, ${hashes.docx}, ${hashes.xlsx})
      returning *)
    select ${entry}, encode(sha256(convert_to(content::text, 'UTF8')), 'hex') as "contentSha256" from b`.execute(tx)
  const kept = rows[0]
  if (!kept) throw new Error('a bulletin was kept but gave no row')
  const { contentSha256, ...listed } = kept
  const change = {
    kind: period.kind,
    period: period.key,
    issue_no: issueNo,
    as_of: asOf,
    units: bulletin.totals.units,
    transferred: bulletin.totals.transferred,
    content_sha256: contentSha256,
    document_sha256: listed.documentSha256,
  }
  await recordAct(tx, {
    countyCode: region,
    kind: 'bulletin_issued',
    actor,
    reason,
    rows: [{ subjectKind: 'bulletin', subjectId: listed.id, change }],
  })
  return listed
}

export type TakenBulletin = { said: Said; bytes: Buffer }

/** A report as issued, and its very file; one issued before files were kept is written anew. Taking it is logged. */
export async function takeBulletin(
  { db, files }: Door,
  actor: Actor,
  region: string,
  id: string,
  format: 'docx' | 'xlsx',
): Promise<TakenBulletin> {
  const { content, issuedOn, sha256 } = await transact(db, actor, async (tx) => {
    const found = await getKept(tx, region, id, format)
    await sql`
      insert into exports (county_code, account_id, subject, filters, row_count)
      values (${region}, ${actor.accountId}, 'bulletin', ${JSON.stringify({ bulletin: id, format })}::jsonb, ${found.content.lines.length})`.execute(
      tx,
    )
    return found
  })
  const said = { ...asKept(content), issuedOn }
  return { said, bytes: await (sha256 ? openBulletinFile(files, sha256) : writeBulletin(said, format)) }
}

type Kept = { content: KeptBulletin; issuedOn: string; sha256: Buffer | null }

async function getKept(tx: Tx, region: string, id: string, format: 'docx' | 'xlsx'): Promise<Kept> {
  const file = sql.ref(format === 'docx' ? 'document_sha256' : 'workbook_sha256')
  const { rows } = await sql<Kept>`
    select content, (issued_at at time zone 'Asia/Shanghai')::date as "issuedOn", ${file} as sha256
      from bulletins where county_code = ${region} and id = ${id}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_bulletin', message: '没有这期报告' })
  return rows[0]
}

/** Bulletins issued before there were other periods name their month and tell no work. */
type KeptBulletin = Bulletin | (Omit<Bulletin, 'period' | 'work' | 'remarks'> & { month: string })

export function asKept(content: KeptBulletin): Bulletin {
  if ('period' in content) return content
  const { month, ...said } = content
  return { ...said, period: periodOf('month', `${month}-01`), work: null, remarks: { practice: '', demands: '' } }
}

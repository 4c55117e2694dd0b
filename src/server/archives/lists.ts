import { sql } from 'kysely'
import type { ArchiveFile } from '#contract/archive-shapes.ts'
import { type ArchiveSubject, type Paper, papersAskedOf, papersHeld } from '#domain/archives/papers.ts'
import { refuseWithdrawal } from '#domain/archives/withdrawing.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { type Reader, visibleTo } from './readers.ts'
import { estatesOfSubjects } from './subjects.ts'

export type Page = { after?: string | undefined; limit: number }
type FileRow = Omit<ArchiveFile, 'mayWithdraw'> & { addedBy: string; isOfEnteredApplication: boolean }

/** What a list shows of a file `f`, and what decides on withdrawing it. */
const shownFile = (today: string) => sql`
  f.id, jsonb_build_object('kind', f.subject_kind, 'id', f.subject_id) as subject, f.paper, f.name, f.media_type as "mediaType",
  f.bytes, encode(f.sha256, 'hex') as sha256, f.thumbnail_sha256 is not null as "hasThumbnail", f.adder_name as "adderName", f.added_on as "addedOn",
  (select count(*)::integer from archive_shares as s
    where s.county_code = f.county_code and s.file_id = f.id and s.withdrawn_on is null and s.until_on >= ${today}) as shares,
  case when f.withdrawn_on is not null
       then jsonb_build_object('on', f.withdrawn_on, 'by', f.withdrawer_name, 'reason', f.withdrawn_reason) end as withdrawn,
  f.added_by as "addedBy", ${ofEnteredApplication} as "isOfEnteredApplication"`

/** That a file `f` belongs to a registration already entered. */
export const ofEnteredApplication = sql<boolean>`
  exists (select from applications as a where a.county_code = f.county_code and a.id = f.application_id and a.entered_on is not null)`

function fileFor(reader: Reader, today: string, { addedBy, isOfEnteredApplication, ...file }: FileRow): ArchiveFile {
  const { addedOn, withdrawn } = file
  const filed = { addedBy, addedOn, withdrawnOn: withdrawn?.on ?? null, isOfEnteredApplication }
  return { ...file, mayWithdraw: refuseWithdrawal(filed, reader, today) === null }
}

/** The papers of one subject, withdrawn ones too for those who see all, and what is asked for of it. */
export async function archiveOf(tx: Tx, reader: Reader, subject: ArchiveSubject, { after, limit }: Page) {
  const today = officeToday()
  const { countyCode } = reader
  const estateId = (await estatesOfSubjects(tx, countyCode, [subject])).get(subject.id) ?? subject.id
  const { rows } = await sql<FileRow>`
    select ${shownFile(today)} from archive_files as f
     where f.county_code = ${countyCode} and f.estate_id = ${estateId} and f.subject_kind = ${subject.kind} and f.subject_id = ${subject.id}
       and ${visibleTo(reader)} and ${after ? sql`f.id > ${after}` : sql`true`}
     order by f.id limit ${limit}`.execute(tx)
  return {
    rows: rows.map((row) => fileFor(reader, today, row)),
    next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
    total: null,
    seesAll: reader.seesAll,
    estateId,
    name: await nameOf(tx, countyCode, subject, estateId),
    asked: [...(await askedOf(tx, countyCode, subject))].map((paper) => ({ ...paper, fileIds: [...paper.fileIds] })),
  }
}

async function askedOf(tx: Tx, countyCode: string, { kind, id }: ArchiveSubject): Promise<readonly Paper[]> {
  const { rows: filed } = await sql<{ id: string; paper: Paper['paper'] }>`
    select id, paper from archive_files
     where county_code = ${countyCode} and subject_kind = ${kind} and subject_id = ${id} and withdrawn_on is null
     order by id limit 1000`.execute(tx)
  const own = kind === 'application' ? await papersOfApplication(tx, countyCode, id) : null
  return papersHeld(own ?? papersAskedOf(kind), filed)
}

/** An application says itself which papers it rests on. */
async function papersOfApplication(tx: Tx, countyCode: string, id: string): Promise<readonly Paper[]> {
  const { rows } = await sql<{ papers: readonly Paper[] }>`
    select papers from applications where county_code = ${countyCode} and id = ${id}`.execute(tx)
  return rows[0]?.papers ?? []
}

async function nameOf(tx: Tx, countyCode: string, { kind, id }: ArchiveSubject, estateId: string): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`
    select case ${kind}::text
             when 'building' then (select name from buildings where county_code = ${countyCode} and id = ${id})
             when 'unit' then (select ${homeName} from units as u join buildings as b on b.county_code = u.county_code and b.id = u.building_id
                                where u.county_code = ${countyCode} and u.id = ${id})
             when 'application' then (select ${applicationName} from applications as a where a.county_code = ${countyCode} and a.id = ${id})
             else (select name from estates where county_code = ${countyCode} and id = ${estateId}) end as name`.execute(
    tx,
  )
  return rows[0]?.name ?? ''
}

/** Building, entrance and room of a home, as a ledger writes them. */
export const homeName = sql<string>`concat_ws('-', b.name, nullif(u.entrance, ''), u.room)`

/** An application by its number; before it has one, by the day it came in. */
export const applicationName = sql<string>`coalesce(a.acceptance_no, a.submitted_on::text)`

/** A page of papers whose time is over by a day, by the last day of filing of each kind. Those kept for ever are never due. */
export async function listDue(
  tx: Tx,
  reader: Reader,
  cutoffs: readonly { paper: string; filedUntil: string; years: number }[],
  { after, limit }: Page,
) {
  const today = officeToday()
  const { rows } = await sql<FileRow & { estateName: string; keptUntil: string }>`
    select ${shownFile(today)}, e.name as "estateName",
           (date_trunc('year', f.added_on) + make_interval(years => c.years + 1))::date as "keptUntil"
      from jsonb_to_recordset(${JSON.stringify(cutoffs)}::jsonb) as c (paper text, "filedUntil" date, years integer)
      join archive_files as f on f.county_code = ${reader.countyCode} and f.paper = c.paper and f.added_on <= c."filedUntil"
      join estates as e on e.county_code = f.county_code and e.id = f.estate_id
     where ${visibleTo(reader)} and ${after ? sql`f.id > ${after}` : sql`true`}
     order by f.id limit ${limit}`.execute(tx)
  return {
    rows: rows.map(({ estateName, keptUntil, ...row }) => ({ ...fileFor(reader, today, row), estateName, keptUntil })),
    next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
    total: null,
  }
}

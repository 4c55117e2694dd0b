import { sql } from 'kysely'
import type { ResultFile, ResultLine } from '#contract/hand-over.ts'
import { type ResultFinding, resultFindingNames, resultFindings } from '#domain/registrations/hand-over/findings.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'

const differing = resultFindingNames.filter((finding) => !resultFindings[finding].inOrder)

const columns = sql`
  f.id, f.hand_over_id as "handOverId", case when h.id is not null then concat('移交〔', h.year, '〕', h.hand_over_no, '号') end as "handOver", f.name,
  encode(f.sha256, 'hex') as sha256, f.rows, f.bringer_name as bringer, to_char(f.brought_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "broughtAt",
  f.taker_name as taker, to_char(f.taken_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "takenAt",
  (select to_char(max(b.taken_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') from result_files as b
    where b.county_code = f.county_code and b.sha256 = f.sha256 and b.id <> f.id and b.taken_at < coalesce(f.taken_at, now())) as before,
  (select coalesce(jsonb_object_agg(finding, n), '{}') from (
     select finding, count(*) as n from result_rows as l where l.county_code = f.county_code and l.file_id = f.id group by finding) as c) as counts`

const from = sql`result_files as f left join hand_overs as h on h.county_code = f.county_code and h.id = f.hand_over_id`

type Page = { after?: string | undefined; limit: number }

/** Files of results of a county, newest first. */
export async function listResults(
  tx: Tx,
  countyCode: string,
  { handOver, after, limit }: Page & { handOver?: string | undefined },
): Promise<{ rows: ResultFile[]; next: string | null; total: null }> {
  const { rows } = await sql<ResultFile>`
    select ${columns} from ${from}
     where f.county_code = ${countyCode} and (${handOver ?? null}::uuid is null or f.hand_over_id = ${handOver ?? null})
       and (${after ?? null}::uuid is null or f.id < ${after ?? null}::uuid)
     order by f.id desc limit ${limit}`.execute(tx)
  return { rows: rows.map(whole), next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null, total: null }
}

export async function getResults(tx: Tx, countyCode: string, id: string): Promise<ResultFile> {
  const { rows } = await sql<ResultFile>`
    select ${columns} from ${from} where f.county_code = ${countyCode} and f.id = ${id}`.execute(tx)
  if (!rows[0]) throw noResults()
  return whole(rows[0])
}

const noResults = () => new Refused({ kind: 'missing', code: 'no_such_results', message: '没有这个登记结果文件' })

/** Every finding is counted, those that do not occur with nought. */
const whole = (file: ResultFile): ResultFile => ({
  ...file,
  counts: Object.fromEntries(
    resultFindingNames.map((finding) => [finding, file.counts[finding] ?? 0]),
  ) as ResultFile['counts'], // every name is there
})

/** What is needed to read a file again. */
export async function resultFilePlace(
  tx: Tx,
  countyCode: string,
  id: string,
): Promise<{ handOverId: string | null; name: string; sha256: Buffer }> {
  const { rows } = await sql<{ handOverId: string | null; name: string; sha256: Buffer }>`
    select hand_over_id as "handOverId", name, sha256 from result_files where county_code = ${countyCode} and id = ${id}`.execute(
    tx,
  )
  if (!rows[0]) throw noResults()
  return rows[0]
}

/** The lines of a report in their order, of one finding, or all that differ. */
export async function listResultLines(
  tx: Tx,
  { countyCode, fileId }: { countyCode: string; fileId: string },
  { finding, after, limit }: Page & { finding?: ResultFinding | 'differing' | undefined },
): Promise<{ rows: ResultLine[]; next: string | null; total: null }> {
  await resultFilePlace(tx, countyCode, fileId)
  const findings = finding === undefined ? resultFindingNames : finding === 'differing' ? differing : [finding]
  const { rows } = await sql<ResultLine>`
    select line_no as "lineNo", sheet_row as "sheetRow", place, unit_code as "unitCode", unit_id as "unitId", application_id as "applicationId",
           certificate_no as "certificateNo", entered_on as "enteredOn", finding, words
      from result_rows
     where county_code = ${countyCode} and file_id = ${fileId} and finding = any (${findings}::text[]) and line_no > ${Number(after ?? 0)}
     order by line_no limit ${limit}`.execute(tx)
  return { rows, next: rows.length === limit ? String(rows.at(-1)?.lineNo) : null, total: null }
}

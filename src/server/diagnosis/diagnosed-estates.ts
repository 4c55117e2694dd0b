import { sql } from 'kysely'
import type { DiagnosedEstate } from '#contract/diagnosis-board.ts'
import type { Verdict } from '#domain/diagnosis/diagnosis.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { latestDiagnoses } from './board.ts'

export type DiagnosedQuery = {
  verdict?: Verdict | undefined
  requirement?: string | undefined
  unit?: string | undefined
  ask?: string | undefined
  unsettled?: boolean | undefined
  contradicted?: boolean | undefined
  after?: string | undefined
  limit: number
}

type Page = { rows: DiagnosedEstate[]; next: string | null; total: number | null }

/** A page of estates by their latest diagnosis, the largest first (先大后小), from after the given place on. */
export async function listDiagnosedEstates(tx: Tx, counties: readonly string[], query: DiagnosedQuery): Promise<Page> {
  const [afterHomes, afterId] = placeOf(query.after)
  const { rows } = await sql<DiagnosedEstate & { total: number }>`
    select * from (
      select d.estate_id as id, d.county_code as "countyCode", r.name as "countyName", d.name, d.homes, d.waiting, d.verdict, d.is_settled as settled,
             d.working_days as "workingDays", d.missing, d.unknown, d.asks, count(*) over () as total
        from (${latestDiagnoses({ counties })}) as d
        join regions as r on r.code = d.county_code
       where ${conditions(query)}) as found
     where ${afterHomes}::integer is null or (-homes, id) > (-${afterHomes}::integer, ${afterId}::uuid)
     order by -homes, id
     limit ${query.limit}`.execute(tx)
  const last = rows.at(-1)
  const next = last && rows.length === query.limit ? `${last.homes}.${last.id}` : null
  return { rows: rows.map(({ total: _, ...row }) => row), next, total: rows[0]?.total ?? (afterId ? null : 0) }
}

/** Where the last page ended: its last estate's homes and id. */
function placeOf(after: string | undefined): readonly [number | null, string | null] {
  if (after === undefined) return [null, null]
  const [, homes, id] = /^(\d{1,9})\.([0-9a-f-]{36})$/.exec(after) ?? []
  if (!homes || !id) throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  return [Number(homes), id]
}

function conditions({ verdict, requirement, unit, ask, unsettled, contradicted }: DiagnosedQuery) {
  const given = [
    verdict && sql`d.verdict = ${verdict}`,
    requirement && sql`(${requirement} = any (d.missing) or ${requirement} = any (d.unknown))`,
    unit && sql`${unit} = any (d.units)`,
    ask && sql`${ask} = any (d.asks)`,
    unsettled !== undefined && sql`d.is_settled = ${!unsettled}`,
    contradicted !== undefined && sql`(cardinality(d.contradictions) > 0) = ${contradicted}`,
  ].filter((condition) => typeof condition === 'object')
  return given.length === 0 ? sql`true` : sql.join(given, sql` and `)
}

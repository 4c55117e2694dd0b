import { sql } from 'kysely'
import type { EstateMoney, HomeMoney } from '#contract/due-accounts.ts'
import type { KindSum } from '#contract/due-shapes.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { sumsOfDues } from './kind-sums.ts'

type Head = Pick<EstateMoney, 'estateId' | 'estateName' | 'countyName' | 'homes' | 'homesWithDues' | 'homesOwing'>
type SumOfDebtor = KindSum & Pick<EstateMoney['others'][number], 'debtorKind' | 'organisationId' | 'name'>

/** The money of an estate: its owners' by kind, and apart from them each other debtor's. */
export async function estateMoney(tx: Tx, countyCode: string, estateId: string): Promise<EstateMoney> {
  const { rows: heads } = await sql<Head>`
    select e.id as "estateId", e.name as "estateName", r.name as "countyName",
           (select count(*) from units as u where u.county_code = e.county_code and u.estate_id = e.id) as homes, h.*
      from estates as e
      join regions as r on r.code = e.county_code
     cross join lateral (select count(*) as "homesWithDues", count(*) filter (where owed > 0) as "homesOwing"
                           from (select sum(d.owed_fen) as owed from dues as d where ${ofOwners(countyCode, estateId)} group by d.unit_id) as o) as h
     where e.county_code = ${countyCode} and e.id = ${estateId}`.execute(tx)
  if (!heads[0]) throw noEstate()
  const { rows } = await sql<SumOfDebtor>`
    select d.debtor_kind as "debtorKind", d.organisation_id as "organisationId",
           case when d.debtor_kind = 'owner' then '' else d.debtor_name end as name, d.kind, ${sumsOfDues()}
      from dues as d where d.county_code = ${countyCode} and d.estate_id = ${estateId} and d.cancelled_on is null
     group by 1, 2, 3, d.kind order by sum(d.owed_fen) desc, d.kind`.execute(tx)
  return {
    ...heads[0],
    owners: rows.filter(({ debtorKind }) => debtorKind === 'owner').map(kindSumOf),
    others: othersOf(rows.filter(({ debtorKind }) => debtorKind !== 'owner')),
  }
}

const kindSumOf = ({ kind, assessedFen, paidFen, reducedFen, owedFen, deferredFen }: SumOfDebtor): KindSum => ({
  kind,
  assessedFen,
  paidFen,
  reducedFen,
  owedFen,
  deferredFen,
})

/** Each debtor once, with its kinds, who owes most first. */
function othersOf(rows: readonly SumOfDebtor[]): EstateMoney['others'] {
  const owedOf = ({ kinds }: EstateMoney['others'][number]) => kinds.reduce((sum, { owedFen }) => sum + owedFen, 0)
  return [...Map.groupBy(rows, ({ debtorKind, organisationId, name }) => `${debtorKind} ${organisationId} ${name}`)]
    .flatMap(([, of]) => {
      const [first] = of
      if (!first) return []
      const { debtorKind, organisationId, name } = first
      return [{ debtorKind, organisationId, name, kinds: of.map(kindSumOf) }]
    })
    .toSorted((a, b) => owedOf(b) - owedOf(a))
}

const ofOwners = (countyCode: string, estateId: string) => sql`
  d.county_code = ${countyCode} and d.estate_id = ${estateId} and d.unit_id is not null and d.debtor_kind = 'owner' and d.cancelled_on is null`

type HomesPage = { rows: HomeMoney[]; next: string | null; total: null }

/** A page of an estate's homes that have dues, what is owed most first. */
export async function estateHomesMoney(
  tx: Tx,
  countyCode: string,
  estateId: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<HomesPage> {
  await mustFindEstate(tx, countyCode, estateId)
  const [owed, unit] = after?.split('.') ?? []
  const { rows } = await sql<HomeMoney>`
    with homes as (
      select unit_id, sum("assessedFen")::bigint as "assessedFen", sum("paidFen")::bigint as "paidFen", sum("reducedFen")::bigint as "reducedFen",
             sum("owedFen")::bigint as "owedFen", max(owners) as owners,
             coalesce(json_object_agg(kind, "owedFen") filter (where "owedFen" > 0), '{}') as "owedByKindFen"
        from (select d.unit_id, d.kind, max(d.debtor_name) as owners, ${sumsOfDues()} from dues as d where ${ofOwners(countyCode, estateId)}
               group by d.unit_id, d.kind) as k
       group by unit_id
    )
    select h.unit_id as "unitId", concat_ws('-', b.name, nullif(u.entrance, ''), u.room) as home, h.owners, h."assessedFen", h."paidFen", h."reducedFen",
           h."owedFen", h."owedByKindFen"
      from (select * from homes
             where ${owed === undefined || unit === undefined ? sql`true` : sql`("owedFen" < ${owed}::bigint or ("owedFen" = ${owed}::bigint and unit_id > ${unit}::uuid))`}
             order by "owedFen" desc, unit_id limit ${limit}) as h
      join units as u on u.county_code = ${countyCode} and u.id = h.unit_id
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
     order by h."owedFen" desc, h.unit_id`.execute(tx)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? `${last.owedFen}.${last.unitId}` : null, total: null }
}

/** An estate of another county is not there. */
export async function mustFindEstate(tx: Tx, countyCode: string, estateId: string): Promise<void> {
  const { rows } = await sql`select from estates where county_code = ${countyCode} and id = ${estateId}`.execute(tx)
  if (rows.length === 0) throw noEstate()
}

const noEstate = () => new Refused({ kind: 'missing', code: 'not_found', message: '没有这个小区' })

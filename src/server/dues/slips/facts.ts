import { type RawBuilder, sql } from 'kysely'
import { type DueKind, homeDueKinds } from '#domain/dues/kinds.ts'
import type { SlipFacts } from '#domain/dues/prints/slip.ts'
import { placeWords } from '#domain/registrations/place-words.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'

/** The most homes one file of slips is for. */
export const mostSlips = 2000

type Row = Pick<SlipFacts, 'unitId' | 'county' | 'acceptanceNo' | 'owners' | 'dues'> & {
  estate: string
  location: string | null
  building: string
  entrance: string
  room: string
  recorded: readonly DueKind[]
  stated: Partial<Record<DueKind, number>>
  isTransferred: boolean
}

/** What a home's slip says, or undefined where there is no such home. */
export async function slipOfHome(tx: Tx, countyCode: string, unitId: string): Promise<SlipFacts | undefined> {
  return (await slipFacts(tx, countyCode, sql`u.id = ${unitId}`, 1))[0]
}

/** Slips of the homes of an estate, or of one building of it, whose owners owe something, in the order of the homes. */
export function slipsOfEstate(
  tx: Tx,
  countyCode: string,
  { estate, building = null }: { estate: string; building?: string | null },
): Promise<readonly SlipFacts[]> {
  const owing = sql`
    u.estate_id = ${estate} and (${building}::uuid is null or u.building_id = ${building})
    and u.id = any (array(select d.unit_id from dues as d
                           where d.county_code = ${countyCode} and d.estate_id = ${estate} and d.debtor_kind = 'owner' and d.owed_fen > 0))`
  return slipFacts(tx, countyCode, owing, mostSlips + 1)
}

async function slipFacts(
  tx: Tx,
  countyCode: string,
  homes: RawBuilder<unknown>,
  limit: number,
): Promise<readonly SlipFacts[]> {
  const { rows } = await sql<Row>`
    select u.id as "unitId", r.name as county, e.name as estate, e.location, b.name as building, u.entrance, u.room,
           (select a.acceptance_no from applications as a where a.county_code = u.county_code and a.unit_id = u.id and a.is_open) as "acceptanceNo",
           coalesce((select string_agg(o.name, '、' order by o.owner_no) from owners as o where o.county_code = u.county_code and o.unit_id = u.id),
                    (select max(d.debtor_name) from dues as d where ${ofHome}), '业主') as owners,
           coalesce((select json_agg(json_build_object('kind', d.kind, 'amountFen', d.amount_fen, 'paidFen', d.paid_fen, 'reducedFen', d.reduced_fen,
                                                       'owedFen', d.owed_fen, 'basis', d.basis, 'computed', d.computed, 'dueOn', d.due_on, 'deferredUntil', t.until_on)
                                     order by d.assessed_on, d.id)
                       from dues as d
                       left join due_terms as t on t.county_code = d.county_code and t.due_id = d.id and t.kind = 'deferral' and t.ended_on is null
                                               and t.until_on >= ${officeToday()}
                      where ${ofHome} and d.owed_fen > 0), '[]') as dues,
           array(select distinct d.kind from dues as d where ${ofHome}) as recorded,
           jsonb_strip_nulls(jsonb_build_object('deed_tax', nullif(u.deed_tax_fen, 0), 'maintenance_fund', nullif(u.maintenance_fund_fen, 0))) as stated,
           u.transferred_on is not null as "isTransferred"
      from units as u
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
      join regions as r on r.code = u.county_code
     where u.county_code = ${countyCode} and ${homes}
     order by length(b.name), b.name, u.entrance, u.floor, length(u.room), u.room
     limit ${limit}`.execute(tx)
  return rows.map(factsOf)
}

const ofHome = sql`d.county_code = u.county_code and d.unit_id = u.id and d.debtor_kind = 'owner' and d.cancelled_on is null`

/** A home that has its certificate is asked for nothing it was not charged with. */
function factsOf({
  unitId,
  county,
  acceptanceNo,
  owners,
  dues,
  location,
  recorded,
  stated,
  isTransferred,
  ...home
}: Row): SlipFacts {
  const missing = isTransferred ? [] : homeDueKinds.filter((kind) => !recorded.includes(kind))
  return {
    county,
    unitId,
    acceptanceNo,
    place: `${location ?? ''}${placeWords(home)}`,
    owners,
    on: officeToday(),
    dues,
    unassessed: missing.map((kind) => ({ kind, statedFen: stated[kind] ?? null })),
  }
}

import { type RawBuilder, sql } from 'kysely'
import type { HomeDue, HomeDuesQuery } from '#contract/due-shapes.ts'
import { type Computed, isComputed, type Uncomputed } from '#domain/dues/computed.ts'
import { deedTax } from '#domain/dues/deed-tax.ts'
import { maintenanceFund } from '#domain/dues/maintenance-fund.ts'
import { feeUseOf, registrationFee } from '#domain/dues/registration-fee.ts'
import type { Actor, Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { type Assessment, recordDues } from './assess.ts'
import { ratesOf } from './rates.ts'

type Home = {
  id: string
  areaX100: number | null
  priceFen: number | null
  contractOn: string | null
  storeys: number | null
  use: string | null
  estateId: string
  owners: string
  standing: Record<string, { dueId: string; owedFen: number }>
}

type Rates = Awaited<ReturnType<typeof ratesOf>>

/** What a home may owe, worked out and not recorded, by the rates that come with the release and those of the county. */
export async function homeDues(tx: Tx, countyCode: string, unitId: string, asked: HomeDuesQuery): Promise<HomeDue[]> {
  return duesOf(await mustFindHome(tx, countyCode, unitId), asked, await ratesOf(tx, countyCode))
}

/** What a home may owe of each kind, by the calculators. */
export function duesOf(home: Home, asked: HomeDuesQuery, { fund, statutory }: Rates): HomeDue[] {
  const { declaredOn, books, exemption } = asked
  const { areaX100 } = home
  const use = feeUseOf(home.use)
  const outcomes: Record<HomeDue['kind'], Computed | Uncomputed> = {
    deed_tax: deedTax({
      contractOn: asked.contractOn ?? home.contractOn,
      declaredOn,
      areaX100,
      priceFen: asked.priceFen ?? home.priceFen,
      familyHome: asked.familyHome,
      isHome: use === 'home',
      statutory,
    }),
    maintenance_fund: maintenanceFund(fund, { use, areaX100, storeys: home.storeys, paidOn: declaredOn }),
    registration_fee: registrationFee({ use, books, exemption }),
  }
  return (Object.keys(outcomes) as HomeDue['kind'][]).map((kind) => {
    const outcome = outcomes[kind]
    return {
      kind,
      computed: isComputed(outcome) ? outcome : null,
      unknown: isComputed(outcome) ? null : outcome.unknown,
      standing: home.standing[kind] ?? null,
    }
  })
}

async function mustFindHome(tx: Tx, countyCode: string, unitId: string): Promise<Home> {
  const [home] = await findHomes(tx, sql`u.county_code = ${countyCode} and u.id = ${unitId}`)
  if (!home) throw new Refused({ kind: 'missing', code: 'no_such_unit', message: '没有这一户' })
  return home
}

/** Homes with all that dues are worked out from, by a condition on the unit `u`; in the order of their ids. */
export async function findHomes(tx: Tx, which: RawBuilder<unknown>, limit = 1): Promise<Home[]> {
  const { rows } = await sql<Home>`
    select u.id, (u.area_m2 * 100)::integer as "areaX100", coalesce(a.price_fen, u.price_fen) as "priceFen", a.contract_on as "contractOn", coalesce(u.floors_total, b.floors) as storeys, u.use, u.estate_id as "estateId",
           coalesce((select string_agg(o.name, '、' order by o.owner_no) from owners as o where o.county_code = u.county_code and o.unit_id = u.id), '业主') as owners,
           coalesce((select json_object_agg(d.kind, json_build_object('dueId', d.id, 'owedFen', d.owed_fen))
                       from dues as d where d.county_code = u.county_code and d.unit_id = u.id and d.cancelled_on is null), '{}') as standing
      from (select county_code, id, estate_id, building_id, area_m2, price_fen, floors_total, use
              from units as u where ${which} order by county_code, id limit ${limit}) as u
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      left join applications as a on a.county_code = u.county_code and a.unit_id = u.id and a.is_open
     order by u.county_code, u.id`.execute(tx)
  return rows
}

/** Records what was worked out for a home. A kind that stands already, or cannot be worked out yet, is refused by name. */
export async function assessHome(
  tx: Tx,
  actor: Actor,
  { countyCode, unitId }: { countyCode: string; unitId: string },
  { kinds, reason, ...asked }: HomeDuesQuery & { kinds: readonly HomeDue['kind'][]; reason: string },
): Promise<HomeDue[]> {
  const home = await mustFindHome(tx, countyCode, unitId)
  const wanted = duesOf(home, asked, await ratesOf(tx, countyCode)).filter(({ kind }) => kinds.includes(kind))
  const stands = wanted.find(({ standing }) => standing !== null)
  if (stands) throw new Refused({ kind: 'conflict', code: 'due_stands', message: '这一户已登记过这种税费' })
  const list = wanted.flatMap((due) => assessmentOf(home, due, null))
  if (list.length === 0)
    throw new Refused({
      kind: 'conflict',
      code: 'nothing_to_record',
      message: '还缺条件，算不出应缴金额，或按规定免收',
    })
  await recordDues(tx, actor, countyCode, list, reason)
  return homeDues(tx, countyCode, unitId, asked)
}

/** What of a due that was worked out is to be recorded: nothing where it is unknown, free, or stands already. */
export function assessmentOf(home: Home, { kind, computed, standing }: HomeDue, dueOn: string | null): Assessment[] {
  if (computed === null || computed.fen === 0 || standing !== null) return []
  return [
    {
      kind,
      debtorKind: 'owner',
      organisationId: null,
      debtorName: home.owners,
      estateId: home.estateId,
      unitId: home.id,
      amountFen: computed.fen,
      basis: [computed.source.document, computed.source.number].filter(Boolean).join(' '),
      dueOn,
      computed,
    },
  ]
}

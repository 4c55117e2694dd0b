import { countyPlans } from '#samples/county-plans.ts'
import { computeAllDues, recordAllDues } from '#server/dues/actions.ts'
import { read, systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'

type House = Awaited<ReturnType<typeof openHouse>>

/** As many homes as the city of the sample campaign has. */
const homes = 219_200

/**
 * Works out all dues of a whole city – three kinds of every home – and holds it against plain selects of the same columns:
 * once read within the database, once brought to this process. Then records one step of homes.
 */
export async function benchDues(say: (line: string) => void) {
  const house = await openHouse()
  try {
    const counties = countyPlans.map(({ code }) => code)
    say(`making ${homes} homes`)
    await makeHomes(house, counties)
    say('all dues of the city')
    const city = systemActor(counties)
    const asked = { declaredOn: '2025-06-01', assumedContractOn: '2020-06-01', assumedFamilyHome: 'only' } as const
    const computed = await read(house.db, city, (tx) => computeAllDues(tx, counties, asked))
    const ms = await middleOf(() => read(house.db, city, (tx) => computeAllDues(tx, counties, asked)))
    const rawMs = await middleOf(() => house.owner.query(`select count(h), count(*) from (${columns}) as h`))
    const rawBroughtMs = await middleOf(() => house.owner.query(columns))
    say('recording one step')
    const [county = ''] = counties
    const began = performance.now()
    const step = await recordAllDues(house.db, systemActor([county]), county, {
      ...{ kinds: ['maintenance_fund', 'registration_fee'], declaredOn: asked.declaredOn, reason: 'bench' },
      ...{ estateId: null, dueOn: null, after: null },
    })
    const recordMs = performance.now() - began
    return {
      homes: computed.homes,
      dues: computed.sums.reduce((sum, { homes: of }) => sum + of, 0),
      ms,
      limitMs: 3000,
      rawMs,
      rawBroughtMs,
      ratio: rawMs / ms,
      ratioBrought: rawBroughtMs / ms,
      recording: { homes: step.homes, dues: step.dues, ms: recordMs },
    }
  } finally {
    await house.close()
  }
}

/** What the dues of a home are worked out from. */
const columns = `
  select u.county_code, u.estate_id, u.id, u.area_m2, coalesce(a.price_fen, u.price_fen) as price_fen, coalesce(u.floors_total, b.floors) as storeys, u.use,
         u.transferred_on, a.contract_on
    from units as u
    join buildings as b on b.county_code = u.county_code and b.id = u.building_id
    left join applications as a on a.county_code = u.county_code and a.unit_id = u.id and a.is_open`

/** Homes of every kind of gap: no area, no price, no storeys, shops and parking places, one in eight with an open application. */
async function makeHomes({ owner }: House, counties: readonly string[]): Promise<void> {
  const perCounty = Math.ceil(homes / counties.length / 136)
  const client = await owner.connect()
  try {
    await client.query("begin; set local session_replication_role = 'replica'")
    await client.query(
      `insert into estates (county_code, name, name_key, category, listed_on)
       select county, '小区' || n, '小区' || n, 'legacy', '2022-01-01' from unnest($1::text[]) as county, generate_series(1, $2::integer) as n`,
      [counties, perCounty],
    )
    await client.query(
      `insert into buildings (county_code, estate_id, name, floors)
       select county_code, id, n::text, case when n % 4 > 0 then 6 * n end from estates, generate_series(1, 4) as n`,
    )
    await client.query(
      `insert into units (county_code, estate_id, building_id, entrance, room, floors_total, use, area_m2, price_fen, owners_digest, first_registered_on, transferred_on, certificate_no)
       select b.county_code, b.estate_id, b.id, '1', n::text, case when n % 3 > 0 then 11 end, (array['住宅', '住宅', '住宅', '车位', '商业', null])[1 + n % 6],
              case when n % 9 > 0 then 60 + n * 2.37 end, case when n % 7 > 0 then 20000000 + n * 1234567 end, '', '2022-11-01',
              case when n % 2 > 0 then '2022-11-01'::date end, case when n % 2 > 0 then b.id || '-' || n end
         from buildings as b, generate_series(1, 34) as n limit $1`,
      [homes],
    )
    await client.query(
      `insert into applications (county_code, kind, estate_id, unit_id, homes, applicant_kind, submitted_on, submitted_by, submitter_name, contract_on, price_fen)
       select county_code, 'transfer', estate_id, id, 1, 'both', '2025-01-01', '00000000-0000-0000-0000-000000000000', 'bench', '2015-01-01'::date + room::integer * 100, 30000000
         from units where room::integer % 8 = 0`,
    )
    await client.query(
      `insert into maintenance_fund_rates
       select county, use, storeys_from, storeys_to, '2015-01-01', null, fen, '示例标准', null, false
         from unnest($1::text[]) as county, (values ('home', 1, 7, 4500), ('home', 8, null, 9000), ('parking_or_storage', 1, null, 6000)) as r (use, storeys_from, storeys_to, fen)`,
      [counties],
    )
    await client.query(
      "insert into deed_tax_rates select county, '2011-01-01', null, 30, '示例税率', null, false from unnest($1::text[]) as county",
      [counties],
    )
    await client.query('commit')
    await client.query('vacuum analyze')
  } finally {
    client.release()
  }
}

/** The middle of three runs. */
async function middleOf(work: () => Promise<unknown>): Promise<number> {
  const measured: number[] = []
  for (let run = 0; run < 3; run += 1) {
    const began = performance.now()
    await work()
    measured.push(performance.now() - began)
  }
  return measured.toSorted((one, other) => one - other)[1] ?? 0
}

import { type RawBuilder, sql } from 'kysely'
import type { HistoryEntry, Unit, UnitLine, UnitsQuery } from '#contract/units.ts'
import type { UnitStanding } from '#domain/units/moves.ts'
import type { Obstacle } from '#domain/units/obstacles.ts'
import { readSearch, type UnitSearch } from '#domain/units/search.ts'
import type { Tx } from '../platform/acts.ts'
import type { Secrets } from '../platform/secrets.ts'
import { dayOf } from '../reports/actions.ts'

type Fragment = RawBuilder<unknown>

/** The units a search means, as `county_code, id`: one indexed look-up per kind of search. */
function matching(counties: readonly string[], search: UnitSearch, secrets: Secrets): Fragment {
  const within = sql`county_code = any (${counties}::text[])`
  switch (search.by) {
    case 'certificate':
      return sql`select county_code, id from units where ${within} and certificate_back = reverse(${search.certificateNo})`
    case 'certificate_tail':
      return sql`select county_code, id from units where ${within} and ${beginsWith('certificate_back', `号${[...search.digits].reverse().join('')}`)}`
    case 'unit_code':
      return sql`select county_code, id from units where ${within} and unit_code = ${search.unitCode}`
    case 'id':
      return sql`select county_code, unit_id as id from owners where ${within} and id_digest = ${secrets.digest('id', search.idNumber)}`
    case 'phone':
      return sql`select county_code, unit_id as id from owners where ${within} and phone_digest = ${secrets.digest('phone', search.phone)}`
    case 'room':
      return sql`select u.county_code, u.id from units as u join buildings as b on b.county_code = u.county_code and b.id = u.building_id
                  where u.county_code = any (${counties}::text[]) and u.room = ${search.room}
                    and (${search.building}::text is null or b.name = ${search.building}) and (${search.entrance}::text is null or u.entrance = ${search.entrance})`
    case 'name':
      return sql`select county_code, unit_id as id from owners where ${within} and ${beginsWith('name', search.name)}
                  union
                 select u.county_code, u.id from estates as e join units as u on u.county_code = e.county_code and u.estate_id = e.id
                  where e.county_code = any (${counties}::text[]) and ${beginsWith('e.name', search.name)}`
  }
}

/**
 * Text that begins so. Spelt as a range: `like` may not look into an index before row-level security has had its say,
 * the range operators may.
 */
const beginsWith = (column: string, text: string) =>
  sql`${sql.ref(column)} ~>=~ ${text} and ${sql.ref(column)} ~<~ ${`${text}\u{10FFFF}`}`

/** How far a unit had come by the end of a day. */
const stateOn = (asOf: Fragment) => sql`
  case when u.transferred_on <= ${asOf} then 'transferred' when u.first_registered_on <= ${asOf} then 'first_registered'
       when u.area_m2 is not null then 'surveyed' else 'listed' end`

const unitLine = (asOf: Fragment) => sql`
  u.id, u.county_code as "countyCode", r.name as "countyName", u.estate_id as "estateId", e.name as "estateName", b.name as building, u.entrance, u.room,
  u.floor, u.area_m2 as "areaM2", ${stateOn(asOf)} as state,
  case when u.first_registered_on <= ${asOf} then u.first_registered_on end as "firstRegisteredOn",
  case when u.transferred_on <= ${asOf} then u.transferred_on end as "transferredOn",
  case when u.transferred_on <= ${asOf} then u.certificate_no end as "certificateNo",
  case when u.obstacle_on <= ${asOf} then u.obstacle end as obstacle, case when u.obstacle_on <= ${asOf} then u.open_reason end as "openReason"`

const unitPlaces = sql`
  join estates as e on e.county_code = u.county_code and e.id = u.estate_id
  join buildings as b on b.county_code = u.county_code and b.id = u.building_id
  join regions as r on r.code = u.county_code`

const ownerNames = sql`
  coalesce((select string_agg(o.name, '、' order by o.owner_no) from owners as o where o.county_code = u.county_code and o.unit_id = u.id), '') as owners`

/** The conditions of the filters that are set; `null` when none is. */
function filters(query: Omit<UnitsQuery, 'limit' | 'after' | 'asOf'>, asOf: Fragment): Fragment | null {
  const conditions = [
    query.estate && sql`u.estate_id = ${query.estate}`,
    query.building && sql`u.building_id = ${query.building}`,
    query.ids && sql`u.id = any (${query.ids}::uuid[])`,
    query.category && sql`e.category = ${query.category}`,
    query.obstacle && sql`u.obstacle = ${query.obstacle} and u.obstacle_on <= ${asOf}`,
    query.state === 'open' && sql`(u.transferred_on is null or u.transferred_on > ${asOf})`,
    query.state && query.state !== 'open' && sql`${stateOn(asOf)} = ${query.state}`,
  ].filter((condition) => typeof condition === 'object')
  return conditions.length === 0 ? null : sql.join(conditions, sql` and `)
}

/** `asOf` null asks for the last day on which anything happened. */
export type Asked = Omit<UnitsQuery, 'limit' | 'asOf'> & {
  asOf: string | null
  limit: number
  counties: readonly string[]
}

export async function listUnits(tx: Tx, secrets: Secrets, asked: Asked): Promise<UnitLine[]> {
  const { rows } = await unitPage(secrets, asked).execute(tx)
  return rows
}

/** A page of the unit ledger in the order of the ledgers it came from. */
export function unitPage(secrets: Secrets, { counties, ...query }: Asked): RawBuilder<UnitLine> {
  const [afterCounty, afterId] = query.after?.split('.') ?? [null, null]
  const asOf = sql`(select day from as_of)`
  const conditions = filters(query, asOf)
  const after = (row: string) =>
    sql`(${afterCounty}::text is null or (${sql.ref(`${row}.county_code`)}, ${sql.ref(`${row}.id`)}) > (${afterCounty}::text, ${afterId}::uuid))`
  // what is found is cut to the page at once, unless further filters have to look at each of it
  const cut = conditions === null ? sql`where ${after('m')} order by county_code, id limit ${query.limit}` : sql``
  const found = query.search
    ? sql`, found as materialized (
            select distinct county_code, id from (${matching(counties, readSearch(query.search), secrets)}) as m ${cut})`
    : sql``
  const ofFound = query.search ? sql`join found as f on f.county_code = u.county_code and f.id = u.id` : sql``
  return sql<UnitLine>`
    with as_of as materialized (${dayOf(query.asOf, counties)})${found}
    select ${unitLine(asOf)}, ${ownerNames}
      from units as u
      ${ofFound}
      ${unitPlaces}
     where u.county_code = any (${counties}::text[]) and ${conditions ?? sql`true`} and ${after('u')}
     order by u.county_code, u.id
     limit ${query.limit}`
}

type UnitHead = Omit<Unit, 'owners' | 'history'>

export async function findUnit(tx: Tx, countyCode: string, unitId: string): Promise<Unit | undefined> {
  const { rows } = await sql<UnitHead>`
    select ${unitLine(sql`'infinity'::date`)}, u.building_id as "buildingId", u.floors_total as "floorsTotal", u.unit_code as "unitCode", u.use, u.structure,
           u.inner_area_m2 as "innerAreaM2", u.shared_area_m2 as "sharedAreaM2", u.co_ownership as "coOwnership", u.contract_no as "contractNo",
           u.price_fen as "priceFen", u.has_invoice as "hasInvoice", u.deed_tax_fen as "deedTaxFen", u.maintenance_fund_fen as "maintenanceFundFen",
           u.is_mailed as "isMailed", u.liaison, u.remark
      from units as u
      ${unitPlaces}
     where u.county_code = ${countyCode} and u.id = ${unitId}`.execute(tx)
  if (!rows[0]) return undefined
  const { rows: owners } = await sql<Unit['owners'][number]>`
    select owner_no as "ownerNo", name, id_kind as "idKind", id_masked as "idMasked", phone_masked as "phoneMasked"
      from owners where county_code = ${countyCode} and unit_id = ${unitId} order by owner_no`.execute(tx)
  return { ...rows[0], owners, history: await listHistory(tx, countyCode, unitId) }
}

/** What happened to a record, newest first; digests and keys are not for reading. */
async function listHistory(tx: Tx, countyCode: string, subjectId: string): Promise<HistoryEntry[]> {
  const { rows } = await sql<HistoryEntry & { actedAt: Date | string }>`
    select a.act_no as "actNo", a.kind, a.actor_name as "actorName", a.acted_at as "actedAt", a.reason,
           h.change - '{owners_digest,building_id,estate_id}'::text[] as change
      from history as h
      join acts as a using (county_code, act_no)
     where h.county_code = ${countyCode} and h.subject_id = ${subjectId}
     order by a.act_no desc`.execute(tx)
  return rows.map((row) => ({ ...row, actedAt: new Date(row.actedAt).toISOString() }))
}

export type LockedUnit = UnitStanding & {
  obstacle: Obstacle | null
  openReason: string | null
  obstacleOn: string | null
  areaM2: number | null
  estateId: string
  listedOn: string
}

export async function lockUnit(tx: Tx, countyCode: string, unitId: string): Promise<LockedUnit | undefined> {
  const { rows } = await sql<LockedUnit>`
    select u.first_registered_on as "firstRegisteredOn", u.transferred_on as "transferredOn", u.certificate_no as "certificateNo", u.obstacle,
           u.open_reason as "openReason", u.obstacle_on as "obstacleOn", u.area_m2 as "areaM2", u.estate_id as "estateId", e.listed_on as "listedOn"
      from units as u join estates as e on e.county_code = u.county_code and e.id = u.estate_id
     where u.county_code = ${countyCode} and u.id = ${unitId}
       for update of u`.execute(tx)
  return rows[0]
}

export type UnitChange = {
  transferred_on: string | null
  certificate_no: string | null
  open_reason: string | null
  obstacle: Obstacle | null
  obstacle_on: string | null
}

export async function updateUnit(tx: Tx, countyCode: string, unitId: string, change: UnitChange): Promise<void> {
  await sql`
    update units set transferred_on = ${change.transferred_on}, certificate_no = ${change.certificate_no}, open_reason = ${change.open_reason},
           obstacle = ${change.obstacle}, obstacle_on = ${change.obstacle_on}
     where county_code = ${countyCode} and id = ${unitId}`.execute(tx)
}

/** Whether another unit of the county already has this certificate. */
export async function isCertificateTaken(
  tx: Tx,
  countyCode: string,
  unitId: string,
  certificateNo: string,
): Promise<boolean> {
  const { rows } =
    await sql`select from units where county_code = ${countyCode} and certificate_back = reverse(${certificateNo}) and id <> ${unitId}`.execute(
      tx,
    )
  return rows.length > 0
}

export async function findSealedOwner(
  tx: Tx,
  countyCode: string,
  unitId: string,
  ownerNo: number,
): Promise<{ id: Buffer | null; phone: Buffer | null } | undefined> {
  const { rows } = await sql<{ id: Buffer | null; phone: Buffer | null }>`
    select id_cipher as id, phone_cipher as phone from owners
     where county_code = ${countyCode} and unit_id = ${unitId} and owner_no = ${ownerNo}`.execute(tx)
  return rows[0]
}

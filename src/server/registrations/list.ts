import { type RawBuilder, sql } from 'kysely'
import type { ApplicationLine, ApplicationsQuery } from '#contract/registrations.ts'
import { readSearch, type UnitSearch } from '#domain/units/search.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import type { Secrets } from '../platform/secrets.ts'

type Fragment = RawBuilder<unknown>

/** What a line shows of an application `a`. */
export const applicationLine = sql`
  a.id, a.county_code as "countyCode", r.name as "countyName", a.kind, a.state, a.estate_id as "estateId", e.name as "estateName",
  coalesce(a.building_id, u.building_id) as "buildingId", b.name as building, a.unit_id as "unitId", u.entrance, u.room, a.homes, a.applicant_kind as "applicantKind",
  coalesce((select string_agg(p.name, '、' order by p.party_no) from application_parties as p
             where p.county_code = a.county_code and p.application_id = a.id and p.role = 'buyer'), o.name, '') as applicants,
  a.submitted_on as "submittedOn", a.acceptance_no as "acceptanceNo", a.accepted_on as "acceptedOn", a.is_deemed as "isDeemed",
  a.due_on as "dueOn", a.promised_on as "promisedOn",
  exists (select from application_pauses as p where p.county_code = a.county_code and p.application_id = a.id and p.until_on is null) as "isPaused",
  a.entered_on as "enteredOn", a.certificate_no as "certificateNo", a.certified_on as "certifiedOn", a.delivered_on as "deliveredOn"`

export const applicationPlaces = sql`
  join regions as r on r.code = a.county_code
  join estates as e on e.county_code = a.county_code and e.id = a.estate_id
  left join units as u on u.county_code = a.county_code and u.id = a.unit_id
  left join buildings as b on b.county_code = a.county_code and b.id = coalesce(a.building_id, u.building_id)
  left join organisations as o on o.county_code = a.county_code and o.id = a.organisation_id`

const gatesOfLine = sql`
  (select coalesce(jsonb_agg(jsonb_build_object('gate', g.gate, 'state', g.state) order by g.gate), '[]') from application_gates as g
    where g.county_code = a.county_code and g.application_id = a.id) as gates`

type Page = { rows: ApplicationLine[]; next: string | null; total: null }

/**
 * A page of applications, county by county as far as one page can need, then put together: of each county the database looks at
 * no more than so many rows, in the order of an index.
 */
export async function listApplications(
  tx: Tx,
  secrets: Secrets,
  counties: readonly string[],
  query: ApplicationsQuery,
): Promise<Page> {
  const { order, after } = orders[query.sort]
  const which = conditions(query, secrets)
  const { rows } = await sql<ApplicationLine>`
    with page as materialized (
      select a.* from unnest(${counties}::text[]) as c (code)
       cross join lateral (select a.* from applications as a where a.county_code = c.code and ${which} and ${after(placeOf(query))} order by ${order} limit ${query.limit}) as a
       order by ${order} limit ${query.limit}
    )
    select ${applicationLine}, ${gatesOfLine} from page as a ${applicationPlaces} order by ${order}`.execute(tx)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === query.limit ? cursorOf(query.sort, last) : null, total: null }
}

type Place = { dueOn: string | null; id: string } | null

const orders: Readonly<Record<ApplicationsQuery['sort'], { order: Fragment; after: (place: Place) => Fragment }>> = {
  newest: {
    order: sql`a.id desc`,
    after: (place) => (place ? sql`a.id < ${place.id}::uuid` : sql`true`),
  },
  due: {
    order: sql`a.due_on, a.id`,
    after: (place) =>
      place
        ? sql`a.is_open and a.due_on is not null and (a.due_on, a.id) > (${place.dueOn}::date, ${place.id}::uuid)`
        : sql`a.is_open and a.due_on is not null`,
  },
}

const cursorOf = (sort: ApplicationsQuery['sort'], { dueOn, id }: ApplicationLine) =>
  sort === 'due' ? `due.${dueOn}.${id}` : `newest..${id}`

function placeOf({ after, sort }: ApplicationsQuery): Place {
  if (after === undefined) return null
  const [, dueOn, id] = new RegExp(`^${sort}\\.(\\d{4}-\\d{2}-\\d{2})?\\.([0-9a-f-]{36})$`).exec(after) ?? []
  if (!id || (sort === 'due' && !dueOn))
    throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  return { dueOn: dueOn ?? null, id }
}

function conditions(
  { search, kind, state, gateOpen, dueBy, estate, unit, batch }: ApplicationsQuery,
  secrets: Secrets,
): Fragment {
  const given = [
    search && searched(search, secrets),
    kind && sql`a.kind = ${kind}`,
    state && (state === 'open' ? sql`a.is_open` : sql`a.state = ${state}`),
    gateOpen && sql`a.state in ('accepted', 'correcting') and ${isGateOpen(gateOpen)}`,
    dueBy && sql`a.is_open and a.due_on <= ${dueBy}`,
    estate && sql`a.estate_id = ${estate}`,
    unit && isOfHome(unit),
    batch && sql`a.batch_id = ${batch}`,
  ].filter((condition) => typeof condition === 'object')
  return given.length > 0 ? sql.join(given, sql` and `) : sql`true`
}

const isGateOpen = (gate: string) => sql`
  exists (select from application_gates as g where g.county_code = a.county_code and g.application_id = a.id and g.gate = ${gate} and g.state = 'open')`

/** Ids found by one query for a county `c`: several `or`s would have the database look at every application. */
const isAmong = (ids: Fragment) => sql`a.id in (${ids})`

const isOfHome = (unit: string) =>
  isAmong(sql`
    select t.id from applications as t where t.county_code = c.code and t.unit_id = ${unit}
     union all
    select h.application_id from application_units as h where h.county_code = c.code and h.unit_id = ${unit}`)

/** What a clerk types; each kind of search by an index of its own. */
function searched(text: string, secrets: Secrets): Fragment {
  if (/^受（?\(?\d{4}/.test(text.replaceAll(/\s/g, '')))
    return sql`a.acceptance_no = ${text.replaceAll(/\s/g, '').replace('(', '（').replace(')', '）')}`
  return found(readSearch(text), secrets)
}

function found(search: UnitSearch, secrets: Secrets): Fragment {
  const ofParty = (condition: Fragment) =>
    isAmong(sql`select p.application_id from application_parties as p where p.county_code = c.code and ${condition}`)
  const ofUnit = (condition: Fragment) => sql`
    a.unit_id in (select h.id from units as h join buildings as hb on hb.county_code = h.county_code and hb.id = h.building_id
                   where h.county_code = a.county_code and ${condition})`
  switch (search.by) {
    case 'certificate':
      return sql`a.certificate_no = ${search.certificateNo}`
    case 'certificate_tail':
      return ofUnit(beginsWith('h.certificate_back', `号${[...search.digits].reverse().join('')}`))
    case 'unit_code':
      return ofUnit(sql`h.unit_code = ${search.unitCode}`)
    case 'id':
      return ofParty(sql`p.id_digest = ${secrets.digest('id', search.idNumber)}`)
    case 'phone':
      return ofParty(sql`p.phone_digest = ${secrets.digest('phone', search.phone)}`)
    case 'room':
      return ofUnit(sql`h.room = ${search.room} and (${search.building}::text is null or hb.name = ${search.building})
                        and (${search.entrance}::text is null or h.entrance = ${search.entrance})`)
    case 'name':
      return isAmong(sql`
        select p.application_id from application_parties as p where p.county_code = c.code and ${beginsWith('p.name', search.name)}
         union
        select e.id from estates as s join applications as e on e.county_code = s.county_code and e.estate_id = s.id
         where s.county_code = c.code and ${beginsWith('s.name', search.name)}`)
  }
}

/** Spelt as a range: `like` may not look into an index before row-level security has had its say. */
const beginsWith = (column: string, text: string) =>
  sql`${sql.ref(column)} ~>=~ ${text} and ${sql.ref(column)} ~<~ ${`${text}\u{10FFFF}`}`

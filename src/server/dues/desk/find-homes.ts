import { type RawBuilder, sql } from 'kysely'
import type { DeskHomeLine } from '#contract/cash-desk-shapes.ts'
import { type DeskSearch, readDeskSearch } from '#domain/dues/desk-search.ts'
import { readSearch } from '#domain/units/search.ts'
import { type Actor, type Db, read, type Tx } from '../../platform/acts.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { pageOfUnits } from '../../units/actions.ts'

/** As many as one looks through at a window; more is told by more words. */
const most = 20

type Door = { db: Db; secrets: Secrets }

/** Homes that fit what is said or shown at a window. */
export async function findDeskHomes(
  door: Door,
  actor: Actor,
  countyCode: string,
  typed: string,
): Promise<DeskHomeLine[]> {
  const search = readDeskSearch(typed)
  const listed = await listedUnits(door, actor, search, typed)
  return read(door.db, actor, async (tx) => {
    const found = await matching(door, countyCode, search, typed)?.execute(tx)
    const ids = [...new Set([...(found?.rows ?? []).map(({ id }) => id), ...listed])].slice(0, most)
    return linesOf(tx, countyCode, ids)
  })
}

/** What the ledger of homes is searched by; four figures may be a room as well as the end of an ID number. */
async function listedUnits(
  { db, secrets }: Door,
  actor: Actor,
  { by }: DeskSearch,
  typed: string,
): Promise<readonly string[]> {
  if (by !== 'unit' && by !== 'last_four') return []
  const { rows } = await pageOfUnits(db, secrets, actor, { search: typed, limit: most })
  return rows.map(({ id }) => id)
}

/** One indexed look-up per kind of search, beside the ledger of homes. */
function matching(
  { secrets }: Door,
  countyCode: string,
  search: DeskSearch,
  typed: string,
): RawBuilder<{ id: string }> | null {
  switch (search.by) {
    case 'acceptance':
      return sql`select unit_id as id from applications where county_code = ${countyCode} and acceptance_no = ${search.acceptanceNo} and unit_id is not null`
    case 'application':
      return sql`
        select unit_id as id from applications where county_code = ${countyCode} and id = ${search.id} and unit_id is not null
         union all
        select id from units where county_code = ${countyCode} and id = ${search.id}`
    case 'receipt':
      return sql`
        select distinct d.unit_id as id
          from payments as p join money_lines as l on l.county_code = p.county_code and l.payment_id = p.id
          join dues as d on d.county_code = l.county_code and d.id = l.due_id
         where p.county_code = ${countyCode} and p.receipt_no = ${search.receiptNo} and d.unit_id is not null limit ${most}`
    case 'last_four':
      return sql`select distinct unit_id as id from owners where county_code = ${countyCode} and id_tail = ${search.lastFour} limit ${most}`
    case 'place':
      return placed(countyCode, search)
    case 'unit':
      return ofBuyers(secrets, countyCode, typed)
  }
}

const beginsWith = (column: string, text: string) =>
  sql`${sql.ref(column)} ~>=~ ${text} and ${sql.ref(column)} ~<~ ${`${text}\u{10FFFF}`}`

function placed(
  countyCode: string,
  { estate, room }: Extract<DeskSearch, { by: 'place' }>,
): RawBuilder<{ id: string }> {
  return sql`
    select u.id
      from estates as e
      join buildings as b on b.county_code = e.county_code and b.estate_id = e.id and (${room.building}::text is null or b.name = ${room.building})
      join units as u on u.county_code = b.county_code and u.building_id = b.id and u.room = ${room.room}
       and (${room.entrance}::text is null or u.entrance = ${room.entrance})
     where e.county_code = ${countyCode} and ${beginsWith('e.name', estate)}
     order by u.id limit ${most}`
}

/** Who has applied for a home is not its owner in the ledger yet. */
function ofBuyers(secrets: Secrets, countyCode: string, typed: string): RawBuilder<{ id: string }> | null {
  const search = readSearch(typed)
  const who =
    search.by === 'id'
      ? sql`p.id_digest = ${secrets.digest('id', search.idNumber)}`
      : search.by === 'name'
        ? beginsWith('p.name', search.name)
        : null
  if (!who) return null
  return sql`
    select distinct a.unit_id as id
      from application_parties as p join applications as a on a.county_code = p.county_code and a.id = p.application_id
     where p.county_code = ${countyCode} and p.role = 'buyer' and ${who} and a.is_open and a.unit_id is not null limit ${most}`
}

async function linesOf(tx: Tx, countyCode: string, ids: readonly string[]): Promise<DeskHomeLine[]> {
  const { rows } = await sql<DeskHomeLine>`
    select u.id as "unitId", e.name as "estateName", concat_ws('-', b.name, nullif(u.entrance, ''), u.room) as home,
           coalesce((select string_agg(o.name, '、' order by o.owner_no) from owners as o where o.county_code = u.county_code and o.unit_id = u.id), '') as owners,
           coalesce((select sum(d.owed_fen) from dues as d where d.county_code = u.county_code and d.unit_id = u.id and d.debtor_kind = 'owner'), 0)::bigint as "owedFen",
           a.acceptance_no as "acceptanceNo", a.id is not null as "isApplied"
      from unnest(${ids}::uuid[]) with ordinality as f (id, place)
      join units as u on u.county_code = ${countyCode} and u.id = f.id
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      left join applications as a on a.county_code = u.county_code and a.unit_id = u.id and a.is_open
     order by f.place`.execute(tx)
  return rows
}

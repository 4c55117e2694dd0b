import { sql } from 'kysely'
import type { Candidate } from '#domain/dues/matching.ts'
import type { Tx } from '../../platform/acts.ts'

export type ListPlace = { countyCode: string; listId: string }

/** Lines of a list that nobody decided and nothing was booked of. */
export const openLines = ({ countyCode, listId }: ListPlace) => sql`
  select * from payment_list_rows
   where county_code = ${countyCode} and list_id = ${listId} and payment_id is null and decision is null and cell is null`

type Found = Omit<Candidate, 'standing'> & {
  rowNo: number
  amountFen: number | null
  paidFen: number
  reducedFen: number
  isCancelled: boolean
}

/** What lines may be about, by line: homes and organisations they name, with the dues of their kind. */
export async function candidatesFor(
  tx: Tx,
  place: ListPlace,
  rowNos: readonly number[],
): Promise<ReadonlyMap<number, Candidate[]>> {
  const byRow = new Map<number, Candidate[]>()
  for (const search of [homesNamed, organisationsNamed]) gather(byRow, await search(tx, place))
  const unknown = rowNos.filter((rowNo) => !byRow.has(rowNo))
  gather(byRow, await namesakes(tx, place, unknown))
  return byRow
}

function gather(byRow: Map<number, Candidate[]>, found: readonly Found[]): void {
  for (const { rowNo, amountFen, paidFen, reducedFen, isCancelled, ...candidate } of found) {
    const standing = amountFen === null ? null : { amountFen, paidFen, reducedFen, isCancelled }
    const known = byRow.get(rowNo)
    if (known) known.push({ ...candidate, standing })
    else byRow.set(rowNo, [{ ...candidate, standing }])
  }
}

const dueOf = sql`
  d.id as "dueId", d.amount_fen as "amountFen", coalesce(d.paid_fen, 0) as "paidFen", coalesce(d.reduced_fen, 0) as "reducedFen",
  d.cancelled_on is not null as "isCancelled"`

/** Is a line's payer, or one of several it names, this owner? */
const isNamed = sql`(o.name = r.payer or r.payer ~ '[、,，;；/ ]' and o.name = any (regexp_split_to_array(r.payer, '[、,，;；/ ]+')))`

/** Homes a line names by a number, by an owner's ID number or by their place, with how their owners answer to the line. */
async function homesNamed(tx: Tx, place: ListPlace): Promise<readonly Found[]> {
  const { countyCode } = place
  const { rows } = await sql<Found>`
    with r as materialized (${openLines(place)}),
    named as (
      select r.row_no, u.id as unit_id, true as by_number, false as by_id, false as by_place
        from r join units as u on u.county_code = ${countyCode} and u.unit_code = r.unit_code where r.unit_code is not null
      union all
      select r.row_no, a.unit_id, true, false, false
        from r join applications as a on a.county_code = ${countyCode} and a.acceptance_no = r.acceptance_no and a.unit_id is not null where r.acceptance_no is not null
      union all
      select r.row_no, o.unit_id, false, true, false
        from r join owners as o on o.county_code = ${countyCode} and o.id_digest = r.id_digest where r.id_digest is not null
      union all
      select r.row_no, u.id, false, false, true
        from r
        join estates as e on e.county_code = ${countyCode} and e.name_key = r.estate_key
        join buildings as b on b.county_code = e.county_code and b.estate_id = e.id and b.name = r.building
        join units as u on u.county_code = b.county_code and u.building_id = b.id and u.room = r.room and (r.entrance is null or u.entrance in (r.entrance, ''))
       where r.estate_key is not null and r.room is not null
    ), homes as (
      select row_no, unit_id, bool_or(by_number) as by_number, bool_or(by_id) as by_id, bool_or(by_place) as by_place from named group by row_no, unit_id
    ), answered as (
      select h.row_no, h.unit_id, h.by_number, h.by_id, h.by_place, r.kind, coalesce(bool_or(${isNamed}), false) as by_name,
             coalesce(bool_or(${isNamed} and o.id_digest <> r.id_digest), false) as id_differs, coalesce(min(o.name) filter (where o.owner_no = 1), '') as debtor
        from homes as h
        join r on r.row_no = h.row_no
        left join owners as o on o.county_code = ${countyCode} and o.unit_id = h.unit_id
       group by h.row_no, h.unit_id, h.by_number, h.by_id, h.by_place, r.kind
    )
    select a.row_no as "rowNo", a.unit_id as "unitId", a.by_number as "byNumber", a.by_id as "byId", a.by_place as "byPlace", a.by_name as "byName",
           a.id_differs and not a.by_id as "idDiffers", a.debtor, false as "isOrganisation", ${dueOf}
      from answered as a
      left join dues as d on d.county_code = ${countyCode} and d.unit_id = a.unit_id and d.debtor_kind = 'owner' and (a.kind is null or d.kind = a.kind)
     order by a.row_no, d.id`.execute(tx)
  return rows
}

/** Dues of no one home: by the number of the paper they rest on, or by the name or code of the organisation that owes them. */
async function organisationsNamed(tx: Tx, place: ListPlace): Promise<readonly Found[]> {
  const { countyCode } = place
  const { rows } = await sql<Found>`
    with r as materialized (${openLines(place)}),
    named as (
      select r.row_no, d.id, true as by_number, false as by_name
        from r join dues as d on d.county_code = ${countyCode} and document_number(d.basis) = r.document_no where r.document_no is not null
      union all
      select r.row_no, d.id, false, true
        from r join dues as d on d.county_code = ${countyCode} and d.debtor_name = r.payer and (d.debtor_kind <> 'owner' or d.unit_id is null)
       where r.payer is not null
      union all
      select r.row_no, d.id, false, true
        from r
        join organisations as o on o.county_code = ${countyCode} and o.uscc = r.uscc
        join dues as d on d.county_code = o.county_code and d.organisation_id = o.id where r.uscc is not null
    ), found as (select row_no, id, bool_or(by_number) as by_number, bool_or(by_name) as by_name from named group by row_no, id)
    select f.row_no as "rowNo", d.unit_id as "unitId", f.by_number as "byNumber", false as "byId", d.debtor_kind <> 'owner' and coalesce(e.name_key = r.estate_key, d.estate_id is null and r.estate_key is not null) as "byPlace",
           f.by_name as "byName", false as "idDiffers", d.debtor_name as debtor, d.debtor_kind <> 'owner' as "isOrganisation", ${dueOf}
      from found as f
      join r on r.row_no = f.row_no
      join dues as d on d.county_code = ${countyCode} and d.id = f.id and (r.kind is null or d.kind = r.kind)
      left join estates as e on e.county_code = d.county_code and e.id = d.estate_id
     order by f.row_no, d.id`.execute(tx)
  return rows
}

/** How many homes of one name are told; more help nobody. */
const mostNamesakes = 6

/** Homes whose owner bears the payer's name, for lines of which nothing else is known. */
async function namesakes(tx: Tx, place: ListPlace, rowNos: readonly number[]): Promise<readonly Found[]> {
  const { countyCode } = place
  const { rows } = await sql<Found>`
    with r as materialized (
      select l.* from (${openLines(place)}) as l where l.payer is not null and l.row_no = any (${rowNos}::integer[])
    )
    select r.row_no as "rowNo", h.unit_id as "unitId", false as "byNumber", false as "byId", false as "byPlace", true as "byName", false as "idDiffers",
           r.payer as debtor, false as "isOrganisation", ${dueOf}
      from r
     cross join lateral (select distinct o.unit_id from owners as o where o.county_code = ${countyCode} and o.name = r.payer limit ${mostNamesakes}) as h
      left join dues as d on d.county_code = ${countyCode} and d.unit_id = h.unit_id and d.debtor_kind = 'owner' and (r.kind is null or d.kind = r.kind)
     order by r.row_no, d.id`.execute(tx)
  return rows
}

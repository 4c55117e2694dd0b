import { sql } from 'kysely'
import { rowOutcomeNames } from '#domain/dues/list-findings.ts'
import { judgeLines, type ReadableRow, type Verdict } from '#domain/dues/matching.ts'
import type { Tx } from '../../platform/acts.ts'
import { candidatesFor, type ListPlace, openLines } from './candidates.ts'

/** A list this long is joined whole, by hash; a shorter one line by line over the indexes. */
const longList = 2000

/** Finds for every open line of a list what becomes of it, and writes it beside the line. Changes nothing else. */
export async function matchList(tx: Tx, place: ListPlace): Promise<void> {
  const rows = await readableRows(tx, place)
  if (rows.length >= longList)
    await sql`select set_config('enable_nestloop', 'off', true), set_config('work_mem', '256MB', true)`.execute(tx)
  const candidates = await candidatesFor(
    tx,
    place,
    rows.map(({ rowNo }) => rowNo),
  )
  await sql`select set_config('enable_nestloop', 'on', true)`.execute(tx)
  const verdicts = judgeLines(rows, (rowNo) => candidates.get(rowNo) ?? [])
  await writeVerdicts(tx, place, await withOtherDues(tx, place, verdicts, candidates))
  await countLines(tx, place)
}

/** Lines without a fault, with what the records say of their receipt number and their estate. */
async function readableRows(tx: Tx, place: ListPlace): Promise<readonly ReadableRow[]> {
  const { countyCode } = place
  const { rows } = await sql<ReadableRow>`
    with r as materialized (${openLines(place)}),
    strangers as (
      select distinct r.estate_key from r
       where r.estate_key is not null and not exists (select from estates as e where e.county_code = ${countyCode} and e.name_key = r.estate_key)
    ), near as (
      select distinct on (s.estate_key) s.estate_key, e.name
        from strangers as s join estates as e on e.county_code = ${countyCode} and similarity(e.name_key, s.estate_key) >= 0.3
       order by s.estate_key, similarity(e.name_key, s.estate_key) desc, e.name
    )
    select r.row_no as "rowNo", r.sheet_row as "sheetRow", r.fen, r.paid_on as "paidOn", r.receipt_no as "receiptNo", r.payer is not null as "hasName",
           r.kind is not null as "hasKind", r.kind_word as "kindWord", case when r.estate_key is not null then s.estate_key is null end as "estateKnown",
           n.name as "nearestEstate", r.room is not null as "namesHome",
           case when p.id is not null then jsonb_build_object('fen', p.amount_fen, 'paidOn', p.paid_on, 'isReversed', t.id is not null) end as booked
      from r
      left join strangers as s on s.estate_key = r.estate_key
      left join near as n on n.estate_key = r.estate_key
      left join payments as p on p.county_code = ${countyCode} and p.receipt_no = r.receipt_no
      left join payments as t on t.county_code = p.county_code and t.reverses_id = p.id
     order by r.row_no`.execute(tx)
  return rows
}

/** Where a home is found and has no due of the kind, a person may mean another it owes. */
async function withOtherDues(
  tx: Tx,
  { countyCode }: ListPlace,
  verdicts: readonly Verdict[],
  candidates: Awaited<ReturnType<typeof candidatesFor>>,
): Promise<readonly Verdict[]> {
  const homeOf = new Map(
    verdicts.flatMap(({ rowNo, why }) => {
      const unitId = why === 'no_due' ? candidates.get(rowNo)?.find((candidate) => candidate.unitId)?.unitId : null
      return unitId ? [[rowNo, unitId] as const] : []
    }),
  )
  const { rows } = await sql<{ unitId: string; dueIds: string[] }>`
    select unit_id as "unitId", array_agg(id order by id) as "dueIds" from dues
     where county_code = ${countyCode} and unit_id = any (${[...new Set(homeOf.values())]}::uuid[]) and owed_fen > 0 group by unit_id`.execute(
    tx,
  )
  const owed = new Map(rows.map(({ unitId, dueIds }) => [unitId, dueIds]))
  return verdicts.map((verdict) => {
    const others = owed.get(homeOf.get(verdict.rowNo) ?? '')
    return others ? { ...verdict, candidates: others } : verdict
  })
}

/** Verdicts are written in parts of this many. */
const part = 20_000

async function writeVerdicts(tx: Tx, { countyCode, listId }: ListPlace, verdicts: readonly Verdict[]): Promise<void> {
  for (let from = 0; from < verdicts.length; from += part) {
    const of = verdicts.slice(from, from + part)
    const column = <K extends keyof Verdict>(name: K) => of.map((verdict) => verdict[name])
    await sql`
      update payment_list_rows as r
         set outcome = v.outcome, why = v.why, detail = v.detail, due_id = v.due_id, candidates = v.candidates::uuid[], pays_fen = v.pays_fen, held_fen = v.held_fen
        from unnest(${column('rowNo')}::integer[], ${column('outcome')}::text[], ${column('why')}::text[], ${column('detail')}::text[],
                    ${column('dueId')}::uuid[], ${of.map(({ candidates }) => `{${candidates.join(',')}}`)}::text[], ${column('paysFen')}::bigint[],
                    ${column('heldFen')}::bigint[]) as v (row_no, outcome, why, detail, due_id, candidates, pays_fen, held_fen)
       where r.county_code = ${countyCode} and r.list_id = ${listId} and r.row_no = v.row_no`.execute(tx)
  }
}

/**
 * Counts the lines of a list by outcome anew, with their fen: what pays, what is held and what stays outside come to the sum of
 * the list. `open`: lines that may be booked and are not yet.
 */
export async function countLines(tx: Tx, { countyCode, listId }: ListPlace): Promise<void> {
  await sql`
    with counted as (
      select coalesce(outcome, 'doubtful') as outcome, count(*) as rows, sum(coalesce(fen, 0)) as fen, sum(pays_fen) as pays, sum(held_fen) as held,
             count(*) filter (where outcome in ('booked', 'held') and payment_id is null) as open, count(*) filter (where fen is null) as unreadable
        from payment_list_rows where county_code = ${countyCode} and list_id = ${listId} group by 1
    )
    update payment_lists
       set sums = jsonb_build_object(
             'rows', (select jsonb_object_agg(n.name, coalesce(c.rows, 0)) from unnest(${rowOutcomeNames}::text[]) as n (name) left join counted as c on c.outcome = n.name),
             'fen', (select jsonb_object_agg(n.name, coalesce(case n.name when 'booked' then (select sum(pays) from counted) when 'held' then (select sum(held) from counted) else c.fen end, 0))
                       from unnest(${rowOutcomeNames}::text[]) as n (name) left join counted as c on c.outcome = n.name),
             'open', (select coalesce(sum(open), 0) from counted), 'unreadable', (select coalesce(sum(unreadable), 0) from counted))
     where county_code = ${countyCode} and id = ${listId}`.execute(tx)
}

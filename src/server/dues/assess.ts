import { sql } from 'kysely'
import type { Computed, NewDue } from '#contract/due-shapes.ts'
import { actGathering } from '../platform/act-changes.ts'
import { type Actor, holdActs, type Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { book, tellDues } from './store.ts'

/** A due to be recorded, with how it was computed where a table was asked. */
export type Assessment = NewDue & { computed: Computed | null }

/** Records what is owed, all of it as one act; answers with the ids in the order given. */
export async function recordDues(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  list: readonly Assessment[],
  reason: string,
): Promise<readonly string[]> {
  await holdActs(tx, [countyCode])
  await refuseUnknown(tx, countyCode, list)
  const today = officeToday()
  const act = { countyCode, kind: 'dues_recorded', actor, reason, payload: { dues: list.length } }
  return actGathering(tx, act, async () => {
    const { rows } = await sql<{ id: string; place: number }>`
      with given as (
        select uuidv7() as id, row_number() over () as place, d.*
          from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as d (
               kind text, "debtorKind" text, "organisationId" uuid, "debtorName" text, "estateId" uuid, "unitId" uuid, "amountFen" bigint, basis text,
               computed jsonb, "dueOn" date)
      ), added as (
        insert into dues (county_code, id, kind, debtor_kind, organisation_id, debtor_name, estate_id, unit_id, amount_fen, basis, computed, due_on, assessed_on)
        select ${countyCode}, id, kind, "debtorKind", "organisationId", "debtorName", "estateId", "unitId", "amountFen", basis, nullif(computed, 'null'), "dueOn", ${today}
          from given
      )
      select id, place from given order by place`.execute(tx)
    const ids = rows.map(({ id }) => id)
    await book(
      tx,
      countyCode,
      ids.map((dueId, at) => ({
        event: { event: 'assessed', dueId, fen: list[at]?.amountFen ?? 0 },
        paymentId: null,
        on: today,
      })),
    )
    await tellDues(countyCode, ids).execute(tx)
    return ids
  })
}

/** What a due names must be there, and an organisation's debts are an organisation's. */
async function refuseUnknown(tx: Tx, countyCode: string, list: readonly Assessment[]): Promise<void> {
  if (list.some(({ debtorKind, organisationId }) => organisationId !== null && debtorKind !== 'organisation'))
    throw new Refused({ kind: 'invalid', code: 'debtor_mismatch', message: '只有单位的应缴才能指定单位' })
  const { rows } = await sql<{ missing: string | null }>`
    select case
             when exists (select from unnest(${list.map(({ estateId }) => estateId)}::uuid[]) as n (id)
                           where id is not null and not exists (select from estates as e where e.county_code = ${countyCode} and e.id = n.id)) then '没有这个小区'
             when exists (select from unnest(${list.map(({ unitId }) => unitId)}::uuid[]) as n (id)
                           where id is not null and not exists (select from units as u where u.county_code = ${countyCode} and u.id = n.id)) then '没有这一户'
             when exists (select from unnest(${list.map(({ organisationId }) => organisationId)}::uuid[]) as n (id)
                           where id is not null and not exists (select from organisations as o where o.county_code = ${countyCode} and o.id = n.id)) then '没有这个单位'
           end as missing`.execute(tx)
  const missing = rows[0]?.missing
  if (missing) throw new Refused({ kind: 'missing', code: 'not_found', message: missing })
}

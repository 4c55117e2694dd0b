import { sql } from 'kysely'
import type { Move } from '#domain/registrations/moves.ts'
import { type Actor, type ActRow, type Db, holdActs, recordAct, type Tx, transact } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { moveApplications } from '../moves.ts'
import { tellApplications } from '../tell.ts'

export type FirstPlace = { countyCode: string; applicationId: string }

export type FirstAct = { kind: string; reason: string; payload?: Record<string, unknown> }

type Kept = { kind: 'application' | 'public_notice' | 'site_inspection'; id: string }

/** Everything history keeps of a record, as it is now; nothing of one that is not there yet. */
async function recordOf(tx: Tx, countyCode: string, { kind, id }: Kept): Promise<Record<string, unknown>> {
  const told = {
    application: sql`select application_record(a) as record from applications as a where a.county_code = ${countyCode} and a.id = ${id}`,
    public_notice: sql`select public_notice_record(n) as record from public_notices as n where n.county_code = ${countyCode} and n.id = ${id}`,
    site_inspection: sql`
      select to_jsonb(s) - '{county_code,id}'::text[] as record from site_inspections as s where s.county_code = ${countyCode} and s.id = ${id}`,
  }
  const { rows } = await told[kind].$castTo<{ record: Record<string, unknown> }>().execute(tx)
  return rows[0]?.record ?? {}
}

/** Changes a record by one act that tells history what is different. `id`: of a record the change itself makes. */
export async function changeRecord<T>(
  tx: Tx,
  { countyCode, actor, act }: { countyCode: string; actor: Actor; act: FirstAct },
  kept: Kept,
  change: () => Promise<T>,
): Promise<T> {
  const before = await recordOf(tx, countyCode, kept)
  const made = await change()
  const after = await recordOf(tx, countyCode, kept)
  const changed = Object.entries(after).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key]))
  const row: ActRow = { subjectKind: kept.kind, subjectId: kept.id, change: Object.fromEntries(changed) }
  await recordAct(tx, { ...act, countyCode, actor, rows: [row] })
  await tellApplications(tx, countyCode)
  return made
}

/** Changes what hangs on a notice, such as its proofs, whatever the notice's own state; history is told what is different. */
export function changeNoticeRecord(
  db: Db,
  actor: Actor,
  { countyCode, noticeId }: { countyCode: string; noticeId: string },
  act: FirstAct,
  change: (tx: Tx) => Promise<void>,
): Promise<void> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    await changeRecord(tx, { countyCode, actor, act }, { kind: 'public_notice', id: noticeId }, () => change(tx))
  })
}

export async function newId(tx: Tx): Promise<string> {
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(tx)
  if (!rows[0]) throw new Error('the database gave no id')
  return rows[0].id
}

/** Moves one application as the register's own desk would; a rule's no ends the act. */
export async function moveFirst(
  tx: Tx,
  actor: Actor,
  { countyCode, applicationId }: FirstPlace,
  move: Move,
  reason: string,
): Promise<void> {
  const [result] = await moveApplications(tx, actor, countyCode, [applicationId], move, reason)
  if (result?.refusal) throw new Refused({ kind: 'conflict', code: result.refusal.code, message: result.refusal.words })
}

export type LockedFirst = { state: string; submittedOn: string; estateId: string; noticeState: string | null }

/** The application behind a first registration, held until the act is done. One of another county does not exist. */
export async function lockFirst(tx: Tx, { countyCode, applicationId }: FirstPlace): Promise<LockedFirst> {
  const { rows } = await sql<LockedFirst>`
    select a.state, a.submitted_on as "submittedOn", a.estate_id as "estateId",
           (select g.state from application_gates as g
             where g.county_code = a.county_code and g.application_id = a.id and g.gate = 'notice') as "noticeState"
      from applications as a
     where a.county_code = ${countyCode} and a.id = ${applicationId} and a.kind = 'first'
       for update of a`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_first', message: '没有这件首次登记申请' })
  return rows[0]
}

/** Refuses what comes after an application has been entered, refused or taken back. */
export function refuseClosed({ state }: LockedFirst): void {
  if (!['submitted', 'accepted', 'correcting'].includes(state))
    throw new Refused({ kind: 'conflict', code: 'first_closed', message: '申请已办结，不能再改' })
}

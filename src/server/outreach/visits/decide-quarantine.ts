import { sql } from 'kysely'
import type { RecordResult } from '#contract/visits.ts'
import { actGathering } from '../../platform/act-changes.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { type RawRecord, readRecord } from './read-record.ts'
import { answersOf } from './record-answers.ts'
import { takeRecords } from './take-records.ts'

type HeldRecord = {
  id: string
  why: string
  state: 'waiting' | 'taken' | 'set_aside'
  deviceId: string | null
  accountId: string
  accountName: string
  cipher: Buffer
  clockOffS: number
  receivedMs: number
}
type Decision = { countyCode: string; id: string; decision: 'take' | 'set_aside'; reason: string }

/**
 * Takes a held record after all, in the name of whoever told it, or sets it aside; its content stays either way. One that came under
 * the id of another is taken under an id of its own.
 */
export function decideQuarantine(
  { db, secrets }: { db: Db; secrets: Secrets },
  actor: Actor,
  { countyCode, id, decision, reason }: Decision,
): Promise<RecordResult> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const held = await getHeld(tx, countyCode, id)
    const answer =
      decision === 'take'
        ? await takeHeld({ tx, secrets }, actor, countyCode, held, reason)
        : { ...nothing, id, outcome: 'quarantined' as const }
    const state = decision === 'take' ? 'taken' : 'set_aside'
    const kind = decision === 'take' ? 'quarantine_taken' : 'quarantine_set_aside'
    await actGathering(tx, { countyCode, kind, actor, reason }, () =>
      sql`
        with decided as (
          update visit_quarantine as q
             set state = ${state}, decided_by = ${actor.accountId}, decider_name = ${actor.name}, decided_on = ${officeToday()}, decided_reason = ${reason}
           where q.county_code = ${countyCode} and q.id = ${id}
          returning q.*
        )
        insert into act_changes select 'visit_conflict', id, visit_quarantine_record(row(decided.*)::visit_quarantine) from decided`.execute(
        tx,
      ),
    )
    return answer
  })
}

const nothing = { code: null, message: null, conflicts: [], revision: null, unit: null, fieldRevisions: null }

async function getHeld(tx: Tx, countyCode: string, id: string): Promise<HeldRecord> {
  const { rows } = await sql<HeldRecord>`
    select id, why, state, device_id as "deviceId", account_id as "accountId", account_name as "accountName", content_cipher as cipher,
           clock_off_s as "clockOffS", (extract(epoch from received_at) * 1000)::bigint as "receivedMs"
      from visit_quarantine where county_code = ${countyCode} and id = ${id}`.execute(tx)
  const held = rows[0]
  if (!held) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
  if (held.state !== 'waiting')
    throw new Refused({ kind: 'conflict', code: 'already_decided', message: '这条记录已经处理过了' })
  return held
}

async function takeHeld(
  door: { tx: Tx; secrets: Secrets },
  actor: Actor,
  countyCode: string,
  held: HeldRecord,
  reason: string,
): Promise<RecordResult> {
  const raw = JSON.parse(door.secrets.open(held.cipher)) as RawRecord // an object with an id by GivenRecord
  const id = held.why === 'other_content' ? held.id : raw.id
  const one = readRecord({ ...raw, id })
  if (!one.isRead) throw new Refused({ kind: 'conflict', code: 'unreadable', message: one.message })
  const nowMs = Number(held.receivedMs)
  const takeable = {
    record: one.record,
    rest: one.rest,
    visitor: { accountId: held.accountId, name: held.accountName },
    deviceId: held.deviceId,
    clockMs: nowMs + held.clockOffS * 1000,
    nowMs,
    takenBy: actor.accountId,
  }
  const fate = (await takeRecords(door, actor, countyCode, [takeable], reason)).get(id)
  if (!fate || fate.outcome === 'quarantined')
    throw new Refused({ kind: 'conflict', code: 'no_such_unit', message: '没有找到这一户，不能采用' })
  if (fate.outcome === 'refused') throw new Refused({ kind: 'conflict', code: fate.code, message: fate.message })
  const { outcome, conflicts, revision } = fate
  const unitId = 'unitId' in one.record ? one.record.unitId : null
  const told = {
    id,
    kind: one.record.kind,
    accountId: held.accountId,
    deviceId: held.deviceId,
    digest: Buffer.alloc(0),
    photos: [],
  }
  const receipt = { ...told, unitId, estateId: null, outcome, code: null, message: null, conflicts, revision }
  return (await answersOf(door.tx, countyCode, [receipt])).get(id) ?? { ...nothing, id, outcome }
}

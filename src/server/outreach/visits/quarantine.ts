import { sql } from 'kysely'
import type { QuarantineReason } from '#domain/outreach/visits/fields.ts'
import { actGathering } from '../../platform/act-changes.ts'
import type { Actor, Tx } from '../../platform/acts.ts'
import type { Secrets } from '../../platform/secrets.ts'
import type { RawRecord } from './read-record.ts'
import { tellQuarantine } from './tell.ts'

/** A record that waits for a person, and why. */
export type Held = {
  raw: RawRecord
  kind: string
  why: QuarantineReason
  digest: Buffer
  deviceId: string | null
  clockOffS: number
}

/** What the teller of a record is told of it. */
export const quarantineWords: Readonly<Record<QuarantineReason, string>> = {
  device_revoked: '这台手机已停用，记录已保存，待经办人核对后采用',
  other_content: '同一编号先后报来两份不同的内容，后一份已保存，待经办人核对',
  no_such_home: '没有找到这一户，记录已保存，待经办人核对',
  unreadable: '记录看不懂，已原样保存，待经办人核对',
}

/** Keeps records as they came, sealed, as one act; one that is held already is not held twice. */
export async function holdRecords(
  { tx, secrets }: { tx: Tx; secrets: Secrets },
  actor: Actor,
  countyCode: string,
  held: readonly Held[],
): Promise<void> {
  const fresh = await notHeldYet(tx, countyCode, held)
  if (fresh.length === 0) return
  const rows = fresh.map(({ raw, kind, why, digest, deviceId, clockOffS }) => ({
    record_id: raw.id,
    kind,
    why,
    digest: `\\x${digest.toString('hex')}`,
    content_cipher: `\\x${secrets.seal(JSON.stringify(raw)).toString('hex')}`,
    device_id: deviceId,
    clock_off_s: clockOffS,
  }))
  const act = {
    countyCode,
    kind: 'visits_quarantined',
    actor,
    reason: '走访记录先行隔离',
    payload: { records: rows.length },
  }
  await actGathering(tx, act, () =>
    sql`
      with added as (
        insert into visit_quarantine as q (county_code, record_id, kind, device_id, account_id, account_name, why, digest, content_cipher, clock_off_s)
        select ${countyCode}, r.record_id, r.kind, r.device_id, ${actor.accountId}, ${actor.name}, r.why, r.digest, r.content_cipher, r.clock_off_s
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
               as r (record_id uuid, kind text, device_id uuid, why text, digest bytea, content_cipher bytea, clock_off_s integer)
        returning q.*
      )
      insert into act_changes select 'visit_conflict', id, visit_quarantine_record(row(added.*)::visit_quarantine) from added`.execute(
      tx,
    ),
  )
  await tellQuarantine(tx, countyCode, actor.accountId)
}

async function notHeldYet(tx: Tx, countyCode: string, held: readonly Held[]): Promise<Held[]> {
  const keyOf = (id: string, digest: Buffer) => `${id} ${digest.toString('hex')}`
  const once = [...new Map(held.map((one) => [keyOf(one.raw.id, one.digest), one])).values()]
  if (once.length === 0) return []
  const { rows } = await sql<{ id: string; digest: Buffer }>`
    select record_id as id, digest from visit_quarantine
     where county_code = ${countyCode} and record_id = any (${once.map(({ raw }) => raw.id)}::uuid[])`.execute(tx)
  const known = new Set(rows.map(({ id, digest }) => keyOf(id, digest)))
  return once.filter(({ raw, digest }) => !known.has(keyOf(raw.id, digest)))
}

import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { VisitDevice } from '#contract/visit-sync.ts'
import { type Actor, type Db, nextAct, read, recordAct, type Tx, transact } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { instant } from './homes-standing.ts'

/** A phone as one account uses it, in one of the counties the account visits in. */
export type KnownDevice = { id: string; countyCode: string; keyCipher: Buffer; isRevoked: boolean }

/** The phone as this account registered it, in every county it visits in. */
export async function findDevice(tx: Tx, actor: Actor, deviceId: string): Promise<KnownDevice[]> {
  const { rows } = await sql<KnownDevice>`
    select id, county_code as "countyCode", key_cipher as "keyCipher", revoked_at is not null as "isRevoked"
      from visit_devices where county_code = any (${actor.counties}::text[]) and device_id = ${deviceId} and account_id = ${actor.accountId}
     order by county_code`.execute(tx)
  return rows
}

/**
 * Registers the phone of an account, or reads its key anew. The same key stands in every county the account visits in; a phone
 * revoked in one of them gets none.
 */
export async function registerDevice(
  { db, secrets }: { db: Db; secrets: Secrets },
  actor: Actor,
  { deviceId, name }: { deviceId: string; name: string },
): Promise<{ key: string | null; isRevoked: boolean }> {
  const { known, counties } = await read(db, actor, async (tx) => ({
    known: await findDevice(tx, actor, deviceId),
    counties: await countiesOf(tx, actor),
  }))
  if (known.some(({ isRevoked }) => isRevoked)) return { key: null, isRevoked: true }
  const key = known[0] ? secrets.open(known[0].keyCipher) : randomBytes(32).toString('base64')
  const missing = counties.filter((code) => !known.some(({ countyCode }) => countyCode === code))
  for (const countyCode of missing)
    await addDevice(db, actor, countyCode, { deviceId, name, cipher: secrets.seal(key) }) // an act for each county: few
  return missing.length === 0 ? { key, isRevoked: false } : keyNow({ db, secrets }, actor, deviceId)
}

/** Two requests of one phone may register it at once; the key kept first is the one both get. */
async function keyNow({ db, secrets }: { db: Db; secrets: Secrets }, actor: Actor, deviceId: string) {
  const [first] = await read(db, actor, (tx) => findDevice(tx, actor, deviceId))
  if (!first) throw new Refused({ kind: 'forbidden', code: 'no_county', message: '没有可走访的县' })
  return { key: secrets.open(first.keyCipher), isRevoked: false }
}

async function countiesOf(tx: Tx, actor: Actor): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from regions where level = 'county' and code = any (${actor.counties}::text[]) order by code`.execute(
    tx,
  )
  return rows.map(({ code }) => code)
}

function addDevice(
  db: Db,
  actor: Actor,
  countyCode: string,
  { deviceId, name, cipher }: { deviceId: string; name: string; cipher: Buffer },
): Promise<void> {
  return transact(db, actor, async (tx) => {
    await nextAct(tx, countyCode)
    const { rows } = await sql<Recorded>`
      insert into visit_devices as d (county_code, device_id, account_id, account_name, name, key_cipher)
      values (${countyCode}, ${deviceId}, ${actor.accountId}, ${actor.name}, ${name}, ${cipher})
      on conflict on constraint phone_of_an_account_is_registered_once do nothing
      returning d.id, visit_device_record(d) as change`.execute(tx)
    if (rows.length > 0) await recordDevice(tx, actor, countyCode, 'visit_device_registered', '登记走访手机', rows)
  })
}

type Recorded = { id: string; change: Record<string, unknown> }

const recordDevice = (tx: Tx, actor: Actor, countyCode: string, kind: string, reason: string, rows: Recorded[]) =>
  recordAct(tx, {
    countyCode,
    kind,
    actor,
    reason,
    rows: rows.map(({ id, change }) => ({ subjectKind: 'visit_device', subjectId: id, change })),
  })

/** Revokes a phone: it gets no key any more, and what it sends waits for a person. */
export function revokeDevice(
  db: Db,
  actor: Actor,
  { countyCode, id, reason }: { countyCode: string; id: string; reason: string },
): Promise<{ id: string }> {
  return transact(db, actor, async (tx) => {
    await nextAct(tx, countyCode)
    const { rows } = await sql<Recorded>`
      update visit_devices as d
         set revoked_at = now(), revoked_by = ${actor.accountId}, revoker_name = ${actor.name}, revoked_reason = ${reason}
       where d.county_code = ${countyCode} and d.id = ${id} and d.revoked_at is null
      returning d.id, visit_device_record(d) as change`.execute(tx)
    if (rows.length === 0) throw await whyNotRevoked(tx, countyCode, id)
    await recordDevice(tx, actor, countyCode, 'visit_device_revoked', reason, rows)
    return { id }
  })
}

async function whyNotRevoked(tx: Tx, countyCode: string, id: string): Promise<Refused> {
  const { rows } = await sql`select from visit_devices where county_code = ${countyCode} and id = ${id}`.execute(tx)
  return rows.length === 0
    ? new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
    : new Refused({ kind: 'conflict', code: 'device_revoked', message: '这台手机已经停用' })
}

/** A page of the phones of some counties, the latest first. */
export async function listDevices(
  tx: Tx,
  counties: readonly string[],
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: VisitDevice[]; next: string | null; total: null }> {
  const { rows } = await sql<VisitDevice>`
    select d.id, d.county_code as "countyCode", d.name, d.account_name as "accountName", ${instant(sql`d.added_at`)} as "addedAt",
           ${instant(sql`r.last_at`)} as "lastSentAt", coalesce(r.n, 0)::integer as records, coalesce(q.n, 0)::integer as waiting,
           ${instant(sql`d.revoked_at`)} as "revokedAt", d.revoker_name as "revokerName", d.revoked_reason as "revokedReason"
      from visit_devices as d
      left join lateral (select count(*) as n, max(received_at) as last_at from visit_records as r
                          where r.county_code = d.county_code and r.device_id = d.id) as r on true
      left join lateral (select count(*) as n from visit_quarantine as q
                          where q.county_code = d.county_code and q.device_id = d.id and q.state = 'waiting') as q on true
     where d.county_code = any (${counties}::text[]) and ${after ? sql`d.id < ${after}` : sql`true`}
     order by d.id desc limit ${limit}`.execute(tx)
  return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null, total: null }
}

import type { RecordResult } from '#contract/visits.ts'
import { type Actor, type Db, holdActs, read, type Tx, transact } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { findDevice, type KnownDevice } from './devices.ts'
import { holdRecords, quarantineWords } from './quarantine.ts'
import { type RawRecord, type ReadRecord, readRecord } from './read-record.ts'
import { digestOf, findReceipts, keepReceipts, type Receipt } from './receipts.ts'
import { answersOf } from './record-answers.ts'
import { type Fate, takeRecords } from './take-records.ts'

type Sent = { deviceId: string; clock: string; records: readonly RawRecord[] }

/** A record with what is known of it before anything is taken. */
type Incoming = { raw: RawRecord; read: ReadRecord; digest: Buffer }

/**
 * Takes what a phone hands in, county by county, each in one transaction; answers for each record, in the order given. Sent
 * again, a record is answered by its receipt.
 */
export async function receiveRecords(
  { db, secrets }: { db: Db; secrets: Secrets },
  actor: Actor,
  { deviceId, clock, records }: Sent,
): Promise<RecordResult[]> {
  const nowMs = Date.now()
  const devices = await read(db, actor, (tx) => findDevice(tx, actor, deviceId))
  if (devices.length === 0)
    throw new Refused({ kind: 'conflict', code: 'device_unknown', message: '这台手机还没有登记，请先联网登记' })
  const incoming = records.map((raw) => ({ raw, read: readRecord(raw), digest: digestOf(secrets, raw) }))
  const byCounty = Map.groupBy(incoming, ({ raw }) => countyOf(raw, actor))
  const answers = new Map<string, RecordResult>()
  for (const [countyCode, ofCounty] of byCounty) {
    if (countyCode === null) continue
    const phone = { devices, clockMs: Date.parse(clock), nowMs }
    const given = await transact(db, actor, (tx) => receiveCounty({ tx, secrets }, actor, countyCode, phone, ofCounty))
    for (const [key, answer] of given) answers.set(key, answer)
  }
  return incoming.map((one) => answers.get(keyOf(one)) ?? notMine(one.raw.id))
}

const keyOf = ({ raw, digest }: Incoming) => `${raw.id} ${digest.toString('hex')}`

/** Where a record belongs, if its teller visits there. */
const countyOf = ({ countyCode }: RawRecord, { counties }: Actor): string | null =>
  typeof countyCode === 'string' && counties.includes(countyCode) ? countyCode : null

const notMine = (id: string): RecordResult => ({
  ...nothing,
  id,
  outcome: 'refused',
  code: 'not_your_county',
  message: '这条记录不在您走访的县内',
})

const nothing = { conflicts: [], revision: null, unit: null, fieldRevisions: null }

type Phone = { devices: readonly KnownDevice[]; clockMs: number; nowMs: number }

async function receiveCounty(
  door: { tx: Tx; secrets: Secrets },
  actor: Actor,
  countyCode: string,
  { devices, clockMs, nowMs }: Phone,
  incoming: readonly Incoming[],
): Promise<ReadonlyMap<string, RecordResult>> {
  const { tx } = door
  await holdActs(tx, [countyCode])
  const known = await findReceipts(
    tx,
    countyCode,
    incoming.map(({ raw }) => raw.id),
  )
  const fresh = firstOfEach(incoming).filter(({ raw }) => !known.has(raw.id))
  const device = devices.find((candidate) => candidate.countyCode === countyCode)
  const deviceId = device?.id ?? null
  const isRevoked = devices.some((candidate) => candidate.isRevoked)
  const visitor = { accountId: actor.accountId, name: actor.name }
  const takeable = isRevoked
    ? []
    : fresh.flatMap(({ read: one }) =>
        one.isRead ? [{ record: one.record, rest: one.rest, visitor, deviceId, clockMs, nowMs, takenBy: null }] : [],
      )
  const fates = await takeRecords(door, actor, countyCode, takeable, '走访手机上报')
  const fated = fresh.map((one) => ({ one, fate: fateOf(one, isRevoked, fates) }))
  const receipts = fated.flatMap(({ one, fate }) => receiptOf(one, fate, actor, deviceId))
  const all = new Map([...known, ...receipts.map((receipt) => [receipt.id, receipt] as const)])
  const others = incoming.filter(({ raw, digest }) => all.get(raw.id)?.digest.equals(digest) === false)
  const clockOffS = Math.round((clockMs - nowMs) / 1000)
  await holdRecords(door, actor, countyCode, [
    ...fated.flatMap(({ one, fate }) =>
      fate.outcome === 'quarantined' ? [{ ...held(one, deviceId, clockOffS), why: fate.why }] : [],
    ),
    ...others.map((one) => ({ ...held(one, deviceId, clockOffS), why: 'other_content' as const })),
  ])
  await keepReceipts(tx, countyCode, receipts)
  const answers = await answersOf(tx, countyCode, [...all.values()])
  const refused = new Map(fated.flatMap(({ one, fate }) => (fate.outcome === 'refused' ? [[one, fate] as const] : [])))
  return new Map(
    incoming.map((one) => {
      const receipt = all.get(one.raw.id)
      if (receipt?.digest.equals(one.digest)) return [keyOf(one), answers.get(one.raw.id) ?? notMine(one.raw.id)]
      if (receipt) return [keyOf(one), quarantined(one.raw.id)]
      const fate = refused.get(one) ?? [...refused].find(([first]) => first.raw.id === one.raw.id)?.[1]
      return [
        keyOf(one),
        { ...nothing, id: one.raw.id, outcome: 'refused', code: fate?.code ?? null, message: fate?.message ?? null },
      ]
    }),
  )
}

/** An id that comes twice at once is the first of them; another content under it is looked at by a person. */
const firstOfEach = (incoming: readonly Incoming[]) =>
  incoming.filter(({ raw }, at) => incoming.findIndex((other) => other.raw.id === raw.id) === at)

const held = ({ raw, read: one, digest }: Incoming, deviceId: string | null, clockOffS: number) => ({
  raw,
  kind: one.isRead ? one.record.kind : one.kind,
  digest,
  deviceId,
  clockOffS,
})

const quarantined = (id: string): RecordResult => ({
  ...nothing,
  id,
  outcome: 'quarantined',
  code: 'other_content',
  message: quarantineWords.other_content,
})

/** What cannot be read waits for a person; an application that lacks something goes back to the table where it was taken in. */
function fateOf({ raw, read: one }: Incoming, isRevoked: boolean, fates: ReadonlyMap<string, Fate>): Fate {
  if (isRevoked) return { outcome: 'quarantined', why: 'device_revoked' }
  if (one.isRead) return fates.get(raw.id) ?? { outcome: 'quarantined', why: 'unreadable' }
  if (one.kind === 'application') return { outcome: 'refused', code: 'application_incomplete', message: one.message }
  return { outcome: 'quarantined', why: 'unreadable' }
}

function receiptOf({ raw, read: one, digest }: Incoming, fate: Fate, actor: Actor, deviceId: string | null): Receipt[] {
  if (fate.outcome === 'refused') return []
  const record = one.isRead ? one.record : null
  const isHeld = fate.outcome === 'quarantined'
  return [
    {
      id: raw.id,
      kind: record?.kind ?? 'unreadable',
      accountId: actor.accountId,
      deviceId,
      unitId: record && 'unitId' in record ? record.unitId : null,
      estateId: record && 'estateId' in record ? record.estateId : isHeld ? null : fate.estateId,
      digest,
      outcome: fate.outcome,
      code: isHeld ? fate.why : one.isRead && one.rest ? 'partly_read' : null,
      message: isHeld
        ? quarantineWords[fate.why]
        : one.isRead && one.rest
          ? '有的内容本系统还不认识，已原样保存'
          : null,
      conflicts: isHeld ? [] : fate.conflicts,
      revision: isHeld ? null : fate.revision,
      photos: record?.photos ?? [],
    },
  ]
}

import type { z } from 'zod'
import type { deliveryEndpoints } from '#contract/delivery.ts'
import type { DeliveryAct, Receiver } from '#domain/registrations/delivery/moves.ts'
import { type Actor, type Db, type Tx, transact } from '../../platform/acts.ts'
import { moveApplications } from '../actions.ts'
import type { ResultOfOne } from '../places/changes.ts'
import { actOnDeliveries } from './act.ts'
import { placeOfStaff, type Standing } from './standings.ts'
import { writeCancellations, writeReceipts, writeReturns } from './write.ts'

type Body<Name extends keyof typeof deliveryEndpoints> = (typeof deliveryEndpoints)[Name] extends {
  body: infer Shape extends z.ZodType
}
  ? z.output<Shape>
  : never

export type Handing = Body<'deliver'>

/** Hands certificates over, one or many, and with each its application is delivered. */
export function deliver(
  db: Db,
  actor: Actor,
  countyCode: string,
  handing: Handing,
): Promise<{ results: ResultOfOne[] }> {
  return transact(db, actor, async (tx) => ({ results: await deliverIn(tx, actor, countyCode, handing) }))
}

/** The same within a transaction: used by the desk, and by the carrier's receipts. */
export async function deliverIn(tx: Tx, actor: Actor, countyCode: string, handing: Handing): Promise<ResultOfOne[]> {
  const { on, way, proof, proofWords, items, reason } = handing
  const standsAt = handing.placeId ?? (await placeOfStaff(tx, countyCode, actor.accountId, on))
  return actOnDeliveries<Extract<DeliveryAct, { act: 'deliver' }> & { placeId: string | null }>({
    tx,
    actor,
    countyCode,
    kind: 'certificates_delivered',
    reason,
    ids: items.map(({ applicationId }) => applicationId),
    ask: (standings) =>
      items.map(({ applicationId, receiver }) => {
        const standing = standings.get(applicationId)
        const given = receiver ?? receiverOf(standing)
        const isPosted = (way ?? standing?.open?.way) === 'post'
        const placeId = isPosted ? null : (handing.placeId ?? standing?.planned?.placeId ?? standsAt)
        return {
          name: applicationId,
          applicationId,
          act: { act: 'deliver', on, way, receiver: given, proof, words: proofWords, placeId },
        }
      }),
    first: async (ids) => {
      const moved = await moveApplications(tx, actor, countyCode, ids, { act: 'deliver', on }, reason)
      return new Map(moved.flatMap(({ id, refusal }) => (refusal ? [[id, refusal.words] as const] : [])))
    },
    write: (going) => writeReceipts({ tx, actor, countyCode }, going),
  })
}

/** Who is expected: whom the plan names, else the owner first named. */
function receiverOf(standing: Standing | undefined): Receiver {
  const { receiverName: name, receiverRelation: relation, authorisation = null } = standing?.planned ?? {}
  if (name && relation) return { name, relation, authorisation }
  return { name: standing?.buyers[0] ?? '', relation: 'owner', authorisation: null }
}

/** Parcels that came back: the certificates wait for another try. */
export function returnDeliveries(
  db: Db,
  actor: Actor,
  countyCode: string,
  { reason, on, words, applications }: Body<'returnDeliveries'>,
): Promise<{ results: ResultOfOne[] }> {
  const returns = applications.map((applicationId) => ({ applicationId, on, words }))
  return transact(db, actor, async (tx) => ({ results: await returnIn(tx, actor, countyCode, { reason, returns }) }))
}

type Returned = { applicationId: string; on: string; words: string }

export function returnIn(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  { reason, returns }: { reason: string; returns: readonly Returned[] },
): Promise<ResultOfOne[]> {
  return actOnDeliveries<Extract<DeliveryAct, { act: 'return' }> & { words: string }>({
    tx,
    actor,
    countyCode,
    kind: 'deliveries_returned',
    reason,
    ids: returns.map(({ applicationId }) => applicationId),
    ask: () =>
      returns.map(({ applicationId, on, words }) => ({
        name: applicationId,
        applicationId,
        act: { act: 'return', on, words },
      })),
    write: (going) => writeReturns({ tx, actor, countyCode }, going),
  })
}

export function cancelDeliveries(
  db: Db,
  actor: Actor,
  countyCode: string,
  { reason, applications }: Body<'cancelDeliveries'>,
): Promise<{ results: ResultOfOne[] }> {
  return transact(db, actor, async (tx) => ({
    results: await actOnDeliveries({
      tx,
      actor,
      countyCode,
      kind: 'deliveries_cancelled',
      reason,
      ids: applications,
      ask: () =>
        applications.map((applicationId) => ({ name: applicationId, applicationId, act: { act: 'cancel' } as const })),
      write: (going) =>
        writeCancellations(
          { tx, actor, countyCode },
          going.map(({ deliveryId }) => deliveryId),
        ),
    }),
  }))
}

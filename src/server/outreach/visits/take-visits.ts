import type { Actor, Tx } from '../../platform/acts.ts'
import { holdActs } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { type FoldedVisit, foldVisits, type NewVisit } from './fold-visits.ts'
import { digestOf, findReceipts, keepReceipts, type Receipt } from './receipts.ts'

/** What became of a visit the office or the owner told; told again with the same id, the same. */
export type TakenVisit = Pick<FoldedVisit, 'id' | 'conflicts' | 'revision'> & {
  outcome: 'taken' | 'merged' | 'conflict'
}

/**
 * Takes visits, calls and words of owners told to the office or on the owner's page, as one act; they move obstacles and figures
 * as those of phones do. Each goes by its id: told again, it is answered as before and does nothing twice.
 */
export async function takeVisits(
  door: { tx: Tx; secrets: Secrets },
  actor: Actor,
  countyCode: string,
  list: readonly NewVisit[],
  reason: string,
): Promise<readonly TakenVisit[]> {
  const { tx, secrets } = door
  await holdActs(tx, [countyCode])
  const known = await findReceipts(
    tx,
    countyCode,
    list.map(({ id }) => id),
  )
  const fresh = list.filter(({ id }) => !known.has(id))
  if (list.some((visit) => isOther(secrets, known.get(visit.id), visit)))
    throw new Refused({ kind: 'conflict', code: 'other_content', message: '同一编号的走访已有别的内容' })
  const folded = await foldVisits(door, actor, countyCode, fresh, reason)
  if (folded.some(({ outcome }) => outcome === 'no_such_home'))
    throw new Refused({ kind: 'missing', code: 'no_such_unit', message: '没有这一户' })
  const receipts = fresh.flatMap((visit, at) => receiptOf(secrets, visit, folded[at]))
  await keepReceipts(tx, countyCode, receipts)
  const all = new Map([...known, ...receipts.map((receipt) => [receipt.id, receipt] as const)])
  return list.flatMap(({ id }) => answerOf(all.get(id)))
}

const isOther = (secrets: Secrets, receipt: Receipt | undefined, visit: NewVisit) =>
  receipt !== undefined && !receipt.digest.equals(digestOf(secrets, visit))

function receiptOf(secrets: Secrets, visit: NewVisit, folded: FoldedVisit | undefined): Receipt[] {
  if (!folded || folded.outcome === 'no_such_home') return []
  const { outcome, conflicts, revision, estateId } = folded
  return [
    {
      id: visit.id,
      kind: 'visit',
      accountId: visit.visitor.accountId,
      deviceId: null,
      unitId: visit.unitId,
      estateId,
      digest: digestOf(secrets, visit),
      outcome,
      code: null,
      message: null,
      conflicts,
      revision,
      photos: visit.photos ?? [],
    },
  ]
}

function answerOf(receipt: Receipt | undefined): TakenVisit[] {
  if (!receipt || receipt.outcome === 'quarantined') return []
  const { id, outcome, conflicts, revision } = receipt
  return [{ id, outcome, conflicts, revision }]
}

import type { ApplicationStanding } from '#domain/registrations/application.ts'
import type { Tx } from '../platform/acts.ts'
import { findApplications } from './store.ts'

export { type BatchHouse, type BatchOutcome, runBatch } from './batch-run.ts'
export { type CorrectedItem, correctBatchItems, createBatch, type NewBatch, type NewBatchItem } from './batches.ts'
export { type GivenApplication, type GivenMark, sealGiven } from './given.ts'
export { moveApplications } from './moves.ts'
export { type PlainParty, type SealedParty, sealParty } from './parties.ts'
export { registrationSettings } from './settings.ts'
export { type NewApplication, submitApplications } from './submit.ts'

/** Applications of a county as they stand, in the order asked for; what is not there is left out. */
export async function applicationsOf(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
): Promise<readonly ApplicationStanding[]> {
  const found = await findApplications(tx, countyCode, ids, { held: false })
  return ids.flatMap((id) => found.get(id) ?? [])
}

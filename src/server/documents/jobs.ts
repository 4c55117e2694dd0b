import type { House } from '../platform/http/house.ts'
import { layOutBatch, layOutJob, tellFailure } from './batches.ts'

/** Lays out what was ordered, one batch after the other. */
export async function startDocumentJobs(house: House): Promise<void> {
  await house.queue.work(layOutJob, async ({ countyCode = '', batchId = '' }) => {
    const place = { countyCode, batchId }
    await layOutBatch(house, place).catch(async (error: unknown) => {
      await tellFailure(house.db, place, error)
      throw error
    })
  })
}

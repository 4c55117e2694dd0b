import { sql } from 'kysely'
import { type Actor, read, systemActor, type Tx, transact } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { type BatchPlace, beginRun, carryOn } from './batch-run.ts'

const batchJob = 'registrations.batch'

/** Carries batches out outside of requests, and takes up again what a crash broke off: what is done of them is done. */
export async function startBatchJobs(house: House): Promise<void> {
  await house.queue.work(batchJob, async ({ countyCode = '', batchId = '' }) => {
    const place = { countyCode, batchId }
    const runner = await read(house.db, systemActor([countyCode]), (tx) => runnerOf(tx, place))
    if (runner) await carryOn(house, runner, place, false)
  })
  const everywhere = systemActor(house.sessions.countiesOf('141100'))
  await transact(house.db, everywhere, async (tx) => {
    for (const place of await runningBatches(tx)) await house.queue.send(tx, batchJob, place)
  })
}

/** Lets a batch be carried out as soon as the transaction holds. */
export async function orderRun(
  house: Pick<House, 'queue'>,
  tx: Tx,
  actor: Actor,
  place: BatchPlace,
  reason: string,
): Promise<void> {
  await beginRun(tx, actor, place, reason)
  await house.queue.send(tx, batchJob, place)
}

/** In whose name a batch runs; nobody's once it has ended. */
async function runnerOf(tx: Tx, { countyCode, batchId }: BatchPlace): Promise<Actor | null> {
  const { rows } = await sql<{ accountId: string; name: string }>`
    select run_by as "accountId", runner_name as name from batches
     where county_code = ${countyCode} and id = ${batchId} and state = 'running'`.execute(tx)
  return rows[0] ? { ...rows[0], counties: [countyCode] } : null
}

async function runningBatches(tx: Tx): Promise<BatchPlace[]> {
  const { rows } = await sql<BatchPlace>`
    select county_code as "countyCode", id as "batchId" from batches where state = 'running' order by county_code, id`.execute(
    tx,
  )
  return rows
}

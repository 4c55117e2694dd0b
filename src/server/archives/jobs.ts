import { systemActor, transact } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import type { House } from '../platform/http/house.ts'
import { cleanUp } from './clean-up.ts'

const cleaningJob = 'archives.clean_up'

/** Once a night, when nobody uploads. */
const everyNight = '40 2 * * *'

export async function startArchiveJobs({ db, database, files, queue, sessions }: House): Promise<void> {
  await queue.work(cleaningJob, async () => {
    await cleanUp({ owner: ownerDb(database.owner), files }, new Date())
  })
  await queue.schedule(cleaningJob, everyNight)
  await transact(db, systemActor(sessions.countiesOf('141100')), (tx) => queue.send(tx, cleaningJob, {}))
}

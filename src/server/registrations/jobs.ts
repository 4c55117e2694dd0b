import { systemActor, transact } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { officeToday } from '../platform/office-day.ts'
import { startBatchJobs } from './batch-jobs.ts'
import { acceptByClock } from './clock.ts'

const clockJob = 'registrations.clock'

const everyMorning = '20 0 * * *'

/** Carries batches on, and runs the clock of every county at the beginning of each day and at every start. */
export async function startRegistrationJobs(house: House): Promise<void> {
  const { db, queue, sessions } = house
  const counties = sessions.countiesOf('141100')
  await startBatchJobs(house)
  await queue.work(clockJob, async () => {
    // county by county: no act has to wait for the whole city
    for (const county of counties) await acceptByClock(db, county, officeToday())
  })
  await queue.schedule(clockJob, everyMorning)
  await transact(db, systemActor(counties), (tx) => queue.send(tx, clockJob, {}))
}

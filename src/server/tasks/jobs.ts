import { systemActor, transact } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { officeToday } from '../platform/office-day.ts'
import { runClock } from './clock.ts'

const clockJob = 'tasks.clock'

const everyMorning = '10 0 * * *'

/** Runs the clock of every county at the beginning of each day, and at every start: what days stood still is caught up. */
export async function startTaskJobs({ db, queue, sessions }: House): Promise<void> {
  const counties = sessions.countiesOf('141100')
  await queue.work(clockJob, async () => {
    const today = officeToday()
    // county by county: no task has to wait for the whole city
    for (const county of counties) await runClock(db, county, today)
  })
  await queue.schedule(clockJob, everyMorning)
  await transact(db, systemActor(counties), (tx) => queue.send(tx, clockJob, {}))
}

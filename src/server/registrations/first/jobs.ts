import { systemActor, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { endDueNotices } from './end-notices.ts'

const noticesJob = 'registrations.notices'

/** After the clock of the tasks. */
const everyMorning = '15 0 * * *'

/** Ends the notices whose days are over, in every county, at the beginning of each day and at every start. */
export async function startNoticeJobs({ db, queue, sessions }: House): Promise<void> {
  const counties = sessions.countiesOf('141100')
  await queue.work(noticesJob, async () => {
    // county by county: no application has to wait for the whole city
    for (const county of counties) await endDueNotices(db, county)
  })
  await queue.schedule(noticesJob, everyMorning)
  await transact(db, systemActor(counties), (tx) => queue.send(tx, noticesJob, {}))
}

import { systemActor, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { officeNow } from '../../platform/office-day.ts'
import { deliverMessages, deliveryJob } from './deliver.ts'

const sweepJob = 'outreach.messages-sweep'

const everyFiveMinutes = '*/5 * * * *'

/** Sends at once what an act has queued, and looks again every five minutes and at every start: quiet hours end, gateways come back. */
export async function startMessageJobs(house: House): Promise<void> {
  const { db, queue, sessions } = house
  const counties = sessions.countiesOf('141100')
  await queue.work(deliveryJob, async ({ countyCode }) => {
    if (countyCode !== undefined) await deliverMessages(house, countyCode, officeNow())
  })
  await queue.work(sweepJob, async () => {
    // county by county: one gateway is asked for all of them
    for (const county of counties) await deliverMessages(house, county, officeNow())
  })
  await queue.schedule(sweepJob, everyFiveMinutes)
  await transact(db, systemActor(counties), (tx) => queue.send(tx, sweepJob, {}))
}

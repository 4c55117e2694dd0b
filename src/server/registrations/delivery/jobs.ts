import type { House } from '../../platform/http/house.ts'
import { type Carrier, consoleCarrier } from './carriers.ts'
import { handOverJob, handToCarrier } from './hand-to-carrier.ts'
import { pullTracking } from './tracking.ts'

const trackingJob = 'registrations.tracking'

const everyHour = '25 * * * *'

/** Hands parcels to the carrier when asked to, and asks it every hour what became of them. */
export async function startDeliveryJobs(house: House): Promise<void> {
  const { db, secrets, queue, sessions, config } = house
  const carrier: Carrier = consoleCarrier(config.dataDir)
  await queue.work(handOverJob, async ({ county = '', reason = '', applications = '', account = '', name = '' }) => {
    const actor = { accountId: account, name, counties: [county] }
    await handToCarrier({ db, secrets, carrier }, actor, county, { reason, applications: applications.split(',') })
  })
  await queue.work(trackingJob, async () => {
    for (const county of sessions.countiesOf('141100')) await pullTracking({ db, carrier }, county)
  })
  await queue.schedule(trackingJob, everyHour)
}

import { systemActor, transact } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { officeToday } from '../platform/office-day.ts'
import { proposeSteps } from './propose.ts'

const ladderJob = 'supervision.ladder'

/** After the clock of the tasks has set their lights. */
const everyMorning = '20 0 * * *'

/** Takes the steps that are due in every county at the beginning of each day and at every start: days missed are caught up. */
export async function startLadderJobs({ db, queue, sessions }: House): Promise<void> {
  const counties = sessions.countiesOf('141100')
  await queue.work(ladderJob, async () => {
    const today = officeToday()
    // county by county: no task has to wait for the whole city
    for (const county of counties) await proposeSteps(db, county, today)
  })
  await queue.schedule(ladderJob, everyMorning)
  await transact(db, systemActor(counties), (tx) => queue.send(tx, ladderJob, {}))
}

import { type Db, systemActor, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { officeToday } from '../../platform/office-day.ts'
import { tellRunOut } from './deferrals.ts'
import { followRecoveries } from './follow.ts'
import { separateDebts } from './separate.ts'

const recoveryJob = 'dues.recovery'

/** After the diagnoses of the day, before the ladders: no letter is proposed for a debt that was paid. */
const everyMorning = '12 0 * * *'

/** What a day brings to the recoveries of a county: cases follow their debts, parted debts get theirs, deferrals run out. */
export async function runRecoveries(db: Db, countyCode: string, today: string): Promise<void> {
  await transact(db, systemActor([countyCode]), async (tx) => {
    await followRecoveries(tx, countyCode, 'all')
    await separateDebts(tx, countyCode, 'all')
    await tellRunOut(tx, countyCode, today)
  })
}

/** At the beginning of each day and at every start: days missed are caught up. */
export async function startRecoveryJobs({ db, queue, sessions }: House): Promise<void> {
  const counties = sessions.countiesOf('141100')
  await queue.work(recoveryJob, async () => {
    const today = officeToday()
    // county by county: no act has to wait for the whole city
    for (const county of counties) await runRecoveries(db, county, today)
  })
  await queue.schedule(recoveryJob, everyMorning)
  await transact(db, systemActor(counties), (tx) => queue.send(tx, recoveryJob, {}))
}

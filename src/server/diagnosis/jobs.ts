import { systemActor, transact } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { release } from '../platform/release.ts'
import { reviewDiagnoses } from './actions.ts'

const reviewJob = 'diagnosis.review'

/** The day begins with a review: rules begin and end on their days. */
const everyMorning = '5 0 * * *'

/** Reviews all diagnoses when another release starts, as it may bring other rules, and at the beginning of every day. */
export async function startDiagnosisJobs({ db, queue, sessions }: House): Promise<void> {
  const counties = sessions.countiesOf('141100').filter((code) => code !== '141100')
  await queue.work(reviewJob, () => reviewDiagnoses(db, counties))
  await queue.schedule(reviewJob, everyMorning)
  await transact(db, systemActor(counties), (tx) => queue.sendOnceADay(tx, reviewJob, release))
}

import { addWorkingDays } from '#domain/tasks/calendar.ts'
import { dueTargets, openCampaign } from '../campaign/actions.ts'
import { type Db, read, systemActor } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { calendarIn } from '../tasks/actions.ts'

/** Working days from the day of loading. */
const until = { first: 20, transfer: 60 }
const milestones = [
  { title: '逾期任务全部办结', in: 10 },
  { title: '剩余住房逐户见面', in: 30 },
  { title: '转移登记全部办结', in: until.transfer },
]

/** Gives the sample's city its targets and milestones, dated from the day of loading; once. */
export async function openSampleCampaign(db: Db, city: string, counties: readonly string[]): Promise<void> {
  const actor = systemActor([city, ...counties])
  const { isOpen, calendar } = await read(db, actor, async (tx) => ({
    isOpen: (await dueTargets(tx, city)).length > 0,
    calendar: await calendarIn(tx),
  }))
  if (isOpen) return
  const dayIn = (days: number) => addWorkingDays(calendar, officeToday(), days)
  await openCampaign(
    { db, actor, region: city, reason: '载入示例数据' },
    { first: dayIn(until.first), transfer: dayIn(until.transfer) },
    milestones.map(({ title, in: days }) => ({ title, dueOn: dayIn(days) })),
  )
}

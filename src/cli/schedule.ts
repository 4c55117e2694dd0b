import { parseArgs } from 'node:util'
import { type Schedule, ScheduleQuery } from '#contract/schedule.ts'
import { read, systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { scheduleOf } from '#server/schedule/actions.ts'
import { parseDay } from './days.ts'

/**
 * `qingling schedule [--region CODE|NAME] [--first DAY] [--transfer DAY] [--on DAY] [--json]`: which estates can be done
 * by the days both registrations are wanted, and by how much the others miss them.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      region: { type: 'string', default: '141100' },
      first: { type: 'string' },
      transfer: { type: 'string' },
      on: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const [first, transfer] = [parseDay('--first', values.first), parseDay('--transfer', values.transfer)]
  const today = parseDay('--on', values.on)
  const house = await openHouse()
  try {
    const region = await house.regionCode(values.region)
    const counties = house.regions.below.get(region) ?? []
    const schedule = await read(house.db, systemActor(counties), (tx) =>
      scheduleOf(
        tx,
        region,
        counties,
        { ...ScheduleQuery.parse({}), first, transfer, limit: Number.MAX_SAFE_INTEGER },
        today,
      ),
    )
    process.stdout.write(values.json ? `${JSON.stringify(schedule)}\n` : table(schedule))
    return 0
  } finally {
    await house.close()
  }
}

function table({ today, totals, rows }: Schedule): string {
  const lines = rows.map((row) =>
    [
      row.rank,
      row.name,
      row.homes.transfer,
      row.steps,
      row.cycle ? `步骤互相等待：${row.cycle.join('、')}` : row.finishOn,
      row.slackDays ?? '',
      row.extensionDays || '',
    ].join('\t'),
  )
  const head = `自 ${today} 起，小区 ${totals.estates} 个，待办步骤 ${totals.steps} 个，赶不上目标 ${totals.late} 个，全部完成 ${totals.lastFinishOn ?? '—'}`
  return `${head}\n次序\t小区\t未办户数\t步骤\t最早完成\t余量（工作日）\t至少延长（工作日）\n${lines.join('\n')}\n`
}

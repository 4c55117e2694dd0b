import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import type { MeetingPlace } from './change.ts'
import { appendItems, findDoubles, findStrangers, type NewItem } from './store.ts'

/** Puts items on an agenda: each with a title or something it is about, all of this county, none twice. */
export async function putItems(tx: Tx, place: MeetingPlace, items: readonly NewItem[]): Promise<void> {
  if (items.length === 0) return
  const { countyCode } = place
  if (items.some(({ title, estateId, taskId }) => title === null && estateId === null && taskId === null))
    throw new Refused({ kind: 'invalid', code: 'item_without_title', message: '每项议题须有名称，或选小区、任务' })
  await refuseStrangers(
    tx,
    countyCode,
    'estates',
    items.flatMap(({ estateId }) => estateId ?? []),
  )
  await refuseStrangers(
    tx,
    countyCode,
    'tasks',
    items.flatMap(({ taskId }) => taskId ?? []),
  )
  const doubles = [...(await findDoubles(tx, place, items)), ...twiceIn(items)]
  if (doubles.length > 0)
    throw new Refused({
      kind: 'conflict',
      code: 'item_is_there',
      message: `“${doubles[0]}”已在议程中${doubles.length > 1 ? `（共 ${doubles.length} 项重复）` : ''}`,
    })
  await appendItems(tx, place, items)
}

function twiceIn(items: readonly NewItem[]): string[] {
  const keys = items.map(({ taskId, estateId }) => taskId ?? estateId)
  return items.flatMap(({ title }, at) =>
    keys[at] !== null && keys.indexOf(keys[at] ?? null) < at ? [title ?? '同一小区'] : [],
  )
}

const strangers = {
  estates: { code: 'no_such_estate', message: '没有这个小区' },
  tasks: { code: 'no_such_task', message: '没有这个任务' },
  organisations: { code: 'no_such_organisation', message: '没有这个单位' },
} as const

/** What is not of this county does not exist here. */
export async function refuseStrangers(
  tx: Tx,
  countyCode: string,
  table: keyof typeof strangers,
  ids: readonly string[],
): Promise<void> {
  const unknown = await findStrangers(tx, countyCode, table, ids)
  if (unknown.length > 0) throw new Refused({ kind: 'missing', ...strangers[table], ids: unknown })
}

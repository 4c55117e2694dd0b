import type { IsoDate } from '../shared/quantities.ts'
import type { TaskState } from './moves.ts'

export const taskLights = ['grey', 'green', 'yellow', 'red', 'blue'] as const
export type TaskLight = (typeof taskLights)[number]

/** What the light of a task is told from. `daysLeft`: working days until it is due, 0 on the day itself, negative after. */
export type TaskClock = { state: TaskState; startsOn: IsoDate; daysLeft: number }

type LightRule = { light: TaskLight; when: (task: TaskClock, today: IsoDate, yellowDays: number) => boolean }

/** The lights 红黄绿蓝灰, the first that applies. The county sets how many working days before the end it turns yellow. */
const lightRules: readonly LightRule[] = [
  { light: 'blue', when: ({ state }) => state === 'written_off' },
  { light: 'grey', when: ({ state }) => state === 'paused' || state === 'cancelled' },
  { light: 'red', when: ({ daysLeft }) => daysLeft < 0 },
  { light: 'yellow', when: ({ daysLeft }, _, yellowDays) => daysLeft <= yellowDays },
  { light: 'grey', when: ({ startsOn }, today) => startsOn > today },
  { light: 'green', when: () => true },
]

export function taskLightOf(task: TaskClock, today: IsoDate, yellowDays: number): TaskLight {
  return lightRules.find(({ when }) => when(task, today, yellowDays))?.light ?? 'green'
}

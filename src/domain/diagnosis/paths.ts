import type { FactValues, ProgressOf } from './compile-condition.ts'
import type { ReadyRule, ReadyStep } from './rulebook.ts'

/** Working days a number of calendar days takes up: five of every seven, rounded up. */
export const inWorkingDays = (calendarDays: number) => Math.ceil((calendarDays * 5) / 7)

/** The steps of a rule that nothing shows to be done. What a step yields shows that the steps before it are done too. */
export function remainingSteps({ steps }: ReadyRule, values: FactValues, progress: ProgressOf): ReadyStep[] {
  const done = new Set<string>()
  const settle = (id: string) => {
    if (done.has(id)) return
    done.add(id)
    for (const { step } of steps) if (step.id === id) step.needs?.forEach(settle)
  }
  for (const one of steps) if (one.done?.truth(values, progress) === 2) settle(one.step.id)
  return steps.filter(({ step }) => !done.has(step.id))
}

/** Working days of one step: its own work and the public notice that goes with it. Days nobody fixed count nothing. */
export function daysOf({ days, notice }: ReadyStep): number {
  const waiting = notice?.days ?? 0
  return (days ?? 0) + (notice?.kind === 'calendar' ? inWorkingDays(waiting) : waiting)
}

/** Whether some of its days are open: the total is then a lower bound. */
export const isUnset = ({ days, notice }: ReadyStep) => days === null || notice?.days === null

/** Working days of the longest chain of steps. */
export const chainDays = (steps: readonly ReadyStep[]) => longest(steps, daysOf)

/** Days of public notice on the chain with the most of them, in the kind of day each notice counts. */
export const noticeDays = (steps: readonly ReadyStep[]) => longest(steps, ({ notice }) => notice?.days ?? 0)

function longest(steps: readonly ReadyStep[], weight: (step: ReadyStep) => number): number {
  const finish = new Map<string, number>()
  const finishOf = (one: ReadyStep): number => {
    const known = finish.get(one.step.id)
    if (known !== undefined) return known
    let start = 0
    for (const before of steps) if (one.step.needs?.includes(before.step.id)) start = Math.max(start, finishOf(before))
    const end = start + weight(one)
    finish.set(one.step.id, end)
    return end
  }
  let last = 0
  for (const step of steps) last = Math.max(last, finishOf(step))
  return last
}

import { checkCondition, type Report, type Words } from './check-condition.ts'
import type { Days, Step } from './packs.ts'

/** Reports what is wrong with the steps of a rule: ids, needs, cycles, units, days, what they yield. */
export function checkSteps(
  steps: readonly Step[],
  words: Words,
  hasUnit: (id: string) => boolean,
  report: Report,
): void {
  steps.forEach((step, at) => {
    const path = `steps[${at}]`
    if (steps.findIndex(({ id }) => id === step.id) < at) report(`${path}.id`, 'duplicate_id', `步骤“${step.id}”重复`)
    if (!hasUnit(step.unit)) report(`${path}.unit`, 'unknown_unit', `没有责任单位“${step.unit}”`)
    step.needs?.forEach((id, place) => {
      if (!steps.some((other) => other.id === id)) report(`${path}.needs[${place}]`, 'unknown_step', `没有步骤“${id}”`)
    })
    checkDays(step.workingDays, `${path}.workingDays`, words, report)
    if (step.notice) checkDays(step.notice.days, `${path}.notice.days`, words, report)
    if (step.commitment) {
      checkDays(step.commitment.days ?? null, `${path}.commitment.days`, words, report)
      if (!hasUnit(step.commitment.by))
        report(`${path}.commitment.by`, 'unknown_unit', `没有单位“${step.commitment.by}”`)
    }
    if (step.produces) checkCondition(step.produces, `${path}.produces`, words, report)
  })
  const circle = findCircle(steps)
  if (circle) report(`steps[${steps.indexOf(circle)}].needs`, 'cycle', `步骤互相等待：${circle.id}`)
}

function checkDays(days: Days, path: string, words: Words, report: Report): void {
  if (typeof days !== 'object' || days === null) return
  const parameter = words.parameter(days.param)
  if (!parameter) report(`${path}.param`, 'unknown_parameter', `没有参数“${days.param}”`)
  else if (
    parameter.type !== 'number' ||
    (typeof parameter.value === 'number' && (parameter.value < 0 || !Number.isInteger(parameter.value)))
  )
    report(`${path}.param`, 'wrong_type', `参数“${parameter.title}”应为不小于 0 的整数天数`)
}

/** A step that, through what it needs, needs itself. */
function findCircle(steps: readonly Step[]): Step | undefined {
  const needs = new Map(steps.map(({ id, needs = [] }) => [id, needs]))
  const comesBack = (to: string, from: string, seen: Set<string>): boolean =>
    (needs.get(from) ?? []).some((id) => {
      if (id === to) return true
      if (seen.has(id)) return false
      seen.add(id)
      return comesBack(to, id, seen)
    })
  return steps.find(({ id }) => comesBack(id, id, new Set()))
}

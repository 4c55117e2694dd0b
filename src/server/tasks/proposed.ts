import { sql } from 'kysely'
import { factsProduced, isOutsider, taskDays, unitInCharge } from '#domain/tasks/steps.ts'
import { type EstatePaths, type EstateStep, estatePaths } from '../diagnosis/actions.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { presentPeople, unitsWithContact } from './holders.ts'
import { measuresOf } from './measures.ts'

/** A step under one name over both registrations of an estate. */
export const stepKey = ({ registration, rule, step }: { registration: string; rule: string; step: string }) =>
  `${registration}:${rule}/${step}`

/** Which organisation stands behind each unit a rule names; the clearance office also by its kind. */
export async function organisationsByUnit(tx: Tx, countyCode: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ unit: string; id: string }>`
    select 'clearance_office' as unit, min(id::text)::uuid as id, 1 as rank from organisations
     where county_code = ${countyCode} and kind = 'clearance_office' having count(*) > 0
    union all
    select unit_code, organisation_id, 2 from unit_functions where county_code = ${countyCode}
     order by rank`.execute(tx)
  return new Map(rows.map(({ unit, id }) => [unit, id]))
}

/** The open tasks of estates that are steps, by estate and step. */
export async function openSteps(
  tx: Tx,
  countyCode: string,
  estateIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; estateId: string; registration: string; rule: string; step: string }>`
    select id, estate_id as "estateId", registration, rule, step from tasks
     where county_code = ${countyCode} and estate_id = any (${estateIds}::uuid[]) and rule is not null
       and state not in ('written_off', 'cancelled')`.execute(tx)
  return new Map(rows.map((row) => [`${row.estateId} ${stepKey(row)}`, row.id]))
}

/** What a task for a step says: who does what, and what proves it. */
export function wordsOf(step: EstateStep, { unitNames, factNames }: EstatePaths): { title: string; wanted: string } {
  const facts = factsProduced(step.produces).map(({ fact }) => factNames.get(fact)?.title ?? fact)
  const outsider = isOutsider(step.unit) ? `督促${unitNames[step.unit] ?? step.unit}：` : ''
  return {
    title: `${outsider}${step.title}`.slice(0, 200),
    wanted: facts.length > 0 ? `证明“${facts.join('、')}”的材料` : `“${step.title}”的办结材料`,
  }
}

/** What the steps on the path of an estate's latest diagnosis would be as tasks. */
export async function proposedTasks(tx: Tx, countyCode: string, estateId: string) {
  const paths = (await estatePaths(tx, countyCode, [estateId])).get(estateId)
  if (!paths) throw new Refused({ kind: 'missing', code: 'no_such_estate', message: '没有这个小区' })
  const { defaultStepDays } = await measuresOf(tx, countyCode)
  const byUnit = await organisationsByUnit(tx, countyCode)
  const units = await unitsWithContact(tx, countyCode, [...new Set(byUnit.values())])
  const contacts = [...units.values()].flatMap(({ contactId }) => contactId ?? [])
  const people = await presentPeople(tx, countyCode, contacts)
  const open = await openSteps(tx, countyCode, [estateId])
  return paths.steps.map((step) => {
    const unit = units.get(byUnit.get(unitInCharge(step)) ?? '')
    const person = people.get(unit?.contactId ?? '')
    return {
      key: stepKey(step),
      registration: step.registration,
      rule: step.rule,
      step: step.step,
      requirement: step.requirement,
      title: wordsOf(step, paths).title,
      titleEn: step.titleEn ?? null,
      unitCode: step.unit,
      organisation: unit ? { id: unit.id, name: unit.name } : null,
      person: person ? { id: person.id, name: person.name } : null,
      workingDays: taskDays(step, defaultStepDays),
      daysAssumed: step.daysUnset,
      needs: step.needs.map((need) => `${step.registration}:${need}`),
      homes: paths.homes[step.registration],
      taskId: open.get(`${estateId} ${stepKey(step)}`) ?? null,
    }
  })
}

import { sql } from 'kysely'
import { addWorkingDays } from '#domain/tasks/calendar.ts'
import { factsProduced, taskDays, unitInCharge } from '#domain/tasks/steps.ts'
import { type EstatePaths, type EstateStep, estatePaths } from '../diagnosis/actions.ts'
import { holdActs, type Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { unitsWithContact } from './holders.ts'
import { createTasks, type Office, type TaskDraft } from './issue.ts'
import { type Measures, measuresOf } from './measures.ts'
import { openSteps, organisationsByUnit, stepKey, wordsOf } from './proposed.ts'

type ChosenStep = {
  estateId: string
  registration: 'first' | 'transfer'
  rule: string
  step: string
  organisationId: string | null
  personId: string | null
  dueOn: string | null
}

/** A step that became no task, and why; `taskId`: the one it is already. */
export type LeftStep = Pick<ChosenStep, 'estateId' | 'registration' | 'rule' | 'step'> & {
  taskId: string | null
  code: string
  message: string
}

type Plan = { startsOn: string; meetingId: string | null; steps: readonly ChosenStep[] }
type Given = { organisationId: string; paths: EstatePaths; step: EstateStep; chosen: ChosenStep; key: string }

/**
 * Gives steps of diagnoses, across estates, as tasks: each to the unit its rule names, due by its working days, after
 * what it needs. A step that cannot be given is left with its reason and holds up no other.
 */
export async function assignSteps(tx: Tx, office: Office, plan: Plan): Promise<{ ids: string[]; left: LeftStep[] }> {
  const { countyCode } = office
  await holdActs(tx, [countyCode])
  if (plan.meetingId !== null) await refuseEnded(tx, countyCode, plan.meetingId)
  const estateIds = [...new Set(plan.steps.map(({ estateId }) => estateId))]
  const paths = await estatePaths(tx, countyCode, estateIds)
  const open = await openSteps(tx, countyCode, estateIds)
  const byUnit = await organisationsByUnit(tx, countyCode)
  const asked = plan.steps.flatMap(({ organisationId }) => organisationId ?? [])
  const units = await unitsWithContact(tx, countyCode, [...new Set([...byUnit.values(), ...asked])])
  const left: LeftStep[] = []
  const given = new Map<string, Given>()
  for (const chosen of plan.steps) {
    const judged = judge(chosen, { paths, open, byUnit, units, given })
    if ('flaw' in judged) left.push(leave(chosen, judged.flaw))
    else given.set(judged.key, judged)
  }
  const drafts = draftsOf([...given.values()], { plan, open, measures: await measuresOf(tx, countyCode) })
  return { ids: drafts.length > 0 ? await createTasks(tx, office, drafts) : [], left }
}

/** A sitting that is over gives nothing out any more; one that is not there does not exist. */
async function refuseEnded(tx: Tx, countyCode: string, meetingId: string): Promise<void> {
  const { rows } = await sql<{ state: string }>`
    select state from meetings where county_code = ${countyCode} and id = ${meetingId}`.execute(tx)
  const [meeting] = rows
  if (!meeting) throw new Refused({ kind: 'missing', code: 'no_such_meeting', message: '没有这次会议' })
  if (meeting.state === 'closed' || meeting.state === 'cancelled')
    throw new Refused({ kind: 'conflict', code: 'meeting_closed', message: '会议已结束或取消，不能再在会上下达任务' })
}

type Flaw = { code: string; message: string; taskId?: string }

function leave({ estateId, registration, rule, step }: ChosenStep, flaw: Flaw): LeftStep {
  return { estateId, registration, rule, step, taskId: null, ...flaw }
}

type Known = {
  paths: ReadonlyMap<string, EstatePaths>
  open: ReadonlyMap<string, string>
  byUnit: ReadonlyMap<string, string>
  units: ReadonlyMap<string, { name: string; contactId: string | null }>
  given: ReadonlyMap<string, Given>
}

function judge(chosen: ChosenStep, { paths, open, byUnit, units, given }: Known): Given | { flaw: Flaw } {
  const key = `${chosen.estateId} ${stepKey(chosen)}`
  const flaw = (code: string, message: string, taskId?: string) => ({
    flaw: { code, message, ...(taskId && { taskId }) },
  })
  const estate = paths.get(chosen.estateId)
  if (!estate) return flaw('no_such_estate', '没有这个小区')
  const step = estate.steps.find((one) => stepKey(one) === stepKey(chosen))
  if (!step) return flaw('not_on_the_path', `“${estate.name}”现在的诊断路径上没有这一步`)
  const taskId = open.get(key)
  if (taskId || given.has(key)) return flaw('step_is_open', `“${step.title}”已有未销号的任务，跳过`, taskId)
  const unit = unitInCharge(step)
  const organisationId = chosen.organisationId ?? byUnit.get(unit)
  if (!organisationId)
    return flaw('nobody_behind_unit', `没有单位承担“${estate.unitNames[unit] ?? unit}”的职责，请先指定`)
  const holder = units.get(organisationId)
  if (!holder) return flaw('no_such_organisation', '没有这个责任单位')
  if (holder.contactId === null && chosen.personId === null)
    return flaw('nobody_in_post', `该单位没有在任联络员或负责人（${holder.name}），请指定责任人`)
  return { organisationId, paths: estate, step, chosen, key }
}

type Setting = { plan: Plan; open: ReadonlyMap<string, string>; measures: Measures }

/** The steps as drafts, each beginning when the last it needs is due; the paths give them in that order. */
function draftsOf(given: readonly Given[], { plan, open, measures }: Setting): TaskDraft[] {
  const dueOf = new Map<string, string>()
  const inOrder = given.toSorted(
    (one, other) => one.step.start - other.step.start || one.step.finish - other.step.finish,
  )
  const keys = new Set(given.map(({ key }) => key))
  return inOrder.map(({ organisationId, paths, step, chosen, key }) => {
    const before = step.needs.map((need) => `${chosen.estateId} ${step.registration}:${need}`)
    const after = before.reduce((last, need) => later(last, dueOf.get(need)), plan.startsOn)
    const startsOn = chosen.dueOn !== null && chosen.dueOn < after ? plan.startsOn : after
    const workingDays = taskDays(step, measures.defaultStepDays)
    dueOf.set(key, chosen.dueOn ?? addWorkingDays(measures.calendar, startsOn, workingDays))
    return {
      ...wordsOf(step, paths),
      key,
      source: 'diagnosis',
      estateId: chosen.estateId,
      organisationId,
      personId: chosen.personId,
      startsOn,
      dueOn: chosen.dueOn,
      workingDays: chosen.dueOn === null ? workingDays : null,
      needs: before.flatMap((need) => (keys.has(need) ? need : (open.get(need) ?? []))),
      meetingId: plan.meetingId,
      registration: step.registration,
      requirement: step.requirement,
      rule: step.rule,
      step: step.step,
      produces: factsProduced(step.produces).filter(({ fact }) => !paths.countedFacts.includes(fact)),
      homes: Math.max(paths.homes[step.registration], 0),
    }
  })
}

const later = (one: string, other: string | undefined) => (other !== undefined && other > one ? other : one)

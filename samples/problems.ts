import type { EstateRow } from '#domain/ledgers/rows.ts'
import type { ProblemRow } from '#domain/ledgers/work-rows.ts'
import type { IsoDate } from '#domain/shared/quantities.ts'
import { campaignDays, dayNumber, isWorkingDay, openDayAround } from './calendar.ts'
import { at, type Draws, drawsFor } from './draws.ts'
import { lacks } from './papers.ts'

/** Which office answers for each of the sample's problems: the end of its name. */
const officeOf: Readonly<Record<string, string>> = {
  [lacks.land.problem]: '自然资源局',
  [lacks.excess.problem]: '自然资源局',
  [lacks.planning.problem]: '自然资源局',
  [lacks.fire.problem]: '行政审批服务管理局',
  [lacks.acceptance.problem]: '住房和城乡建设局',
  [lacks.civilDefence.problem]: '住房和城乡建设局',
  [lacks.lateCivilDefence.problem]: '住房和城乡建设局',
  [lacks.contract.problem]: '城乡建设综合服务中心',
  [lacks.developer.problem]: '自然资源局',
}

/** How many problems a county reported, where the report says so (方山县: 40余条); others list all of them. */
const reported: Readonly<Record<string, number>> = { '141128': 43 }

const firstListed = dayNumber('2021-06-01')

/** The problem list of a county: every problem of its estates, whose it was, and when it was written off. */
export function problemRowsOf(plan: { code: string; name: string }, estates: readonly EstateRow[]): ProblemRow[] {
  return estates
    .flatMap((estate) => problemsOf(plan, estate))
    .slice(0, reported[plan.code])
    .map((problem, place) => ({ ...problem, number: `${plan.code}-${String(place + 1).padStart(3, '0')}` }))
}

function problemsOf(plan: { code: string; name: string }, estate: EstateRow): ProblemRow[] {
  const draws = drawsFor(`${plan.code}/problems/${estate.name}`)
  const registered = dayNumber(estate.firstRegisteredOn ?? at(campaignDays, campaignDays.length - 1))
  const treatments = estate.treatment?.split('；') ?? []
  return (estate.problems?.split('；') ?? []).map((problem, place) => ({
    number: null,
    estate: estate.name,
    problemKind: problem,
    problem: `${estate.name}：${problem}`,
    responsibleUnit: plan.name + (officeOf[problem] ?? '自然资源局'),
    ...daysOf(draws, registered),
    handling: treatments[place] ?? null,
    isWrittenOff: true,
  }))
}

/** Raised when the county went over its estates, settled before the first registration; one in four later than asked. */
function daysOf(draws: Draws, registered: number): Record<'raisedOn' | 'dueOn' | 'doneOn', IsoDate> {
  const raised = openDay(draws.between(firstListed, Math.max(firstListed, registered - 60)), firstListed)
  const done = openDay(draws.between(Math.min(raised + 10, registered), registered), raised)
  const due = draws.chance(0.25)
    ? draws.between(raised + 5, Math.max(raised + 5, done - 1))
    : done + draws.between(0, 15)
  const day = (number: number) => at(campaignDays, Math.min(number, campaignDays.length - 1))
  return { raisedOn: day(raised), dueOn: day(openDay(due, raised)), doneOn: day(done) }
}

const openDay = (day: number, earliest: number) => openDayAround(day, earliest, isWorkingDay)

import { sql } from 'kysely'
import type { CheckLine, HandedPaper } from '#contract/developer-shapes.ts'
import type { Tx } from '../../platform/acts.ts'
import { casesOf, type StandingCase } from '../../registrations/actions.ts'
import type { OwnEstatePlace } from './own.ts'

type Paper = StandingCase['papers'][number]
type Status = Paper['status']

/** Whether a paper is still asked of somebody: missing, or not known to be there. */
export const isOpen = (status: Status): status is 'missing' | 'unknown' => status === 'missing' || status === 'unknown'

const states = {
  met: 'met',
  missing: 'missing',
  unknown: 'unknown',
  substituted: 'not_asked',
  deferred: 'not_asked',
  noticed: 'not_asked',
  separated: 'not_asked',
  waived: 'not_asked',
  not_applicable: 'not_asked',
} as const satisfies Record<Status, CheckLine['state']>

/** The papers of the first registration as the latest diagnosis leaves them; what is open comes first. */
export async function checklistOf(
  tx: Tx,
  { countyCode, estateId }: OwnEstatePlace,
  handed: readonly HandedPaper[],
): Promise<{ checklist: CheckLine[]; diagnosedOn: string | null }> {
  const found = (await casesOf(tx, countyCode, [estateId])).get(estateId)
  const dueDays = await dueDaysOf(tx, countyCode, estateId)
  const waitingFor = (requirement: string) =>
    handed.filter((one) => one.requirement === requirement && one.state === 'waiting').length
  const checklist = (found?.papers ?? [])
    .filter(({ status }) => status !== 'not_applicable')
    .map((paper) => lineOf(paper, dueDays.get(paper.requirement) ?? null, waitingFor(paper.requirement)))
    .toSorted((one, other) => Number(isSettled(one)) - Number(isSettled(other)))
  return { checklist, diagnosedOn: found?.diagnosedOn ?? null }
}

const isSettled = ({ state }: CheckLine) => state === 'met' || state === 'not_asked'

function lineOf(paper: Paper, dueOn: string | null, waiting: number): CheckLine {
  const [way] = paper.ways
  return {
    requirement: paper.requirement,
    title: paper.title,
    titleEn: paper.titleEn,
    state: states[paper.status],
    unitName: paper.unitName,
    basis: [paper.basis.document, paper.basis.number, paper.basis.article].filter(Boolean).join(' '),
    rule: paper.rule && { title: paper.rule.title, titleEn: paper.rule.titleEn },
    measure:
      isOpen(paper.status) && way
        ? {
            title: way.title,
            titleEn: way.titleEn,
            steps: way.steps.map(({ title, titleEn, unitName }) => ({ title, titleEn, unitName })),
          }
        : null,
    dueOn,
    waiting,
  }
}

/** By when the tasks of each requirement of an estate are to be done. */
async function dueDaysOf(tx: Tx, countyCode: string, estateId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ requirement: string; dueOn: string }>`
    select requirement, max(due_on) as "dueOn" from tasks
     where county_code = ${countyCode} and estate_id = ${estateId} and requirement is not null and state not in ('written_off', 'cancelled')
     group by requirement`.execute(tx)
  return new Map(rows.map(({ requirement, dueOn }) => [requirement, dueOn]))
}

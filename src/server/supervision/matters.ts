import { type RawBuilder, sql } from 'kysely'
import type { LadderMatter, StepStanding, TakenStep } from '#domain/supervision/ladder.ts'
import type { EarlierStep } from '#domain/supervision/letter-words.ts'
import type { Ladder, LadderStep } from '#domain/supervision/rules.ts'
import type { Pause } from '#domain/tasks/term.ts'
import { type DocumentStanding, documentStandings } from '../documents/actions.ts'
import type { Tx } from '../platform/acts.ts'

/** A task or a developer's matter with the steps already taken, as the ladder asks for it and as letters tell it. */
export type MatterAtHand = LadderMatter & { ladder: Ladder; id: string; earlier: readonly EarlierStep[] }

type TakenRow = {
  step: LadderStep
  stage: 'told' | 'proposed' | 'drafted' | 'passed_over'
  proposedOn: string
  aboutDueOn: string
  decidedOn: string | null
  documentId: string | null
}
const subjects = { unit: 'task_id', developer: 'matter_id' } as const satisfies Record<Ladder, string>

/** What may be up to the unit or developer: tasks in hand, and open matters of developers. */
const running: Readonly<Record<Ladder, RawBuilder<unknown>>> = {
  unit: sql`tasks as t where t.state not in ('written_off', 'cancelled') and t.state in ('issued', 'received', 'working', 'returned')`,
  developer: sql`developer_matters as t where t.ended_on is null`,
}

/** Which matters a ladder may go on with: those due by a day, from the one after a place in the order of their days. */
export type MattersAsked = { ladder: Ladder; until: string; after: { dueOn: string; id: string } | null; most: number }

/** The first of a county's matters that are in hand and that a ladder may go on with. */
export async function mattersDue(
  tx: Tx,
  countyCode: string,
  { ladder, until, after, most }: MattersAsked,
): Promise<MatterAtHand[]> {
  const place = after ? sql`(t.due_on, t.id) > (${after.dueOn}::date, ${after.id}::uuid)` : sql`true`
  const { rows } = await sql<{ id: string; dueOn: string }>`
    select t.id, t.due_on as "dueOn" from ${running[ladder]} and t.county_code = ${countyCode} and t.due_on <= ${until} and ${place}
     order by t.due_on, t.id limit ${most}`.execute(tx)
  const ids = rows.map(({ id }) => id)
  const taken = await takenOf(tx, countyCode, ladder, ids)
  const pauses = ladder === 'unit' ? await pausesOf(tx, countyCode, ids) : new Map<string, Pause[]>()
  const letters = [...taken.values()].flatMap((steps) => steps.flatMap(({ documentId }) => documentId ?? []))
  const standings = await documentStandings(tx, letters)
  return rows.map(({ id, dueOn }) => {
    const steps = taken.get(id) ?? []
    const behind = steps.map((step) => takenStep(step, standings))
    const earlier = earlierSteps(steps, standings)
    return { ladder, id, dueOn, isRunning: true, pauses: pauses.get(id) ?? [], taken: behind, earlier }
  })
}

/** The steps already taken, asked for all matters at once: the plan does not hang on how many steps there were yesterday. */
async function takenOf(
  tx: Tx,
  countyCode: string,
  ladder: Ladder,
  ids: readonly string[],
): Promise<Map<string, TakenRow[]>> {
  const subject = sql`s.${sql.ref(subjects[ladder])}`
  const { rows } = await sql<TakenRow & { id: string }>`
    select ${subject} as id, s.step, s.stage, s.proposed_on as "proposedOn", s.about_due_on as "aboutDueOn", s.decided_on as "decidedOn",
           s.document_id as "documentId"
      from ladder_steps as s where s.county_code = ${countyCode} and ${subject} = any (${ids}::uuid[])
     order by s.proposed_on, s.id`.execute(tx)
  return Map.groupBy(rows, ({ id }) => id)
}

/** Their pauses that have ended. */
async function pausesOf(tx: Tx, countyCode: string, ids: readonly string[]): Promise<Map<string, Pause[]>> {
  const { rows } = await sql<Pause & { id: string }>`
    select task_id as id, from_on as "from", until_on as until, reason
      from task_pauses where county_code = ${countyCode} and task_id = any (${ids}::uuid[]) and until_on is not null
     order by pause_no`.execute(tx)
  return Map.groupBy(rows, ({ id }) => id)
}

/** What letters tell of the steps before: those somebody was told or written to. */
const earlierSteps = (taken: readonly TakenRow[], standings: ReadonlyMap<string, DocumentStanding>): EarlierStep[] =>
  taken
    .filter(({ stage }) => stage !== 'proposed' && stage !== 'passed_over')
    .map(({ step, proposedOn, documentId }) => {
      const letter = standings.get(documentId ?? '')
      return { step, proposedOn, number: letter?.number ?? null, servedOn: letter?.servedAt ?? null }
    })

function takenStep(row: TakenRow, standings: ReadonlyMap<string, DocumentStanding>): TakenStep {
  const { step, proposedOn, aboutDueOn } = row
  return { step, proposedOn, aboutDueOn, standing: standingOf(row, standings.get(row.documentId ?? '')) }
}

function standingOf({ stage, decidedOn, proposedOn }: TakenRow, letter: DocumentStanding | undefined): StepStanding {
  if (stage === 'passed_over') return { stage, on: decidedOn ?? proposedOn }
  if (stage !== 'drafted') return { stage }
  if (letter?.acceptedAt) return { stage: 'settled' }
  // a letter served is out until it is answered; before that, and while the answer is looked at, it lies with the office
  const isOut = letter?.state === 'served' || letter?.state === 'filed'
  if (isOut && letter.servedAt !== null) return { stage: 'out', servedOn: letter.servedAt, answerBy: letter.answerBy }
  return { stage: 'with_office' }
}

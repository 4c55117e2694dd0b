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
type MatterRow = { ladder: Ladder; id: string; dueOn: string; pauses: Pause[]; taken: TakenRow[] }

const takenOf = (subject: 'task_id' | 'matter_id', id: RawBuilder<unknown>) => sql`
  (select coalesce(json_agg(json_build_object('step', s.step, 'stage', s.stage, 'proposedOn', s.proposed_on, 'aboutDueOn', s.about_due_on,
                                              'decidedOn', s.decided_on, 'documentId', s.document_id) order by s.proposed_on, s.id), '[]')
     from ladder_steps as s where s.county_code = t.county_code and s.${sql.ref(subject)} = ${id})`

/** Tasks that are the responsible unit's to do and due by a day, with their ladders so far. */
const tasksDue = (countyCode: string, until: string) => sql`
  select 'unit' as ladder, t.id, t.due_on as "dueOn",
         (select coalesce(json_agg(json_build_object('from', p.from_on, 'until', p.until_on, 'reason', p.reason) order by p.pause_no), '[]')
            from task_pauses as p where p.county_code = t.county_code and p.task_id = t.id and p.until_on is not null) as pauses,
         ${takenOf('task_id', sql`t.id`)} as taken
    from tasks as t
   where t.county_code = ${countyCode} and t.state in ('issued', 'received', 'working', 'returned') and t.due_on <= ${until}`

const developersDue = (countyCode: string, until: string) => sql`
  select 'developer' as ladder, t.id, t.due_on as "dueOn", '[]'::json as pauses, ${takenOf('matter_id', sql`t.id`)} as taken
    from developer_matters as t
   where t.county_code = ${countyCode} and t.ended_on is null and t.due_on <= ${until}`

/** Everything in a county a ladder may go on with: due by a day, and in hand. */
export async function mattersDue(tx: Tx, countyCode: string, until: string): Promise<MatterAtHand[]> {
  const { rows } = await sql<MatterRow>`
    ${tasksDue(countyCode, until)} union all ${developersDue(countyCode, until)}`.execute(tx)
  const letters = rows.flatMap(({ taken }) => taken.flatMap(({ documentId }) => documentId ?? []))
  const standings = await documentStandings(tx, letters)
  return rows.map(({ ladder, id, dueOn, pauses, taken }) => ({
    ladder,
    id,
    dueOn,
    pauses,
    isRunning: true,
    taken: taken.map((step) => takenStep(step, standings)),
    earlier: taken
      .filter(({ stage }) => stage !== 'proposed' && stage !== 'passed_over')
      .map(({ step, proposedOn, documentId }) => {
        const letter = standings.get(documentId ?? '')
        return { step, proposedOn, number: letter?.number ?? null, servedOn: letter?.servedAt ?? null }
      }),
  }))
}

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

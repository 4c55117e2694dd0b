import { sql } from 'kysely'
import {
  type AnswerRefusal,
  type CaseState,
  caseRefusalWords,
  refuseAnswer,
} from '#domain/outreach/owner-acts/cases.ts'
import { type Actor, holdActs, type Tx, transact } from '../../platform/acts.ts'
import { keepBytes } from '../../platform/files.ts'
import type { House } from '../../platform/http/house.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { answerTask, type Hands } from '../../tasks/actions.ts'
import { actOnOne } from './record.ts'

type Standing = {
  no: number
  state: CaseState
  taskId: string | null
  answers: { answeredBy: string; helped: boolean | null }[]
}

/** Answers an owner: the words go to him, and are what the task behind the case wanted. */
export async function answerCase(
  { db, files }: Pick<House, 'db' | 'files'>,
  actor: Actor,
  hands: Hands,
  { countyCode, id }: { countyCode: string; id: string },
  words: string,
): Promise<{ id: string }> {
  const kept = await keepBytes(files, Buffer.from(words))
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const { no, state, taskId, answers } = await getStanding(tx, countyCode, id)
    const refusal = refuseAnswer(state, answers, actor.accountId)
    if (refusal) throw refused(refusal)
    const reason = `答复业主第${no}号`
    if (taskId !== null) {
      const paper = { name: `${reason}.txt`, media: 'text/plain', ...kept }
      await answerTask(tx, { countyCode, actor, reason }, hands, { countyCode, taskId }, paper)
    } else if (!hands.isOffice)
      throw new Refused({ kind: 'conflict', code: 'other_unit', message: '没有交给您的单位，由清零办答复' })
    await actOnOne(
      tx,
      { countyCode, kind: 'owner_case_answered', actor, reason },
      { kind: 'owner_case', id },
      async () => {
        await sql`
        insert into owner_case_answers (county_code, case_id, answer_no, words, answered_on, answered_by, answerer_name)
        values (${countyCode}, ${id}, ${answers.length + 1}, ${words}, ${officeToday()}, ${actor.accountId}, ${actor.name})`.execute(
          tx,
        )
        await sql`update owner_cases set state = 'answered' where county_code = ${countyCode} and id = ${id}`.execute(
          tx,
        )
      },
    )
    return { id }
  })
}

const refused = (code: AnswerRefusal) => new Refused({ kind: 'conflict', code, message: caseRefusalWords[code] })

async function getStanding(tx: Tx, countyCode: string, id: string): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select c.case_no as no, c.state, c.task_id as "taskId",
           coalesce((select json_agg(json_build_object('answeredBy', a.answered_by, 'helped', a.helped) order by a.answer_no)
                       from owner_case_answers as a where a.county_code = c.county_code and a.case_id = c.id), '[]') as answers
      from owner_cases as c where c.county_code = ${countyCode} and c.id = ${id}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
  return rows[0]
}

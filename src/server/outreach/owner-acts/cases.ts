import { sql } from 'kysely'
import type { z } from 'zod'
import type { OwnerCase } from '#contract/owner-act-shapes.ts'
import type { ownerActsEndpoints } from '#contract/owner-acts.ts'
import {
  caseKindWords,
  caseRefusalWords,
  caseTopics,
  mostOpenCases,
  refuseVerdict,
  stateAfterVerdict,
} from '#domain/outreach/owner-acts/cases.ts'
import { type Actor, holdActs, type Tx, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { giveCase } from './give-case.ts'
import type { Own } from './own.ts'
import { actOnOne } from './record.ts'
import { tellWindow } from './tell-window.ts'

type Door = Pick<House, 'db'>
type Question = z.output<(typeof ownerActsEndpoints)['ask']['body']>

/** Answers of a case `c` by number, as JSON. */
export const answersOf = sql`
  coalesce((select json_agg(json_build_object('no', a.answer_no, 'words', a.words, 'answeredOn', a.answered_on, 'answererName', a.answerer_name,
                                              'helped', a.helped, 'helpedWords', a.helped_words) order by a.answer_no)
              from owner_case_answers as a where a.county_code = c.county_code and a.case_id = c.id), '[]')`

/** What this owner asked about the home, the latest first. */
export async function ownerCases(tx: Tx, { countyCode, unitId, ownerDigest }: Own): Promise<OwnerCase[]> {
  const { rows } = await sql<OwnerCase>`
    select c.id, c.case_no as no, c.kind, c.topic, c.words, c.state, c.asked_on as "askedOn", c.due_on as "dueOn", o.name as organisation, ${answersOf} as answers
      from owner_cases as c left join organisations as o on o.county_code = c.county_code and o.id = c.organisation_id
     where c.county_code = ${countyCode} and c.unit_id = ${unitId} and c.owner_digest = ${ownerDigest}
     order by c.id desc limit 50`.execute(tx)
  return rows
}

/** Takes a question or complaint and gives it to the unit that answers for it, with a day. Sent twice, it is one. */
export function ask({ db }: Door, actor: Actor, own: Own, question: Question): Promise<OwnerCase[]> {
  const { countyCode, unitId, ownerDigest, ownerName } = own
  const { key: id, kind, topic, words } = question
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const cases = await ownerCases(tx, own)
    if (cases.some((one) => one.id === id)) return cases
    if (cases.filter(({ state }) => state === 'open' || state === 'reopened').length >= mostOpenCases)
      throw new Refused({
        kind: 'conflict',
        code: 'too_many_open',
        message: `您还有 ${mostOpenCases} 个问题没有答复，请等答复后再问`,
      })
    const { rows } = await sql<{ no: number }>`
      select coalesce(max(case_no), 0) + 1 as no from owner_cases where county_code = ${countyCode}`.execute(tx)
    const no = rows[0]?.no ?? 1
    const title = `答复业主${caseKindWords[kind]}第${no}号：${caseTopics[topic].words}`
    const given = await giveCase(tx, actor, own, { title, no, unit: caseTopics[topic].unit, not: null })
    const act = { countyCode, kind: 'owner_case_came', actor, reason: `业主${caseKindWords[kind]}` }
    await actOnOne(tx, act, { kind: 'owner_case', id }, () =>
      sql`
        insert into owner_cases (county_code, id, case_no, unit_id, owner_digest, owner_name, kind, topic, words, asked_on, due_on, organisation_id, task_id)
        values (${countyCode}, ${id}, ${no}, ${unitId}, ${ownerDigest}, ${ownerName}, ${kind}, ${topic}, ${words}, ${officeToday()}, ${given.dueOn},
                ${given.organisationId}, ${given.taskId})`.execute(tx),
    )
    await tellWindow(tx, countyCode)
    return ownerCases(tx, own)
  })
}

type Standing = { state: OwnerCase['state']; no: number; topic: keyof typeof caseTopics; kind: OwnerCase['kind'] }
type Said = { answeredBy: string; helped: boolean | null }

/** The owner says whether the answer helped; one that did not goes to somebody else, once. */
export function sayHelped(
  { db }: Door,
  actor: Actor,
  own: Own,
  { id, helped, words }: { id: string; helped: boolean; words: string | null },
): Promise<OwnerCase[]> {
  const { countyCode } = own
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const { standing, answers } = await getStanding(tx, own, id)
    const refusal = refuseVerdict(standing.state, answers)
    if (refusal) throw new Refused({ kind: 'conflict', code: refusal, message: caseRefusalWords[refusal] })
    const state = stateAfterVerdict(helped, answers.length)
    const title = `再次答复业主${caseKindWords[standing.kind]}第${standing.no}号：${caseTopics[standing.topic].words}`
    const again = {
      title,
      no: standing.no,
      unit: caseTopics[standing.topic].unit,
      not: answers.at(-1)?.answeredBy ?? null,
    }
    const given = state === 'reopened' ? await giveCase(tx, actor, own, again) : null
    const reason = helped ? '业主认为答复解决了问题' : '业主认为答复没有解决问题'
    const act = { countyCode, kind: 'owner_case_judged', actor, reason }
    await actOnOne(tx, act, { kind: 'owner_case', id }, async () => {
      await sql`
        update owner_case_answers set helped = ${helped}, helped_words = ${words}
         where county_code = ${countyCode} and case_id = ${id} and answer_no = ${answers.length}`.execute(tx)
      await sql`
        update owner_cases set state = ${state}, due_on = coalesce(${given?.dueOn ?? null}::date, due_on),
               organisation_id = coalesce(${given?.organisationId ?? null}::uuid, organisation_id), task_id = coalesce(${given?.taskId ?? null}::uuid, task_id)
         where county_code = ${countyCode} and id = ${id}`.execute(tx)
    })
    if (given) await tellWindow(tx, countyCode)
    return ownerCases(tx, own)
  })
}

async function getStanding(tx: Tx, { countyCode, unitId, ownerDigest }: Own, id: string) {
  const { rows } = await sql<Standing & { answers: Said[] }>`
    select c.state, c.case_no as no, c.topic, c.kind,
           coalesce((select json_agg(json_build_object('answeredBy', a.answered_by, 'helped', a.helped) order by a.answer_no)
                       from owner_case_answers as a where a.county_code = c.county_code and a.case_id = c.id), '[]') as answers
      from owner_cases as c
     where c.county_code = ${countyCode} and c.id = ${id} and c.unit_id = ${unitId} and c.owner_digest = ${ownerDigest}`.execute(
    tx,
  )
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
  const { answers, ...standing } = rows[0]
  return { standing, answers }
}

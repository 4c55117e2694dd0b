import { sql } from 'kysely'
import type { AcceptedSurvey, SurveyVersion } from '#contract/surveys.ts'
import { checkSurvey } from '#domain/surveys/checks.ts'
import { faultSentence } from '#domain/surveys/fault-words.ts'
import { type SurveyFault, surveyRules } from '#domain/surveys/faults.ts'
import { approvedLandM2, measuredLandM2, shapeOf } from '#domain/surveys/plane.ts'
import { type SurveyState, whyNotDecide } from '#domain/surveys/states.ts'
import type { Survey } from '#domain/surveys/survey.ts'
import { proposeCodes } from '#domain/surveys/unit-codes.ts'
import { type NewFact, stateFacts } from '../diagnosis/actions.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import type { Looker } from './commissions.ts'
import { groundOf } from './ground.ts'
import { tellReturned } from './notices.ts'
import { leftHomes, takeOver } from './take-over.ts'
import { getVersion, type SurveyPlace } from './views.ts'

type Waiting = { estateId: string; version: number; state: SurveyState; isOwn: boolean; content: Survey }

/** The survey, held until this transaction ends, if this person may decide on it now. */
async function lockWaiting(tx: Tx, actor: Actor, { countyCode, surveyId }: SurveyPlace): Promise<Waiting> {
  await holdActs(tx, [countyCode])
  const { rows } = await sql<Waiting>`
    select estate_id as "estateId", version, state, handed_in_by = ${actor.accountId}::uuid as "isOwn", content
      from surveys where county_code = ${countyCode} and id = ${surveyId} for update`.execute(tx)
  const [survey] = rows
  if (!survey) throw new Refused({ kind: 'missing', code: 'no_such_survey', message: '没有这次测绘成果' })
  const why = whyNotDecide(survey)
  if (why === 'not_waiting')
    throw new Refused({ kind: 'conflict', code: 'survey_decided', message: '这次成果已经处理，或检查没有通过' })
  if (why === 'own_survey')
    throw new Refused({ kind: 'conflict', code: 'own_survey', message: '成果应由提交人以外的人验收' })
  return survey
}

/** Sends a survey back with what is wrong with it, in the words of the one who looked. */
export function returnSurvey(
  db: Db,
  actor: Actor,
  place: SurveyPlace,
  looker: Looker,
  reason: string,
): Promise<SurveyVersion> {
  return transact(db, actor, async (tx) => {
    const { estateId } = await lockWaiting(tx, actor, place)
    const change = await decide(tx, actor, place, { state: 'returned', words: reason, refusals: null })
    await recordAct(tx, {
      countyCode: place.countyCode,
      kind: 'survey_returned',
      actor,
      reason,
      rows: [{ subjectKind: 'survey', subjectId: place.surveyId, change }],
    })
    await tellReturned(tx, { ...place, estateId, words: reason })
    return getVersion(tx, place, looker)
  })
}

/**
 * Accepts a survey and takes it over: buildings, homes, areas and parcels in one act, then the facts it establishes and
 * the diagnosis, all in one transaction. What is registered stays; every such home is told. It is checked once more, as
 * the records may have moved since it was handed in.
 */
export function acceptSurvey(
  db: Db,
  actor: Actor,
  place: SurveyPlace,
  looker: Looker,
  reason: string,
): Promise<AcceptedSurvey> {
  return transact(db, actor, async (tx) => {
    const { estateId, version, content } = await lockWaiting(tx, actor, place)
    const estate = { countyCode: place.countyCode, estateId }
    const ground = await groundOf(tx, estate, content)
    const survey = proposeCodes(content, ground.estateParcel, ground.homes, ground.heldCodes.keys())
    refuseFaults(checkSurvey(survey, ground))
    const left = leftHomes(survey, ground.homes)
    const taken = await takeOver(tx, {
      ...estate,
      actor,
      reason,
      surveyId: place.surveyId,
      survey,
      decide: () => decide(tx, actor, place, { state: 'accepted', words: reason, refusals: left }),
    })
    const act = {
      countyCode: place.countyCode,
      actor,
      kind: 'survey_facts_stated',
      reason,
      payload: { survey: place.surveyId },
    }
    await stateFacts(tx, act, factsOf(survey, estateId, version))
    return { survey: await getVersion(tx, place, looker), taken, left }
  })
}

function refuseFaults(faults: readonly SurveyFault[]): void {
  const errors = faults.filter(({ rule }) => surveyRules[rule].severity === 'error')
  if (errors.length === 0) return
  const words = errors.slice(0, 3).map((one) => `${one.at.sheet} ${one.at.cell} ${faultSentence(one, 'zh')}`)
  throw new Refused({
    kind: 'conflict',
    code: 'survey_no_longer_holds',
    message: `提交以后台账有变化，现有 ${errors.length} 处错误，请退回修改：${words.join('；')}`,
  })
}

type Decision = { state: 'accepted' | 'returned'; words: string; refusals: unknown }

/** Writes a decision; gives what history says of it. */
async function decide(
  tx: Tx,
  actor: Actor,
  { countyCode, surveyId }: SurveyPlace,
  { state, words, refusals }: Decision,
): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ change: Record<string, unknown> }>`
    update surveys as s
       set state = ${state}, decided_by = ${actor.accountId}::uuid, decider_name = ${actor.name}, decided_on = ${officeToday()}::date,
           decision_words = ${words}, refusals = ${refusals === null ? null : JSON.stringify(refusals)}::jsonb
     where county_code = ${countyCode} and id = ${surveyId}
    returning jsonb_strip_nulls(jsonb_build_object('state', s.state, 'decided_by', s.decided_by, 'decider_name', s.decider_name,
              'decided_on', s.decided_on, 'decision_words', s.decision_words, 'refusals', s.refusals)) as change`.execute(
    tx,
  )
  return rows[0]?.change ?? {}
}

/** What an accepted survey establishes of its estate, for the diagnosis. */
function factsOf(survey: Survey, estateId: string, version: number): NewFact[] {
  const isDrawn =
    survey.parcels.length > 0 && survey.parcels.every(({ code }) => code !== null && shapeOf(survey, code, 'measured'))
  const known = {
    cadastral_survey: true,
    surveyed_land_m2: measuredLandM2(survey),
    approved_land_m2: approvedLandM2(survey),
    boundary_survey_done: isDrawn || null,
  }
  const said = `测绘成果第 ${version} 次提交`
  return Object.entries(known).flatMap(([fact, value]) =>
    value === null ? [] : [{ estateId, fact, value, said, asOf: officeToday(), kind: 'document' as const }],
  )
}

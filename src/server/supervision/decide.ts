import { sql } from 'kysely'
import type { LadderStepView } from '#contract/supervision.ts'
import { type LetterDebts, letterOf, type StatedFacts, stepTitles } from '#domain/supervision/letter-words.ts'
import type { LadderRule, LadderStep } from '#domain/supervision/rules.ts'
import { draftDocument } from '../documents/actions.ts'
import { debtsOfMatters } from '../dues/actions.ts'
import { type Actor, type ActRow, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { rulesIn } from './rules.ts'
import { isUndecided, stepJoins, stepsOf, stillRuns } from './step-views.ts'

type Chosen = { id: string; revision: number }
type LockedStep = {
  id: string
  step: LadderStep
  matterId: string | null
  organisation: { id: string; name: string }
  stated: StatedFacts
  revision: number
  isUndecided: boolean
  isRunning: boolean
}

/**
 * Takes up proposals: each becomes the draft of its letter, which others review and sign off. All of them or, with the
 * reason, none. `recipientId`: who is addressed where it is not the unit itself: the inspection body, an authority.
 */
export function acceptSteps(
  db: Db,
  actor: Actor,
  countyCode: string,
  { reason, steps, recipientId }: { reason: string; steps: readonly Chosen[]; recipientId: string | null },
): Promise<LadderStepView[]> {
  return decideSteps(db, actor, countyCode, { kind: 'ladder_drafted', reason }, steps, async (tx, locked) => {
    const rules = new Map((await rulesIn(tx, countyCode)).map((rule) => [rule.step, rule]))
    const beside = await otherRecipients(tx, countyCode, recipientId)
    const owed = await debtsOfMatters(
      tx,
      countyCode,
      locked.flatMap(({ matterId }) => matterId ?? []),
    )
    const drafts = locked.map((step) =>
      draftOf(countyCode, step, ruleOf(rules, step), { ...beside, owed: owed.get(step.matterId ?? '') ?? null }),
    )
    const documents = await draftDocument(tx, actor, drafts, reason)
    return locked.map(({ id }, at) => ({ id, stage: 'drafted', document_id: documents[at] ?? null }))
  })
}

/** Leaves out proposals, with a reason that stays; the ladder goes on from there as if the letter had been out. */
export function passOverSteps(
  db: Db,
  actor: Actor,
  countyCode: string,
  { reason, steps }: { reason: string; steps: readonly Chosen[] },
): Promise<LadderStepView[]> {
  return decideSteps(db, actor, countyCode, { kind: 'ladder_passed_over', reason }, steps, async (_, locked) =>
    locked.map(({ id }) => ({ id, stage: 'passed_over', document_id: null })),
  )
}

type Decided = { id: string; stage: 'drafted' | 'passed_over'; document_id: string | null }

function decideSteps(
  db: Db,
  actor: Actor,
  countyCode: string,
  act: { kind: string; reason: string },
  chosen: readonly Chosen[],
  decide: (tx: Tx, locked: readonly LockedStep[]) => Promise<Decided[]>,
): Promise<LadderStepView[]> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const locked = await lockSteps(tx, countyCode, chosen)
    const rows = await writeDecisions(tx, countyCode, actor, act.reason, await decide(tx, locked))
    await recordAct(tx, { countyCode, actor, ...act, payload: { steps: rows.length }, rows })
    await sql`select pg_notify('tasks', ${countyCode})`.execute(tx)
    return stepsOf(
      tx,
      countyCode,
      locked.map(({ id }) => id),
    )
  })
}

async function lockSteps(tx: Tx, countyCode: string, chosen: readonly Chosen[]): Promise<LockedStep[]> {
  const { rows } = await sql<LockedStep>`
    select s.id, s.step, s.matter_id as "matterId", json_build_object('id', o.id, 'name', o.name) as organisation, s.stated, s.revision,
           ${isUndecided} as "isUndecided", ${stillRuns(officeToday())} as "isRunning"
      from ladder_steps as s
      join organisations as o on o.county_code = s.county_code and o.id = s.organisation_id
      ${stepJoins}
     where s.county_code = ${countyCode} and s.id = any (${chosen.map(({ id }) => id)}::uuid[])
     order by s.id for update of s`.execute(tx)
  const revisions = new Map(chosen.map(({ id, revision }) => [id, revision]))
  if (rows.length < revisions.size)
    throw new Refused({ kind: 'missing', code: 'no_such_step', message: '没有这条督办建议' })
  for (const step of rows) refuseDecided(step, revisions.get(step.id))
  return rows
}

function refuseDecided({ step, stated, ...stands }: LockedStep, revision: number | undefined): void {
  const about = `“${stated.title}”（${stepTitles[step]}）`
  if (!stands.isUndecided)
    throw new Refused({ kind: 'conflict', code: 'step_decided', message: `${about}已有人处理，请刷新` })
  if (stands.revision !== revision)
    throw new Refused({ kind: 'conflict', code: 'changed_meanwhile', message: `${about}刚有变动，请刷新后再办` })
  if (!stands.isRunning)
    throw new Refused({
      kind: 'conflict',
      code: 'matter_rests',
      message: `${about}所督办的事项已提交、暂停、延期或办结，现在不必发函`,
    })
}

function ruleOf(rules: ReadonlyMap<LadderStep, LadderRule>, { step }: LockedStep): LadderRule {
  const rule = rules.get(step)
  if (!rule) throw new Error(`no rule for the step ${step}`)
  return rule
}

type Recipients = { given: Recipient | null; inspection: Recipient | null; office: Recipient | null }
type Recipient = { id: string; name: string }

/** Who is addressed instead of the unit itself: who was named, the inspection body of the county, its housing authority. */
async function otherRecipients(tx: Tx, countyCode: string, recipientId: string | null): Promise<Recipients> {
  const { rows } = await sql<Recipients>`
    select (select json_build_object('id', o.id, 'name', o.name) from organisations as o
             where o.county_code = ${countyCode} and o.id = ${recipientId}::uuid) as given,
           (select json_build_object('id', o.id, 'name', o.name) from organisations as o
             where o.county_code = ${countyCode} and o.kind = 'inspection' order by o.name limit 1) as inspection,
           (select json_build_object('id', o.id, 'name', o.name) from unit_functions as f
              join organisations as o on o.county_code = f.county_code and o.id = f.organisation_id
             where f.county_code = ${countyCode} and f.unit_code = 'housing' order by o.name limit 1) as office`.execute(
    tx,
  )
  return rows[0] ?? { given: null, inspection: null, office: null }
}

const addressedElsewhere: Partial<Record<LadderStep, 'inspection' | 'office'>> = {
  referral: 'inspection',
  joint_discipline: 'office',
  penalty: 'office',
}

type Beside = Recipients & { owed: LetterDebts | null }

function draftOf(countyCode: string, step: LockedStep, rule: LadderRule, beside: Beside) {
  const elsewhere = addressedElsewhere[step.step]
  const recipient = elsewhere ? (beside.given ?? beside[elsewhere]) : step.organisation
  if (!recipient)
    throw new Refused({
      kind: 'invalid',
      code: 'no_recipient',
      message: `“${stepTitles[step.step]}”：没有登记收文单位，请先选定收文单位`,
      field: 'recipientId',
    })
  if (rule.letter === null) throw new Error(`${rule.step} proposes no letter`)
  return {
    countyCode,
    issuerId: null,
    kind: rule.letter,
    content: letterOf(rule, step.stated, recipient.name, beside.owed),
    recipientId: recipient.id,
    subject: { kind: 'ladder', id: step.id },
    answerDays: rule.answerDays === 0 ? null : rule.answerDays,
  } as const
}

async function writeDecisions(
  tx: Tx,
  countyCode: string,
  { name }: Actor,
  reason: string,
  decided: readonly Decided[],
): Promise<ActRow[]> {
  const { rows } = await sql<{ id: string; change: Record<string, unknown> }>`
    update ladder_steps as s
       set stage = g.stage, document_id = g.document_id, decided_on = ${officeToday()}::date, decider_name = ${name}, reason = ${reason},
           revision = s.revision + 1
      from jsonb_to_recordset(${JSON.stringify(decided)}::jsonb) as g (id uuid, stage text, document_id uuid)
     where s.county_code = ${countyCode} and s.id = g.id
    returning s.id, jsonb_build_object('stage', s.stage, 'document_id', s.document_id, 'decided_on', s.decided_on,
                                       'decider_name', s.decider_name, 'reason', s.reason, 'revision', s.revision) as change`.execute(
    tx,
  )
  return rows.map(({ id, change }) => ({ subjectKind: 'ladder_step', subjectId: id, change }))
}

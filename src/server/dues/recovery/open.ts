import { sql } from 'kysely'
import type { NewRecovery } from '#contract/recoveries.ts'
import { dueKinds } from '#domain/dues/kinds.ts'
import { type RecoveryCause, termOfRecovery } from '#domain/dues/recovery.ts'
import { actGathering } from '../../platform/act-changes.ts'
import { type Actor, holdActs, type Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { askDeveloper } from '../../supervision/actions.ts'
import { type RecoverableRow, recoverable, tellCases } from './store.ts'

export type NewCase = {
  organisationId: string
  estateId: string
  dues: readonly RecoverableRow[]
  cause: RecoveryCause
  basis: string
  dueOn: string | null
  reason: string
}

/**
 * Opens a case over debts of one organisation about one estate, with the matter its ladder runs on; where one goes on
 * already, the debts join it. Answers with the case and whether it is a new one.
 */
export async function openCase(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  asked: NewCase,
): Promise<{ id: string; isNew: boolean }> {
  const { organisationId, estateId, reason } = asked
  const { rows } = await sql<{ id: string }>`
    select id from recoveries
     where county_code = ${countyCode} and organisation_id = ${organisationId} and estate_id = ${estateId} and ended_on is null`.execute(
    tx,
  )
  const payload = { dues: asked.dues.length }
  const running = rows[0]?.id
  if (running) {
    const act = { countyCode, kind: 'recovery_joined', actor, reason, payload }
    await actGathering(tx, act, () => join(tx, countyCode, running, asked))
    return { id: running, isNew: false }
  }
  const matterId = await askDeveloper(tx, actor, countyCode, matterOf(asked))
  const act = { countyCode, kind: 'recovery_opened', actor, reason, payload: { ...payload, cause: asked.cause } }
  const id = await actGathering(tx, act, async () => {
    const made = await insertCase(tx, actor, countyCode, asked, matterId)
    await join(tx, countyCode, made, asked)
    return made
  })
  return { id, isNew: true }
}

/** What the debtor is asked, in the words of the letters. No amount: that is told as of the day of each letter. */
function matterOf({ organisationId, estateId, dues, basis, dueOn, reason }: NewCase) {
  const [today, kinds] = [officeToday(), [...new Set(dues.map(({ kind }) => dueKinds[kind].title))]]
  const term = dueOn ?? termOfRecovery(dues, []) ?? today
  return {
    developerId: organisationId,
    estateId,
    matter: `缴清欠缴的${kinds.join('、')}`,
    basis,
    dueOn: term < today ? today : term,
    reason,
  }
}

async function insertCase(tx: Tx, actor: Actor, countyCode: string, asked: NewCase, matterId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into recoveries (county_code, case_no, organisation_id, estate_id, matter_id, cause, basis, opened_on, opener_name)
    values (${countyCode}, (select coalesce(max(case_no), 0) + 1 from recoveries where county_code = ${countyCode}), ${asked.organisationId},
            ${asked.estateId}, ${matterId}, ${asked.cause}, ${asked.basis}, ${officeToday()}, ${actor.name})
    returning id`.execute(tx)
  if (!rows[0]) throw new Error('a recovery was inserted and not returned')
  return rows[0].id
}

async function join(tx: Tx, countyCode: string, id: string, { dues }: NewCase): Promise<void> {
  await sql`
    insert into recovery_dues (county_code, recovery_id, due_id, joined_on, paid_before_fen, reduced_before_fen)
    select d.county_code, ${id}, d.id, ${officeToday()}, d.paid_fen, d.reduced_fen
      from dues as d where d.county_code = ${countyCode} and d.id = any (${dues.map(({ dueId }) => dueId)}::uuid[])`.execute(
    tx,
  )
  await sql`update recoveries set revision = revision + 1 where county_code = ${countyCode} and id = ${id}`.execute(tx)
  await tellCases(countyCode, [id]).execute(tx)
}

/** Opens a case by hand over the debts chosen; one debtor to a case, and only what is owed and not pursued already. */
export async function openByHand(tx: Tx, actor: Actor, countyCode: string, asked: NewRecovery): Promise<string> {
  await holdActs(tx, [countyCode])
  const today = officeToday()
  if (asked.dueOn !== null && asked.dueOn < today)
    throw invalid('dueOn', 'due_in_past', `限缴日期（${asked.dueOn}）早于今天（${today}）`)
  await refuseUnknownEstate(tx, countyCode, asked.estateId)
  const chosen = new Set(asked.dueIds)
  const dues = (await recoverable(tx, countyCode, [asked.estateId], today)).filter(({ dueId }) => chosen.has(dueId))
  if (dues.length < chosen.size)
    throw invalid('dueIds', 'not_recoverable', '所选欠缴中有已缴清、已在追缴，或不是单位在这个小区的欠缴')
  const organisationId = debtorOf(dues)
  const { estateId, basis, dueOn, reason } = asked
  const made = await openCase(tx, actor, countyCode, {
    organisationId,
    estateId,
    dues,
    cause: 'by_hand',
    basis,
    dueOn,
    reason,
  })
  return made.id
}

const invalid = (field: string, code: string, message: string) =>
  new Refused({ kind: 'invalid', code, message, fields: [{ field, message }] })

function debtorOf(dues: readonly RecoverableRow[]): string {
  const unlisted = dues.find(({ debtor }) => debtor === null)
  if (unlisted)
    throw invalid(
      'dueIds',
      'debtor_not_listed',
      `“${unlisted.debtorName}”不在本县单位名册中，无法向其发函；请先登记单位`,
    )
  const debtors = [...new Set(dues.flatMap(({ debtor }) => debtor?.id ?? []))]
  const [debtor, ...others] = debtors
  if (!debtor || others.length > 0) throw invalid('dueIds', 'several_debtors', '一案只追缴一个单位，请分别立案')
  return debtor
}

export async function refuseUnknownEstate(tx: Tx, countyCode: string, estateId: string): Promise<void> {
  const { rows } = await sql`select from estates where county_code = ${countyCode} and id = ${estateId}`.execute(tx)
  if (rows.length === 0) throw new Refused({ kind: 'missing', code: 'no_such_estate', message: '没有这个小区' })
}

import { sql } from 'kysely'
import { dueKinds } from '#domain/dues/kinds.ts'
import { kindsToRecover, type RecoveryCause, requirementsBehindDebts } from '#domain/dues/recovery.ts'
import { type FirstDiagnosis, latestDiagnosesOf, stateFacts } from '../../diagnosis/actions.ts'
import { actGathering } from '../../platform/act-changes.ts'
import { holdActs, systemActor, type Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { openCase } from './open.ts'
import { type RecoverableRow, recoverable, tellCases } from './store.ts'

type Parted = RecoverableRow & { estateId: string; cause: RecoveryCause }

/**
 * Opens by itself what 证缴分离 asks for: a case over every debt of an organisation about these estates that the diagnosis parts
 * from the registration or puts off, or knows unsettled. What a decision ended is not opened again. Registrations that went
 * ahead without the debt are linked; nothing of theirs changes.
 */
export async function separateDebts(tx: Tx, countyCode: string, estateIds: readonly string[] | 'all'): Promise<number> {
  await holdActs(tx, [countyCode])
  const parted = await partedDebts(tx, countyCode, estateIds)
  const groups = Map.groupBy(parted, ({ debtor, estateId }) => `${debtor?.id} ${estateId}`)
  const opened: string[] = []
  // a case each, as each is an act of its own; debts of organisations are few
  for (const dues of groups.values()) opened.push(...(await openParted(tx, countyCode, dues)))
  if (opened.length > 0) await stateStarted(tx, countyCode, opened)
  await linkApplications(tx, countyCode, estateIds)
  return groups.size
}

async function partedDebts(tx: Tx, countyCode: string, estateIds: readonly string[] | 'all'): Promise<Parted[]> {
  const found = await recoverable(tx, countyCode, estateIds, officeToday())
  const decided = await endedByDecision(tx, countyCode)
  const open = found.filter(({ dueId, debtor }) => debtor !== null && !decided.has(dueId))
  const estates = [...new Set(open.flatMap(({ estateId }) => estateId ?? []))]
  if (estates.length === 0) return []
  const diagnoses = await latestDiagnosesOf(tx, countyCode, estates)
  const deferred = await withDeferredTax(tx, countyCode, estates)
  return open.flatMap((due) => {
    const { estateId } = due
    const diagnosis = estateId === null ? undefined : diagnoses.get(estateId)
    if (estateId === null || !diagnosis) return []
    const cause = kindsToRecover(standingOf(diagnosis, deferred.has(estateId))).get(due.kind)
    return cause ? [{ ...due, estateId, cause }] : []
  })
}

const standingOf = ({ first, facts }: FirstDiagnosis, hasDeferredTax: boolean) => ({
  requirements: [
    ...first.requirements,
    ...(hasDeferredTax ? [{ requirement: 'taxes', status: 'deferred' as const }] : []),
  ],
  landPriceSettled: facts.get('land_price_settled')?.value ?? null,
  taxesSettled: facts.get('taxes_settled')?.value ?? null,
})

/** Estates of which a registration passed the tax office by putting it off. */
async function withDeferredTax(tx: Tx, countyCode: string, estateIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select e.id from unnest(${estateIds}::uuid[]) as e (id)
     where exists (select from applications as a join application_gates as g on g.county_code = a.county_code and g.application_id = a.id
                    where a.county_code = ${countyCode} and a.estate_id = e.id and g.gate = 'tax' and g.state = 'deferred')`.execute(
    tx,
  )
  return new Set(rows.map(({ id }) => id))
}

async function endedByDecision(tx: Tx, countyCode: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select rd.due_id as id from recoveries as c join recovery_dues as rd on rd.county_code = c.county_code and rd.recovery_id = c.id
     where c.county_code = ${countyCode} and c.end_kind = 'decided'`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

const reasons: Record<RecoveryCause, string> = {
  by_hand: '',
  separated: '证缴分离：登记先行，欠缴另案追缴',
  deferred: '登记先行，欠缴暂缓，到期追缴',
  diagnosis: '诊断载明尚未缴清，立案追缴',
}

/** Answers with the estate where the case is a new one. */
async function openParted(tx: Tx, countyCode: string, dues: readonly Parted[]): Promise<string[]> {
  const [first] = dues
  if (!first?.debtor) return []
  const { estateId, cause, debtor } = first
  const basis = `${reasons[cause]}（${[...new Set(dues.map(({ kind, basis: of }) => `${dueKinds[kind].title}：${of}`))].join('；')}）`
  const asked = { organisationId: debtor.id, estateId, dues, cause, basis, dueOn: null, reason: reasons[cause] }
  const { isNew } = await openCase(tx, systemActor([countyCode]), countyCode, asked)
  return isNew ? [estateId] : []
}

/** That its recovery has begun is a fact the developer's own track of an estate rests on. */
async function stateStarted(tx: Tx, countyCode: string, estateIds: readonly string[]): Promise<void> {
  const diagnoses = await latestDiagnosesOf(tx, countyCode, [...new Set(estateIds)])
  const facts = [...diagnoses]
    .filter(([, { facts: known }]) => known.get('recovery_started')?.value !== true)
    .map(([estateId]) => ({
      estateId,
      fact: 'recovery_started',
      value: true,
      said: null,
      asOf: officeToday(),
      kind: 'document' as const,
    }))
  const act = { countyCode, actor: systemActor([countyCode]), kind: 'facts_recorded', reason: '追缴已立案' }
  if (facts.length > 0) await stateFacts(tx, act, facts)
}

/** Links first registrations that went ahead without a debt to the cases about their estates, both ways and once. */
async function linkApplications(tx: Tx, countyCode: string, estateIds: readonly string[] | 'all'): Promise<void> {
  const place = estateIds === 'all' ? sql`true` : sql`c.estate_id = any (${estateIds}::uuid[])`
  const unlinked = sql`
    select c.id as recovery_id, a.id as application_id
      from recoveries as c
      join first_registrations as f on f.county_code = c.county_code and f.estate_id = c.estate_id
      join applications as a on a.county_code = f.county_code and a.id = f.application_id
     where c.county_code = ${countyCode} and c.ended_on is null and ${place} and a.state not in ('refused', 'withdrawn')
       and not exists (select from recovery_applications as l
                        where l.county_code = c.county_code and l.recovery_id = c.id and l.application_id = a.id)
       and exists (select from jsonb_array_elements(f.papers) as p
                    where p ->> 'requirement' = any (${requirementsBehindDebts}::text[]) and p ->> 'status' in ('separated', 'deferred'))`
  const { rows } = await sql<{ id: string }>`select distinct recovery_id as id from (${unlinked}) as u`.execute(tx)
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  const act = { countyCode, kind: 'recovery_linked', actor: systemActor([countyCode]), reason: reasons.separated }
  await actGathering(tx, act, async () => {
    await sql`
      insert into recovery_applications (county_code, recovery_id, application_id, linked_on)
      select ${countyCode}, recovery_id, application_id, ${officeToday()}::date from (${unlinked}) as u`.execute(tx)
    await tellCases(countyCode, ids).execute(tx)
  })
}

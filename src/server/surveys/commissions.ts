import { sql } from 'kysely'
import type { SurveyCommission } from '#contract/surveys.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import type { Session } from '../platform/http/sessions.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { isOf, listSurveyors, type SurveyorChoice } from './holders.ts'
import { refuseUnqualifiedHolder } from './qualifications.ts'

/** Who looks: of the counties of his office every estate, elsewhere only those he is commissioned with. */
export type Looker = { accountId: string; officeOf: readonly string[] }

export const lookerOf = ({ sessions }: House, session: Session): Looker => ({
  accountId: session.accountId,
  officeOf: sessions.regionsFor(session, 'estates.read'),
})

/** A condition on an estate `e`: this person may look at its surveys. */
export const mayLookAt = (looker: Looker) => sql`
  (e.county_code = any (${looker.officeOf}::text[])
   or exists (select from survey_commissions as c
               where c.county_code = e.county_code and c.estate_id = e.id and c.ended_on is null and ${isOf(looker)}))`

export const missingEstate = () => new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })

/** Open commissions of a county, or of one of its estates. */
export async function listCommissions(
  tx: Tx,
  countyCode: string,
  estateId: string | null,
): Promise<SurveyCommission[]> {
  const { rows } = await sql<SurveyCommission>`
    select c.id, c.estate_id as "estateId", e.name as "estateName", coalesce(o.name, a.name) as surveyor, o.id is not null as "isOrganisation",
           c.given_on as "givenOn", c.giver_name as "givenBy"
      from survey_commissions as c
      join estates as e on e.county_code = c.county_code and e.id = c.estate_id
      left join accounts as a on a.id = c.account_id
      left join organisations as o on o.county_code = c.county_code and o.id = c.organisation_id
     where c.county_code = ${countyCode} and (${estateId}::uuid is null or c.estate_id = ${estateId}) and c.ended_on is null
     order by c.id`.execute(tx)
  return rows
}

type Commission = { surveyor: string; kind: SurveyorChoice['kind']; reason: string }

/** Commissions a surveyor with an estate; giving it again changes nothing. */
export function giveCommission(
  db: Db,
  actor: Actor,
  { countyCode, estateId }: { countyCode: string; estateId: string },
  { surveyor, kind, reason }: Commission,
): Promise<void> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const { rows: estates } = await sql`
      select from estates where county_code = ${countyCode} and id = ${estateId}`.execute(tx)
    if (estates.length === 0) throw missingEstate()
    const chosen = (await listSurveyors(tx, countyCode)).find((each) => each.id === surveyor && each.kind === kind)
    if (!chosen)
      throw new Refused({ kind: 'invalid', code: 'no_such_surveyor', message: '没有这个测绘机构或账号，或已停用' })
    await refuseUnqualifiedHolder(tx, { countyCode, field: 'survey' }, { holder: surveyor, holderKind: kind })
    const { rows } = await sql<{ id: string; change: Record<string, unknown> }>`
      insert into survey_commissions as c (county_code, estate_id, account_id, organisation_id, given_on, given_by, giver_name)
      select ${countyCode}, ${estateId}, ${kind === 'account' ? surveyor : null}::uuid, ${kind === 'organisation' ? surveyor : null}::uuid,
             ${officeToday()}::date, ${actor.accountId}::uuid, ${actor.name}
       where not exists (select from survey_commissions as known
                          where known.county_code = ${countyCode} and known.estate_id = ${estateId} and known.ended_on is null
                            and ${surveyor}::uuid in (known.account_id, known.organisation_id))
      returning id, to_jsonb(c) - '{county_code,id}'::text[] as change`.execute(tx)
    if (rows.length === 0) return
    const changed = rows.map(({ id, change }) => ({ subjectKind: 'survey' as const, subjectId: id, change }))
    await recordAct(tx, {
      countyCode,
      kind: 'survey_commissioned',
      actor,
      reason,
      payload: { estateId },
      rows: changed,
    })
  })
}

/** Ends a commission; what was handed in under it stays. Gives the estate it was of. */
export function endCommission(
  db: Db,
  actor: Actor,
  { countyCode, commissionId }: { countyCode: string; commissionId: string },
  reason: string,
): Promise<string> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const { rows } = await sql<{ estateId: string }>`
      update survey_commissions set ended_on = ${officeToday()}::date
       where county_code = ${countyCode} and id = ${commissionId} and ended_on is null
      returning estate_id as "estateId"`.execute(tx)
    const [ended] = rows
    if (!ended) throw new Refused({ kind: 'missing', code: 'no_such_commission', message: '没有这项委托，或已终止' })
    const change = { ended_on: officeToday() }
    await recordAct(tx, {
      countyCode,
      kind: 'survey_commission_ended',
      actor,
      reason,
      payload: { estateId: ended.estateId },
      rows: [{ subjectKind: 'survey', subjectId: commissionId, change }],
    })
    return ended.estateId
  })
}

import { sql } from 'kysely'
import { followOf } from '#domain/dues/recovery.ts'
import { actGathering } from '../../platform/act-changes.ts'
import { holdActs, systemActor, type Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { type MatterMove, moveMatters } from '../../supervision/actions.ts'
import { tellCases, termsOf } from './store.ts'

type Followed = {
  id: string
  no: number
  matterId: string
  dueOn: string
  endKind: 'settled' | 'decided' | null
  owedFen: number
  /** Of whom about what: of two cases that ended, the later goes on, and the other's debts may join it. */
  about: string
}

/**
 * Lets cases follow their debts: one whose dues come to nothing ends and its ladder with it; one whose payment was taken back goes
 * on where it stood; one with time left by a plan or a deferral waits for that day. Safe to run again. `dueIds`: what money
 * has just moved on; `all`: whatever the county pursues.
 */
export async function followRecoveries(tx: Tx, countyCode: string, dueIds: readonly string[] | 'all'): Promise<number> {
  const before = await casesToFollow(tx, countyCode, dueIds)
  if (before.length === 0) return 0
  await holdActs(tx, [countyCode])
  const cases = await casesToFollow(tx, countyCode, dueIds)
  const toward = (step: 'settle' | 'go_on') => cases.filter((one) => followOf(one, one.owedFen) === step)
  const settled = toward('settle')
  const going = [...new Map(toward('go_on').map((one) => [one.about, one])).values()]
  await settle(tx, countyCode, settled)
  await goOn(tx, countyCode, going)
  const running = cases.filter((one) => one.endKind === null && one.owedFen > 0)
  return settled.length + going.length + (await giveTime(tx, countyCode, running))
}

async function casesToFollow(tx: Tx, countyCode: string, dueIds: readonly string[] | 'all'): Promise<Followed[]> {
  const place =
    dueIds === 'all'
      ? sql`true`
      : sql`exists (select from recovery_dues as rd where rd.county_code = c.county_code and rd.recovery_id = c.id and rd.due_id = any (${dueIds}::uuid[]))`
  const { rows } = await sql<Followed>`
    select c.id, c.case_no as no, c.matter_id as "matterId", m.due_on as "dueOn", c.end_kind as "endKind", s.owed as "owedFen",
           concat(c.organisation_id, c.estate_id) as about
      from recoveries as c
      join developer_matters as m on m.county_code = c.county_code and m.id = c.matter_id
     cross join lateral (
           select coalesce(sum(d.owed_fen), 0)::bigint as owed
             from recovery_dues as rd join dues as d on d.county_code = rd.county_code and d.id = rd.due_id
            where rd.county_code = c.county_code and rd.recovery_id = c.id) as s
     where c.county_code = ${countyCode} and ${place}
       and (c.ended_on is null
            or (c.end_kind = 'settled' and s.owed > 0
                and not exists (select from recoveries as n where n.county_code = c.county_code and n.organisation_id = c.organisation_id
                                   and n.estate_id = c.estate_id and n.ended_on is null)))
     order by c.id`.execute(tx)
  return rows
}

const actOf = (countyCode: string, kind: string, reason: string) => ({
  countyCode,
  kind,
  actor: systemActor([countyCode]),
  reason,
})

async function settle(tx: Tx, countyCode: string, cases: readonly Followed[]): Promise<void> {
  if (cases.length === 0) return
  const reason = '欠缴已缴清或依据减免、撤销，追缴结案'
  await endCases(tx, actOf(countyCode, 'recovery_settled', reason), cases, { kind: 'settled', basis: reason })
}

/** Ends cases with the matters their ladders run on, for one of the two reasons there are. */
export async function endCases(
  tx: Tx,
  act: ReturnType<typeof actOf>,
  cases: readonly Pick<Followed, 'id' | 'matterId'>[],
  end: { kind: 'settled' | 'decided'; basis: string },
): Promise<void> {
  const { countyCode } = act
  const ids = cases.map(({ id }) => id)
  await actGathering(tx, act, async () => {
    await sql`
      update recoveries set ended_on = ${officeToday()}, end_kind = ${end.kind}, end_basis = ${end.basis}, revision = revision + 1
       where county_code = ${countyCode} and id = any (${ids}::uuid[])`.execute(tx)
    await sql`
      update recovery_dues set is_pursued = false where county_code = ${countyCode} and recovery_id = any (${ids}::uuid[])`.execute(
      tx,
    )
    await tellCases(countyCode, ids).execute(tx)
  })
  const moves = cases.map(({ matterId }) => ({ id: matterId, dueOn: null, outcome: end.basis }))
  await moveMatters(tx, countyCode, moves, { ...act, kind: 'developer_matter_ended' })
}

async function goOn(tx: Tx, countyCode: string, cases: readonly Followed[]): Promise<void> {
  if (cases.length === 0) return
  const ids = cases.map(({ id }) => id)
  const act = actOf(countyCode, 'recovery_goes_on', '缴款已冲销，欠缴恢复，继续追缴')
  await actGathering(tx, act, async () => {
    await sql`
      update recoveries set ended_on = null, end_kind = null, end_basis = null, revision = revision + 1
       where county_code = ${countyCode} and id = any (${ids}::uuid[])`.execute(tx)
    await sql`
      update recovery_dues as rd set is_pursued = true
       where county_code = ${countyCode} and recovery_id = any (${ids}::uuid[])
         and not exists (select from recovery_dues as o where o.county_code = rd.county_code and o.due_id = rd.due_id and o.is_pursued)`.execute(
      tx,
    )
    await tellCases(countyCode, ids).execute(tx)
  })
  const moves = cases.map(({ matterId }) => ({ id: matterId, dueOn: null, outcome: null }))
  await moveMatters(tx, countyCode, moves, { ...act, kind: 'developer_matter_goes_on' })
}

/** A plan or a deferral gives time; never takes any. */
async function giveTime(tx: Tx, countyCode: string, cases: readonly Followed[]): Promise<number> {
  const ids = cases.map(({ id }) => id)
  const terms = ids.length > 0 ? await termsOf(tx, countyCode, ids, officeToday()) : new Map<string, string>()
  const moves = cases.flatMap(({ id, matterId, dueOn }): MatterMove[] => {
    const term = terms.get(id)
    return term !== undefined && term > dueOn ? [{ id: matterId, dueOn: term, outcome: null }] : []
  })
  if (moves.length > 0)
    await moveMatters(tx, countyCode, moves, actOf(countyCode, 'developer_given_time', '按分期约定或缓缴期限'))
  return moves.length
}

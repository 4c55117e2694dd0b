import { sql } from 'kysely'
import type { Penalty } from '#contract/supervision.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { findPenalty, getMatter } from './developers.ts'

type Told = Omit<Penalty, 'id' | 'stepId' | 'revision'>

/**
 * Records how the competent authority dealt with a developer: on what law, when it told of the right to be heard, what
 * was said, what it decided. Nobody is punished unheard: a decision before the hearing is refused. What was recorded
 * once is not rewritten; later parts are added. 行政处罚法 art. 44, 45, to be verified.
 */
export function recordPenalty(
  db: Db,
  actor: Actor,
  place: { countyCode: string; matterId: string },
  { reason, ...told }: Told & { reason: string },
): Promise<Penalty> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [place.countyCode])
    await getMatter(tx, place)
    refuseUnheard(told)
    const id = await keepPenalty(tx, place, told)
    const { rows } = await sql<{ change: Record<string, unknown> }>`
      select to_jsonb(p) - '{county_code,id}'::text[] as change from penalties as p where county_code = ${place.countyCode} and id = ${id}`.execute(
      tx,
    )
    await recordAct(tx, {
      countyCode: place.countyCode,
      kind: 'penalty_recorded',
      actor,
      reason,
      rows: [{ subjectKind: 'penalty', subjectId: id, change: rows[0]?.change ?? {} }],
    })
    const penalty = await findPenalty(tx, place)
    if (!penalty) throw new Error('a penalty was kept and is not there')
    return penalty
  })
}

function refuseUnheard({ informedOn, heardOn, statement, number, decidedOn, decision }: Told): void {
  const no = (code: string, field: string, message: string) => new Refused({ kind: 'invalid', code, message, field })
  if ((heardOn === null) !== (statement === null))
    throw no('hearing_in_part', 'statement', '听取陈述申辩的日期和内容须一并填写；当事人未提出的，请写明')
  if (heardOn !== null && heardOn < informedOn)
    throw no('heard_too_early', 'heardOn', `听取陈述申辩（${heardOn}）早于告知（${informedOn}）`)
  const parts = [number, decidedOn, decision].filter((part) => part === null).length
  if (parts % 3 !== 0) throw no('decision_in_part', 'decision', '处罚决定的文号、日期和内容须一并填写')
  if (decidedOn !== null && (heardOn === null || decidedOn < heardOn))
    throw no('unheard', 'decidedOn', '尚未告知并听取当事人陈述申辩，不能记载处罚决定')
  const latest = decidedOn ?? heardOn ?? informedOn
  if (latest > officeToday()) throw no('day_in_future', 'informedOn', `日期（${latest}）还没有到`)
}

async function keepPenalty(tx: Tx, { countyCode, matterId }: { countyCode: string; matterId: string }, told: Told) {
  const { rows } = await sql<{ id: string }>`
    insert into penalties as p (county_code, step_id, authority, basis, informed_on, heard_on, statement, number, decided_on, decision)
    select s.county_code, s.id, ${told.authority}, ${told.basis}, ${told.informedOn}::date, ${told.heardOn}::date, ${told.statement},
           ${told.number}, ${told.decidedOn}::date, ${told.decision}
      from ladder_steps as s
     where s.county_code = ${countyCode} and s.matter_id = ${matterId} and s.step = 'penalty' and s.stage = 'drafted'
    on conflict on constraint step_has_one_penalty
      do update set heard_on = coalesce(p.heard_on, excluded.heard_on), statement = coalesce(p.statement, excluded.statement),
                    number = coalesce(p.number, excluded.number), decided_on = coalesce(p.decided_on, excluded.decided_on),
                    decision = coalesce(p.decision, excluded.decision), revision = p.revision + 1
    returning p.id`.execute(tx)
  if (!rows[0])
    throw new Refused({
      kind: 'conflict',
      code: 'not_so_far',
      message: '督办阶梯还没有走到提请行政处罚这一步',
    })
  return rows[0].id
}

import { sql } from 'kysely'
import type { GateOutcome } from '#contract/due-shapes.ts'
import { gateDues, type MoneyGate, moneyGates } from '#domain/dues/settled-gates.ts'
import type { Actor, Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { moveApplications } from '../../registrations/actions.ts'

type Standing = { unitId: string; applicationId: string; gate: MoneyGate }

/** Gates with the kinds of dues each waits for. */
const waiting = sql`
  (values ${sql.join(
    moneyGates.map((gate) => sql`(${gate}, ${gateDues[gate].principal}, ${gateDues[gate].kinds}::text[])`),
  )}) as w (gate, principal, kinds)`

/** How the owners' dues of a home `u` stand that a gate `w` waits for; cancelled ones are none. */
const duesOfGate = sql`
  (select bool_or(d.kind = w.principal) as assessed, sum(d.owed_fen) as owed from dues as d
    where d.county_code = ${sql.ref('a.county_code')} and d.unit_id = u.id and d.debtor_kind = 'owner' and d.cancelled_on is null and d.kind = any (w.kinds)) as m`

/**
 * Passes the tax and fund gates of these homes' open applications wherever everything they wait for is settled, each with its
 * own evidence. A home nothing was assessed for opens nothing. What the rules of registration refuse is told, and the money stays
 * booked. The number of statements does not grow with the homes.
 */
export async function openGatesFor(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  unitIds: readonly string[],
  evidence: (unitId: string, gate: MoneyGate) => string,
  reason: string,
): Promise<GateOutcome[]> {
  const { rows } = await sql<Standing>`
    select u.id as "unitId", a.id as "applicationId", g.gate
      from unnest(${unitIds}::uuid[]) as u (id)
      join applications as a on a.county_code = ${countyCode} and a.unit_id = u.id and a.is_open and a.kind = 'transfer'
      join application_gates as g on g.county_code = a.county_code and g.application_id = a.id and g.state in ('open', 'deferred')
      join ${waiting} on w.gate = g.gate
     cross join lateral ${duesOfGate}
     where m.assessed and m.owed = 0`.execute(tx)
  return move(tx, actor, countyCode, rows, (gate, of) => ({
    move: {
      act: 'pass',
      gate,
      on: officeToday(),
      state: 'passed',
      evidence: null,
      basis: null,
      evidences: new Map(of.map(({ applicationId, unitId }) => [applicationId, evidence(unitId, gate)])),
    },
    reason,
  }))
}

/**
 * Opens gates again whose receipt was taken back and whose dues are owed again. An application that is entered stays entered:
 * the register is not undone by a payment taken back, the debt is owed and collected beside it (证缴分离).
 */
export async function reopenGatesFor(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  unitIds: readonly string[],
  reason: string,
): Promise<GateOutcome[]> {
  const { rows } = await sql<Standing>`
    select u.id as "unitId", a.id as "applicationId", g.gate
      from unnest(${unitIds}::uuid[]) as u (id)
      join applications as a on a.county_code = ${countyCode} and a.unit_id = u.id and a.kind = 'transfer' and a.ended_on is null
      join application_gates as g on g.county_code = a.county_code and g.application_id = a.id and g.state = 'passed'
      join ${waiting} on w.gate = g.gate
     cross join lateral ${duesOfGate}
     where m.owed > 0
       and exists (select from dues as d join money_lines as l on l.county_code = d.county_code and l.due_id = d.id
                     join payments as p on p.county_code = l.county_code and p.id = l.payment_id
                    where d.county_code = a.county_code and d.unit_id = u.id and d.kind = any (w.kinds)
                      and p.reverses_id is null and strpos(g.evidence, p.receipt_no) > 0)`.execute(tx)
  const outcomes = await move(tx, actor, countyCode, rows, (gate) => ({
    move: { act: 'reopen', gate, on: officeToday(), words: reason },
    reason,
  }))
  return outcomes.map((outcome) => ({ ...outcome, words: outcome.words && registerStands }))
}

const registerStands = '申请已登簿：登记不因冲销撤销，这笔税费重新列为欠缴，另行追缴'

type Moving = { move: Parameters<typeof moveApplications>[4]; reason: string }

/** One act for each gate; the answers of the rules come back by home. */
async function move(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  standings: readonly Standing[],
  moving: (gate: MoneyGate, of: readonly Standing[]) => Moving,
): Promise<GateOutcome[]> {
  const outcomes: GateOutcome[] = []
  for (const gate of moneyGates) {
    const of = standings.filter((standing) => standing.gate === gate)
    if (of.length === 0) continue
    const { move: done, reason } = moving(gate, of)
    const ids = of.map(({ applicationId }) => applicationId)
    const answers = await moveApplications(tx, actor, countyCode, ids, done, reason)
    outcomes.push(...of.map((standing, at) => ({ ...standing, words: answers[at]?.refusal?.words ?? null })))
  }
  return outcomes
}

import { sql } from 'kysely'
import { type Gate, gates } from '#domain/registrations/gates.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'

export type GateDesk = { gate: Gate; open: number; overdue: number; soon: number; oldestOn: string | null }

/** What waits at each gate of a county: how much, how much of it late or due within three days, since when. */
export async function gateDesks(tx: Tx, countyCode: string): Promise<GateDesk[]> {
  const today = officeToday()
  const { rows } = await sql<GateDesk>`
    select g.gate, count(*)::integer as open, count(*) filter (where a.due_on < ${today})::integer as overdue,
           count(*) filter (where a.due_on between ${today}::date and ${today}::date + 3)::integer as soon, min(a.accepted_on) as "oldestOn"
      from application_gates as g
      join applications as a on a.county_code = g.county_code and a.id = g.application_id
     where g.county_code = ${countyCode} and g.state = 'open' and a.state in ('accepted', 'correcting')
     group by g.gate`.execute(tx)
  const none = { open: 0, overdue: 0, soon: 0, oldestOn: null }
  return gates.map((gate) => rows.find((row) => row.gate === gate) ?? { gate, ...none })
}

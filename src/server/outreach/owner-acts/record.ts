import { sql } from 'kysely'
import { type NewAct, recordAct, type Tx } from '../../platform/acts.ts'

/** Records that one function of the database tells whole. */
const told = {
  owner_paper: { table: 'owner_papers', record: 'owner_paper_record' },
  authorisation: { table: 'authorisations', record: 'authorisation_record' },
  owner_case: { table: 'owner_cases', record: 'owner_case_record' },
} as const

type Subject = { kind: keyof typeof told; id: string }

/** Writes something of one record and records as an act what that made different. What changes nothing is no act. */
export async function actOnOne(tx: Tx, act: NewAct, subject: Subject, write: () => Promise<unknown>): Promise<void> {
  const before = await recordOf(tx, act.countyCode, subject)
  await write()
  const after = await recordOf(tx, act.countyCode, subject)
  const change = Object.fromEntries(
    Object.entries(after).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key])),
  )
  if (Object.keys(change).length === 0) return
  await recordAct(tx, { ...act, rows: [{ subjectKind: subject.kind, subjectId: subject.id, change }] })
}

async function recordOf(tx: Tx, countyCode: string, { kind, id }: Subject): Promise<Record<string, unknown>> {
  const { table, record } = told[kind]
  const { rows } = await sql<{ record: Record<string, unknown> }>`
    select ${sql.id(record)}(t) as record from ${sql.table(table)} as t where t.county_code = ${countyCode} and t.id = ${id}`.execute(
    tx,
  )
  return rows[0]?.record ?? {}
}

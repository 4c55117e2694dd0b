import { sql } from 'kysely'
import { type ActRow, type NewAct, recordAct, type Tx } from '../../platform/acts.ts'

/** Records that one function of the database tells whole, by the kind under which history keeps them. */
const told = {
  place: { table: 'places', record: 'place_record' },
  session: { table: 'place_sessions', record: 'session_record' },
  appointment: { table: 'appointments', record: 'appointment_record' },
  delivery: { table: 'deliveries', record: 'delivery_record' },
  joint_acceptance: { table: 'joint_acceptances', record: 'joint_acceptance_record' },
} as const

export type Subjects = { readonly [kind in keyof typeof told]?: readonly string[] }

/**
 * Does something and records as one act what it made different in these records and in those it made. What changes
 * nothing is no act. The caller holds the county's acts, so nobody writes between the two looks.
 */
export async function actOn<T>(
  tx: Tx,
  act: NewAct,
  touched: Subjects,
  change: () => Promise<{ made?: Subjects; answer: T }>,
): Promise<T> {
  const before = await recordsOf(tx, act.countyCode, touched)
  const { made = {}, answer } = await change()
  const after = await recordsOf(tx, act.countyCode, touched)
  const rows = [...differing(before, after), ...differing([], await recordsOf(tx, act.countyCode, made))]
  if (rows.length > 0) await recordAct(tx, { ...act, rows })
  return answer
}

type Told = { kind: ActRow['subjectKind']; id: string; record: Record<string, unknown> }

async function recordsOf(tx: Tx, countyCode: string, subjects: Subjects): Promise<Told[]> {
  const kinds = (Object.keys(told) as (keyof typeof told)[]).filter((kind) => (subjects[kind] ?? []).length > 0) // keys of a literal
  if (kinds.length === 0) return []
  const parts = kinds.map(
    (kind) => sql`
      select ${kind}::text as kind, t.id, ${sql.id(told[kind].record)}(t) as record from ${sql.table(told[kind].table)} as t
       where t.county_code = ${countyCode} and t.id = any (${[...(subjects[kind] ?? [])]}::uuid[])`,
  )
  const { rows } = await sql<Told>`${sql.join(parts, sql` union all `)} order by kind, id`.execute(tx)
  return rows
}

/** Both are plain JSON made by one function of the database: equal content is equal text, keys of jsonb being in order. */
function differing(before: readonly Told[], after: readonly Told[]): ActRow[] {
  const known = new Map(before.map((row) => [row.id, row.record]))
  return after.flatMap(({ kind, id, record }) => {
    const was = known.get(id)
    const change = Object.entries(record).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(was?.[key]))
    return change.length === 0 ? [] : [{ subjectKind: kind, subjectId: id, change: Object.fromEntries(change) }]
  })
}

/** What came of one of many, as the contract tells it. */
export type ResultOfOne = { id: string; ok: boolean; message: string | null }

export const went = (id: string): ResultOfOne => ({ id, ok: true, message: null })
export const refusedOne = (id: string, message: string): ResultOfOne => ({ id, ok: false, message })

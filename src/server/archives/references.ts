import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../platform/acts.ts'

type Column = { table: string; column: string }

/**
 * Which of these hashes no record refers to: neither a column named after a hash, in any table of any slice, nor – where
 * asked for – an entry of the history. Asked as the owner of the tables, who sees every county.
 */
export async function unreferenced(
  db: Db | Tx,
  hashes: readonly Buffer[],
  { inHistory }: { inHistory: boolean },
): Promise<readonly Buffer[]> {
  const { rows: columns } = await sql<Column>`
    select c.relname as table, a.attname as column
      from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.atttypid = 'bytea'::regtype and a.attname like '%sha256' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
     order by 1, 2`.execute(db)
  const named = columns.map(
    ({ table, column }) =>
      sql`select ${sql.id(column)} as hash from ${sql.table(table)} where ${sql.id(column)} is not null`,
  )
  const told = sql`select decode(m[1], 'hex') as hash from history, regexp_matches(change::text, '[0-9a-f]{64}', 'g') as m`
  const { rows } = await sql<{ hash: Buffer }>`
    select asked.hash from unnest(${hashes}::bytea[]) as asked (hash)
     where not exists (select from (${allOf(inHistory ? [...named, told] : named)}) as used where used.hash = asked.hash)`.execute(
    db,
  )
  return rows.map(({ hash }) => hash)
}

const allOf = (queries: readonly RawBuilder<unknown>[]) => sql.join(queries, sql` union all `)

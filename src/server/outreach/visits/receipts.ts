import { sql } from 'kysely'
import type { VisitField, VisitOutcome } from '#domain/outreach/visits/fields.ts'
import type { Tx } from '../../platform/acts.ts'
import type { Secrets } from '../../platform/secrets.ts'

/** What became of a record; one that was refused has no receipt, so that it can be put right and sent again. */
export type Receipt = {
  id: string
  kind: string
  accountId: string
  deviceId: string | null
  unitId: string | null
  estateId: string | null
  digest: Buffer
  outcome: Exclude<VisitOutcome, 'refused'>
  code: string | null
  message: string | null
  conflicts: readonly VisitField[]
  revision: number | null
  photos: readonly string[]
}

/** A keyed digest of all a record says, however its parts are ordered. */
export const digestOf = (secrets: Secrets, record: unknown): Buffer =>
  secrets.digest('id', `visit record ${JSON.stringify(inOrder(record))}`)

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, inOrder(part)]),
  )
}

/** The receipts given for these records, by their ids. */
export async function findReceipts(tx: Tx, countyCode: string, ids: readonly string[]): Promise<Map<string, Receipt>> {
  const { rows } = await sql<Receipt>`
    select id, kind, account_id as "accountId", device_id as "deviceId", unit_id as "unitId", estate_id as "estateId", digest, outcome, code,
           message, conflicts, revision, photos
      from visit_records where county_code = ${countyCode} and id = any (${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

export async function keepReceipts(tx: Tx, countyCode: string, receipts: readonly Receipt[]): Promise<void> {
  if (receipts.length === 0) return
  const rows = receipts.map((receipt) => ({ ...receipt, digest: `\\x${receipt.digest.toString('hex')}` }))
  await sql`
    insert into visit_records (county_code, id, kind, account_id, device_id, unit_id, estate_id, digest, outcome, code, message, conflicts, revision, photos)
    select ${countyCode}, id, kind, "accountId", "deviceId", "unitId", "estateId", digest, outcome, code, message, conflicts, revision, photos
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
           id uuid, kind text, "accountId" uuid, "deviceId" uuid, "unitId" uuid, "estateId" uuid, digest bytea, outcome text, code text,
           message text, conflicts text[], revision integer, photos uuid[])`.execute(tx)
}

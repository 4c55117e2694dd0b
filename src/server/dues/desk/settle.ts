import { sql } from 'kysely'
import type { GateOutcome } from '#contract/due-shapes.ts'
import { gateDues, moneyGates } from '#domain/dues/settled-gates.ts'
import type { Actor, Tx } from '../../platform/acts.ts'
import { openGatesFor } from './gates.ts'

/** Opens what the settled dues of these homes allow, each gate on the receipts that settled its dues. */
export async function openSettledGates(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  unitIds: readonly string[],
): Promise<GateOutcome[]> {
  if (unitIds.length === 0) return []
  const receipts = await receiptsBehind(tx, countyCode, unitIds)
  const evidence = (unitId: string, gate: string) => receipts.get(`${gate} ${unitId}`) ?? '已减免，无应缴'
  return openGatesFor(tx, actor, countyCode, unitIds, evidence, '缴清税费')
}

/** Receipts standing on the dues each gate waits for, by gate and home. */
async function receiptsBehind(
  tx: Tx,
  countyCode: string,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const kinds = moneyGates.flatMap((gate) => gateDues[gate].kinds.map((kind) => ({ gate, kind })))
  const { rows } = await sql<{ key: string; receipts: string }>`
    select k.gate || ' ' || d.unit_id as key, string_agg(distinct p.receipt_no, '、') as receipts
      from dues as d
      join jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb) as k (gate text, kind text) on k.kind = d.kind
      join money_lines as l on l.county_code = d.county_code and l.due_id = d.id
      join payments as p on p.county_code = l.county_code and p.id = l.payment_id and p.reverses_id is null
     where d.county_code = ${countyCode} and d.unit_id = any (${unitIds}::uuid[]) and d.debtor_kind = 'owner' and d.cancelled_on is null
       and not exists (select from payments as r where r.county_code = p.county_code and r.reverses_id = p.id)
     group by k.gate, d.unit_id`.execute(tx)
  return new Map(rows.map(({ key, receipts }) => [key, receipts]))
}

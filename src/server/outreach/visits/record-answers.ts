import { type RawBuilder, sql } from 'kysely'
import type { RecordResult, VisitStanding } from '#contract/visits.ts'
import type { VisitField } from '#domain/outreach/visits/fields.ts'
import type { Tx } from '../../platform/acts.ts'
import type { Receipt } from './receipts.ts'

/** What visits say of a home, as screens show it; `o` is its row of unit_outreach, or nothing. */
export const standingShown: RawBuilder<unknown> = sql`
  jsonb_build_object('contact', o.contact, 'willingness', o.willingness, 'reason', o.reason, 'phoneShown', o.phone_masked, 'papers', o.papers,
                     'nextStep', o.next_step, 'nextOn', o.next_on)`

/** The revision by which each field was last said, of that row. */
export const fieldRevisionsShown: RawBuilder<unknown> = sql`
  coalesce((select jsonb_object_agg(field, (select max((voice ->> 'revision')::integer) from jsonb_array_elements(voices) as voice))
              from jsonb_each(o.marks) as m (field, voices)), '{}')`

type Standing = { unitId: string; unit: VisitStanding; fieldRevisions: Partial<Record<VisitField, number>> }

/** The answers to records by their receipts, each with the home as it stands now. */
export async function answersOf(
  tx: Tx,
  countyCode: string,
  receipts: readonly Receipt[],
): Promise<ReadonlyMap<string, RecordResult>> {
  const unitIds = [...new Set(receipts.flatMap(({ unitId }) => (unitId ? [unitId] : [])))]
  const { rows } = await sql<Standing>`
    select o.unit_id as "unitId", ${standingShown} as unit, ${fieldRevisionsShown} as "fieldRevisions"
      from unit_outreach as o where o.county_code = ${countyCode} and o.unit_id = any (${unitIds}::uuid[])`.execute(tx)
  const standings = new Map(rows.map((row) => [row.unitId, row]))
  return new Map(
    receipts.map(({ id, outcome, code, message, conflicts, revision, unitId }) => {
      const standing = standings.get(unitId ?? '')
      const { unit = null, fieldRevisions = null } = standing ?? {}
      return [id, { id, outcome, code, message, conflicts: [...conflicts], revision, unit, fieldRevisions }]
    }),
  )
}

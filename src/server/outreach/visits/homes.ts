import { sql } from 'kysely'
import type { z } from 'zod'
import type { visitsEndpoints } from '#contract/visits.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { fieldRevisionsShown, standingShown } from './record-answers.ts'

type HomesPage = z.infer<typeof visitsEndpoints.visitHomes.response>
type Place = { countyCode: string; estateId: string }

/** A page of the homes of an estate with what visits say of them; with `since` only those an act changed after it. */
export async function listHomes(
  tx: Tx,
  { countyCode, estateId }: Place,
  { after, since, limit }: { after?: string | undefined; since?: number | undefined; limit: number },
): Promise<HomesPage> {
  await refuseUnknown(tx, { countyCode, estateId })
  const changed = sql`
    u.id in (select subject_id from history
              where county_code = ${countyCode} and act_no > ${since ?? 0} and subject_kind in ('unit', 'unit_outreach'))`
  const { rows } = await sql<HomesPage['rows'][number]>`
    select u.id as "unitId", b.name as building, u.entrance, u.floor, u.room, u.state, u.obstacle,
           coalesce((select json_agg(json_build_object('ownerNo', w.owner_no, 'name', w.name, 'phoneShown', w.phone_masked) order by w.owner_no)
                       from owners as w where w.county_code = u.county_code and w.unit_id = u.id), '[]') as owners,
           coalesce(o.attempts, 0) as attempts, o.last_visited_on as "lastVisitedOn", coalesce(o.revision, 0) as revision,
           ${standingShown} as fields, ${fieldRevisionsShown} as "fieldRevisions"
      from units as u
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      left join unit_outreach as o on o.county_code = u.county_code and o.unit_id = u.id
     where u.county_code = ${countyCode} and u.estate_id = ${estateId} and ${after ? sql`u.id > ${after}` : sql`true`}
       and ${since === undefined ? sql`true` : changed}
     order by u.id limit ${limit}`.execute(tx)
  return {
    rows,
    next: rows.length === limit ? (rows.at(-1)?.unitId ?? null) : null,
    mark: await lastAct(tx, countyCode),
  }
}

async function lastAct(tx: Tx, countyCode: string): Promise<number> {
  const { rows } = await sql<{ no: number }>`
    select act_no::integer as no from chain_heads where county_code = ${countyCode}`.execute(tx)
  return rows[0]?.no ?? 0
}

export async function refuseUnknown(tx: Tx, { countyCode, estateId }: Place): Promise<void> {
  const { rows } = await sql`select from estates where county_code = ${countyCode} and id = ${estateId}`.execute(tx)
  if (rows.length === 0) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
}

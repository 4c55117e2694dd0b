import { type RawBuilder, sql } from 'kysely'
import type { JointAcceptance, JointHome } from '#contract/joint-acceptance.ts'
import { type HomeStanding, missingOf, type ReadinessStep } from '#domain/registrations/joint/readiness.ts'
import type { Tx } from '../../platform/acts.ts'
import { homeName, ownerNames } from '../places/homes.ts'

type Fragment = RawBuilder<unknown>

/** The transfer of a home `u` that stood by the end of a day. */
const transferOn = (day: Fragment) => sql`
  select a.id, a.certificate_no, a.submitted_on, a.accepted_on, a.entered_on, a.certified_on from applications as a
   where a.county_code = u.county_code and a.unit_id = u.id and a.submitted_on <= ${day} and (a.ended_on is null or a.ended_on > ${day})
   order by a.submitted_on desc, a.id desc limit 1`

/** Whether a home `u` was ready by the end of a day: its certificate was printed, here or before this product kept applications. */
const isReadyOn = (day: Fragment) => sql`
  coalesce((select t.certified_on <= ${day} from (${transferOn(day)}) as t), u.transferred_on <= ${day}, false)`

/** Homes of an estate, and how many of them were ready by the end of a day; for lists. */
export const readyCounts = (county: Fragment, estate: Fragment, day: Fragment) => sql`
  select count(*)::integer as homes, count(*) filter (where ${isReadyOn(day)})::integer as ready
    from units as u where u.county_code = ${county} and u.estate_id = ${estate}`

export type ReadinessOf = { countyCode: string; estateId: string; on: string }

type Found = HomeStanding & { unitId: string; applicationId: string | null }

/** What each home of an estate lacked by the end of a day, in the order of the building table. */
export async function homesLacking(
  tx: Tx,
  { countyCode, estateId, on }: ReadinessOf,
): Promise<readonly { unitId: string; applicationId: string | null; missing: ReadinessStep[] }[]> {
  const day = sql`${on}::date`
  const { rows } = await sql<Found>`
    select u.id as "unitId", t.id as "applicationId", coalesce(u.first_registered_on <= ${day}, false) as "isFirstRegistered",
           coalesce(u.transferred_on <= ${day}, false) as "isTransferred",
           case when t.id is not null then json_build_object(
             'state', case when t.certified_on <= ${day} then 'certified' when t.entered_on <= ${day} then 'entered'
                           when t.accepted_on <= ${day} then 'accepted' else 'submitted' end,
             'openGates', (select coalesce(json_agg(g.gate), '[]') from application_gates as g
                            where g.county_code = u.county_code and g.application_id = t.id and (g.state = 'open' or g.decided_on > ${day}))) end as application
      from units as u
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      left join lateral (${transferOn(day)}) as t on true
     where u.county_code = ${countyCode} and u.estate_id = ${estateId}
     order by b.name, u.building_id, u.entrance, u.floor desc, u.room, u.id`.execute(tx)
  return rows.map((home) => ({ unitId: home.unitId, applicationId: home.applicationId, missing: missingOf(home) }))
}

/** How many homes lack what, the most first. */
export function countMissing(homes: readonly { missing: readonly ReadinessStep[] }[]): JointAcceptance['missing'] {
  const counts = new Map<ReadinessStep, number>()
  for (const what of homes.flatMap(({ missing }) => missing)) counts.set(what, (counts.get(what) ?? 0) + 1)
  return [...counts].map(([what, n]) => ({ what, homes: n })).toSorted((one, other) => other.homes - one.homes)
}

type HomesQuery = {
  missing?: ReadinessStep | undefined
  ready?: 'yes' | 'no' | undefined
  after?: string | undefined
  limit: number
}

/** A page of the homes of an estate, each with everything it lacks. */
export async function pageOfHomes(tx: Tx, of: ReadinessOf, { missing, ready, after, limit }: HomesQuery) {
  const fitting = (await homesLacking(tx, of)).filter(
    (home) =>
      (missing === undefined || home.missing.includes(missing)) &&
      (ready === undefined || (home.missing.length === 0) === (ready === 'yes')),
  )
  const start = after === undefined ? 0 : fitting.findIndex(({ unitId }) => unitId === after) + 1
  const page = fitting.slice(start, start + limit)
  const named = await namesOf(
    tx,
    of.countyCode,
    page.map(({ unitId }) => unitId),
  )
  const rows = page.flatMap((home) => {
    const names = named.get(home.unitId)
    return names ? [{ ...home, ...names }] : []
  })
  const last = page.at(-1)
  return { rows, next: last && start + limit < fitting.length ? last.unitId : null, total: fitting.length }
}

async function namesOf(tx: Tx, countyCode: string, unitIds: readonly string[]) {
  const { rows } = await sql<Pick<JointHome, 'unitId' | 'home' | 'owners' | 'certificateNo'>>`
    select u.id as "unitId", ${homeName} as home, ${ownerNames} as owners, u.certificate_no as "certificateNo"
      from units as u join buildings as b on b.county_code = u.county_code and b.id = u.building_id
     where u.county_code = ${countyCode} and u.id = any (${[...unitIds]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.unitId, row]))
}

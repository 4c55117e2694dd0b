import { type RawBuilder, sql } from 'kysely'
import type { Segment } from '#contract/outreach-shapes.ts'
import { joined } from '../plans/reasons.ts'

/** Homes `u` of a county with what visits say of them, `v`; without a visit its columns are null. */
export const homesAndVisits = sql`
  units as u left join unit_outreach as v on v.county_code = u.county_code and v.unit_id = u.id`

/** What a segment asks of homes `u` and what visits say of them, `v`. */
export function ofSegment(segment: Segment): RawBuilder<unknown> {
  const { estates, obstacles, leastAttempts, mostAttempts, reason, nextBy, person, plan } = segment
  const set = [
    stateOf(segment.state),
    estates.length > 0 && sql`u.estate_id = any (${estates}::uuid[])`,
    obstacles.length > 0 && sql`u.obstacle = any (${obstacles}::text[])`,
    segment.willingness.length > 0 && oneOf('v.willingness', segment.willingness, 'unasked'),
    segment.contact.length > 0 && oneOf('v.contact', segment.contact, 'never'),
    leastAttempts !== null && sql`coalesce(v.attempts, 0) >= ${leastAttempts}`,
    mostAttempts !== null && sql`coalesce(v.attempts, 0) <= ${mostAttempts}`,
    reason !== null && sql`v.reason in ${joined(sql`u.county_code`, reason)}`,
    nextBy !== null && sql`v.next_on <= ${nextBy}::date`,
    person !== null && sql`u.estate_id in ${lookedAfter(person)}`,
    plan !== null &&
      sql`exists (select from visit_plan_homes as h where h.county_code = u.county_code and h.plan_id = ${plan} and h.unit_id = u.id)`,
  ].filter((condition) => typeof condition === 'object')
  return sql.join(set, sql` and `)
}

/** One of some words; without the word for nothing said, only homes of which something was said are looked at. */
function oneOf(column: string, chosen: readonly string[], nothing: string): RawBuilder<unknown> {
  const said = sql.ref(column)
  return chosen.includes(nothing)
    ? sql`coalesce(${said}, ${nothing}) = any (${chosen}::text[])`
    : sql`${said} = any (${chosen}::text[])`
}

function stateOf(state: Segment['state']): RawBuilder<unknown> {
  return state === 'open' ? sql`u.transferred_on is null` : sql`u.state = ${state}`
}

/** The estates somebody looks after now. */
const lookedAfter = (person: string) => sql`
  (select c.estate_id from charges as c
    where c.county_code = u.county_code and c.person_id = ${person} and c.estate_id is not null and c.until_on is null)`

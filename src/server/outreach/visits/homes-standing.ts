import { sql } from 'kysely'
import { type Attempt, type Attempts, attemptsOf } from '#domain/outreach/visits/attempts.ts'
import type { Willingness } from '#domain/outreach/visits/fields.ts'
import type { FieldVoices } from '#domain/outreach/visits/merge.ts'
import { obstacleAfter, type StandingObstacle } from '#domain/outreach/visits/obstacle.ts'
import type { VisitLimits } from '#domain/outreach/visits/settings.ts'
import type { Tx } from '../../platform/acts.ts'

/** A home as visits find it: what was said of it, and all attempts at its owner. */
export type HomeStanding = {
  unitId: string
  estateId: string
  transferredOn: string | null
  obstacle: StandingObstacle['obstacle']
  obstacleOn: string | null
  revision: number
  voices: FieldVoices
  askedOn: string | null
  attempts: Attempt[]
}

/** The homes asked for, locked in one order everywhere; what is not in the county is not among them. */
export async function lockHomes(
  tx: Tx,
  countyCode: string,
  unitIds: readonly string[],
): Promise<Map<string, HomeStanding>> {
  const { rows } = await sql<Omit<HomeStanding, 'attempts'>>`
    select u.id as "unitId", u.estate_id as "estateId", u.transferred_on as "transferredOn", u.obstacle, u.obstacle_on as "obstacleOn",
           coalesce(o.revision, 0) as revision, coalesce(o.marks, '{}') as voices, o.asked_on as "askedOn"
      from units as u
      left join unit_outreach as o on o.county_code = u.county_code and o.unit_id = u.id
     where u.county_code = ${countyCode} and u.id = any (${unitIds}::uuid[])
     order by u.id
       for no key update of u`.execute(tx)
  const known = await attemptsAt(tx, countyCode, unitIds)
  return new Map(rows.map((row) => [row.unitId, { ...row, attempts: known.get(row.unitId) ?? [] }]))
}

async function attemptsAt(tx: Tx, countyCode: string, unitIds: readonly string[]): Promise<Map<string, Attempt[]>> {
  const { rows } = await sql<Attempt & { unitId: string }>`
    select unit_id as "unitId", id, ${instant(sql`visited_at`)} as at, visited_on as on, channel, is_contacted as "isContacted",
           said ->> 'contact' as said
      from visits where county_code = ${countyCode} and unit_id = any (${unitIds}::uuid[])`.execute(tx)
  return Map.groupBy(rows, ({ unitId }) => unitId)
}

/** An instant as JSON tells it. */
export const instant = (column: ReturnType<typeof sql>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** What a home's voices and attempts come to: the row that is kept of it, and what changes in the home itself. */
export type SettledHome = {
  home: HomeStanding
  attempts: Attempts
  willingness: Willingness | null
  willingnessOn: string | null
  obstacle: StandingObstacle | null
}

export function settle(home: HomeStanding, limits: VisitLimits): SettledHome {
  const attempts = attemptsOf(home.attempts)
  const standing = home.voices.willingness?.[0]
  const willingness = (standing?.value ?? null) as Willingness | null // the contract lets no other word through
  const willingnessOn = willingness === null ? null : (standing?.on ?? null)
  const obstacle = obstacleAfter(
    { obstacle: home.obstacle, on: home.obstacleOn, transferredOn: home.transferredOn },
    { ...attempts, willingness, willingnessOn },
    limits,
  )
  return { home, attempts, willingness, willingnessOn, obstacle }
}

import { sql } from 'kysely'
import { barFirst, type FirstBehind } from '#domain/registrations/first/bars.ts'
import { lawAgainst } from '#domain/registrations/first/refusals.ts'
import type { Move } from '#domain/registrations/moves.ts'
import type { Refusal } from '#domain/registrations/refusals.ts'
import type { Tx } from '../../platform/acts.ts'
import { casesOf } from './case.ts'

type Behind = Omit<FirstBehind, 'law'> & { applicationId: string; estateId: string }

/** What notices, inspections and the law have against a move of first registrations, by application. Set-based. */
export async function firstBars(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  move: Move,
): Promise<ReadonlyMap<string, Refusal>> {
  if (move.act !== 'enter' && !(move.act === 'pass' && (move.gate === 'notice' || move.gate === 'inspection')))
    return new Map()
  const behind = await firstBehind(tx, countyCode, ids)
  return new Map(
    [...behind].flatMap(([id, one]) => {
      const bar = barFirst(move, one)
      return bar ? [[id, bar] as const] : []
    }),
  )
}

/** What lies behind each first registration among these applications. */
export async function firstBehind(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FirstBehind>> {
  const { rows } = await sql<Behind>`
    select f.application_id as "applicationId", f.estate_id as "estateId",
           (select coalesce(json_agg(n.state order by n.id), '[]') from public_notices as n
             where n.county_code = f.county_code and n.application_id = f.application_id) as notices,
           jsonb_path_exists(f.papers, '$[*] ? (@.status == "noticed")') as "owesNotice",
           exists (select from site_inspections as s
                    where s.county_code = f.county_code and s.application_id = f.application_id and s.location_matches and s.is_completed
                      and exists (select from archive_files as p
                                   where p.county_code = s.county_code and p.subject_kind = 'site_inspection' and p.subject_id = s.id
                                     and p.withdrawn_on is null)) as "isInspected"
      from first_registrations as f
     where f.county_code = ${countyCode} and f.application_id = any (${ids}::uuid[])`.execute(tx)
  const cases = await casesOf(tx, countyCode, [...new Set(rows.map(({ estateId }) => estateId))])
  return new Map(
    rows.map(({ applicationId, estateId, ...behind }) => {
      const standing = cases.get(estateId)
      return [applicationId, { ...behind, law: standing ? lawAgainst(standing) : [] }]
    }),
  )
}

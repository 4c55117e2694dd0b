import { type RawBuilder, sql } from 'kysely'
import type { ArchiveNode } from '#contract/archive-shapes.ts'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import { type Paper, papersAskedOf, papersHeld, type SubjectKind } from '#domain/archives/papers.ts'
import type { Tx } from '../platform/acts.ts'
import { applicationName, homeName, type Page } from './lists.ts'
import { type Reader, visibleTo } from './readers.ts'
import { estatesOfSubjects, noSubject } from './subjects.ts'

type Named = { id: string; name: string; papers: readonly Paper[] | null }

/** An estate with its buildings: how many papers each has, and of how many homes there are any. */
export async function estateArchive(tx: Tx, reader: Reader, estateId: string) {
  const { countyCode } = reader
  const named = await sql<Named>`
    select id, name, null as papers from estates where county_code = ${countyCode} and id = ${estateId}`.execute(tx)
  const [estate] = await nodesOf(tx, reader, 'estate', named.rows)
  if (!estate) throw noSubject()
  const { rows: buildings } = await sql<{
    id: string
    name: string
    files: number
    homes: number
    homesWithPapers: number
  }>`
    select b.id, b.name, coalesce(p.files, 0)::integer as files, count(u.id)::integer as homes,
           count(u.id) filter (where u.has_papers)::integer as "homesWithPapers"
      from buildings as b
      left join (select building_id, count(*) filter (where ${visibleTo(reader)}) as files from archive_files as f
                  where county_code = ${countyCode} and estate_id = ${estateId} and building_id is not null and withdrawn_on is null
                  group by building_id) as p on p.building_id = b.id
      left join (select u.id, u.building_id, h.unit_id is not null as has_papers
                   from units as u
                   left join (select distinct unit_id from archive_files
                               where county_code = ${countyCode} and estate_id = ${estateId} and unit_id is not null and withdrawn_on is null) as h
                     on h.unit_id = u.id
                  where u.county_code = ${countyCode} and u.estate_id = ${estateId}) as u on u.building_id = b.id
     where b.county_code = ${countyCode} and b.estate_id = ${estateId}
     group by b.id, b.name, p.files
     order by length(b.name), b.name`.execute(tx)
  const { rows: applications } = await sql<{ n: number }>`
    select count(*)::integer as n from applications where county_code = ${countyCode} and estate_id = ${estateId}`.execute(
    tx,
  )
  return {
    estate,
    buildings: buildings.map(({ id, ...building }) => ({ subject: { kind: 'building' as const, id }, ...building })),
    applications: applications[0]?.n ?? 0,
  }
}

/** A page of what lies below in the tree: homes in the order of their ledger, applications the latest first. */
export async function archiveNodes(
  tx: Tx,
  reader: Reader,
  { estateId, below, building }: { estateId: string; below: 'units' | 'applications'; building: string | undefined },
  { after, limit }: Page,
) {
  const { countyCode } = reader
  await estatesOfSubjects(tx, countyCode, [{ kind: 'estate', id: estateId }])
  const { rows } =
    below === 'units'
      ? await sql<Named>`
          select u.id, ${homeName} as name, null as papers
            from units as u join buildings as b on b.county_code = u.county_code and b.id = u.building_id
           where u.county_code = ${countyCode} and u.estate_id = ${estateId} and ${building ? sql`u.building_id = ${building}` : sql`true`}
             and ${after ? sql`u.id > ${after}` : sql`true`}
           order by u.id limit ${limit}`.execute(tx)
      : await sql<Named>`
          select a.id, ${applicationName} as name, a.papers
            from applications as a
           where a.county_code = ${countyCode} and a.estate_id = ${estateId} and ${after ? sql`a.id < ${after}` : sql`true`}
           order by a.id desc limit ${limit}`.execute(tx)
  const kind = below === 'units' ? 'unit' : 'application'
  return {
    rows: await nodesOf(tx, reader, kind, rows),
    next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
    total: null,
  }
}

type Filed = { id: string; files: number; papers: readonly PaperKind[] }

/** What is filed of each subject, all of them in one query, against what is asked for. */
async function nodesOf(tx: Tx, reader: Reader, kind: SubjectKind, named: readonly Named[]): Promise<ArchiveNode[]> {
  const place: RawBuilder<unknown> =
    kind === 'estate' ? sql`f.estate_id` : kind === 'unit' ? sql`f.unit_id` : sql`f.application_id`
  const { rows } = await sql<Filed>`
    select f.subject_id as id, (count(*) filter (where ${visibleTo(reader)}))::integer as files, json_agg(distinct f.paper) as papers
      from archive_files as f
     where f.county_code = ${reader.countyCode} and ${place} = any (${named.map(({ id }) => id)}::uuid[]) and f.subject_kind = ${kind}
       and f.withdrawn_on is null
     group by f.subject_id`.execute(tx)
  const filed = new Map(rows.map((row) => [row.id, row]))
  return named.map(({ id, name, papers }) => {
    const held = filed.get(id)
    const asked = papersHeld(
      papers ?? papersAskedOf(kind),
      (held?.papers ?? []).map((paper) => ({ id, paper })),
    )
    const missing = asked.filter(({ standing }) => standing === 'missing').map(({ paper }) => paper)
    return { subject: { kind, id }, name, files: held?.files ?? 0, asked: asked.length, missing }
  })
}

import { type RawBuilder, sql } from 'kysely'
import type { ArchiveSubject, SubjectKind } from '#domain/archives/papers.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'

/** Where each kind of subject stands, and which estate it belongs to. */
const estatesOf: Readonly<Record<SubjectKind, RawBuilder<unknown>>> = {
  estate: sql`select county_code, id, id as estate_id from estates`,
  building: sql`select county_code, id, estate_id from buildings`,
  unit: sql`select county_code, id, estate_id from units`,
  application: sql`select county_code, id, estate_id from applications`,
  survey: sql`select county_code, id, estate_id from surveys`,
  public_notice: sql`
    select n.county_code, n.id, a.estate_id
      from public_notices as n join applications as a on a.county_code = n.county_code and a.id = n.application_id`,
  site_inspection: sql`
    select s.county_code, s.id, a.estate_id
      from site_inspections as s join applications as a on a.county_code = s.county_code and a.id = s.application_id`,
  delivery: sql`
    select d.county_code, d.id, a.estate_id
      from deliveries as d join applications as a on a.county_code = d.county_code and a.id = d.application_id`,
  fund_use: sql`select county_code, use_id as id, estate_id from fund_use_estates where place = 1`,
}

export const noSubject = () => new Refused({ kind: 'missing', code: 'no_such_subject', message: '没有材料所属的对象' })

/** The estate of each subject, by its id; refused as missing when one of them is not there. One query for each kind. */
export async function estatesOfSubjects(
  tx: Tx,
  countyCode: string,
  subjects: readonly ArchiveSubject[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const kinds = [...new Set(subjects.map(({ kind }) => kind))]
  const pages = await Promise.all(
    kinds.map((kind) => {
      const ids = [...new Set(subjects.filter((subject) => subject.kind === kind).map(({ id }) => id))]
      return sql<{ id: string; estateId: string }>`
        select id, estate_id as "estateId" from (${estatesOf[kind]}) as s
         where county_code = ${countyCode} and id = any (${ids}::uuid[])`.execute(tx)
    }),
  )
  for (const { id, estateId } of pages.flatMap(({ rows }) => rows)) found.set(id, estateId)
  if (subjects.some(({ id }) => !found.has(id))) throw noSubject()
  return found
}

import { sql } from 'kysely'
import type {
  EstateSurveys,
  SurveyComparison,
  SurveyFaultEntry,
  SurveysQuery,
  SurveyVersion,
  SurveyView,
} from '#contract/surveys.ts'
import { excessLand } from '#domain/surveys/check-land.ts'
import { compareVersions } from '#domain/surveys/compare.ts'
import { meridianOf } from '#domain/surveys/coordinates.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { type Looker, listCommissions, mayLookAt, missingEstate } from './commissions.ts'
import type { EstatePlace } from './ground.ts'
import { checkingIn } from './settings.ts'

export type SurveyPlace = { countyCode: string; surveyId: string }

const columns = ({ accountId }: Looker) => sql`
  s.id, s.county_code as "countyCode", r.name as "countyName", s.estate_id as "estateId", e.name as "estateName", s.version, s.state, s.errors,
  s.warnings, s.parcels, s.buildings, s.homes, s.area_m2 as "areaM2", s.surveyed_land_m2 as "surveyedLandM2",
  s.approved_land_m2 as "approvedLandM2", s.note,
  (select jsonb_agg(jsonb_build_object('name', f ->> 'name', 'bytes', f -> 'bytes') order by place) from jsonb_array_elements(s.files) with ordinality as files (f, place)) as files,
  s.hander_name as "handedInBy", s.handed_in_on as "handedInOn", s.handed_in_by = ${accountId}::uuid as "isOwn", s.decider_name as "decidedBy",
  s.decided_on as "decidedOn", s.decision_words as decision`

const withEstate = sql`
  surveys as s
  join estates as e on e.county_code = s.county_code and e.id = s.estate_id
  join regions as r on r.code = s.county_code`

type Page = { rows: SurveyVersion[]; next: string | null; total: null }

/** Hand-ins of some counties, the latest first. */
export async function listSurveys(
  tx: Tx,
  counties: readonly string[],
  looker: Looker,
  { state, name, after, limit }: SurveysQuery,
): Promise<Page> {
  const { rows } = await sql<SurveyVersion>`
    select ${columns(looker)} from ${withEstate}
     where s.county_code = any (${counties}::text[]) and ${mayLookAt(looker)}
       and (${after ?? null}::uuid is null or s.id < ${after ?? null}::uuid)
       and (${state ?? null}::text is null or s.state = ${state ?? null})
       and (${name ?? null}::text is null or position(${name ?? null}::text in e.name) > 0)
     order by s.id desc
     limit ${limit}`.execute(tx)
  return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null, total: null }
}

async function versionsOf(tx: Tx, { countyCode, estateId }: EstatePlace, looker: Looker): Promise<SurveyVersion[]> {
  const { rows } = await sql<SurveyVersion>`
    select ${columns(looker)} from ${withEstate}
     where s.county_code = ${countyCode} and s.estate_id = ${estateId}
     order by s.version desc`.execute(tx)
  return rows
}

type Head = Omit<EstateSurveys, 'commissions' | 'versions' | 'meridian'>

/** An estate with its commissions and every hand-in, the latest first. */
export async function getEstateSurveys(tx: Tx, place: EstatePlace, looker: Looker): Promise<EstateSurveys> {
  const { countyCode, estateId } = place
  const { rows } = await sql<Head>`
    select e.county_code as "countyCode", r.name as "countyName", e.id as "estateId", e.name as "estateName", e.location, e.parcel_code as "parcelCode",
           count(u.id)::integer as homes, count(u.first_registered_on)::integer as registered,
           (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name) order by length(b.name), b.name), '[]')
              from buildings as b where b.county_code = e.county_code and b.estate_id = e.id) as buildings
      from estates as e
      join regions as r on r.code = e.county_code
      left join units as u on u.county_code = e.county_code and u.estate_id = e.id
     where e.county_code = ${countyCode} and e.id = ${estateId} and ${mayLookAt(looker)}
     group by e.county_code, e.id, r.name`.execute(tx)
  const [head] = rows
  if (!head) throw missingEstate()
  const { range } = await checkingIn(tx, countyCode)
  return {
    ...head,
    commissions: await listCommissions(tx, countyCode, estateId),
    versions: await versionsOf(tx, place, looker),
    meridian: meridianOf((range.west + range.east) / 2),
  }
}

type DeskLine = {
  estateId: string
  estateName: string
  location: string | null
  surveyors: string
  latest: SurveyVersion | null
}

/** The estates somebody is commissioned with, and how far each is; an office sees all that are out. */
export async function surveyDesk(tx: Tx, countyCode: string, looker: Looker): Promise<DeskLine[]> {
  const { rows } = await sql<Omit<DeskLine, 'latest'>>`
    select e.id as "estateId", e.name as "estateName", e.location, string_agg(coalesce(o.name, a.name), '、' order by c.id) as surveyors
      from survey_commissions as c
      join estates as e on e.county_code = c.county_code and e.id = c.estate_id
      left join accounts as a on a.id = c.account_id
      left join organisations as o on o.county_code = c.county_code and o.id = c.organisation_id
     where c.county_code = ${countyCode} and c.ended_on is null and ${mayLookAt(looker)}
     group by e.county_code, e.id
     order by e.name`.execute(tx)
  const { rows: latest } = await sql<SurveyVersion>`
    select distinct on (s.estate_id) ${columns(looker)} from ${withEstate}
     where s.county_code = ${countyCode} and s.estate_id = any (${rows.map(({ estateId }) => estateId)}::uuid[])
     order by s.estate_id, s.version desc`.execute(tx)
  const byEstate = new Map(latest.map((version) => [version.estateId, version]))
  return rows.map((row) => ({ ...row, latest: byEstate.get(row.estateId) ?? null }))
}

type Stored = SurveyVersion & {
  content: SurveyView['content']
  faults: SurveyFaultEntry[]
  refusals: SurveyView['left'] | null
}

async function findStored(tx: Tx, { countyCode, surveyId }: SurveyPlace, looker: Looker): Promise<Stored> {
  const { rows } = await sql<Stored>`
    select ${columns(looker)}, s.content, s.faults, s.refusals from ${withEstate}
     where s.county_code = ${countyCode} and s.id = ${surveyId} and ${mayLookAt(looker)}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_survey', message: '没有这次测绘成果' })
  return rows[0]
}

/** One hand-in without its tables. */
export async function getVersion(tx: Tx, place: SurveyPlace, looker: Looker): Promise<SurveyVersion> {
  const { content: _, faults: __, refusals: ___, ...version } = await findStored(tx, place, looker)
  return version
}

/** One hand-in whole: its tables, what the checks found, the land beyond the approval. */
export async function getSurvey(tx: Tx, place: SurveyPlace, looker: Looker): Promise<SurveyView> {
  const { refusals, ...stored } = await findStored(tx, place, looker)
  const excess = stored.content.parcels.flatMap((parcel) => {
    const found = excessLand(stored.content, parcel)
    return found && parcel.code !== null ? [{ code: parcel.code, ...found }] : []
  })
  return { ...stored, excess, left: refusals ?? [] }
}

/** What a hand-in says otherwise than an earlier one of the same estate. */
export async function compareWith(
  tx: Tx,
  place: SurveyPlace,
  earlierId: string,
  looker: Looker,
): Promise<SurveyComparison> {
  const later = await findStored(tx, place, looker)
  const earlier = await findStored(tx, { ...place, surveyId: earlierId }, looker)
  if (earlier.estateId !== later.estateId)
    throw new Refused({ kind: 'invalid', code: 'other_estate', message: '只能比较同一个小区的成果' })
  const homes = compareVersions(earlier.content, later.content)
  return {
    earlier: earlier.version,
    later: later.version,
    homes: homes.map((home) => ({ ...home, fields: [...home.fields] })),
  }
}

/** One of the files as it was handed in. */
export async function getFile(
  tx: Tx,
  place: SurveyPlace,
  fileNo: number,
  looker: Looker,
): Promise<{ name: string; sha256: Buffer }> {
  await findStored(tx, place, looker)
  const { rows } = await sql<{ name: string; sha256: Buffer }>`
    select files -> (${fileNo}::integer - 1) ->> 'name' as name, decode(files -> (${fileNo}::integer - 1) ->> 'sha256', 'hex') as sha256
      from surveys where county_code = ${place.countyCode} and id = ${place.surveyId} and jsonb_array_length(files) >= ${fileNo}`.execute(
    tx,
  )
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_file', message: '没有这个文件' })
  return rows[0]
}

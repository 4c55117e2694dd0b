import { sql } from 'kysely'
import { checkSurvey } from '#domain/surveys/checks.ts'
import { meridianOf } from '#domain/surveys/coordinates.ts'
import { countFaults, type SurveyFault } from '#domain/surveys/faults.ts'
import { approvedLandM2, measuredLandM2, rounded } from '#domain/surveys/plane.ts'
import { readSurvey } from '#domain/surveys/read-survey.ts'
import type { Survey } from '#domain/surveys/survey.ts'
import { proposeCodes } from '#domain/surveys/unit-codes.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import type { Files } from '../platform/files.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { type Looker, mayLookAt, missingEstate } from './commissions.ts'
import { type EstatePlace, groundOf } from './ground.ts'
import { tellWaiting } from './notices.ts'
import { refuseUnqualifiedHander } from './qualifications.ts'
import { readFiles } from './read-files.ts'
import { checkingIn } from './settings.ts'

type Upload = { name: string; path: string }
type KeptFile = { name: string; sha256: string; bytes: number }

export type HandIn = { uploads: readonly Upload[]; note: string | null; meridian: number | null }

/** Whoever is not commissioned with an estate cannot tell it from one that is not there. */
async function mustLookAt(tx: Tx, { countyCode, estateId }: EstatePlace, looker: Looker): Promise<void> {
  const { rows } = await sql`
    select from estates as e where e.county_code = ${countyCode} and e.id = ${estateId} and ${mayLookAt(looker)}`.execute(
    tx,
  )
  if (rows.length === 0) throw missingEstate()
}

/**
 * Takes a hand-in as the next version of an estate's survey and checks it at once. One that waited before is replaced.
 * Gives its id.
 */
export async function handIn(
  { db, files }: { db: Db; files: Files },
  actor: Actor,
  place: EstatePlace,
  looker: Looker,
  { uploads, note, meridian }: HandIn,
): Promise<string> {
  await transact(db, actor, (tx) => mustLookAt(tx, place, looker))
  const given = await readFiles(uploads)
  const kept: KeptFile[] = []
  for (const { name, path } of uploads) {
    // one after the other: each is hashed and sealed as a stream
    const { sha256, bytes } = await files.keep(path)
    kept.push({ name, sha256: sha256.toString('hex'), bytes })
  }
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [place.countyCode])
    await mustLookAt(tx, place, looker)
    await refuseUnqualifiedHander(tx, { countyCode: place.countyCode, field: 'survey' }, looker)
    const { range } = await checkingIn(tx, place.countyCode)
    const usual = meridianOf((range.west + range.east) / 2)
    const { survey: read, faults } = readSurvey({ ...given, meridian: meridian ?? usual })
    refuseEndless(read)
    const ground = await groundOf(tx, place, read)
    const survey = proposeCodes(read, ground.estateParcel, ground.homes, ground.heldCodes.keys())
    return keepVersion(tx, actor, place, {
      files: kept,
      note,
      survey,
      faults: [...faults, ...checkSurvey(survey, ground)],
    })
  })
}

/** A survey of an estate has a few hundred boundary points; lines of very many would keep the server busy for minutes. */
const mostPoints = 5000

function refuseEndless({ boundaries }: Survey): void {
  const points = boundaries.reduce((sum, boundary) => sum + boundary.points.length, 0)
  if (points <= mostPoints) return
  const message = `界址点共 ${points} 个，一次最多 ${mostPoints} 个；请核对是否误传了地形图`
  throw new Refused({ kind: 'invalid', code: 'too_many_points', message })
}

type Version = { files: readonly KeptFile[]; note: string | null; survey: Survey; faults: readonly SurveyFault[] }

async function keepVersion(tx: Tx, actor: Actor, place: EstatePlace, version: Version): Promise<string> {
  const { countyCode, estateId } = place
  const { rows: replaced } = await sql<{ id: string }>`
    update surveys set state = 'replaced' where county_code = ${countyCode} and estate_id = ${estateId} and state = 'checked' returning id`.execute(
    tx,
  )
  const added = await insertVersion(tx, actor, place, version)
  await recordAct(tx, {
    countyCode,
    kind: 'survey_handed_in',
    actor,
    reason: version.note ?? '提交测绘成果',
    payload: { estateId },
    rows: [
      ...replaced.map(({ id }) => ({ subjectKind: 'survey' as const, subjectId: id, change: { state: 'replaced' } })),
      { subjectKind: 'survey', subjectId: added.id, change: added.change },
    ],
  })
  if (added.isWaiting)
    await tellWaiting(tx, { ...place, surveyId: added.id, words: version.note ?? '' }, actor.accountId)
  return added.id
}

async function insertVersion(
  tx: Tx,
  actor: Actor,
  { countyCode, estateId }: EstatePlace,
  { files, note, survey, faults }: Version,
): Promise<{ id: string; isWaiting: boolean; change: Record<string, unknown> }> {
  const { errors, warnings } = countFaults(faults)
  const areas = survey.units.flatMap(({ areaM2 }) => areaM2 ?? [])
  const { rows } = await sql<{ id: string; isWaiting: boolean; change: Record<string, unknown> }>`
    insert into surveys as s (county_code, estate_id, version, state, files, note, content, faults, errors, warnings, parcels, buildings, homes,
                              area_m2, surveyed_land_m2, approved_land_m2, handed_in_by, hander_name, handed_in_on)
    select ${countyCode}, ${estateId}, coalesce(max(version), 0) + 1, ${errors > 0 ? 'faulty' : 'checked'}, ${JSON.stringify(files)}::jsonb, ${note},
           ${JSON.stringify(survey)}::jsonb, ${JSON.stringify(faults)}::jsonb, ${errors}::integer, ${warnings}::integer, ${survey.parcels.length}::integer,
           ${survey.buildings.length}::integer, ${survey.units.length}::integer,
           ${areas.length > 0 ? rounded(areas.reduce((sum, area) => sum + area, 0)) : null}::numeric, ${measuredLandM2(survey)}::numeric,
           ${approvedLandM2(survey)}::numeric, ${actor.accountId}::uuid, ${actor.name}, ${officeToday()}::date
      from surveys where county_code = ${countyCode} and estate_id = ${estateId}
    returning id, state = 'checked' as "isWaiting", survey_record(s) as change`.execute(tx)
  if (!rows[0]) throw new Error('a survey was kept but gave no id')
  return rows[0]
}

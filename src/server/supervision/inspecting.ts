import { sql } from 'kysely'
import type { Inspection } from '#contract/supervision.ts'
import { type Actor, type ActRow, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { logInspection } from './counted.ts'
import { getInspection, type InspectionPlace } from './inspections.ts'
import { refuseStrangers } from './strangers.ts'

export type NewInspection = {
  reason: string
  title: string
  organisationId: string | null
  estateId: string | null
  taskId: string | null
  heldOn: string
  checklist: readonly string[]
}

/** Opens a special inspection 专项检查 with what is to be looked at. */
export function openInspection(db: Db, actor: Actor, countyCode: string, wanted: NewInspection): Promise<Inspection> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    await refuseStrangers(tx, countyCode, wanted)
    const { rows } = await sql<{ id: string }>`
      insert into inspections (county_code, inspection_no, title, organisation_id, estate_id, task_id, held_on, checklist, opened_by, opener_name)
      values (${countyCode}, (select coalesce(max(inspection_no), 0) + 1 from inspections where county_code = ${countyCode}), ${wanted.title},
              ${wanted.organisationId}, ${wanted.estateId}, ${wanted.taskId}, ${wanted.heldOn},
              ${JSON.stringify(wanted.checklist.map((text) => ({ text, result: null, note: null })))}::jsonb,
              ${actor.accountId}, ${actor.name})
      returning id`.execute(tx)
    const place = { countyCode, inspectionId: rows[0]?.id ?? '' }
    await record(tx, place, actor, { kind: 'inspection_opened', reason: wanted.reason })
    return getInspection(tx, place)
  })
}

type Results = {
  reason: string
  revision: number
  results: readonly { no: number; result: 'yes' | 'no' | 'not_applicable'; note: string | null }[]
}

/** Notes what was found at lines of the checklist. */
export function checkInspection(
  db: Db,
  actor: Actor,
  place: InspectionPlace,
  { reason, revision, results }: Results,
): Promise<Inspection> {
  return changeOpen(db, actor, place, { kind: 'inspection_checked', reason }, async (tx, inspection) => {
    refuseOutdated(inspection, revision)
    const said = new Map(results.map((result) => [result.no, result]))
    const stranger = results.find(({ no }) => no > inspection.checklist.length)
    if (stranger) throw new Refused({ kind: 'invalid', code: 'no_such_line', message: `检查表没有第${stranger.no}项` })
    const lines = inspection.checklist.map(({ no, text, result, note }) => ({
      text,
      result: said.get(no)?.result ?? result,
      note: said.has(no) ? (said.get(no)?.note ?? null) : note,
    }))
    await sql`
      update inspections set checklist = ${JSON.stringify(lines)}::jsonb, revision = revision + 1
       where county_code = ${place.countyCode} and id = ${place.inspectionId}`.execute(tx)
    return []
  })
}

/** Adds what is wrong, which unit puts it right and by which day. */
export function addFinding(
  db: Db,
  actor: Actor,
  place: InspectionPlace,
  {
    reason,
    words,
    organisationId,
    rectifyBy,
  }: { reason: string; words: string; organisationId: string; rectifyBy: string },
): Promise<Inspection> {
  return changeOpen(db, actor, place, { kind: 'finding_added', reason }, async (tx, inspection) => {
    await refuseStrangers(tx, place.countyCode, { organisationId, estateId: null, taskId: null })
    if (rectifyBy < inspection.heldOn)
      throw new Refused({
        kind: 'invalid',
        code: 'due_in_past',
        message: `整改期限（${rectifyBy}）早于检查日期（${inspection.heldOn}）`,
        field: 'rectifyBy',
      })
    const { rows } = await sql<{ id: string; change: Record<string, unknown> }>`
      insert into inspection_findings (county_code, inspection_id, finding_no, words, organisation_id, rectify_by)
      values (${place.countyCode}, ${place.inspectionId}, ${inspection.found.length + 1}, ${words}, ${organisationId}, ${rectifyBy})
      returning id, to_jsonb(inspection_findings) - '{county_code,id}'::text[] as change`.execute(tx)
    return rows.map(findingRow)
  })
}

/** The inspector saw that a finding was put right. */
export function rectifyFinding(
  db: Db,
  actor: Actor,
  place: InspectionPlace,
  { reason, how, finding }: { reason: string; how: string; finding: number },
): Promise<Inspection> {
  return changeOpen(db, actor, place, { kind: 'finding_rectified', reason }, async (tx) => {
    const { rows } = await sql<{ id: string; change: Record<string, unknown> }>`
      update inspection_findings set rectified_on = ${officeToday()}, rectified_how = ${how}
       where county_code = ${place.countyCode} and inspection_id = ${place.inspectionId} and finding_no = ${finding} and rectified_on is null
      returning id, jsonb_build_object('rectified_on', rectified_on, 'rectified_how', rectified_how) as change`.execute(
      tx,
    )
    if (!rows[0])
      throw new Refused({ kind: 'conflict', code: 'no_open_finding', message: `没有待整改的第${finding}个问题` })
    return rows.map(findingRow)
  })
}

const findingRow = ({ id, change }: { id: string; change: Record<string, unknown> }): ActRow => ({
  subjectKind: 'inspection_finding',
  subjectId: id,
  change,
})

/** Ends an inspection once everything it found was put right; it counts once in the log of work. */
export function closeInspection(
  db: Db,
  actor: Actor,
  place: InspectionPlace,
  { reason, revision, conclusion }: { reason: string; revision: number; conclusion: string },
): Promise<Inspection> {
  return changeOpen(db, actor, place, { kind: 'inspection_closed', reason }, async (tx, inspection) => {
    refuseOutdated(inspection, revision)
    if (inspection.checklist.some(({ result }) => result === null))
      throw new Refused({ kind: 'conflict', code: 'not_all_checked', message: '检查表还有未填的项，不能办结' })
    if (inspection.open > 0)
      throw new Refused({
        kind: 'conflict',
        code: 'findings_open',
        message: `还有${inspection.open}个问题未整改到位，不能办结`,
      })
    await sql`
      update inspections set closed_on = ${officeToday()}, conclusion = ${conclusion}, revision = revision + 1
       where county_code = ${place.countyCode} and id = ${place.inspectionId}`.execute(tx)
    return [await logInspection(tx, place)]
  })
}

function changeOpen(
  db: Db,
  actor: Actor,
  place: InspectionPlace,
  act: { kind: string; reason: string },
  change: (tx: Tx, inspection: Inspection) => Promise<ActRow[]>,
): Promise<Inspection> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [place.countyCode])
    const inspection = await getInspection(tx, place)
    if (inspection.closedOn !== null)
      throw new Refused({ kind: 'conflict', code: 'inspection_closed', message: `已于${inspection.closedOn}办结` })
    const rows = await change(tx, inspection)
    await record(tx, place, actor, act, rows)
    return getInspection(tx, place)
  })
}

function refuseOutdated(inspection: Inspection, revision: number): void {
  if (inspection.revision !== revision)
    throw new Refused({ kind: 'conflict', code: 'changed_meanwhile', message: '刚有变动，请刷新后再办' })
}

async function record(
  tx: Tx,
  { countyCode, inspectionId }: InspectionPlace,
  actor: Actor,
  act: { kind: string; reason: string },
  beside: readonly ActRow[] = [],
): Promise<void> {
  const { rows } = await sql<{ change: Record<string, unknown> }>`
    select to_jsonb(i) - '{county_code,id}'::text[] as change from inspections as i
     where county_code = ${countyCode} and id = ${inspectionId}`.execute(tx)
  const own = { subjectKind: 'inspection', subjectId: inspectionId, change: rows[0]?.change ?? {} } as const
  await recordAct(tx, { countyCode, actor, ...act, rows: [own, ...beside] })
}

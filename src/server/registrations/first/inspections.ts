import { sql } from 'kysely'
import { failedInspection } from '#domain/registrations/first/inspection.ts'
import { filesOf } from '../../archives/actions.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { changeRecord, type FirstPlace, lockFirst, moveFirst, newId, refuseClosed } from './change.ts'

export type NewInspection = {
  reason: string
  inspectedOn: string
  inspectors: string
  locationMatches: boolean
  isCompleted: boolean
  findings: string
}

/** Records what was found at the site. What was found once stays; a second look is a second inspection. */
export function recordInspection(db: Db, actor: Actor, place: FirstPlace, given: NewInspection): Promise<void> {
  const { countyCode, applicationId } = place
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const first = await lockFirst(tx, place)
    refuseClosed(first)
    refuseDay(given.inspectedOn, first.submittedOn)
    const id = await newId(tx)
    const act = { kind: 'site_inspected', reason: given.reason, payload: { application: applicationId } }
    await changeRecord(tx, { countyCode, actor, act }, { kind: 'site_inspection', id }, () =>
      sql`
        insert into site_inspections (county_code, id, application_id, inspected_on, inspectors, location_matches, is_completed, findings, recorded_by, recorder_name)
        values (${countyCode}, ${id}, ${applicationId}, ${given.inspectedOn}, ${given.inspectors}, ${given.locationMatches}, ${given.isCompleted},
                ${given.findings}, ${actor.accountId}, ${actor.name})`.execute(tx),
    )
  })
}

function refuseDay(on: string, submittedOn: string): void {
  const message =
    on > officeToday() ? `查看日 ${on} 还没有到` : on < submittedOn ? `查看日 ${on} 早于申请日 ${submittedOn}` : null
  if (message)
    throw new Refused({
      kind: 'invalid',
      code: 'dates_out_of_order',
      message,
      fields: [{ field: 'body.inspectedOn', message }],
    })
}

/** Passes the gate on an inspection that found nothing wrong and shows it by photos. */
export function passInspection(
  db: Db,
  actor: Actor,
  place: FirstPlace & { inspectionId: string },
  { reason }: { reason: string },
): Promise<void> {
  const { countyCode, inspectionId } = place
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const found = await getInspection(tx, place)
    const fault = failedInspection(found)
    if (fault) throw new Refused({ kind: 'conflict', code: 'inspection_failed', message: `实地查看不通过：${fault}` })
    const photos = await filesOf(tx, countyCode, 'site_inspection', [inspectionId])
    if (!photos.has(inspectionId))
      throw new Refused({ kind: 'conflict', code: 'no_site_photo', message: '请先上传实地查看的照片' })
    const evidence = `${found.inspectedOn} ${found.inspectors}实地查看，坐落相符、已竣工`
    const move = { act: 'pass', gate: 'inspection', state: 'passed', on: officeToday(), evidence, basis: null } as const
    await moveFirst(tx, actor, place, move, reason)
  })
}

async function getInspection(
  tx: Tx,
  { countyCode, applicationId, inspectionId }: FirstPlace & { inspectionId: string },
) {
  const { rows } = await sql<{
    inspectedOn: string
    inspectors: string
    locationMatches: boolean
    isCompleted: boolean
  }>`
    select inspected_on as "inspectedOn", inspectors, location_matches as "locationMatches", is_completed as "isCompleted"
      from site_inspections where county_code = ${countyCode} and id = ${inspectionId} and application_id = ${applicationId}`.execute(
    tx,
  )
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_inspection', message: '没有这次实地查看' })
  return rows[0]
}

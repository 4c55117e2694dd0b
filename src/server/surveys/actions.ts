import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'

export { commissionAppraisal } from './appraisals.ts'
export { giveCommission } from './commissions.ts'
export { recordQualification } from './qualifications.ts'

/** The survey of an estate that was accepted last: the evidence of 权籍调查. */
export type AcceptedVersion = {
  id: string
  version: number
  acceptedOn: string
  acceptedBy: string
  handedInBy: string
  homes: number
  buildings: number
  areaM2: number | null
  surveyedLandM2: number | null
  approvedLandM2: number | null
}

/** The accepted survey of an estate, or null while none is. */
export async function surveyOf(tx: Tx, countyCode: string, estateId: string): Promise<AcceptedVersion | null> {
  const { rows } = await sql<AcceptedVersion>`
    select id, version, decided_on as "acceptedOn", decider_name as "acceptedBy", hander_name as "handedInBy", homes, buildings,
           area_m2 as "areaM2", surveyed_land_m2 as "surveyedLandM2", approved_land_m2 as "approvedLandM2"
      from surveys
     where county_code = ${countyCode} and estate_id = ${estateId} and state = 'accepted'
     order by version desc limit 1`.execute(tx)
  return rows[0] ?? null
}

import { type ApplicationResults, registrationsEndpoints as endpoints } from '#contract/registrations.ts'
import { actOfBatch } from '#domain/registrations/batches.ts'
import { call } from '../platform/api.ts'
import type { ActValues } from './ActFields.tsx'
import type { OfferedAct } from './acts.ts'

type Told = ActValues & { reason: string }

/** Does one act with one application; the server's answer for it. */
export function doAct(county: string, id: string, act: OfferedAct, told: Told): Promise<ApplicationResults> {
  const params = { county }
  const moved = { ids: [id], on: told.on.format('YYYY-MM-DD'), reason: told.reason }
  const { words = '', missing = [], evidence = null, basis = null, state = 'passed', certificateNo, paperNo } = told
  const { gate } = actOfBatch(act)
  if (gate === 'review') return call(endpoints.reviewApplications, { params, body: { ...moved, evidence } })
  if (gate !== null) return call(endpoints.passGate, { params, body: { ...moved, gate, state, evidence, basis } })
  switch (act) {
    case 'reject':
      return call(endpoints.rejectApplications, { params, body: { ...moved, words, missing } })
    case 'call_for_correction':
      return call(endpoints.callForCorrection, { params, body: { ...moved, missing } })
    case 'correct':
      return call(endpoints.correctApplications, { params, body: moved })
    case 'refuse':
      return call(endpoints.refuseApplications, { params, body: { ...moved, words } })
    case 'withdraw':
      return call(endpoints.withdrawApplications, { params, body: { ...moved, words } })
    case 'enter':
      return call(endpoints.enterApplications, {
        params,
        body: { ...moved, ...(certificateNo && { certificateNos: { [id]: certificateNo } }) },
      })
    case 'certify':
      return call(endpoints.certifyApplications, {
        params,
        body: { ...moved, ...(paperNo && { papers: { [id]: paperNo } }) },
      })
    default:
      return call(endpoints.acceptApplications, { params, body: moved })
  }
}

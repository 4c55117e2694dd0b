import { thirdPartiesEndpoints as endpoints } from '#contract/third-parties.ts'
import { read } from '../platform/acts.ts'
import { openKept } from '../platform/files.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { withUploads } from '../platform/http/uploads.ts'
import { Refused } from '../platform/refusals.ts'
import { commissionAppraisal, endAppraisalCommission, listAppraisals } from './appraisals.ts'
import { decideAppraisal, handInAppraisal, reportOf } from './appraisals-hand-in.ts'
import { lookerOf } from './commissions.ts'
import { listQualifications, recordQualification, withdrawQualification } from './qualifications.ts'

/** Qualifications of third parties, and appraisals from their commission to their acceptance. */
export function thirdPartyRoutes(house: House): void {
  const { db } = house
  serve(house, endpoints.listQualifications, ({ params, query, actor, session }) =>
    read(db, actor, (tx) => listQualifications(tx, params.county, lookerOf(house, session), query)),
  )
  serve(house, endpoints.recordQualification, ({ params, body, actor }) =>
    recordQualification(db, actor, params.county, body),
  )
  serve(house, endpoints.withdrawQualification, ({ params, body, actor }) =>
    withdrawQualification(db, actor, params.county, { qualificationId: params.qualification, reason: body.reason }),
  )
  commissionRoutes(house)
  reportRoutes(house)
}

const commissionPlace = (params: { county: string; appraisalCommission: string }) => ({
  countyCode: params.county,
  commissionId: params.appraisalCommission,
})

function commissionRoutes(house: House): void {
  const { db } = house
  serve(house, endpoints.listAppraisals, ({ params, query, actor, session }) =>
    read(db, actor, (tx) => listAppraisals(tx, params.county, lookerOf(house, session), query)),
  )
  serve(house, endpoints.commissionAppraisal, ({ params, body, actor, session }) =>
    commissionAppraisal(db, actor, lookerOf(house, session), params.county, body),
  )
  serve(house, endpoints.endAppraisalCommission, ({ params, body, actor, session }) =>
    endAppraisalCommission(db, actor, lookerOf(house, session), commissionPlace(params), body.reason),
  )
}

function reportRoutes(house: House): void {
  const { db, files } = house
  const placeOf = (params: { county: string; appraisal: string }) => ({
    countyCode: params.county,
    appraisalId: params.appraisal,
  })
  serve(house, endpoints.handInAppraisal, ({ params, query, actor, session, request }) =>
    withUploads(request, '评估报告', ([upload, ...others], note) => {
      if (!upload || others.length > 0)
        throw new Refused({ kind: 'invalid', code: 'one_file_only', message: '一次提交一份评估报告' })
      return handInAppraisal(house, actor, lookerOf(house, session), commissionPlace(params), {
        ...query,
        upload,
        note,
      })
    }),
  )
  serve(house, endpoints.appraisalReport, async ({ params, actor, session, reply }) => {
    const { name, mediaType, sha256 } = await read(db, actor, (tx) =>
      reportOf(tx, placeOf(params), lookerOf(house, session)),
    )
    return reply
      .header('content-type', mediaType)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(await openKept(files, sha256))
  })
  serve(house, endpoints.returnAppraisal, ({ params, body, actor, session }) =>
    decideAppraisal(db, actor, lookerOf(house, session), placeOf(params), { ...body, state: 'returned' }),
  )
  serve(house, endpoints.acceptAppraisal, ({ params, body, actor, session }) =>
    decideAppraisal(db, actor, lookerOf(house, session), placeOf(params), { ...body, state: 'accepted' }),
  )
}

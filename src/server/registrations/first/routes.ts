import { firstRegistrationsEndpoints as endpoints } from '#contract/first-registrations.ts'
import { type Actor, read } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { withUploads } from '../../platform/http/uploads.ts'
import type { FirstPlace } from './change.ts'
import { endNotice } from './end-notices.ts'
import { getEstateFirst } from './estate.ts'
import { listWaitingHomes } from './homes.ts'
import { passInspection, recordInspection } from './inspections.ts'
import { startNoticeJobs } from './jobs.ts'
import { writeNote } from './note.ts'
import { draftNoticeDocument } from './notice-document.ts'
import { listNotices } from './notice-views.ts'
import { draftNotice, postNotice, withdrawNotice } from './notices.ts'
import { decideObjection, objectToNotice } from './objections.ts'
import { openObjector } from './objector.ts'
import { getFirst } from './one.ts'
import { addNoticePhotos, addPhotos, openPhoto } from './photos.ts'
import { submitFirst, tryFirst } from './submit.ts'

type Params = { county: string; first: string }
const placeOf = ({ county, first }: Params): FirstPlace => ({ countyCode: county, applicationId: first })
const noticeOf = ({ notice, ...params }: Params & { notice: string }) => ({ ...placeOf(params), noticeId: notice })
const estateOf = ({ county, estate }: { county: string; estate: string }) => ({ countyCode: county, estateId: estate })

export async function firstRegistrationsRoutes(house: House): Promise<void> {
  applyingRoutes(house)
  inspectionRoutes(house)
  noticeRoutes(house)
  await startNoticeJobs(house)
}

/** Does an act and answers with the application as it is then. */
async function afterwards({ db }: House, actor: Actor, place: FirstPlace, act: Promise<unknown>) {
  await act
  return read(db, actor, (tx) => getFirst(tx, place))
}

function applyingRoutes(house: House): void {
  const { db } = house
  serve(house, endpoints.estateFirst, ({ params, actor }) =>
    read(db, actor, (tx) => getEstateFirst(tx, estateOf(params))),
  )
  serve(house, endpoints.firstHomes, ({ params, query, actor }) =>
    read(db, actor, (tx) => listWaitingHomes(tx, estateOf(params), query)),
  )
  serve(house, endpoints.tryFirst, ({ params, body, actor }) => tryFirst(db, actor, estateOf(params), body))
  serve(house, endpoints.submitFirst, async ({ params, body, actor }) => {
    const applicationId = await submitFirst(db, actor, estateOf(params), body)
    return read(db, actor, (tx) => getFirst(tx, { countyCode: params.county, applicationId }))
  })
  serve(house, endpoints.getFirst, ({ params, actor }) => read(db, actor, (tx) => getFirst(tx, placeOf(params))))
  serve(house, endpoints.writeNote, ({ params, body, actor }) =>
    afterwards(house, actor, placeOf(params), writeNote(db, actor, placeOf(params), body)),
  )
}

function inspectionRoutes(house: House): void {
  const { db } = house
  serve(house, endpoints.recordInspection, ({ params, body, actor }) =>
    afterwards(house, actor, placeOf(params), recordInspection(db, actor, placeOf(params), body)),
  )
  serve(house, endpoints.passInspection, ({ params: { inspection, ...params }, body, actor }) => {
    const place = placeOf(params)
    return afterwards(house, actor, place, passInspection(db, actor, { ...place, inspectionId: inspection }, body))
  })
  serve(house, endpoints.addInspectionPhotos, ({ params: { inspection, ...params }, request, actor }) =>
    withUploads(request, '照片', (uploads) => {
      const subject = { kind: 'site_inspection', id: inspection } as const
      return afterwards(house, actor, placeOf(params), addPhotos(house, actor, placeOf(params), subject, uploads))
    }),
  )
  serve(house, endpoints.firstPhoto, async ({ params: { firstPhoto, ...params }, actor, reply }) => {
    const { name, mediaType, bytes } = await openPhoto(house, actor, { ...placeOf(params), fileId: firstPhoto })
    return reply
      .header('content-type', mediaType)
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(bytes)
  })
}

function noticeRoutes(house: House): void {
  const { db } = house
  serve(house, endpoints.listNotices, ({ query, actor }) =>
    read(db, actor, (tx) => listNotices(tx, actor.counties, query)),
  )
  serve(house, endpoints.draftNotice, ({ params, body, actor }) =>
    afterwards(house, actor, placeOf(params), draftNotice(db, actor, placeOf(params), body)),
  )
  serve(house, endpoints.noticeDocument, ({ params, body, actor }) =>
    draftNoticeDocument(db, actor, noticeOf(params), body),
  )
  serve(house, endpoints.postNotice, ({ params, body, actor }) =>
    afterwards(house, actor, placeOf(params), postNotice(db, actor, noticeOf(params), body)),
  )
  serve(house, endpoints.addNoticePhotos, ({ params, query, request, actor }) =>
    withUploads(request, '照片', (uploads) => {
      const added = addNoticePhotos(house, actor, noticeOf(params), query.moment, uploads)
      return afterwards(house, actor, placeOf(params), added)
    }),
  )
  serve(house, endpoints.openObjector, ({ params: { objection, ...params }, body, actor }) =>
    openObjector(house, actor, { ...noticeOf(params), objectionNo: objection }, body.reason),
  )
  serve(house, endpoints.objectToNotice, ({ params, body, actor }) =>
    afterwards(house, actor, placeOf(params), objectToNotice(db, actor, noticeOf(params), body)),
  )
  serve(house, endpoints.decideObjection, ({ params: { objection, ...params }, body, actor }) => {
    const place = { ...noticeOf(params), objectionNo: objection }
    return afterwards(house, actor, placeOf(params), decideObjection(db, actor, place, body))
  })
  serve(house, endpoints.endNotice, ({ params, body, actor }) =>
    afterwards(house, actor, placeOf(params), endNotice(db, actor, noticeOf(params), body)),
  )
  serve(house, endpoints.withdrawNotice, ({ params, body, actor }) =>
    afterwards(house, actor, placeOf(params), withdrawNotice(db, actor, noticeOf(params), body)),
  )
}

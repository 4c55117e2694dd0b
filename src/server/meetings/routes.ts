import { meetingsEndpoints } from '#contract/meetings.ts'
import { read } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { withUploads } from '../platform/http/uploads.ts'
import { addItems, cancelMeeting, changeMeeting, closeMeeting, planMeeting } from './actions.ts'
import { listCandidates } from './candidates.ts'
import { writeMinutes } from './minutes-document.ts'
import { draftMinutes } from './minutes-draft.ts'
import { addPhotos, openPhoto } from './photos.ts'
import { listResolutions } from './resolution-views.ts'
import { linkTasks, resolveItem } from './resolutions.ts'
import { giveOpinion, markItem, visitStop } from './sitting.ts'
import { getMeeting, listMeetings } from './views.ts'

type Params = { county: string; meeting: string }
const placeOf = ({ county, meeting }: Params) => ({ countyCode: county, meetingId: meeting })
const itemOf = ({ item, ...params }: Params & { item: number }) => ({ ...placeOf(params), itemNo: item })

export function meetingsRoutes(house: House): void {
  const { db } = house
  serve(house, meetingsEndpoints.listMeetings, ({ query, actor }) =>
    read(db, actor, (tx) => listMeetings(tx, actor.counties, query)),
  )
  serve(house, meetingsEndpoints.getMeeting, ({ params, actor }) =>
    read(db, actor, (tx) => getMeeting(tx, placeOf(params))),
  )
  serve(house, meetingsEndpoints.meetingMinutes, async ({ params, actor, reply }) => {
    const meeting = await read(db, actor, (tx) => getMeeting(tx, placeOf(params)))
    const name = encodeURIComponent(`${meeting.title}-会议纪要.docx`)
    return reply
      .header('content-type', meetingsEndpoints.meetingMinutes.response.mediaType)
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(await writeMinutes(meeting))
  })
  serve(house, meetingsEndpoints.candidates, ({ params, query, actor }) =>
    read(db, actor, (tx) => listCandidates(tx, params.county, query)),
  )
  serve(house, meetingsEndpoints.listResolutions, ({ query, actor }) =>
    read(db, actor, (tx) => listResolutions(tx, actor.counties, query)),
  )
  holdingRoutes(house)
  roundRoutes(house)
}

/** What the clearance office does, and the opinions of the units. */
function holdingRoutes(house: House): void {
  const { db, sessions } = house
  serve(house, meetingsEndpoints.planMeeting, ({ params, body, actor }) => planMeeting(db, actor, params.county, body))
  serve(house, meetingsEndpoints.changeMeeting, ({ params, body, actor }) =>
    changeMeeting(db, actor, placeOf(params), body),
  )
  serve(house, meetingsEndpoints.addItems, ({ params, body, actor }) => addItems(db, actor, placeOf(params), body))
  serve(house, meetingsEndpoints.markItem, ({ params, body, actor }) => markItem(db, actor, itemOf(params), body))
  serve(house, meetingsEndpoints.giveOpinion, ({ params, body, actor, session }) => {
    const mayEnterForAll = sessions.regionsFor(session, 'meetings.hold').includes(params.county)
    return giveOpinion(db, actor, itemOf(params), body, mayEnterForAll)
  })
  serve(house, meetingsEndpoints.resolve, ({ params, body, actor }) => resolveItem(db, actor, itemOf(params), body))
  serve(house, meetingsEndpoints.draftMinutes, ({ params, body, actor }) =>
    draftMinutes(db, actor, placeOf(params), body.reason),
  )
  serve(house, meetingsEndpoints.closeMeeting, ({ params, body, actor }) =>
    closeMeeting(db, actor, placeOf(params), body),
  )
  serve(house, meetingsEndpoints.cancelMeeting, ({ params, body, actor }) =>
    cancelMeeting(db, actor, placeOf(params), body),
  )
  serve(house, meetingsEndpoints.linkTasks, ({ params, body, actor }) =>
    linkTasks(db, actor, { countyCode: params.county, resolutionId: params.resolution }, body),
  )
}

/** What visiting officers bring back from a round. */
function roundRoutes(house: House): void {
  serve(house, meetingsEndpoints.visitStop, ({ params, body, actor }) =>
    visitStop(house.db, actor, itemOf(params), body),
  )
  serve(house, meetingsEndpoints.addPhotos, ({ params, request, actor }) =>
    withUploads(request, '照片', (uploads) => addPhotos(house, actor, itemOf(params), uploads)),
  )
  serve(house, meetingsEndpoints.itemPhoto, async ({ params, actor, reply }) => {
    const { name, mediaType, bytes } = await openPhoto(house, actor, { ...itemOf(params), photoNo: params.photo })
    return reply
      .header('content-type', mediaType)
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(bytes)
  })
}

import { publicNoticesEndpoints as endpoints } from '#contract/public-notices.ts'
import { publicationsEndpoints } from '#contract/publications.ts'
import { type Actor, read, systemActor } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { withUploads } from '../../platform/http/uploads.ts'
import { keepAnswers } from './kept-answers.ts'
import { getPublicNotice, listPublicNotices } from './notices.ts'
import { objectFromOutside, takeOwnObjectionBack } from './objecting.ts'
import { addObjectionPapers } from './objection-papers.ts'
import { listOwnObjections } from './own-objections.ts'
import { getCampaignPage, getRegionPublication, listPublications, noSuchRegion } from './publication-views.ts'
import { draftPublication, publish, withdrawPublication } from './publications.ts'
import { listPublicRegions } from './regions.ts'

/** What the public reads and says, and what the office publishes. */
export function publicRoutes(house: House): void {
  const kept = keepAnswers(house)
  readingRoutes(house, kept)
  objectingRoutes(house, kept)
  publishingRoutes(house, kept)
}

type Kept = ReturnType<typeof keepAnswers>

const city = '141100'

function readingRoutes({ db, sessions, ...house }: House, { answer }: Kept): void {
  const within = (region: string) => {
    const counties = sessions.countiesOf(region)
    if (counties.length === 0) throw noSuchRegion()
    return systemActor(counties)
  }
  const whole = { db, sessions, ...house }
  serve(whole, endpoints.publicRegions, ({ request, reply }) =>
    answer(request, reply, endpoints.publicRegions.response, () => read(db, within(city), listPublicRegions)),
  )
  serve(whole, endpoints.publicNotices, ({ params, query, request, reply }) =>
    answer(request, reply, endpoints.publicNotices.response, () => {
      const reader = within(params.publicRegion)
      return read(db, reader, (tx) => listPublicNotices(tx, reader.counties, query))
    }),
  )
  serve(whole, endpoints.publicNotice, ({ params: { publicRegion, publicNotice }, request, reply }) =>
    answer(request, reply, endpoints.publicNotice.response, () =>
      read(db, within(publicRegion), (tx) => getPublicNotice(tx, publicRegion, publicNotice)),
    ),
  )
  serve(whole, endpoints.campaignPage, ({ params: { publicRegion }, request, reply }) =>
    answer(request, reply, endpoints.campaignPage.response, () =>
      read(db, within(publicRegion), (tx) => getCampaignPage(tx, publicRegion)),
    ),
  )
}

const keyOf = (params: { publicRegion: string; publicNotice: string }) => ({
  countyCode: params.publicRegion,
  noticeId: params.publicNotice,
})

/** A window of a village lends its line to many; nobody needs more to object in earnest. */
const objecting = { rateLimit: { max: 30, timeWindow: '1 minute' } }

function objectingRoutes(house: House, { forget }: Kept): void {
  const { db, sessions, config } = house
  serve(house, endpoints.noticeBoard, async ({ params: { county, publicNotice }, actor }) => ({
    ...(await read(db, actor, (tx) => getPublicNotice(tx, county, publicNotice))),
    publicUrl: `${config.publicAddress}/people/${county}/notices/${publicNotice}`,
  }))
  const afterwards = async <T>(act: Promise<T>): Promise<T> => {
    const done = await act
    forget() // whoever objected sees at once that the notice stands still
    return done
  }
  serve(
    house,
    endpoints.object,
    ({ params, body, outside }) => afterwards(objectFromOutside(house, outside, keyOf(params), body)),
    objecting,
  )
  serve(
    house,
    endpoints.addObjectionPapers,
    ({ params, outside, request }) =>
      withUploads(request, '照片或 PDF', (uploads) => addObjectionPapers(house, outside, keyOf(params), uploads)),
    objecting,
  )
  serve(house, endpoints.takeObjectionBack, ({ params, outside }) =>
    afterwards(takeOwnObjectionBack(db, outside, keyOf(params))),
  )
  serve(house, endpoints.ownObjections, ({ outside }) => {
    const counties = sessions.countiesOf(city)
    return read(db, systemActor(counties), (tx) => listOwnObjections(tx, counties, outside.phoneDigest))
  })
}

function publishingRoutes(house: House, { forget }: Kept): void {
  const { db } = house
  const afterwards = async (actor: Actor, region: string, act: Promise<void>) => {
    await act
    forget()
    return read(db, actor, (tx) => getRegionPublication(tx, actor, region))
  }
  serve(house, publicationsEndpoints.regionPublication, ({ params, actor }) =>
    read(db, actor, (tx) => getRegionPublication(tx, actor, params.region)),
  )
  serve(house, publicationsEndpoints.listPublications, ({ params, query, actor }) =>
    read(db, actor, (tx) => listPublications(tx, params.region, query.after)),
  )
  serve(house, publicationsEndpoints.draftPublication, ({ params, body, actor }) =>
    afterwards(actor, params.region, draftPublication(db, actor, params.region, body)),
  )
  serve(house, publicationsEndpoints.publish, ({ params: { region, publication }, body, actor }) =>
    afterwards(actor, region, publish(db, actor, { region, publicationId: publication }, body.reason)),
  )
  serve(house, publicationsEndpoints.withdrawPublication, ({ params: { region, publication }, body, actor }) =>
    afterwards(actor, region, withdrawPublication(db, actor, { region, publicationId: publication }, body.reason)),
  )
}

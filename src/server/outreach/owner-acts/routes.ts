import type { FastifyReply } from 'fastify'
import { ownerActsEndpoints as endpoints } from '#contract/owner-acts.ts'
import { ownerInboxEndpoints as office } from '#contract/owner-inbox.ts'
import { read } from '../../platform/acts.ts'
import { openKept, shownAs } from '../../platform/files.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { withUploads } from '../../platform/http/uploads.ts'
import { handsIn } from '../../tasks/actions.ts'
import { answerCase } from './answer.ts'
import { answerTerm, setAnswerTerm } from './answer-term.ts'
import { cancelAppointment, makeAppointment, ownerAppointments } from './appointments.ts'
import {
  addPhoto,
  beginAuthorisation,
  ownerAuthorisations,
  revokeAuthorisation,
  sendAuthorisation,
} from './authorisations.ts'
import { ask, ownerCases, sayHelped } from './cases.ts'
import { chooseDelivery, ownerDelivery } from './delivery.ts'
import { authorisationPaper } from './form.ts'
import { ownerInbox } from './inbox.ts'
import { decideAuthorisation, decidePaper, openSent } from './looks.ts'
import { ownOf } from './own.ts'
import { bringPaper, ownerPapers, withdrawPaper } from './papers.ts'
import { ownerWish, sayWish } from './wish.ts'

/** What a phone sends in a minute, however fast somebody presses. */
const byHand = { rateLimit: { max: 60, timeWindow: '1 minute' } }

/** What owners do themselves, and the office's look at it. */
export function ownerActsRoutes(house: House): void {
  papersRoutes(house)
  authorisationRoutes(house)
  comingRoutes(house)
  casesRoutes(house)
  inboxRoutes(house)
}

function papersRoutes(house: House): void {
  const { db } = house
  serve(house, endpoints.ownerPapers, ({ params, outside, actor }) =>
    read(db, actor, (tx) => ownerPapers(tx, ownOf(outside, params.ownHome))),
  )
  serve(
    house,
    endpoints.bringPaper,
    ({ params, outside, actor, request }) => {
      const own = ownOf(outside, params.ownHome)
      return withUploads(request, '照片或 PDF', (uploads) =>
        bringPaper(house, actor, own, params.ownerPaperKind, uploads),
      )
    },
    byHand,
  )
  serve(house, endpoints.withdrawPaper, ({ params, outside, actor }) =>
    withdrawPaper(house, actor, ownOf(outside, params.ownHome), params.ownerPaper),
  )
}

function authorisationRoutes(house: House): void {
  const { db } = house
  serve(house, endpoints.ownerAuthorisations, ({ params, outside, actor }) =>
    read(db, actor, (tx) => ownerAuthorisations(tx, ownOf(outside, params.ownHome))),
  )
  serve(
    house,
    endpoints.beginAuthorisation,
    ({ params, body, outside, actor }) => beginAuthorisation(house, actor, ownOf(outside, params.ownHome), body),
    byHand,
  )
  serve(
    house,
    endpoints.addAuthorisationPhoto,
    ({ params, outside, actor, request }) => {
      const own = ownOf(outside, params.ownHome)
      const which = { id: params.authorisation, photo: params.authorisationPhoto }
      return withUploads(request, '照片', (uploads) => addPhoto(house, actor, own, which, uploads))
    },
    byHand,
  )
  serve(house, endpoints.sendAuthorisation, ({ params, outside, actor }) =>
    sendAuthorisation(house, actor, ownOf(outside, params.ownHome), params.authorisation),
  )
  serve(house, endpoints.revokeAuthorisation, ({ params, outside, actor }) =>
    revokeAuthorisation(house, actor, ownOf(outside, params.ownHome), params.authorisation),
  )
  for (const [endpoint, format] of [
    [endpoints.authorisationPdf, 'pdf'],
    [endpoints.authorisationDocx, 'docx'],
  ] as const)
    serve(
      house,
      endpoint,
      async ({ params, outside, actor, reply }) => {
        const own = ownOf(outside, params.ownHome)
        return reply
          .header('content-type', endpoint.response.mediaType)
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`授权委托书.${format}`)}`)
          .header('cache-control', 'private, no-store')
          .send(await authorisationPaper(house, actor, own, params.authorisation, format))
      },
      byHand,
    )
}

/** How and when the owner and his certificate come together. */
function comingRoutes(house: House): void {
  const { db } = house
  serve(house, endpoints.ownerDelivery, ({ params, outside, actor }) =>
    read(db, actor, (tx) => ownerDelivery(tx, ownOf(outside, params.ownHome))),
  )
  serve(house, endpoints.chooseDelivery, ({ params, body, outside, actor }) =>
    chooseDelivery(house, actor, ownOf(outside, params.ownHome), body),
  )
  serve(house, endpoints.ownerAppointments, ({ params, outside, actor }) =>
    read(db, actor, (tx) => ownerAppointments(tx, ownOf(outside, params.ownHome))),
  )
  serve(house, endpoints.makeAppointment, ({ params, body, outside, actor }) =>
    makeAppointment(house, actor, ownOf(outside, params.ownHome), body),
  )
  serve(house, endpoints.cancelAppointment, ({ params, outside, actor }) =>
    cancelAppointment(house, actor, ownOf(outside, params.ownHome), params.ownAppointment),
  )
}

/** What the owner wants, asks and thinks of the answer. */
function casesRoutes(house: House): void {
  const { db } = house
  serve(house, endpoints.ownerWish, ({ params, outside, actor }) =>
    read(db, actor, (tx) => ownerWish(tx, ownOf(outside, params.ownHome))),
  )
  serve(
    house,
    endpoints.sayWish,
    ({ params, body, outside, actor }) => sayWish(house, actor, ownOf(outside, params.ownHome), body),
    byHand,
  )
  serve(house, endpoints.ownerCases, ({ params, outside, actor }) =>
    read(db, actor, (tx) => ownerCases(tx, ownOf(outside, params.ownHome))),
  )
  serve(
    house,
    endpoints.ask,
    ({ params, body, outside, actor }) => ask(house, actor, ownOf(outside, params.ownHome), body),
    byHand,
  )
  serve(house, endpoints.sayHelped, ({ params, body, outside, actor }) =>
    sayHelped(house, actor, ownOf(outside, params.ownHome), { id: params.ownerCase, ...body }),
  )
}

function inboxRoutes(house: House): void {
  const { db } = house
  serve(house, office.ownerInbox, ({ params, query, actor }) =>
    read(db, actor, (tx) => ownerInbox(tx, params.county, query)),
  )
  serve(house, office.ownerPaperContent, async ({ params, actor, reply }) => {
    const place = { countyCode: params.county, id: params.ownerPaper }
    return sent(house, reply, await read(db, actor, (tx) => openSent(tx, place, null)))
  })
  serve(house, office.authorisationPhotoContent, async ({ params, actor, reply }) => {
    const place = { countyCode: params.county, id: params.authorisation }
    return sent(house, reply, await read(db, actor, (tx) => openSent(tx, place, params.authorisationPhoto)))
  })
  serve(house, office.decideOwnerPaper, ({ params, body, actor }) =>
    decidePaper(house, actor, { countyCode: params.county, id: params.ownerPaper }, body),
  )
  serve(house, office.decideAuthorisation, ({ params, body, actor }) =>
    decideAuthorisation(house, actor, { countyCode: params.county, id: params.authorisation }, body),
  )
  serve(house, office.answerCase, ({ params, body, actor, session }) => {
    const hands = handsIn(house, session, params.county)
    return answerCase(house, actor, hands, { countyCode: params.county, id: params.ownerCase }, body.words)
  })
  serve(house, office.answerTerm, ({ params, actor }) => read(db, actor, (tx) => answerTerm(tx, params.county)))
  serve(house, office.setAnswerTerm, ({ params, body, actor }) => setAnswerTerm(db, actor, params.county, body))
}

/** A file as the window looks at it: never kept by the browser, and only what a browser may show is shown. */
async function sent(
  { files }: House,
  reply: FastifyReply,
  { name, mediaType, sha256 }: { name: string; mediaType: string; sha256: Buffer },
): Promise<FastifyReply> {
  return reply
    .header('content-type', shownAs(mediaType))
    .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, no-store')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'")
    .send(await openKept(files, sha256))
}

import type { FastifyReply } from 'fastify'
import { cashDeskEndpoints } from '#contract/cash-desk.ts'
import { holdActs, read, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { acceptDifference, countDay } from './close.ts'
import { listClosings } from './closings.ts'
import { deskDay, deskPayments } from './day.ts'
import { findDeskHomes } from './find-homes.ts'
import { deskHome } from './home.ts'
import { type PrintedFile, printClosing, printReceipt, printVisit } from './prints.ts'
import { openSettledGates } from './settle.ts'
import { payVisit } from './visit.ts'

/** The cash desk: who owes what, what a visit pays, and the day's closing. */
export function deskRoutes(house: House): void {
  const { db } = house
  const endpoints = cashDeskEndpoints
  serve(house, endpoints.findDeskHomes, async ({ params, body, actor }) => ({
    rows: await findDeskHomes(house, actor, params.county, body.search),
  }))
  serve(house, endpoints.deskHome, ({ params, actor }) =>
    read(db, actor, (tx) => deskHome(tx, params.county, params.unit)),
  )
  serve(house, endpoints.payVisit, ({ params, body, actor }) => payVisit(db, actor, params.county, body))
  serve(house, endpoints.openHomeGates, ({ params, actor }) =>
    transact(db, actor, async (tx) => {
      await holdActs(tx, [params.county])
      return openSettledGates(tx, actor, params.county, [params.unit])
    }),
  )
  serve(house, endpoints.deskDay, ({ params, query, actor }) =>
    read(db, actor, (tx) => deskDay(tx, { countyCode: params.county, ...query })),
  )
  serve(house, endpoints.deskPayments, ({ params, query, actor }) =>
    read(db, actor, (tx) => deskPayments(tx, { countyCode: params.county, ...query }, query)),
  )
  serve(house, endpoints.listClosings, ({ params, query, actor }) =>
    read(db, actor, (tx) => listClosings(tx, params.county, query)),
  )
  serve(house, endpoints.countDay, ({ params, body: { desk, day, ...count }, actor }) =>
    countDay(db, actor, { countyCode: params.county, desk, day }, count),
  )
  serve(house, endpoints.acceptDifference, ({ params, actor }) =>
    acceptDifference(db, actor, params.county, params.closing),
  )
  printRoutes(house)
}

/** Shown in the browser, from where it is printed; saved it has its own name. */
const send = (reply: FastifyReply, { name, bytes }: PrintedFile, mediaType: string) =>
  reply
    .header('content-type', mediaType)
    .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(bytes)

function printRoutes(house: House): void {
  const { receiptPdf, receiptDocx, visitPdf, closingPdf, closingDocx } = cashDeskEndpoints
  for (const [endpoint, format] of [
    [receiptPdf, 'pdf'],
    [receiptDocx, 'docx'],
  ] as const)
    serve(house, endpoint, async ({ params, actor, reply }) =>
      send(
        reply,
        await printReceipt(house.db, actor, params.county, params.payment, format),
        endpoint.response.mediaType,
      ),
    )
  serve(house, visitPdf, async ({ params, actor, reply }) =>
    send(reply, await printVisit(house.db, actor, params.county, params.visit), visitPdf.response.mediaType),
  )
  for (const [endpoint, format] of [
    [closingPdf, 'pdf'],
    [closingDocx, 'docx'],
  ] as const)
    serve(house, endpoint, async ({ params, actor, reply }) =>
      send(
        reply,
        await printClosing(house.db, actor, params.county, params.closing, format),
        endpoint.response.mediaType,
      ),
    )
}

import type { FastifyReply } from 'fastify'
import { reportRhythmEndpoints } from '#contract/report-rhythm.ts'
import { reportsEndpoints } from '#contract/reports.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { checkBulletin, issueBulletin, listBulletins, takeBulletin } from './bulletins.ts'
import { freezePeriod } from './freeze.ts'
import { writeReportText } from './report-texts.ts'
import { getReport } from './report-view.ts'

export function bulletinRoutes(house: House): void {
  const { db } = house
  serve(house, reportsEndpoints.listBulletins, ({ params, query, actor }) =>
    listBulletins(db, actor, params.region, query),
  )
  serve(house, reportsEndpoints.checkBulletin, ({ query, actor }) => checkBulletin(db, actor, query.asOf))
  serve(house, reportsEndpoints.issueBulletin, ({ params, body, actor }) =>
    issueBulletin(house, actor, { region: params.region, ...body }),
  )
  serve(house, reportsEndpoints.bulletinDocument, async ({ params, actor, reply }) => {
    const { bytes } = await takeBulletin(house, actor, params.region, params.bulletin, 'docx')
    return send(reply, reportsEndpoints.bulletinDocument.response.mediaType, bytes)
  })
  serve(house, reportsEndpoints.bulletinWorkbook, async ({ params, actor, reply }) => {
    const { bytes } = await takeBulletin(house, actor, params.region, params.bulletin, 'xlsx')
    return send(reply, reportsEndpoints.bulletinWorkbook.response.mediaType, bytes)
  })
  reportRoutes(house)
}

/** The report of a period before it is issued. */
function reportRoutes(house: House): void {
  const { db } = house
  serve(house, reportRhythmEndpoints.report, ({ params, actor }) => getReport(db, actor, params))
  serve(house, reportRhythmEndpoints.freezePeriod, async ({ params, body, actor }) => {
    await freezePeriod(db, actor, { ...params, ...body })
    return getReport(db, actor, params)
  })
  serve(house, reportRhythmEndpoints.writeReportText, async ({ params, body, actor }) => {
    await writeReportText(db, actor, { ...params, ...body })
    return getReport(db, actor, params)
  })
}

const send = (reply: FastifyReply, mediaType: string, bytes: Buffer) =>
  reply.header('content-type', mediaType).send(bytes)

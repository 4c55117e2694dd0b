import type { FastifyReply } from 'fastify'
import { reportsEndpoints } from '#contract/reports.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { writeBulletinDocument } from './bulletin-document.ts'
import { writeBulletinWorkbook } from './bulletin-workbook.ts'
import { checkBulletin, issueBulletin, listBulletins, takeBulletin } from './bulletins.ts'

export function bulletinRoutes(house: House): void {
  const { db } = house
  serve(house, reportsEndpoints.listBulletins, ({ params, actor }) => listBulletins(db, actor, params.region))
  serve(house, reportsEndpoints.checkBulletin, ({ query, actor }) => checkBulletin(db, actor, query.asOf))
  serve(house, reportsEndpoints.issueBulletin, ({ params, body, actor }) =>
    issueBulletin(db, actor, { region: params.region, ...body }),
  )
  serve(house, reportsEndpoints.bulletinDocument, async ({ params, actor, reply }) =>
    send(
      reply,
      reportsEndpoints.bulletinDocument.response.mediaType,
      await writeBulletinDocument(await takeBulletin(db, actor, params.region, params.bulletin, 'docx')),
    ),
  )
  serve(house, reportsEndpoints.bulletinWorkbook, async ({ params, actor, reply }) =>
    send(
      reply,
      reportsEndpoints.bulletinWorkbook.response.mediaType,
      await writeBulletinWorkbook(await takeBulletin(db, actor, params.region, params.bulletin, 'xlsx')),
    ),
  )
}

const send = (reply: FastifyReply, mediaType: string, bytes: Buffer) =>
  reply.header('content-type', mediaType).send(bytes)

import type { FastifyReply } from 'fastify'
import { handOverEndpoints } from '#contract/hand-over.ts'
import { read } from '../../platform/acts.ts'
import { openKept } from '../../platform/files.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { withUploads } from '../../platform/http/uploads.ts'
import { Refused } from '../../platform/refusals.ts'
import { countChosen } from './choose.ts'
import { handOverFile, makeHandOver } from './hand-over.ts'
import { getHandOver, listHandOvers } from './list.ts'
import { reportWorkbook } from './report-workbook.ts'
import { getResults, listResultLines, listResults } from './result-views.ts'
import { mustBeHandOver, takeResults, tryResults } from './results.ts'

export function handOverRoutes(house: House): void {
  outRoutes(house)
  resultRoutes(house)
  reportRoutes(house)
}

const attach = (reply: FastifyReply, name: string, mediaType: string) =>
  reply
    .header('content-type', mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)

function outRoutes(house: House): void {
  const { db, files } = house
  serve(house, handOverEndpoints.listHandOvers, ({ params, query, actor }) =>
    read(db, actor, (tx) => listHandOvers(tx, params.county, query)),
  )
  serve(house, handOverEndpoints.countHandOver, ({ params, body, actor }) =>
    read(db, actor, (tx) => countChosen(tx, params.county, body)),
  )
  serve(house, handOverEndpoints.makeHandOver, ({ params, body, actor }) =>
    makeHandOver(house, actor, params.county, body),
  )
  serve(house, handOverEndpoints.getHandOver, ({ params, actor }) =>
    read(db, actor, (tx) => getHandOver(tx, params.county, params.handOver)),
  )
  serve(house, handOverEndpoints.downloadHandOver, async ({ params, body, actor, reply }) => {
    const { name, sha256 } = await handOverFile(db, actor, {
      countyCode: params.county,
      id: params.handOver,
      reason: body.reason,
    })
    return attach(reply, name, 'application/octet-stream').send(await openKept(files, sha256))
  })
}

function resultRoutes(house: House): void {
  const { db } = house
  serve(house, handOverEndpoints.listResults, ({ params, query, actor }) =>
    read(db, actor, (tx) => listResults(tx, params.county, query)),
  )
  serve(house, handOverEndpoints.tryResults, ({ params, query, actor, request }) =>
    withUploads(request, '登记结果文件', async (uploads) => {
      const [file, another] = uploads
      if (!file || another) throw new Refused({ kind: 'invalid', code: 'one_file', message: '一次只读一个结果文件' })
      const handOverId = query.handOver ?? null
      if (handOverId) await read(db, actor, (tx) => mustBeHandOver(tx, params.county, handOverId))
      return tryResults(house, actor, params.county, { handOverId, ...file })
    }),
  )
  serve(house, handOverEndpoints.takeResults, ({ params, body, actor }) =>
    takeResults(house, actor, { countyCode: params.county, fileId: params.results, reason: body.reason }),
  )
}

function reportRoutes(house: House): void {
  const { db } = house
  serve(house, handOverEndpoints.getResults, ({ params, actor }) =>
    read(db, actor, (tx) => getResults(tx, params.county, params.results)),
  )
  serve(house, handOverEndpoints.listResultLines, ({ params, query, actor }) =>
    read(db, actor, (tx) => listResultLines(tx, { countyCode: params.county, fileId: params.results }, query)),
  )
  serve(house, handOverEndpoints.resultsWorkbook, async ({ params, query, actor, reply }) => {
    const place = { countyCode: params.county, fileId: params.results }
    const workbook = await reportWorkbook(db, actor, place, query.finding)
    return attach(reply, '对账报告.xlsx', handOverEndpoints.resultsWorkbook.response.mediaType).send(workbook)
  })
}

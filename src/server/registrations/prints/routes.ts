import type { FastifyReply } from 'fastify'
import { registrationPrintsEndpoints } from '#contract/registration-prints.ts'
import { read } from '../../platform/acts.ts'
import { openKept } from '../../platform/files.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { type PrintedFile, printBatchList, printPaper } from './actions.ts'
import { getPrintRun, orderPrints, printJob, printRun, printRunFile, tellPrintFailure } from './runs.ts'

export async function registrationPrintsRoutes(house: House): Promise<void> {
  singleRoutes(house)
  runRoutes(house)
  await house.queue.work(printJob, async ({ countyCode = '', runId = '' }) => {
    const place = { countyCode, runId }
    await printRun(house, place).catch(async (error: unknown) => {
      await tellPrintFailure(house.db, place, error)
      throw error
    })
  })
}

const named = (reply: FastifyReply, name: string, mediaType: string) =>
  reply
    .header('content-type', mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)

const send = (reply: FastifyReply, { name, bytes }: PrintedFile, mediaType: string) =>
  named(reply, name, mediaType).send(bytes)

function singleRoutes(house: House): void {
  const { printDocx, printPdf, printOpenedDocx, printOpenedPdf, batchListDocx, batchListPdf } =
    registrationPrintsEndpoints
  for (const [endpoint, format] of [
    [printDocx, 'docx'],
    [printPdf, 'pdf'],
  ] as const)
    serve(house, endpoint, async ({ params, body, actor, reply }) =>
      send(
        reply,
        await printPaper(house, actor, { countyCode: params.county, ...body, reason: null }, format),
        endpoint.response.mediaType,
      ),
    )
  for (const [endpoint, format] of [
    [printOpenedDocx, 'docx'],
    [printOpenedPdf, 'pdf'],
  ] as const)
    serve(house, endpoint, async ({ params, body, actor, reply }) =>
      send(
        reply,
        await printPaper(house, actor, { countyCode: params.county, ...body }, format),
        endpoint.response.mediaType,
      ),
    )
  for (const [endpoint, format] of [
    [batchListDocx, 'docx'],
    [batchListPdf, 'pdf'],
  ] as const)
    serve(house, endpoint, async ({ params, actor, reply }) =>
      send(
        reply,
        await printBatchList(house.db, actor, { countyCode: params.county, batch: params.registrationBatch }, format),
        endpoint.response.mediaType,
      ),
    )
}

function runRoutes(house: House): void {
  const {
    orderPrints: order,
    orderOpenedPrints,
    getPrintRun: get,
    printRunPdf,
    printRunZip,
  } = registrationPrintsEndpoints
  serve(house, order, ({ params, body, actor }) =>
    orderPrints(house, actor, {
      countyCode: params.county,
      kind: body.kind,
      applications: body.applications,
      batch: body.batch,
      reason: null,
    }),
  )
  serve(house, orderOpenedPrints, ({ params, body, actor }) =>
    orderPrints(house, actor, {
      countyCode: params.county,
      kind: body.kind,
      applications: body.applications,
      batch: body.batch,
      reason: body.reason,
    }),
  )
  serve(house, get, ({ params, actor }) =>
    read(house.db, actor, (tx) => getPrintRun(tx, actor, { countyCode: params.county, runId: params.run })),
  )
  for (const [endpoint, format, name] of [
    [printRunPdf, 'pdf', '成批打印.pdf'],
    [printRunZip, 'zip', '成批打印.zip'],
  ] as const)
    serve(house, endpoint, async ({ params, actor, reply }) => {
      const place = { countyCode: params.county, runId: params.run }
      const sha256 = await read(house.db, actor, (tx) => printRunFile(tx, actor, place, format))
      return named(reply, name, endpoint.response.mediaType).send(await openKept(house.files, sha256))
    })
}

import { archivesEndpoints } from '#contract/archives.ts'
import { mayFile } from '#domain/archives/reading.ts'
import { read, transact } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { Refused } from '../platform/refusals.ts'
import { segmentBytes } from '../platform/sealed-bytes.ts'
import { contentRoutes } from './content-routes.ts'
import { finishUpload } from './finishing.ts'
import { startArchiveJobs } from './jobs.ts'
import { archiveOf, listDue } from './lists.ts'
import { partFile, removePartFile } from './part-files.ts'
import { readerIn } from './readers.ts'
import { openReceiving } from './receiving.ts'
import { dueCutoffs, listRetentions, setRetention } from './retention.ts'
import { sharedWith, shareFiles, shareUnits, withdrawShare } from './shares.ts'
import { archiveNodes, estateArchive } from './tree.ts'
import { beginUploads, getUpload, listUploads, markOver, shownUpload } from './uploads.ts'
import { withdrawFile } from './withdrawing.ts'

export async function archivesRoutes(house: House): Promise<void> {
  listRoutes(house)
  contentRoutes(house)
  uploadRoutes(house)
  sharingRoutes(house)
  await startArchiveJobs(house)
}

function listRoutes(house: House): void {
  const { db } = house
  serve(house, archivesEndpoints.estateArchive, ({ params, actor, session }) =>
    read(db, actor, (tx) => estateArchive(tx, readerIn(house, session, params.county), params.estate)),
  )
  serve(house, archivesEndpoints.archiveNodes, ({ params, query, actor, session }) =>
    read(db, actor, (tx) =>
      archiveNodes(
        tx,
        readerIn(house, session, params.county),
        { estateId: params.estate, below: params.below, building: query.building },
        query,
      ),
    ),
  )
  serve(house, archivesEndpoints.archiveOf, ({ params, query, actor, session }) =>
    read(db, actor, (tx) =>
      archiveOf(tx, readerIn(house, session, params.county), { kind: params.subjectKind, id: params.subject }, query),
    ),
  )
  serve(house, archivesEndpoints.withdrawFile, ({ params, body, actor, session }) =>
    transact(db, actor, (tx) =>
      withdrawFile(tx, actor, readerIn(house, session, params.county), {
        fileId: params.archived,
        reason: body.reason,
      }),
    ),
  )
  serve(house, archivesEndpoints.listRetentions, async ({ params, actor }) => [
    ...(await read(db, actor, (tx) => listRetentions(tx, params.county))),
  ])
  serve(house, archivesEndpoints.setRetention, async ({ params, body, actor }) => [
    ...(await transact(db, actor, (tx) => setRetention(tx, actor, params.county, { ...body, paper: params.paper }))),
  ])
  serve(house, archivesEndpoints.archiveDue, ({ params, query, actor, session }) =>
    read(db, actor, async (tx) => {
      const cutoffs = dueCutoffs(await listRetentions(tx, params.county), query.until)
      return listDue(tx, readerIn(house, session, params.county), cutoffs, query)
    }),
  )
}

function uploadRoutes(house: House): void {
  const { db, files, config, fastify, sessions } = house
  const receiving = openReceiving({ db, files })
  // parts are taken as they come, never gathered in memory
  fastify.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
  const placeOf = (params: { county: string; upload: string }) => ({
    countyCode: params.county,
    uploadId: params.upload,
  })

  serve(house, archivesEndpoints.beginUploads, async ({ params, body, actor, session }) => {
    const readsArchive = sessions.regionsFor(session, 'archives.read').includes(params.county)
    if (!mayFile(readsArchive, body.subject.kind))
      throw new Refused({ kind: 'forbidden', code: 'surveys_only', message: '测绘单位只能上传测绘成果的材料' })
    const most = config.archiveLimitBytes
    const results = await transact(db, actor, (tx) => beginUploads(tx, actor, params.county, { ...body, most }))
    return { partBytes: segmentBytes, results: [...results] }
  })
  serve(house, archivesEndpoints.listUploads, ({ params, query, actor }) =>
    read(db, actor, (tx) => listUploads(tx, actor, params.county, query)),
  )
  serve(house, archivesEndpoints.getUpload, async ({ params, actor }) =>
    shownUpload(await read(db, actor, (tx) => getUpload(tx, actor, placeOf(params)))),
  )
  serve(house, archivesEndpoints.putPart, ({ params, query, actor, request }) => {
    if (request.headers['content-type'] !== 'application/octet-stream')
      throw new Refused({ kind: 'invalid', code: 'no_bytes', message: '请以 application/octet-stream 上传这一段' })
    return receiving.receive(actor, placeOf(params), { ...query, source: request.raw })
  })
  serve(house, archivesEndpoints.finishUpload, ({ params, body, actor }) =>
    finishUpload({ db, files, receiving }, actor, placeOf(params), body.sha256),
  )
  serve(house, archivesEndpoints.giveUpUpload, ({ params, actor }) =>
    receiving.alone(placeOf(params), async () => {
      const place = placeOf(params)
      const upload = await read(db, actor, (tx) => getUpload(tx, actor, place))
      await transact(db, actor, (tx) => markOver(tx, place, 'given_up'))
      await removePartFile(partFile(files, place.uploadId, upload.bytes))
      receiving.forget(place.uploadId)
      return { ...shownUpload(upload), state: 'given_up' as const }
    }),
  )
}

function sharingRoutes(house: House): void {
  const { db } = house
  serve(house, archivesEndpoints.shareFiles, async ({ params, body, actor }) => ({
    results: [...(await transact(db, actor, (tx) => shareFiles(tx, actor, params.county, body)))],
  }))
  serve(house, archivesEndpoints.shareUnits, ({ params, actor }) =>
    read(db, actor, (tx) => shareUnits(tx, params.county)),
  )
  serve(house, archivesEndpoints.withdrawShare, ({ params, body, actor }) => {
    const place = { countyCode: params.county, shareId: params.share }
    return transact(db, actor, (tx) => withdrawShare(tx, actor, place, body.reason))
  })
  serve(house, archivesEndpoints.sharedWithMe, ({ query, actor }) =>
    read(db, actor, (tx) => sharedWith(tx, actor, query)),
  )
}

import type { FastifyReply } from 'fastify'
import { documentsEndpoints } from '#contract/documents.ts'
import { type Actor, read, transact } from '../platform/acts.ts'
import { openKept } from '../platform/files.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import type { Session } from '../platform/http/sessions.ts'
import { withUploads } from '../platform/http/uploads.ts'
import { Refused } from '../platform/refusals.ts'
import { answerDocument, getAnswerFile } from './answer.ts'
import { batchFile, getBatch, makeBatch } from './batches.ts'
import { draftDocument } from './draft.ts'
import { editDocument, withdrawDocument } from './edit.ts'
import { listIssuers, nameIssuer } from './issuers.ts'
import { startDocumentJobs } from './jobs.ts'
import { fileOf } from './laying-out.ts'
import { listDocuments } from './list.ts'
import { moveDocuments } from './moves.ts'
import { partyOf } from './parties.ts'
import { checkDocument } from './public-check.ts'
import { getReceipt, serveOnPaper, signForReceipt } from './service.ts'
import { signDocuments } from './sign.ts'
import type { DocumentPlace } from './store.ts'
import { getDocument } from './views.ts'

export async function documentsRoutes(house: House): Promise<void> {
  const { db } = house
  serve(house, documentsEndpoints.listDocuments, ({ query, actor, session }) =>
    read(db, actor, (tx) => listDocuments(tx, actor.counties, partyOf(house, session), query)),
  )
  serve(house, documentsEndpoints.getDocument, async ({ params, actor, session }) => {
    await signForReceipt(db, actor, partyOf(house, session), placeOf(params))
    return show(house, actor, session, placeOf(params))
  })
  serve(
    house,
    documentsEndpoints.checkDocument,
    ({ params }) => checkDocument(db, params.code),
    { rateLimit: { max: 30, timeWindow: '1 minute' } }, // nobody tries codes, and nobody who scans one waits
  )
  draftingRoutes(house)
  movingRoutes(house)
  servingRoutes(house)
  paperAnswerRoute(house)
  fileRoutes(house)
  batchRoutes(house)
  await startDocumentJobs(house)
}

const placeOf = (params: { county: string; document: string }): DocumentPlace => ({
  countyCode: params.county,
  documentId: params.document,
})

const show = (house: House, actor: Actor, session: Session, place: DocumentPlace) =>
  read(house.db, actor, (tx) => getDocument(tx, partyOf(house, session), place))

function draftingRoutes(house: House): void {
  const { db } = house
  serve(house, documentsEndpoints.draftDocuments, async ({ params, body, actor }) => {
    const drafts = body.documents.map((draft) => ({ ...draft, countyCode: params.county, subject: null }))
    return [...(await transact(db, actor, (tx) => draftDocument(tx, actor, drafts, body.reason)))]
  })
  serve(house, documentsEndpoints.editDocument, async ({ params, body, actor, session }) => {
    await editDocument(db, actor, partyOf(house, session), placeOf(params), body)
    return show(house, actor, session, placeOf(params))
  })
  serve(house, documentsEndpoints.withdrawDocument, async ({ params, body, actor, session }) => {
    const documentId = await withdrawDocument(db, actor, partyOf(house, session), placeOf(params), body.reason)
    return show(house, actor, session, { countyCode: params.county, documentId })
  })
  serve(house, documentsEndpoints.listIssuers, ({ params, actor }) =>
    read(db, actor, (tx) => listIssuers(tx, params.county)),
  )
  serve(house, documentsEndpoints.nameIssuer, async ({ params, body, actor }) => {
    // a county has none but itself below it: only whoever signs for the city names its issuers
    if (house.sessions.countiesOf(params.region).length === 1)
      throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
    return nameIssuer(db, actor, body)
  })
}

function movingRoutes(house: House): void {
  const { db } = house
  for (const endpoint of [documentsEndpoints.draftMoves, documentsEndpoints.officeMoves])
    serve(house, endpoint, ({ params, body, actor, session }) => {
      const office = { countyCode: params.county, actor, reason: body.reason }
      return moveDocuments(db, office, partyOf(house, session), body)
    })
  serve(house, documentsEndpoints.signMoves, ({ params, body, actor, session }) => {
    const office = { countyCode: params.county, actor, reason: body.reason }
    const [party, { move, documents }] = [partyOf(house, session), body]
    return move === 'sign'
      ? signDocuments(house, office, party, documents)
      : moveDocuments(db, office, party, { move, documents })
  })
}

const longestAnswer = 5000

function servingRoutes(house: House): void {
  serve(house, documentsEndpoints.serveOnPaper, async ({ params, query, actor, session, request }) => {
    await withUploads(request, '送达回证的照片或扫描件', (uploads, note) =>
      serveOnPaper(house, actor, partyOf(house, session), placeOf(params), { service: { ...query, note }, uploads }),
    )
    return show(house, actor, session, placeOf(params))
  })
  serve(house, documentsEndpoints.answerDocument, async ({ params, query, actor, session, request }) => {
    await withUploads(
      request,
      null,
      (uploads, words) =>
        answerDocument(house, actor, partyOf(house, session), placeOf(params), {
          ...query,
          move: 'answer',
          words,
          uploads,
        }),
      longestAnswer,
    )
    return show(house, actor, session, placeOf(params))
  })
}

function paperAnswerRoute(house: House): void {
  serve(house, documentsEndpoints.recordAnswer, async ({ params, query, actor, session, request }) => {
    await withUploads(
      request,
      '回复的扫描件',
      (uploads, words) =>
        answerDocument(house, actor, partyOf(house, session), placeOf(params), {
          ...query,
          move: 'record_answer',
          words,
          uploads,
        }),
      longestAnswer,
    )
    return show(house, actor, session, placeOf(params))
  })
}

function fileRoutes(house: House): void {
  const { db, files } = house
  for (const [endpoint, format] of [
    [documentsEndpoints.documentDocx, 'docx'],
    [documentsEndpoints.documentPdf, 'pdf'],
  ] as const)
    serve(house, endpoint, async ({ params, actor, session, reply }) => {
      const [party, place] = [partyOf(house, session), placeOf(params)]
      await signForReceipt(db, actor, party, place)
      const { name, bytes, sha256 } = await fileOf(house, actor, party, place, format)
      return send(reply, {
        name,
        mediaType: endpoint.response.mediaType,
        way: format === 'pdf' ? 'inline' : 'attachment',
      })(sha256 ? await openKept(files, sha256) : bytes)
    })
  serve(house, documentsEndpoints.receiptFile, async ({ params, actor, session, reply }) => {
    const place = { ...placeOf(params), serviceNo: params.service }
    const { sha256, ...about } = await read(db, actor, async (tx) => {
      await getDocument(tx, partyOf(house, session), place)
      return getReceipt(tx, place)
    })
    return send(reply, { ...about, way: 'inline' })(await openKept(files, sha256))
  })
  serve(house, documentsEndpoints.answerFile, async ({ params, actor, session, reply }) => {
    const place = { ...placeOf(params), answerNo: params.answer, fileNo: params.file }
    const { sha256, ...about } = await read(db, actor, async (tx) => {
      await getDocument(tx, partyOf(house, session), place)
      return getAnswerFile(tx, place)
    })
    return send(reply, { ...about, way: 'attachment' })(await openKept(files, sha256))
  })
}

type About = { name: string; mediaType: string; way: 'inline' | 'attachment' }

const send =
  (reply: FastifyReply, { name, mediaType, way }: About) =>
  (content: unknown) =>
    reply
      .header('content-type', mediaType)
      .header('content-disposition', `${way}; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(content)

function batchRoutes(house: House): void {
  const { db, files } = house
  const placeOf = (params: { county: string; batch: string }) => ({ countyCode: params.county, batchId: params.batch })
  serve(house, documentsEndpoints.makeBatch, ({ params, body, actor, session }) =>
    makeBatch(house, actor, partyOf(house, session), { countyCode: params.county, ids: body.documents }),
  )
  serve(house, documentsEndpoints.getBatch, ({ params, actor }) =>
    read(db, actor, (tx) => getBatch(tx, actor, placeOf(params))),
  )
  serve(house, documentsEndpoints.batchZip, async ({ params, actor, reply }) => {
    const sha256 = await read(db, actor, (tx) => batchFile(tx, actor, placeOf(params), 'zip'))
    const about = {
      name: '公文.zip',
      mediaType: documentsEndpoints.batchZip.response.mediaType,
      way: 'attachment',
    } as const
    return send(reply, about)(await openKept(files, sha256))
  })
  serve(house, documentsEndpoints.batchPdf, async ({ params, actor, reply }) => {
    const sha256 = await read(db, actor, (tx) => batchFile(tx, actor, placeOf(params), 'pdf'))
    const about = {
      name: '公文.pdf',
      mediaType: documentsEndpoints.batchPdf.response.mediaType,
      way: 'inline',
    } as const
    return send(reply, about)(await openKept(files, sha256))
  })
}

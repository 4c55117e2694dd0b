import type { FastifyReply } from 'fastify'
import { developersEndpoints as endpoints } from '#contract/developers.ts'
import { LedgerRefused } from '../../ledgers/actions.ts'
import { read } from '../../platform/acts.ts'
import { openKept } from '../../platform/files.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import type { Session } from '../../platform/http/sessions.ts'
import { withUploads } from '../../platform/http/uploads.ts'
import { Refused } from '../../platform/refusals.ts'
import { xlsxType } from '../../platform/workbooks.ts'
import { bindAccount, listOutsideOrganisations } from './accounts.ts'
import { getOwnEstate, listOwnEstates } from './estates.ts'
import { answerLetter, letterPdf, listLetters, openLetter } from './letters.ts'
import { type Developer, ownEstateOf } from './own.ts'
import { checkOwnersBook, ownerFaults, sendOwners, setOwnersAside } from './owner-hand-ins.ts'
import { getOwnerHandIn } from './owner-views.ts'
import { ownersBook } from './owners-book.ts'
import { contentOf, listPapers } from './paper-views.ts'
import { acceptPaper, handInPaper, ownContentOf, returnPaper } from './papers.ts'

/** What developers see and hand in, and what the office does with it. */
export function developersRoutes(house: House): void {
  estateRoutes(house)
  ownerRoutes(house)
  letterRoutes(house)
  officeRoutes(house)
}

const developerOf = ({ county }: { county: string }, { accountId }: Session): Developer => ({
  countyCode: county,
  accountId,
})

function estateRoutes(house: House): void {
  const { db, files } = house
  serve(house, endpoints.ownEstates, ({ params, actor, session }) =>
    read(db, actor, (tx) => listOwnEstates(tx, developerOf(params, session))),
  )
  serve(house, endpoints.ownEstate, ({ params, actor, session }) =>
    read(db, actor, (tx) => getOwnEstate(tx, developerOf(params, session), params.ownEstate)),
  )
  serve(house, endpoints.handInPaper, ({ params, query, actor, session, request }) =>
    withUploads(request, '要提交的材料', ([upload, ...others], note) => {
      if (!upload || others.length > 0) throw oneFile('一次提交一份材料')
      const handed = { upload, note, paper: query.paper, requirement: query.requirement ?? null }
      return handInPaper(house, actor, developerOf(params, session), params.ownEstate, handed)
    }),
  )
  serve(house, endpoints.ownPaperContent, async ({ params, actor, session, reply }) => {
    const content = await read(db, actor, (tx) => ownContentOf(tx, developerOf(params, session), params.handedPaper))
    return send(reply, content)(await openKept(files, content.sha256))
  })
}

const oneFile = (message: string) => new Refused({ kind: 'invalid', code: 'one_file_only', message })

function ownerRoutes(house: House): void {
  const { db } = house
  const placeOf = (params: { county: string; ownerHandIn: string }, session: Session) => ({
    ...developerOf(params, session),
    handInId: params.ownerHandIn,
  })
  serve(house, endpoints.ownersBook, async ({ params, actor, session, reply }) => {
    const content = await read(db, actor, async (tx) =>
      ownersBook(tx, await ownEstateOf(tx, developerOf(params, session), params.ownEstate)),
    )
    return send(reply, { name: '业主材料.xlsx', mediaType: xlsxType })(content)
  })
  serve(house, endpoints.checkOwners, ({ params, query, actor, session, request }) =>
    withUploads(request, '业主工作簿（.xlsx、.csv）', ([file, ...others]) => {
      if (!file || others.length > 0) throw oneFile('一次上传一个业主工作簿')
      const asked = { estateId: params.ownEstate, file, applicantKind: query.applicantKind }
      return checkOwnersBook(house, actor, developerOf(params, session), asked).catch(refuseFile)
    }),
  )
  serve(house, endpoints.ownerHandIn, ({ params, actor, session }) =>
    read(db, actor, (tx) => getOwnerHandIn(tx, placeOf(params, session))),
  )
  serve(house, endpoints.ownerFaults, async ({ params, actor, session, reply }) => {
    const content = await ownerFaults(house, actor, placeOf(params, session))
    return send(reply, { name: '需要改正的业主.xlsx', mediaType: xlsxType })(content)
  })
  serve(house, endpoints.sendOwners, ({ params, body, actor, session }) =>
    sendOwners(house, actor, placeOf(params, session), body.reason),
  )
  serve(house, endpoints.setOwnersAside, ({ params, body, actor, session }) =>
    setOwnersAside(db, actor, placeOf(params, session), body.reason),
  )
}

/** A file that is no workbook is the sender's to mend, told in his words. */
function refuseFile(error: unknown): never {
  if (error instanceof LedgerRefused) throw new Refused({ kind: 'invalid', code: error.kind, message: error.message })
  throw error
}

const longestAnswer = 5000

function letterRoutes(house: House): void {
  const { db, files } = house
  const placeOf = (params: { county: string; ownLetter: string }, session: Session) => ({
    ...developerOf(params, session),
    letterId: params.ownLetter,
  })
  serve(house, endpoints.ownLetters, ({ params, query, actor, session }) =>
    read(db, actor, (tx) => listLetters(tx, developerOf(params, session), query)),
  )
  serve(house, endpoints.ownLetter, ({ params, actor, session }) => openLetter(house, actor, placeOf(params, session)))
  serve(house, endpoints.ownLetterPdf, async ({ params, actor, session, reply }) => {
    const { name, bytes, sha256 } = await letterPdf(house, actor, placeOf(params, session))
    return send(reply, { name, mediaType: 'application/pdf', way: 'inline' })(
      sha256 ? await openKept(files, sha256) : bytes,
    )
  })
  serve(house, endpoints.answerLetter, ({ params, query, actor, session, request }) =>
    withUploads(
      request,
      null,
      (uploads, words) =>
        answerLetter(house, actor, placeOf(params, session), { words, uploads, revision: query.revision }),
      longestAnswer,
    ),
  )
}

function officeRoutes(house: House): void {
  const { db, files } = house
  const placeOf = (params: { county: string; handedPaper: string }) => ({
    countyCode: params.county,
    paperId: params.handedPaper,
  })
  serve(house, endpoints.handedPapers, ({ params, query, actor }) =>
    read(db, actor, (tx) => listPapers(tx, params.county, query)),
  )
  serve(house, endpoints.handedPaperContent, async ({ params, actor, reply }) => {
    const content = await read(db, actor, (tx) => contentOf(tx, placeOf(params)))
    return send(reply, { ...content, way: 'inline' })(await openKept(files, content.sha256))
  })
  serve(house, endpoints.acceptPaper, ({ params, body, actor }) => acceptPaper(db, actor, placeOf(params), body))
  serve(house, endpoints.returnPaper, ({ params, body, actor }) => returnPaper(db, actor, placeOf(params), body.reason))
  serve(house, endpoints.outsideOrganisations, ({ params, actor }) =>
    read(db, actor, (tx) => listOutsideOrganisations(tx, params.county)),
  )
  serve(house, endpoints.bindAccount, ({ params, body, actor }) =>
    bindAccount(db, actor, params.county, { accountId: params.account, ...body }),
  )
}

type About = { name: string; mediaType: string; way?: 'inline' | 'attachment' }

const send =
  (reply: FastifyReply, { name, mediaType, way = 'attachment' }: About) =>
  (content: unknown) =>
    reply
      .header('content-type', mediaType)
      .header('content-disposition', `${way}; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(content)

import type { FastifyReply } from 'fastify'
import { transfersEndpoints as endpoints } from '#contract/transfers.ts'
import { type PaperKind, paperCodes } from '#domain/archives/paper-kinds.ts'
import type { Paper } from '#domain/archives/papers.ts'
import { sourceOfPaper } from '#domain/registrations/transfer/papers.ts'
import { LedgerRefused, openWorkbook } from '../../ledgers/actions.ts'
import { read } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { withUploads } from '../../platform/http/uploads.ts'
import { Refused } from '../../platform/refusals.ts'
import { xlsxType } from '../../platform/workbooks.ts'
import { bringOwners } from './bring.ts'
import { discardOwners } from './discard.ts'
import { gateDesks } from './gate-desks.ts'
import { markPapers } from './mark-papers.ts'
import { ownersTemplate } from './owners-template.ts'
import { refusedOwners } from './refused-rows.ts'
import { submitTransfer } from './submit-one.ts'
import { windowHome } from './window.ts'

export async function transfersRoutes(house: House): Promise<void> {
  const { db } = house
  serve(house, endpoints.windowHome, ({ params, actor }) =>
    read(db, actor, (tx) => windowHome(tx, params.county, params.unit)),
  )
  serve(house, endpoints.submitTransfer, async ({ params: { county, unit }, body, actor }) => ({
    id: await submitTransfer(house, actor, { countyCode: county, unitId: unit }, body),
  }))
  serve(house, endpoints.markPapers, async ({ params: { county, application }, body, actor }) =>
    (await markPapers(db, actor, { countyCode: county, applicationId: application }, body)).map(withSource),
  )
  serve(house, endpoints.gateDesks, ({ params, actor }) => read(db, actor, (tx) => gateDesks(tx, params.county)))
  serve(house, endpoints.ownersTemplate, async ({ reply }) =>
    send(reply, '业主批量申请模板.xlsx', await ownersTemplate()),
  )
  serve(house, endpoints.bringOwners, ({ params, query, actor, request }) =>
    withUploads(request, '业主工作簿（.xlsx、.csv）', async ([file, ...others]) => {
      if (!file || others.length > 0)
        throw new Refused({ kind: 'invalid', code: 'one_file_only', message: '一次上传一个业主工作簿' })
      const { estate = null, applicantBasis = null, held = '', ...asked } = query
      const terms = { ...asked, estateId: estate, applicantBasis, held: papersIn(held) }
      return bringOwners({ ...house, openWorkbook }, actor, params.county, { file, asked: terms }).catch(refuseFile)
    }),
  )
  serve(house, endpoints.discardOwners, ({ params: { county, registrationBatch: batch }, body, actor }) =>
    discardOwners(db, actor, county, batch, body.reason),
  )
  serve(house, endpoints.refusedOwners, async ({ params: { county, registrationBatch: batch }, actor, reply }) =>
    send(reply, '退回修改的业主.xlsx', await refusedOwners({ ...house, openWorkbook }, actor, county, batch)),
  )
}

const withSource = ({ paper, standing, basis }: Paper) => ({ paper, standing, basis, source: sourceOfPaper(paper) })

const papersIn = (held: string): PaperKind[] => paperCodes.filter((paper) => held.split(',').includes(paper))

/** A file that is no workbook is the sender's to mend, told in his words. */
function refuseFile(error: unknown): never {
  if (error instanceof LedgerRefused) throw new Refused({ kind: 'invalid', code: error.kind, message: error.message })
  throw error
}

const send = (reply: FastifyReply, name: string, content: Buffer) =>
  reply
    .header('content-type', xlsxType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(content)

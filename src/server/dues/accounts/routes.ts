import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { dueAccountsEndpoints } from '#contract/due-accounts.ts'
import { read } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { officeToday } from '../../platform/office-day.ts'
import { streamWorkbook } from '../../platform/workbooks.ts'
import { estateHomesMoney, estateMoney } from '../estate-money.ts'
import { financeList } from '../finance/lists.ts'
import { estateSlips, homeSlip } from '../slips/print.ts'
import { dueAccount } from './account.ts'
import { accountEntries } from './lines.ts'
import { accountList, statementPdf } from './statement.ts'

export function dueAccountsRoutes(house: House): void {
  accountRoutes(house)
  slipRoutes(house)
  financeRoutes(house)
}

const send = (reply: FastifyReply, name: string, mediaType: string, content: Buffer | Readable) =>
  reply
    .header('content-type', mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(content)

function accountRoutes(house: House): void {
  const { db } = house
  const { dueAccount: account, dueAccountEntries, dueAccountPdf, exportDueAccount } = dueAccountsEndpoints
  serve(house, account, ({ params, body, actor }) => read(db, actor, (tx) => dueAccount(tx, params.county, body)))
  serve(house, dueAccountEntries, ({ params, body, actor }) =>
    read(db, actor, (tx) => accountEntries(tx, params.county, { ...body, until: body.until ?? officeToday() })),
  )
  serve(house, dueAccountPdf, async ({ params, body, actor, reply }) =>
    send(
      reply,
      '税费往来对账单.pdf',
      dueAccountPdf.response.mediaType,
      await statementPdf(db, actor, params.county, body),
    ),
  )
  serve(house, exportDueAccount, async ({ params, body, actor, reply }) => {
    const list = await accountList(db, actor, params.county, body)
    return send(reply, '往来账.xlsx', exportDueAccount.response.mediaType, await streamWorkbook(db, actor, list))
  })
  serve(house, dueAccountsEndpoints.estateMoney, ({ params, actor }) =>
    read(db, actor, (tx) => estateMoney(tx, params.county, params.estate)),
  )
  serve(house, dueAccountsEndpoints.estateHomesMoney, ({ params, query, actor }) =>
    read(db, actor, (tx) => estateHomesMoney(tx, params.county, params.estate, query)),
  )
}

function slipRoutes(house: House): void {
  const { db } = house
  const { homeSlipPdf, homeSlipDocx, estateSlipsPdf } = dueAccountsEndpoints
  serve(house, homeSlipPdf, async ({ params, query, actor, reply }) => {
    const home = { countyCode: params.county, unitId: params.unit }
    return send(reply, '缴费告知单.pdf', homeSlipPdf.response.mediaType, await homeSlip(db, actor, home, query.paper))
  })
  serve(house, homeSlipDocx, async ({ params, actor, reply }) => {
    const home = { countyCode: params.county, unitId: params.unit }
    return send(reply, '缴费告知单.docx', homeSlipDocx.response.mediaType, await homeSlip(db, actor, home, 'docx'))
  })
  serve(house, estateSlipsPdf, async ({ params, body, actor, reply }) => {
    const where = { countyCode: params.county, estate: params.estate, building: body.building }
    return send(
      reply,
      '缴费告知单.pdf',
      estateSlipsPdf.response.mediaType,
      await estateSlips(db, actor, where, body.paper),
    )
  })
}

function financeRoutes(house: House): void {
  const { db } = house
  const { financeXlsx, financeCsv } = dueAccountsEndpoints
  for (const [endpoint, format] of [
    [financeXlsx, 'xlsx'],
    [financeCsv, 'csv'],
  ] as const)
    serve(house, endpoint, async ({ params, body, actor, reply }) => {
      const list = financeList(db, actor, { region: params.region, list: params.financeList, query: body })
      const stream = await streamWorkbook(db, actor, list, format)
      return send(reply, `${list.sheet}.${format}`, endpoint.response.mediaType, stream)
    })
}

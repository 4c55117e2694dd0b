import { paymentListEndpoints } from '#contract/payment-lists.ts'
import { read, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { withUploads } from '../../platform/http/uploads.ts'
import { Refused } from '../../platform/refusals.ts'
import { xlsxType } from '../../platform/workbooks.ts'
import { againstBooks } from './against-books.ts'
import { bringList, matchAgain } from './bring.ts'
import type { ListPlace } from './candidates.ts'
import { decideRow } from './decide.ts'
import { allocateHeld, giveBackHeld, listHeld } from './held.ts'
import { orderBooking, startListJobs } from './jobs.ts'
import { listWorkbook } from './report-workbook.ts'
import { getList, listLists, listRows } from './views.ts'

export async function listRoutes(house: House): Promise<void> {
  const { db } = house
  serve(house, paymentListEndpoints.listPaymentLists, ({ params, query, actor }) =>
    read(db, actor, (tx) => listLists(tx, params.county, query)),
  )
  serve(house, paymentListEndpoints.bringPaymentList, ({ params, query, actor, request }) =>
    withUploads(request, '缴款清单', async (uploads) => {
      const [file, another] = uploads
      if (!file || another) throw new Refused({ kind: 'invalid', code: 'one_file', message: '一次只导入一份缴款清单' })
      const door = { ...house, owner: house.database.owner }
      return bringList(door, actor, params.county, { ...file, kind: query.kind ?? null })
    }),
  )
  serve(house, paymentListEndpoints.getPaymentList, ({ params, actor }) =>
    read(db, actor, (tx) => getList(tx, placeOf(params))),
  )
  serve(house, paymentListEndpoints.listPaymentListRows, ({ params, query, actor }) =>
    read(db, actor, (tx) => listRows(tx, placeOf(params), query)),
  )
  serve(house, paymentListEndpoints.decidePaymentListRow, ({ params, body, actor }) =>
    decideRow(db, actor, placeOf(params), params.row, body),
  )
  serve(house, paymentListEndpoints.matchPaymentList, ({ params, actor }) => matchAgain(db, actor, placeOf(params)))
  serve(house, paymentListEndpoints.bookPaymentList, ({ params, body, actor }) =>
    transact(db, actor, async (tx) => {
      await orderBooking(house, tx, actor, placeOf(params), body.reason)
      return getList(tx, placeOf(params))
    }),
  )
  serve(house, paymentListEndpoints.paymentListAgainstBooks, ({ params, actor }) =>
    read(db, actor, (tx) => againstBooks(tx, placeOf(params))),
  )
  serve(house, paymentListEndpoints.paymentListWorkbook, async ({ params, actor, reply }) =>
    reply
      .header('content-type', xlsxType)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('对账报告.xlsx')}`)
      .send(await listWorkbook(db, actor, placeOf(params))),
  )
  heldRoutes(house)
  await startListJobs(house)
}

function heldRoutes(house: House): void {
  const { db } = house
  serve(house, paymentListEndpoints.listHeldMoney, ({ params, query, actor }) =>
    read(db, actor, (tx) => listHeld(tx, params.county, query)),
  )
  serve(house, paymentListEndpoints.allocateHeldMoney, ({ params, body, actor }) =>
    allocateHeld(db, actor, params.county, params.payment, body),
  )
  serve(house, paymentListEndpoints.giveBackHeldMoney, ({ params, body, actor }) =>
    giveBackHeld(db, actor, params.county, params.payment, body.reason),
  )
}

const placeOf = (params: { county: string; list: string }): ListPlace => ({
  countyCode: params.county,
  listId: params.list,
})

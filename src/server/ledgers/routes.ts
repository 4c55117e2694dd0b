import { ledgersEndpoints } from '#contract/ledgers.ts'
import { type Actor, read, transact } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { withUploads } from '../platform/http/uploads.ts'
import { Refused } from '../platform/refusals.ts'
import { xlsxType } from '../platform/workbooks.ts'
import { bringLedgers, discardImport } from './actions.ts'
import type { Import } from './checks.ts'
import { commitJob, readJob, startLedgerJobs } from './jobs.ts'
import { returnedWorkbook } from './returned-workbook.ts'
import { moveImport, saveCorrections } from './store.ts'
import { getImport, listFindings, listImports } from './views.ts'

export async function ledgersRoutes(house: House): Promise<void> {
  const { db, queue, files } = house
  const door = { ...house, owner: house.database.owner }
  const show = (actor: Actor, place: Import) => read(db, actor, (tx) => getImport(tx, place))

  serve(house, ledgersEndpoints.listImports, ({ params, actor }) =>
    read(db, actor, (tx) => listImports(tx, params.county)),
  )
  serve(house, ledgersEndpoints.bringLedgers, ({ params, actor, request }) =>
    withUploads(request, '要导入的台账文件', async (uploads) => {
      const place = await bringLedgers(door, actor, params.county, uploads)
      await transact(db, actor, (tx) => queue.send(tx, readJob, place))
      return show(actor, place)
    }),
  )
  serve(house, ledgersEndpoints.getImport, ({ params, actor }) => show(actor, placeOf(params)))
  serve(house, ledgersEndpoints.listFindings, ({ params, query, actor }) =>
    read(db, actor, async (tx) => {
      await getImport(tx, placeOf(params))
      return listFindings(tx, placeOf(params), query)
    }),
  )
  serve(house, ledgersEndpoints.correctColumns, async ({ params, body, actor }) => {
    const place = placeOf(params)
    await transact(db, actor, async (tx) => {
      await getImport(tx, place)
      await saveCorrections(tx, place.countyCode, body.kind, body.corrections)
      if (!(await moveImport(tx, place, ['previewed', 'refused'], 'reading'))) throw decided()
      await queue.send(tx, readJob, place)
    })
    return show(actor, place)
  })
  serve(house, ledgersEndpoints.commitImport, async ({ params, body, actor }) => {
    const place = placeOf(params)
    await transact(db, actor, async (tx) => {
      await getImport(tx, place)
      if (!(await moveImport(tx, place, ['previewed'], 'committing'))) throw decided()
      await queue.send(tx, commitJob, { ...place, accountId: actor.accountId, name: actor.name, reason: body.reason })
    })
    return show(actor, place)
  })
  serve(house, ledgersEndpoints.discardImport, async ({ params, actor }) => {
    await discardImport(db, actor, placeOf(params))
    return show(actor, placeOf(params))
  })
  serve(house, ledgersEndpoints.rejectedRows, async ({ params, actor, reply }) => {
    const workbook = await read(db, actor, async (tx) => {
      await getImport(tx, placeOf(params))
      return returnedWorkbook(tx, files, placeOf(params))
    })
    return reply
      .header('content-type', xlsxType)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('退回修改.xlsx')}`)
      .send(workbook)
  })
  await startLedgerJobs(house)
}

const placeOf = (params: { county: string; import: string }): Import => ({
  countyCode: params.county,
  importId: params.import,
})

const decided = () =>
  new Refused({ kind: 'conflict', code: 'import_decided', message: '这次导入正在处理，或已经入库、放弃' })

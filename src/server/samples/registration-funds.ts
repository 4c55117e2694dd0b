import { sql } from 'kysely'
import { sampleFund, sampleRates } from '#samples/registrations.ts'
import { allotFund, commitFund, setDeedTaxRates, setFundRates, spendFund } from '../dues/actions.ts'
import { read } from '../platform/acts.ts'
import { type DeskHouse, dayIn, sampleReason } from './registration-desk.ts'

/**
 * Where surveys are shown, a fund that pays for them, a part of it spent; elsewhere the county's rates, still to be verified. So
 * both can be looked at: a county that knows what its homes owe to the maintenance fund, and one that does not yet.
 */
export async function showSampleFunds(house: DeskHouse): Promise<void> {
  await (house.desk.surveyor ? showFund(house) : showRates(house))
}

async function showRates({ db, desk, actors: { window: actor }, once }: DeskHouse): Promise<void> {
  await once(sampleReason('维修资金交存标准'), (reason) =>
    setFundRates(db, actor, desk.code, { rows: sampleRates.maintenanceFund, reason }),
  )
  await once(sampleReason('契税法定税率'), (reason) =>
    setDeedTaxRates(db, actor, desk.code, { rows: sampleRates.deedTax, reason }),
  )
}

async function showFund(house: DeskHouse): Promise<void> {
  const { db, desk, actors, once } = house
  const actor = actors.window
  const { allottedInDays, committedInDays, spentInDays, use, spending, ...fund } = sampleFund
  await once(sampleReason('安排专项资金'), (reason) =>
    allotFund(db, actor, desk.code, { ...fund, allottedOn: dayIn(allottedInDays), reason }),
  )
  await once(sampleReason('承诺专项资金'), async (reason) => {
    const { fundId, estateIds } = await known(house)
    if (fundId === null) return
    const wanted = { ...use, committedOn: dayIn(committedInDays), estateIds, dueIds: [], reason }
    await commitFund(db, actor, { countyCode: desk.code, fundId }, wanted)
  })
  await once(sampleReason('拨付专项资金'), async (reason) => {
    const { useId } = await known(house)
    if (useId === null) return
    const place = { countyCode: desk.code, useId }
    await spendFund(db, actor, place, { ...spending, spentOn: dayIn(spentInDays), reason })
  })
}

type Known = { fundId: string | null; useId: string | null; estateIds: string[] }

async function known({ db, desk, actors }: DeskHouse): Promise<Known> {
  const { rows } = await read(db, actors.window, (tx) =>
    sql<Known>`
      select (select id from funds where county_code = ${desk.code} and purpose = ${sampleFund.purpose} order by id limit 1) as "fundId",
             (select id from fund_uses where county_code = ${desk.code} and matter = ${sampleFund.use.matter} order by id limit 1) as "useId",
             array(select e.id from estates as e where e.county_code = ${desk.code} order by e.name limit 3) as "estateIds"`.execute(
      tx,
    ),
  )
  return rows[0] ?? { fundId: null, useId: null, estateIds: [] }
}

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { samplePerson } from '#samples/people.ts'
import { days, type MadeWindow, makeWindow } from '../../../../test/registrations/made-window.ts'
import { transact } from '../../platform/acts.ts'
import { recordDues } from '../assess.ts'
import { bookList } from './book.ts'
import { bringList } from './bring.ts'

let made: MadeWindow
beforeAll(async () => {
  made = await makeWindow({ homes: 3, unregistered: 1 })
}, 60_000)
afterAll(() => made.house.drop())

test('a list that settles the tax of a home opens its gate on the receipt; where something is still owed it stays shut', async () => {
  const { house, county, staff, registered } = made
  const homes = registered.unitIds.slice(0, 2)
  const applications = await made.submit(homes.map((unitId, at) => made.transferOf(unitId, {}, at + 2)))
  const ids = applications.flatMap(({ id }) => id ?? [])
  await made.move(ids, { act: 'accept', on: days.accepted })
  const owner = samplePerson(1).name
  const owes = {
    kind: 'deed_tax',
    debtorKind: 'owner',
    organisationId: null,
    debtorName: owner,
    estateId: registered.id,
  } as const
  await transact(house.db, staff.clerk, (tx) =>
    recordDues(
      tx,
      staff.clerk,
      county,
      homes.map((unitId) => ({ ...owes, unitId, amountFen: 100_00, basis: '契税法', dueOn: null, computed: null })),
      '登记',
    ),
  )
  const path = join(house.folder, '清单.csv')
  const lines = [
    `${owner},晨光小区,1-1-101,契税,100,2022-11-03,税票-1`,
    `${owner},晨光小区,1-1-102,契税,99,2022-11-03,税票-2`,
  ]
  writeFileSync(path, ['纳税人,小区,楼号-房号,税费种,金额,缴款日期,凭证号', ...lines].join('\n'))

  const list = await bringList(house, staff.window, county, { name: '清单.csv', path, kind: null })
  expect(list.counts.booked).toBe(2)
  await bookList(house.db, staff.window, { countyCode: county, listId: list.id }, '税务清单')

  const { rows } = await house.owner.query(
    `select state, evidence from application_gates where county_code = $1 and application_id = any ($2) and gate = 'tax' order by array_position($2, application_id)`,
    [county, ids],
  )
  expect(rows[0]).toMatchObject({ state: 'passed' })
  expect(rows[0].evidence).toContain('税票-1')
  expect(rows[1]).toMatchObject({ state: 'open' })
})

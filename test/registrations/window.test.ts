import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '#server/audit/verify.ts'
import { ownerDb } from '#server/platform/database.ts'
import { fenyang } from '../made-house.ts'
import { days, type MadeWindow, makeWindow } from './made-window.ts'

let made: MadeWindow
beforeAll(async () => {
  made = await makeWindow()
})
afterAll(() => made.house.drop())

const flaws = async () => (await verify(ownerDb(made.house.owner), { counties: [fenyang], onProgress: () => {} })).flaws
const unitOf = async (id: string) => (await made.house.owner.query('select * from units where id = $1', [id])).rows[0]

test('a transfer goes from the window to the certificate, and the home is its buyer’s', async () => {
  const [unitId = '', other = ''] = made.registered.unitIds
  const [submitted, second] = await made.submit([made.transferOf(unitId, {}, 7), made.transferOf(other, {}, 8)])
  const ids = [submitted?.id ?? '', second?.id ?? '']

  await made.bringTo(ids, 'transfer', 'entered')

  const unit = await unitOf(unitId)
  expect(unit).toMatchObject({
    transferred_on: days.entered,
    certificate_no: '晋（2022）汾阳市不动产权第0000001号',
    state: 'transferred',
  })
  expect(await flaws()).toEqual([])
})

test('a first registration covers its homes, which then may be transferred', async () => {
  const [submitted] = await made.submit([made.firstOf(made.waiting.unitIds)])

  await made.bringTo([submitted?.id ?? ''], 'first', 'entered')

  expect(await unitOf(made.waiting.unitIds[0] ?? '')).toMatchObject({ first_registered_on: days.entered })
  expect(await flaws()).toEqual([])
})

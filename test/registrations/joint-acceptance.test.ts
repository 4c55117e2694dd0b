import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jointMatters } from '#domain/registrations/joint/opinions.ts'
import { verify } from '#server/audit/verify.ts'
import { ownerDb } from '#server/platform/database.ts'
import { fenyang } from '../made-house.ts'
import { dayAfter, type MadeHall, makeHall, today } from './made-hall.ts'

let hall: MadeHall
let joint: string
beforeAll(async () => {
  hall = await makeHall({ homes: 12, certified: 5 })
  const opening = { reason: '竣工联合验收', estateId: hall.registered.id, kind: 'house', title: '晨光小区竣工联合验收' }
  joint = (await hall.ask('POST', '/joint-acceptances', opening)).id
})
afterAll(() => hall.drop())

const opinion = (given: object = {}) => ({
  stance: 'agree',
  officer: '丁某',
  on: today,
  paper: '汾规核〔2026〕3 号',
  ...given,
})
const give = (matter: string, given: object = {}) =>
  hall.ask('POST', `/joint-acceptances/${joint}/opinions/${matter}`, opinion(given), 'fenyang-clerk')
const get = () => hall.ask('GET', `/joint-acceptances/${joint}`)
const accept = (given: object = {}) => ({
  reason: '各单位意见齐全',
  on: today,
  opinionNo: '汾联验〔2026〕1 号',
  ...given,
})

test('one file holds the opinions of several units, and is closed once all have spoken and none is against', async () => {
  expect((await get()).opinions.map(({ matter }: { matter: string }) => matter)).toEqual([...jointMatters])
  expect(await hall.refused('POST', `/joint-acceptances/${joint}/accept`, accept())).toEqual([409, 'opinions_open'])
  for (const matter of jointMatters) await give(matter)
  await give('civil_defence', { stance: 'disagree', paper: null, words: '防护门未安装' })
  expect(await hall.refused('POST', `/joint-acceptances/${joint}/accept`, accept())).toEqual([409, 'opinion_disagrees'])
  await give('civil_defence', { stance: 'not_needed', paper: null, words: '已缴易地建设费' })

  const accepted = await hall.ask('POST', `/joint-acceptances/${joint}/accept`, accept())

  expect(accepted).toMatchObject({ state: 'accepted', opinionNo: '汾联验〔2026〕1 号', opinionsGiven: 7 })
  expect(await hall.refused('POST', `/joint-acceptances/${joint}/opinions/fire`, opinion(), 'fenyang-clerk')).toEqual([
    409,
    'not_open',
  ])
})

test('on the day of hand-over it tells how many homes are ready and what each other lacks', async () => {
  const [open] = await hall.submit([hall.transferOf(hall.registered.unitIds[6] ?? '', {}, 20)])
  await hall.bringTo([open?.id ?? ''], 'transfer', 'accepted')
  const { revision, title } = await get()
  const change = { reason: '确定交房日', revision, title, handOverOn: today, note: null }
  const changed = await hall.ask('PUT', `/joint-acceptances/${joint}`, change)

  expect(changed).toMatchObject({ homes: 12, ready: 5, readyAsOf: today })
  const lacks = Object.fromEntries(
    changed.missing.map(({ what, homes }: { what: string; homes: number }) => [what, homes]),
  )
  expect(lacks).toEqual({ no_application: 6, papers: 1, tax: 1, fund: 1, review: 1 })
  const page = await hall.ask('GET', `/joint-acceptances/${joint}/homes?missing=tax`)
  expect(page.rows).toMatchObject([
    { unitId: hall.registered.unitIds[6], missing: ['papers', 'tax', 'fund', 'review'] },
  ])
  expect((await hall.ask('GET', `/joint-acceptances/${joint}/homes?ready=yes`)).rows).toHaveLength(5)
  const first = await hall.ask('GET', `/joint-acceptances/${joint}/homes?limit=7`)
  const rest = await hall.ask('GET', `/joint-acceptances/${joint}/homes?limit=7&after=${first.next}`)
  expect(new Set([...first.rows, ...rest.rows].map(({ unitId }: { unitId: string }) => unitId)).size).toBe(12)
  expect(rest.next).toBeNull()
  const { rows } = (
    await hall.caller.send('leader', 'GET', `/api/regions/${fenyang}/joint-acceptances?estate=${hall.registered.id}`)
  ).json()
  expect(rows).toMatchObject([{ homes: 12, ready: 5, opinions: 7, opinionsGiven: 7 }])
})

test('homes are not handed over before their acceptance', async () => {
  const { revision, title } = await get()
  const change = { reason: '确定交房日', revision, title, handOverOn: dayAfter(-1), note: null }
  expect(await hall.refused('PUT', `/joint-acceptances/${joint}`, change)).toEqual([409, 'hand_over_before_acceptance'])
})

test('land is handed over with its certificate: three units, no homes', async () => {
  const opening = { reason: '交地即交证', estateId: hall.waiting.id, kind: 'land', title: '晓月小区交地' }
  const { id } = await hall.ask('POST', '/joint-acceptances', opening)
  expect((await hall.ask('GET', `/joint-acceptances/${id}`)).opinions).toHaveLength(3)
  expect(await hall.refused('POST', '/joint-acceptances', opening)).toEqual([409, 'joint_is_there'])
  expect(await hall.refused('POST', `/joint-acceptances/${id}/opinions/fire`, opinion(), 'fenyang-clerk')).toEqual([
    404,
    'no_such_matter',
  ])
  const withdrawn = await hall.ask('POST', `/joint-acceptances/${id}/withdraw`, { reason: '宗地范围调整' })
  expect(withdrawn).toMatchObject({ state: 'withdrawn', endReason: '宗地范围调整' })
})

describe('who may not', () => {
  test.each(['leader', 'fenyang-registrar', 'inspector', 'jiaokou-clerk'])(
    '%s opens no joint acceptance',
    async (login) => {
      const opening = { reason: '越权', estateId: hall.waiting.id, kind: 'house', title: '越权' }
      expect(await hall.refused('POST', '/joint-acceptances', opening, login)).toEqual([404, 'not_found'])
    },
  )

  test('an officer speaks for his own unit alone', async () => {
    const { id } = await hall.ask('POST', '/joint-acceptances', {
      reason: '竣工联合验收',
      estateId: hall.waiting.id,
      kind: 'house',
      title: '晓月小区',
    })
    const url = `/joint-acceptances/${id}/opinions/completion`
    expect(await hall.refused('POST', url, opinion(), 'fenyang-housing')).toEqual([403, 'other_unit'])
  })
})

test.each([
  ['an agreement without its paper', { paper: null }, 'paper_missing'],
  ['a dissent without words', { stance: 'disagree', paper: null }, 'words_missing'],
  ['a day to come', { on: dayAfter(2) }, 'day_in_future'],
  ['a unit of nowhere', { organisationId: '00000000-0000-7000-8000-000000000000' }, 'no_such_organisation'],
])('refused: %s', async (_, given, code) => {
  const { rows } = (
    await hall.caller.send(
      'leader',
      'GET',
      `/api/regions/${fenyang}/joint-acceptances?estate=${hall.waiting.id}&kind=house`,
    )
  ).json()
  expect(
    (await hall.refused('POST', `/joint-acceptances/${rows[0].id}/opinions/fire`, opinion(given), 'fenyang-clerk'))[1],
  ).toBe(code)
})

test('the records are what their history says', async () => {
  const { flaws } = await verify(ownerDb(hall.house.owner), { counties: [fenyang], onProgress: () => {} })
  expect(flaws).toEqual([])
})

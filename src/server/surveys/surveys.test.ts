import { setTimeout as pause } from 'node:timers/promises'
import { readXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AcceptedSurvey, EstateSurveys, SurveyComparison, SurveyVersion, SurveyView } from '#contract/surveys.ts'
import { callerOf } from '../../../test/caller.ts'
import { importMadeLedger } from '../../../test/diagnosis/made-ledger.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse } from '../../../test/made-house.ts'
import { recordPeople } from '../../../test/person-history.ts'
import {
  boundaryRows,
  type MadeSurvey,
  madeParcel,
  madeSurvey,
  madeWorkbook,
} from '../../../test/surveys/made-survey.ts'
import { verify } from '../audit/verify.ts'
import { read, systemActor } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { createSampleAccount } from '../staff/actions.ts'
import { surveyOf } from './actions.ts'

let house: MadeHouse
let caller: ReturnType<typeof callerOf>
let estates: Record<string, string>
let accounts: Record<string, string>

beforeAll(async () => {
  house = await createMadeHouse()
  await importMadeLedger(house, fenyang, [
    { name: '晨光小区', papers: ['有', '无', '有', '有'], problems: '', homes: 3, firstRegistered: 1 },
    { name: '晓月小区', papers: ['有', '无', '有', '有'], problems: '', homes: 2 },
    { name: '清溪小区', papers: ['有', '无', '有', '有'], problems: '', homes: 1 },
  ])
  const opened = await house.open()
  for (const login of ['other-surveyor', 'firm-surveyor']) {
    const password = house.secrets.samplePassword(login)
    const roles = [{ role: 'surveyor' as const, region: fenyang }]
    await createSampleAccount(house.db, systemActor([fenyang]), { login, name: login, password, roles })
    opened.accounts.push({ login, name: login, password })
  }
  caller = callerOf(opened)
  estates = await idsOf('select name, id from estates')
  accounts = await idsOf('select login as name, id from accounts')
  for (const login of ['fenyang-surveyor', 'other-surveyor', 'firm-surveyor']) await qualify(accounts[login], 'account')
  expect((await commission('晨光小区')).statusCode).toBe(200)
})
afterAll(() => house.drop())

const idsOf = async (text: string): Promise<Record<string, string>> =>
  Object.fromEntries((await house.owner.query(text)).rows.map(({ name, id }) => [name, id]))
const estatePath = (name: string) => `/api/counties/${fenyang}/estates/${estates[name]}`
const surveyPath = (id: string) => `/api/counties/${fenyang}/surveys/${id}`

const qualify = (holder: string | undefined, holderKind: 'account' | 'organisation') =>
  caller.send('fenyang-clerk', 'POST', `/api/counties/${fenyang}/qualifications`, {
    ...{ holder, holderKind, reason: '核对资质证书', field: 'survey', certificateNo: '示例测资字1号', grade: '乙级' },
    ...{ validFrom: '2020-01-01', validUntil: '2099-12-31' },
  })

const commission = (name: string, login = 'fenyang-surveyor', by = 'fenyang-clerk') =>
  caller.send(by, 'POST', `${estatePath(name)}/survey-commissions`, {
    surveyor: accounts[login],
    kind: 'account',
    reason: '委托测绘',
  })

async function handIn(
  survey: MadeSurvey,
  { estate = '晨光小区', login = 'fenyang-surveyor', naming = 'own' as 'own' | 'national' } = {},
) {
  const file = { name: '测绘成果.xlsx', content: await madeWorkbook(survey, naming) }
  return caller.attach(login, `${estatePath(estate)}/surveys`, [file], '竣工后实测')
}
async function handedIn(survey: MadeSurvey, more: Parameters<typeof handIn>[1] = {}): Promise<SurveyVersion> {
  const answer = await handIn(survey, more)
  expect([answer.statusCode, answer.body]).toEqual([200, answer.body])
  return answer.json()
}
const look = async (id: string, login = 'fenyang-clerk'): Promise<SurveyView> =>
  (await caller.send(login, 'GET', surveyPath(id))).json()
const accept = (id: string, login = 'fenyang-window') =>
  caller.send(login, 'POST', `${surveyPath(id)}/accept`, { reason: '核对无误' })
const flaws = async () =>
  (await verify(ownerDb(house.owner), { counties: [fenyang, jiaokou], onProgress: () => {} })).flaws
const homesOf = async (name: string) =>
  (
    await house.owner.query(
      `select u.entrance || '-' || u.room as home, u.area_m2::float as area, u.unit_code as code, u.state from units as u where u.estate_id = $1 order by 1`,
      [estates[name]],
    )
  ).rows
/** Everything an acceptance may touch, to tell that nothing did. */
const records = async () =>
  (
    await house.owner.query(
      `select (select count(*) from units) as units, (select sum(area_m2) from units) as area, (select count(*) from buildings) as buildings,
              (select count(*) from parcels) as parcels, (select count(*) from history) as history, (select count(*) from estate_facts) as facts,
              (select sum(n) from tallies) as tallies, (select count(*) from diagnoses) as diagnoses,
              (select jsonb_agg(state order by id) from surveys) as states`,
    )
  ).rows[0]

describe('a surveyor', () => {
  test('sees and hands in for the estates he is commissioned with, and no other exists for him', async () => {
    const desk = (await caller.send('fenyang-surveyor', 'GET', `/api/counties/${fenyang}/survey-desk`)).json()
    expect(desk).toMatchObject([{ estateName: '晨光小区', surveyors: '示例汾阳测绘', latest: null }])
    expect((await caller.send('fenyang-surveyor', 'GET', `${estatePath('晨光小区')}/surveys`)).statusCode).toBe(200)

    expect((await caller.send('fenyang-surveyor', 'GET', `${estatePath('晓月小区')}/surveys`)).statusCode).toBe(404)
    expect((await handIn(madeSurvey(), { estate: '晓月小区' })).statusCode).toBe(404)
    expect((await caller.send('fenyang-surveyor', 'GET', `/api/regions/${fenyang}/estates`)).statusCode).toBe(404)
    expect((await caller.send('fenyang-surveyor', 'GET', `${estatePath('晨光小区')}`)).statusCode).toBe(404)
  })

  test('of another estate gets 404 for everything of a hand-in; once his commission ends so does its own', async () => {
    const { id } = await handedIn(madeSurvey(), { naming: 'national' })
    await commission('清溪小区', 'other-surveyor')
    const doors = ['', '/faults.xlsx', '/files/1', `/comparison?earlier=${id}`]
    for (const door of doors) {
      expect([door, (await caller.send('fenyang-surveyor', 'GET', `${surveyPath(id)}${door}`)).statusCode]).toEqual([
        door,
        200,
      ])
      expect([door, (await caller.send('other-surveyor', 'GET', `${surveyPath(id)}${door}`)).statusCode]).toEqual([
        door,
        404,
      ])
    }
    const list = async (login: string) =>
      (await caller.send(login, 'GET', `/api/regions/${fenyang}/surveys`)).json().rows.length
    expect([await list('fenyang-surveyor'), await list('other-surveyor'), await list('fenyang-clerk')]).toEqual([
      1, 0, 1,
    ])

    const { commissions }: EstateSurveys = (
      await caller.send('fenyang-clerk', 'GET', `${estatePath('清溪小区')}/surveys`)
    ).json()
    const end = `/api/counties/${fenyang}/survey-commissions/${commissions[0]?.id}/end`
    expect((await caller.send('fenyang-surveyor', 'POST', end, { reason: '终止' })).statusCode).toBe(404)
    expect((await caller.send('fenyang-clerk', 'POST', end, { reason: '改由他人测绘' })).statusCode).toBe(200)
    expect((await caller.send('other-surveyor', 'GET', `${estatePath('清溪小区')}/surveys`)).statusCode).toBe(404)
  })

  test('is commissioned through the organisation he belongs to, too', async () => {
    const { rows } = await house.owner.query(
      `with firm as (insert into organisations (county_code, kind, name) values ($1, 'third_party', '示例测绘公司') returning id),
            person as (insert into people (county_code, name, organisation_id, account_id) select $1, '丁某', id, $2 from firm)
       select id from firm`,
      [fenyang, accounts['firm-surveyor']],
    )
    await qualify(rows[0].id, 'organisation')
    const body = { surveyor: rows[0].id, kind: 'organisation', reason: '委托测绘' }
    const given = await caller.send('fenyang-clerk', 'POST', `${estatePath('清溪小区')}/survey-commissions`, body)
    expect(given.json().commissions).toMatchObject([{ surveyor: '示例测绘公司', isOrganisation: true }])
    expect((await caller.send('firm-surveyor', 'GET', `${estatePath('清溪小区')}/surveys`)).statusCode).toBe(200)
    expect((await caller.send('other-surveyor', 'GET', `${estatePath('清溪小区')}/surveys`)).statusCode).toBe(404)
    await house.owner.query(`delete from people where account_id = $1`, [accounts['firm-surveyor']])
  })

  test('neither commissions, accepts nor returns; whom nobody can commission is refused', async () => {
    expect((await commission('晓月小区', 'fenyang-surveyor', 'fenyang-surveyor')).statusCode).toBe(404)
    const [waiting] = (
      await caller.send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/surveys?state=checked`)
    ).json().rows
    expect((await accept(waiting.id, 'fenyang-surveyor')).statusCode).toBe(404)
    expect(
      (await caller.send('fenyang-surveyor', 'POST', `${surveyPath(waiting.id)}/return`, { reason: '退回' }))
        .statusCode,
    ).toBe(404)
    expect((await commission('晓月小区', 'fenyang-clerk')).json()).toMatchObject({ code: 'no_such_surveyor' })
    expect((await commission('晓月小区', 'fenyang-surveyor', 'jiaokou-clerk')).statusCode).toBe(404)
  })

  test('gets a template that reads back as the tables of a survey', async () => {
    const answer = await caller.send('fenyang-surveyor', 'GET', `/api/counties/${fenyang}/survey-template.xlsx`)
    const { sheets } = await readXlsx(answer.rawPayload)
    expect(sheets.map(({ name }) => name)).toEqual([
      '宗地',
      '界址点',
      '自然幢',
      '逻辑幢',
      '单元',
      '层',
      '户',
      '填表说明',
    ])
    expect(sheets[6]?.rows[0]).toContain('不动产单元号')
  })
})

describe('a hand-in', () => {
  test('is checked at once: with errors it comes back, each at its cell, and nobody can accept it', async () => {
    const faulty = madeSurvey()
    Object.assign(faulty.units[1] ?? {}, { room: '101', areaM2: 120 })
    const version = await handedIn(faulty)
    expect(version).toMatchObject({ state: 'faulty', note: '竣工后实测', isOwn: true })
    const { faults } = await look(version.id)
    expect(faults.map(({ rule, at }) => [rule, at.sheet, at.cell])).toEqual(
      expect.arrayContaining([
        ['room_twice', '户', 'D3'],
        ['unit_sum', '户', 'J3'],
        ['building_sum', '自然幢', 'J2'],
      ]),
    )
    const list = await readXlsx(
      (await caller.send('fenyang-surveyor', 'GET', `${surveyPath(version.id)}/faults.xlsx`)).rawPayload,
    )
    expect(list.sheets[0]?.rows.length).toBe(faults.length + 2)
    expect((await accept(version.id)).json()).toMatchObject({ code: 'survey_decided' })
    expect((await handIn(madeSurvey(), { estate: '晨光小区', login: 'leader' })).statusCode).toBe(404)
  })

  test('may come as several CSV files, each named after its table, with boundaries as GeoJSON', async () => {
    const files = [
      { name: '自然幢.csv', content: '幢号,总层数,地上层数,地下层数,总套数\n5号楼,2,2,0,1\n' },
      { name: 'H.csv', content: 'ZRZH,FJH,SJCS,SCJZMJ,SCTNJZMJ,SCFTJZMJ\n0005,101,1,88.50,70.25,18.25\n' },
      {
        name: '界线.geojson',
        content: JSON.stringify({
          type: 'Feature',
          properties: { ZRZH: '0005' },
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [111.7, 37.2],
                [111.7004, 37.2],
                [111.7004, 37.2002],
                [111.7, 37.2002],
                [111.7, 37.2],
              ],
            ],
          },
        }),
      },
    ]
    const answer = await caller.attach('fenyang-surveyor', `${estatePath('晨光小区')}/surveys`, files)
    expect([answer.statusCode, answer.json().state, answer.json().homes]).toEqual([200, 'checked', 1])
    const { content } = await look(answer.json().id)
    expect(content.units[0]).toMatchObject({ building: '5', room: '101', areaM2: 88.5 })
    expect(content.boundaries).toMatchObject([{ kind: 'outline', coordinates: 'degrees' }])
    expect(content.tables.map(({ sheet }) => sheet)).toEqual(['自然幢.csv', 'H.csv', '界线.geojson'])
  })

  test('that is no spreadsheet, empty or torn is refused in words, and keeps nothing', async () => {
    const before = await records()
    const send = (name: string, content: string | Buffer) =>
      caller.attach('fenyang-surveyor', `${estatePath('晨光小区')}/surveys`, [{ name, content }])
    expect((await send('成果.xlsx', '')).json()).toMatchObject({ code: 'empty' })
    expect((await send('成果.xlsx', (await madeWorkbook(madeSurvey())).subarray(0, 900))).statusCode).toBe(400)
    expect((await send('照片.xlsx', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 1]))).statusCode).toBeLessThan(500)
    expect((await records()).units).toBe(before.units)
  })

  test('replaces the one that waited; by a clerk too, who then cannot accept it himself', async () => {
    const first = await handedIn(madeSurvey())
    const second = await handedIn(madeSurvey(), { login: 'fenyang-clerk' })
    expect((await look(first.id)).state).toBe('replaced')
    expect((await accept(first.id)).statusCode).toBe(409)
    expect((await accept(second.id, 'fenyang-clerk')).json()).toMatchObject({ code: 'own_survey' })
    const returned = await caller.send('fenyang-window', 'POST', `${surveyPath(second.id)}/return`, {
      reason: '缺批准界线',
    })
    expect(returned.json()).toMatchObject({ state: 'returned', decision: '缺批准界线', decidedBy: '示例汾阳窗口' })
    expect(
      (await caller.send('fenyang-window', 'POST', `${surveyPath(second.id)}/return`, { reason: '再退' })).statusCode,
    ).toBe(409)
    expect(await flaws()).toEqual([])
  })

  test('is compared with an earlier one home by home', async () => {
    const changed = madeSurvey()
    Object.assign(changed.units[0] ?? {}, { areaM2: 100.01 })
    const [earlier, later] = [await handedIn(madeSurvey()), await handedIn(changed)]
    const answer = await caller.send(
      'fenyang-surveyor',
      'GET',
      `${surveyPath(later.id)}/comparison?earlier=${earlier.id}`,
    )
    const { homes }: SurveyComparison = answer.json()
    expect(homes).toMatchObject([
      { kind: 'changed', room: '101', fields: [{ field: 'areaM2', was: 100, becomes: 100.01 }] },
    ])
  })
})

describe('an acceptance', () => {
  test('broken off half-way leaves nothing half done, and can be given again', async () => {
    const { id } = await handedIn(madeSurvey())
    const before = await records()
    const lock = await house.owner.connect()
    try {
      await lock.query('begin')
      await lock.query('lock table parcels in exclusive mode') // read by all, written by none: homes are taken, parcels wait
      const cut = accept(id)
      for (let tries = 0; tries < 100 && (await endWriting()) === 0; tries++) await pause(50)
      expect((await cut).statusCode).toBe(500)
    } finally {
      await lock.query('rollback')
      lock.release()
    }
    expect(await records()).toEqual(before)
  })

  /** Breaks off what waits to write parcels; how many there were. */
  async function endWriting(): Promise<number> {
    const { rows } = await house.owner.query(
      `select pg_cancel_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%into parcels%'`,
    )
    return rows.length
  }

  test('takes buildings, homes, areas and parcels over, leaves what is registered, and tells what it left', async () => {
    const [waiting] = (
      await caller.send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/surveys?state=checked`)
    ).json().rows
    const { faults } = await look(waiting.id)
    expect(faults.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['registered_differs', 'home_not_surveyed']))

    const answer = await accept(waiting.id)
    expect([answer.statusCode, answer.body]).toEqual([200, answer.body])
    const { taken, left, survey }: AcceptedSurvey = answer.json()

    expect(taken).toEqual({ buildings: 1, added: 6, changed: 2, unchanged: 0 })
    expect(left).toEqual([
      { building: '1', entrance: '1', room: '101', fields: [{ field: 'areaM2', was: 90.5, says: 100 }] },
    ])
    expect(survey).toMatchObject({ state: 'accepted', decidedBy: '示例汾阳窗口' })
    const homes = await homesOf('晨光小区')
    expect(homes).toHaveLength(9)
    expect(homes.find(({ home }) => home === '1-101')).toMatchObject({
      area: 90.5,
      state: 'first_registered',
      code: `${madeParcel}F00010001`,
    })
    expect(homes.find(({ home }) => home === '1-102')).toMatchObject({ area: 100, state: 'surveyed' })
    expect(homes.find(({ home }) => home === '1-103')).toMatchObject({ area: 90.5, code: null })
    expect(homes.find(({ home }) => home === '2-201')).toMatchObject({
      area: 100,
      code: expect.stringMatching(/F0001000[5-8]$/),
    })
    expect(await flaws()).toEqual([])
  })

  test('moves the figures and the diagnosis with it', async () => {
    const estate = (await caller.send('fenyang-clerk', 'GET', estatePath('晨光小区'))).json()
    expect(estate).toMatchObject({ parcelCode: madeParcel, figures: { units: 9, firstRegistered: 1, buildings: 1 } })
    const facts = estate.facts.map(({ fact, value }: { fact: string; value: unknown }) => [fact, value])
    expect(facts).toEqual(
      expect.arrayContaining([
        ['cadastral_survey', true],
        ['boundary_survey_done', true],
        ['surveyed_land_m2', 6000],
        ['approved_land_m2', 6000],
      ]),
    )
    const diagnosis = (await caller.send('fenyang-clerk', 'GET', `${estatePath('晨光小区')}/diagnosis`)).json()
    const survey = diagnosis.diagnosis.requirements.find(
      ({ requirement }: { requirement: string }) => requirement === 'survey',
    )
    expect(survey?.status ?? 'met').toBe('met')
    const known = await read(house.db, systemActor([fenyang]), (tx) => surveyOf(tx, fenyang, estates.晨光小区 ?? ''))
    expect(known).toMatchObject({ homes: 8, areaM2: 800, surveyedLandM2: 6000, acceptedBy: '示例汾阳窗口' })
    expect(
      await read(house.db, systemActor([fenyang]), (tx) => surveyOf(tx, fenyang, estates.晓月小区 ?? '')),
    ).toBeNull()
  })

  test('of two at once is given to one, and never twice', async () => {
    await commission('晓月小区')
    const made = madeSurvey()
    made.parcels = [{ ...made.parcels[0], code: '141182004012GB00200' }]
    Object.assign(made.buildings[0] ?? {}, { parcel: '141182004012GB00200' })
    made.boundaries = boundaryRows(
      [
        [4_126_000, 37_565_000],
        [4_126_000, 37_565_100],
        [4_126_060, 37_565_100],
        [4_126_060, 37_565_000],
        [4_126_000, 37_565_000],
      ],
      {},
      '141182004012GB00200',
    )
    const { id } = await handedIn(made, { estate: '晓月小区' })
    const answers = await Promise.all([accept(id), accept(id, 'fenyang-clerk'), accept(id)])
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409])
    expect((await homesOf('晓月小区')).length).toBe(8)
    expect(
      (await house.owner.query(`select count(*)::integer as n from acts where kind = 'survey_accepted'`)).rows,
    ).toEqual([{ n: 2 }])
    expect(await flaws()).toEqual([])
  })

  test('is refused where the land lies over a parcel accepted meanwhile, or another home holds a code', async () => {
    await commission('清溪小区')
    const made = madeSurvey()
    made.parcels = [{ ...made.parcels[0], code: '141182004012GB00300' }]
    Object.assign(made.buildings[0] ?? {}, { parcel: '141182004012GB00300' })
    made.boundaries = boundaryRows(
      [
        [4_127_000, 37_565_000],
        [4_127_000, 37_565_100],
        [4_127_060, 37_565_100],
        [4_127_060, 37_565_000],
        [4_127_000, 37_565_000],
      ],
      {},
      '141182004012GB00300',
    )
    const { id } = await handedIn(made, { estate: '清溪小区' })
    const before = await records()
    await house.owner.query(
      `insert into parcels (county_code, code, estate_id, survey_id, meridian, rings)
       select county_code, '141182004012GB00999', estate_id, id, 111, $1 from surveys where state = 'accepted' limit 1`,
      [
        JSON.stringify([
          [
            { x: 565_050, y: 4_127_000 },
            { x: 565_060, y: 4_127_000 },
            { x: 565_060, y: 4_127_060 },
            { x: 565_050, y: 4_127_060 },
          ],
        ]),
      ],
    )
    expect((await accept(id)).json()).toMatchObject({
      code: 'survey_no_longer_holds',
      message: expect.stringContaining('重叠'),
    })
    await house.owner.query(`delete from parcels where code = '141182004012GB00999'`)
    expect(await records()).toEqual(before)
    expect((await accept(id)).statusCode).toBe(200)
  })

  test('of a later version changes homes that are not registered, even where two swap their codes', async () => {
    const again = madeSurvey()
    const code = (home: number) => `${madeParcel}F0001${String(home).padStart(4, '0')}`
    for (const [at, unit] of again.units.entries()) Object.assign(unit, { code: code(at + 1) })
    const before = await homesOf('晨光小区')
    const codeOf = (home: string) => before.find((each) => each.home === home)?.code
    for (const unit of again.units)
      unit.code === null || Object.assign(unit, { code: codeOf(`${unit.entrance}-${unit.room}`) })
    const [a, b] = again.units.filter(({ entrance }) => entrance === '2')
    const codes = [a?.code, b?.code]
    Object.assign(a ?? {}, { code: codes[1] })
    Object.assign(b ?? {}, { code: codes[0] })
    const { id, state } = await handedIn(again)
    const held = (await look(id)).faults.filter(({ rule }) => rule === 'unit_code_held')
    expect([state, held]).toEqual(['checked', []])
    const { taken }: AcceptedSurvey = (await accept(id)).json()
    expect(taken).toMatchObject({ added: 0, changed: 2 })
    expect(await flaws()).toEqual([])
  })
})

test('the office is told what waits, and who handed in why it came back; who belongs to neither is told nothing', async () => {
  await house.owner.query(
    `insert into people (county_code, name, account_id) select $1, name, id from accounts where login in ('fenyang-clerk', 'fenyang-surveyor', 'other-surveyor')`,
    [fenyang],
  )
  await recordPeople(house.db, fenyang)
  const { id } = await handedIn(madeSurvey())
  const told = async (login: string) =>
    (
      await house.owner.query(
        `select n.kind, n.content ->> 'estate' as estate, n.content ->> 'words' as words from notices as n join people as p on p.id = n.person_id
          where p.account_id = $1`,
        [accounts[login]],
      )
    ).rows
  expect(await told('fenyang-clerk')).toEqual([{ kind: 'survey_handed_in', estate: '晨光小区', words: '竣工后实测' }])
  const { rows } = (await caller.send('fenyang-clerk', 'GET', '/api/notices')).json()
  expect(rows).toMatchObject([{ kind: 'survey_handed_in', survey: { estateId: estates.晨光小区, estate: '晨光小区' } }])
  await caller.send('fenyang-window', 'POST', `${surveyPath(id)}/return`, { reason: '缺图' })
  expect(await told('fenyang-surveyor')).toEqual([{ kind: 'survey_returned', estate: '晨光小区', words: '缺图' }])
  expect(await told('other-surveyor')).toEqual([])
})

describe('what the checks of a county let pass', () => {
  const path = `/api/counties/${fenyang}/survey-settings`
  test('is set with its basis by who takes surveys, and counts from the next hand-in', async () => {
    const shipped = (await caller.send('fenyang-surveyor', 'GET', path)).json()
    expect(shipped).toMatchObject({ setBy: null, range: { west: 110.2 } })
    const body = {
      tolerances: { deviationPercent: 1 },
      range: { west: 111.5, south: 37, east: 112, north: 37.6 },
      source: '示例规程',
      reason: '按示例规程',
    }
    expect((await caller.send('fenyang-surveyor', 'PUT', path, body)).statusCode).toBe(404)
    const set = await caller.send('fenyang-clerk', 'PUT', path, body)
    expect(set.json()).toMatchObject({ source: '示例规程', setBy: '示例汾阳经办', range: { west: 111.5 } })
    const { id } = await handedIn(madeSurvey())
    expect((await look(id)).faults.map(({ rule }) => rule)).toContain('deviation')
    const reversed = { ...body, range: { west: 112, south: 37, east: 111, north: 37.6 } }
    expect((await caller.send('fenyang-clerk', 'PUT', path, reversed)).statusCode).toBe(400)
    expect(await flaws()).toEqual([])
  })
})

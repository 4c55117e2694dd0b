import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { OwnHome } from '#contract/owners.ts'
import { samplePerson } from '#samples/people.ts'
import { importMadeLedger } from '../../../../test/diagnosis/made-ledger.ts'
import { giveOwner, outsideDoor } from '../../../../test/outreach/made-owners.ts'
import { days, type MadeWindow, makeWindow } from '../../../../test/registrations/made-window.ts'
import { recordDues } from '../../dues/actions.ts'
import { transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'

let made: MadeWindow
let waiting: string
let door: ReturnType<typeof outsideDoor>
let as: Awaited<ReturnType<typeof door.signInOwner>>
let another: typeof as
const [first, second, third] = [501, 502, 503]
const person = samplePerson(first)
const stranger = samplePerson(900)

beforeAll(async () => {
  made = await makeWindow({ homes: 8, unregistered: 1 })
  const { registered, foreign, house } = made
  await importMadeLedger(house, made.county, [
    { name: '待办小区', papers: ['有', '无', '有', '有'], problems: '', homes: 1 },
  ])
  waiting = (
    await house.owner.query(
      `select u.id from units as u join estates as e on e.id = u.estate_id where e.name = '待办小区'`,
    )
  ).rows[0].id
  await giveOwner(house, [...registered.unitIds.slice(0, 4), waiting, ...foreign.unitIds.slice(0, 1)], first)
  await giveOwner(house, registered.unitIds.slice(4, 5), second)
  await giveOwner(house, registered.unitIds.slice(5, 6), third)
  const { app } = await house.open()
  door = outsideDoor(house, app)
  as = await door.signInOwner(first)
  another = await door.signInOwner(second)
})
afterAll(() => made.house.drop())

const home = async (unitId = ''): Promise<OwnHome> => {
  const answer = await as('GET', `/api/owner/homes/${unitId}`)
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, ''])
  return answer.json()
}
const [ready, worked, billed, held] = [0, 1, 2, 3]
const registeredHome = (at: number) => made.registered.unitIds[at] ?? ''

describe('a code', () => {
  test('is answered alike whether anybody is known by what was typed, and goes only to the phone on record', async () => {
    const answers = [
      await door.askAs(samplePerson(third).name, samplePerson(third).idNumber),
      await door.askAs(stranger.name, stranger.idNumber),
      await door.askAs(stranger.name, samplePerson(third).idNumber),
      await door.askAs(samplePerson(third).name, stranger.idNumber),
    ]

    const told = answers.map(({ statusCode, headers, body }) => {
      const { code, ...rest } = JSON.parse(body)
      return { statusCode, length: headers['content-length'], code: typeof code, ...rest }
    })
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1)
    await vi.waitFor(() => expect(door.messagesTo(samplePerson(third).phone)).toHaveLength(1), { interval: 5 })
    expect(door.messagesTo(stranger.phone)).toHaveLength(0)
  })

  test('is taken with the name spaced otherwise and the number in wide digits', async () => {
    const { name, idNumber, phone } = samplePerson(third)
    const wide = idNumber.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

    const sent = await door.sentTo(phone, () => door.askAs(name.split('').join(' '), wide))

    expect((await door.enter(sent.code, sent.digits)).json()).toMatchObject({
      kind: 'owner',
      homes: 1,
      phoneShown: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
    })
  })

  test('opens once, and after five wrong ones not at all; every refusal is the same', async () => {
    const { name, idNumber, phone } = samplePerson(third)
    const spent = await door.sentTo(phone, () => door.askAs(name, idNumber))
    const wrong = spent.digits === '000000' ? '000001' : '000000'
    const refusals = [
      await door.enter(spent.code, wrong),
      await door.enter(spent.code, wrong),
      await door.enter(spent.code, wrong),
      await door.enter(spent.code, wrong),
      await door.enter(spent.code, wrong),
      await door.enter(spent.code, spent.digits),
      await door.enter((await door.askAs(stranger.name, stranger.idNumber)).json().code, wrong),
      await door.enter('00000000-0000-4000-8000-000000000000', wrong),
    ]
    const used = await door.sentTo(phone, () => door.askAs(name, idNumber))
    expect((await door.enter(used.code, used.digits)).statusCode).toBe(200)
    refusals.push(await door.enter(used.code, used.digits))
    const past = await door.sentTo(phone, () => door.askAs(name, idNumber))
    await made.house.owner.query(`update outside_codes set expires_at = now() - interval '1 second' where id = $1`, [
      past.code,
    ])
    refusals.push(await door.enter(past.code, past.digits))

    const told = refusals.map(({ statusCode, body }) =>
      JSON.stringify([statusCode, { ...JSON.parse(body), requestId: '' }]),
    )
    expect(new Set(told).size).toBe(1)
    expect(told[0]).toContain('wrong_code')
  })

  test('is asked for a few times only, then one waits longer each time; somebody unknown alike', async () => {
    const ask = async (number: number) => {
      const { name, idNumber } = samplePerson(number)
      const { statusCode, body } = await door.askAs(name, idNumber)
      const { code, minutes } = JSON.parse(body)
      return statusCode === 200 ? 200 : [statusCode, code, minutes]
    }
    const rounds = async (number: number) => {
      const told = []
      for (let n = 0; n < 7; n += 1) told.push(await ask(number))
      await made.house.owner.query(
        `update outside_tries set locked_until = now() - interval '1 second' where kind = 'person' and digest = $1`,
        [made.house.secrets.digest('id', samplePerson(number).idNumber)],
      )
      for (let n = 0; n < 6; n += 1) told.push(await ask(number))
      return told
    }
    const wait = [403, 'must_wait', 10]
    const course = [200, 200, 200, 200, 200, wait, wait, 200, 200, 200, 200, 200, [403, 'must_wait', 30]]

    expect(await rounds(901)).toEqual(course)
    await giveOwner(made.house, registeredHome(6) === '' ? [] : [registeredHome(6)], 902)
    expect(await rounds(902)).toEqual(course)
  })

  test('of one address after sixty asks is for later, whoever is asked for', async () => {
    const from = '192.0.2.7'
    const statuses: number[] = []
    for (let n = 0; n < 30; n += 1)
      statuses.push((await door.askAs('某某', `14119919000101${1000 + n}`, from)).statusCode)
    await made.house.owner.query(`update outside_tries set tries = 60 where kind = 'address' and digest = $1`, [
      made.house.secrets.digest('address', from),
    ])

    expect(new Set(statuses)).toEqual(new Set([200]))
    // the limit in memory stands before the one in the records
    expect((await door.askAs('某某', '141199190001019999', from)).statusCode).toBe(429)
  })

  test('and what was typed stand nowhere in clear', async () => {
    const { phone, idNumber, name } = samplePerson(third)
    const { digits } = await door.sentTo(phone, () => door.askAsVisitor(name, phone))

    const { rows } = await made.house.owner.query(
      `select coalesce(string_agg(c::text, ' '), '') || coalesce((select string_agg(t::text, ' ') from outside_tries as t), '')
              || coalesce((select string_agg(s::text, ' ') from outside_sessions as s), '') as kept from outside_codes as c`,
    )
    const kept = rows[0].kept.replaceAll(
      /\\\\x[0-9a-f]+|[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+/g,
      '',
    )
    for (const secret of [phone, idNumber, name, digits]) expect(kept).not.toContain(secret)
  })
})

describe('an owner', () => {
  test('sees all his homes, in every county, and nobody else sees one of them', async () => {
    const lines = (await as('GET', '/api/owner/homes')).json()

    expect(lines.map(({ stage }: { stage: string }) => stage).toSorted()).toEqual([
      'ready',
      'ready',
      'ready',
      'ready',
      'ready',
      'surveyed',
    ])
    expect(new Set(lines.map(({ countyCode }: { countyCode: string }) => countyCode)).size).toBe(2)
    expect((await another('GET', `/api/owner/homes/${registeredHome(ready)}`)).statusCode).toBe(404)
    expect((await another('GET', '/api/owner/homes/00000000-0000-7000-8000-000000000000')).statusCode).toBe(404)
  })

  test('signs out for good', async () => {
    const leaving = await door.signInOwner(third)

    expect((await leaving('DELETE', '/api/people/session')).statusCode).toBe(200)
    expect((await leaving('GET', '/api/owner/homes')).statusCode).toBe(401)
  })

  test('of a home that waits for its estate is told what for, whose work it is, and of no debt', async () => {
    const { stage, turn, awaits, checking, by, steps } = await home(waiting)

    expect([stage, turn]).toEqual(['surveyed', 'offices'])
    expect(steps.map(({ state }) => state)).toEqual(['done', 'now', 'later', 'later', 'later', 'later', 'later'])
    expect(awaits).toMatchObject([
      { requirement: 'fire', who: expect.arrayContaining([{ zh: '行政审批局', en: 'Administrative approval' }]) },
    ])
    expect(checking).toBeGreaterThan(0)
    expect([by, awaits[0]?.by].every((day) => day !== null && day !== undefined && day > officeToday())).toBe(true)
  })

  test('of a home that is ready is told what to bring, and nothing the seller brings', async () => {
    const { stage, turn, papers, unassessed, owners } = await home(registeredHome(ready))

    expect([stage, turn]).toEqual(['ready', 'you'])
    expect(papers.map(({ paper }) => paper)).toEqual(['identity', 'contract', 'invoice', 'tax_receipt', 'fund_receipt'])
    expect(unassessed.map(({ kind }) => kind)).toEqual(['deed_tax', 'maintenance_fund', 'registration_fee'])
    expect(owners).toEqual([`${person.name.slice(0, 1)}${'*'.repeat(person.name.length - 1)}`])
  })

  test('follows his application to the certificate', async () => {
    const [submitted] = await made.submit([made.transferOf(registeredHome(worked), {}, first)])
    const id = submitted?.id ?? ''
    const stages: string[] = []
    const look = async () => {
      const { stage, turn } = await home(registeredHome(worked))
      stages.push(`${stage} ${turn}`)
    }
    await look()
    await made.move([id], { act: 'accept', on: days.accepted })
    await look()
    await made.move([id], { act: 'call_for_correction', on: days.accepted, missing: ['invoice'] })
    await look()
    expect((await home(registeredHome(worked))).correction).toEqual({ since: days.accepted, missing: ['invoice'] })
    await made.move([id], { act: 'correct', on: days.gate })
    for (const gate of ['papers', 'tax', 'fund'] as const)
      await made.move([id], { act: 'pass', gate, on: days.gate, state: 'passed', evidence: null, basis: null })
    await look()
    await made.move(
      [id],
      { act: 'pass', gate: 'review', on: days.gate, state: 'passed', evidence: null, basis: null },
      made.staff.registrar,
    )
    await made.move([id], { act: 'enter', on: days.entered }, made.staff.registrar)
    await look()
    await made.move([id], { act: 'certify', on: days.entered })
    await look()

    expect(stages).toEqual([
      'applied window',
      'accepted window',
      'correcting you',
      'in_review window',
      'entered window',
      'certified you',
    ])
    const { certificateNo, application, papers } = await home(registeredHome(worked))
    expect(certificateNo).toContain('汾阳市不动产权')
    expect(application?.acceptanceNo).not.toBeNull()
    expect(papers).toEqual([])
  })

  test('is told what he owes, by which rule and to whom; what the developer owes is not his', async () => {
    const due = { organisationId: null, amountFen: 365_100, basis: '契税法', dueOn: officeToday(), computed: null }
    const of = { estateId: made.registered.id, unitId: registeredHome(billed) }
    const developers = {
      ...due,
      kind: 'land_price',
      debtorKind: 'organisation',
      debtorName: '某开发公司',
      amountFen: 999_00,
      estateId: made.registered.id,
      unitId: null,
    } as const
    await transact(made.house.db, made.staff.clerk, (tx) =>
      recordDues(
        tx,
        made.staff.clerk,
        made.county,
        [{ ...due, ...of, kind: 'deed_tax', debtorKind: 'owner', debtorName: person.name }, developers],
        '核定税费',
      ),
    )

    const { dues } = await home(registeredHome(billed))
    expect(dues).toMatchObject([
      { kind: 'deed_tax', owedFen: 365_100, rule: '契税法', payTo: { zh: '税务局', en: 'Tax' } },
    ])
  })

  test('is told of what a developer left on his home as no debt of his own', async () => {
    const restriction = [made.county, registeredHome(held)]
    await made.house.owner.query(
      `insert into unit_restrictions (county_code, unit_id, kind, debtor, authority, document_no, from_on, bars_transfer) values ($1, $2, 'mortgage', 'developer', '某银行', '押字1号', '2022-01-01', true)`,
      restriction,
    )

    expect(await home(registeredHome(held))).toMatchObject({
      stage: 'ready',
      turn: 'offices',
      holdUp: { isDevelopers: true, words: null, basis: null },
    })
  })
})

test('a visitor proves his phone and reaches no home', async () => {
  const visitor = await door.signInVisitor('来访人', '19900009999')

  expect((await visitor('GET', '/api/people/session')).json()).toMatchObject({
    kind: 'visitor',
    name: '来**',
    homes: 0,
  })
  expect((await visitor('GET', '/api/owner/homes')).statusCode).toBe(401)
})

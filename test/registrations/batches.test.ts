import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gatesOf } from '#domain/registrations/gates.ts'
import { samplePerson } from '#samples/people.ts'
import { verify } from '#server/audit/verify.ts'
import { type Actor, transact } from '#server/platform/acts.ts'
import { ownerDb } from '#server/platform/database.ts'
import {
  correctBatchItems,
  createBatch,
  type GivenApplication,
  type NewBatch,
  runBatch,
  sealGiven,
} from '#server/registrations/actions.ts'
import { fenyang } from '../made-house.ts'
import { days, type MadeWindow, makeWindow } from './made-window.ts'

let made: MadeWindow
beforeAll(async () => {
  made = await makeWindow({ homes: 60 })
})
afterAll(() => made.house.drop())

let keys = 0
const create = (batch: Partial<NewBatch> & Pick<NewBatch, 'act' | 'items'>, actor: Actor = made.staff.window) =>
  transact(made.house.db, actor, (tx) =>
    createBatch(tx, actor, fenyang, {
      source: 'selection',
      name: '批次',
      idempotencyKey: `key-${++keys}-of-test`,
      terms: { on: days.submitted },
      ...batch,
    }),
  )
const run = (batchId: string, actor: Actor = made.staff.window) =>
  runBatch(made.house, actor, fenyang, batchId, { try: false, reason: '批量办理' })
const tryOut = (batchId: string, actor: Actor = made.staff.window) =>
  runBatch(made.house, actor, fenyang, batchId, { try: true })

const chosen = (unitIds: readonly string[]) =>
  unitIds.map((unitId) => ({ place: unitId, unitId, applicationId: null, given: null, refusal: null }))

async function results(batchId: string): Promise<{ item: number; state: string; code: string | null }[]> {
  const { rows } = await made.house.owner.query(
    'select item_no as item, state, refusal as code from batch_items where batch_id = $1 order by item_no',
    [batchId],
  )
  return rows
}
const flaws = async () => (await verify(ownerDb(made.house.owner), { counties: [fenyang], onProgress: () => {} })).flaws
const actsDone = async () => (await made.house.owner.query('select count(*)::integer as n from acts')).rows[0].n
const homes = (from: number, until: number) => made.registered.unitIds.slice(from, until)

describe('a batch', () => {
  test('tried gives every home its reason and changes nothing', async () => {
    const waiting = made.waiting.unitIds[0] ?? ''
    const batchId = await create({ act: 'submit', items: chosen([...homes(0, 3), waiting]) })
    const before = await actsDone()

    const outcome = await tryOut(batchId)

    expect(outcome).toEqual({ items: 4, done: 0, refused: 1 })
    expect((await results(batchId)).map(({ code }) => code)).toEqual([null, null, null, 'not_first_registered'])
    expect(await actsDone()).toBe(before)
  })

  test('carried out does what may be done as one act, and the rest keeps its reason', async () => {
    const batchId = await create({ act: 'submit', items: chosen([...homes(0, 3), made.waiting.unitIds[0] ?? '']) })
    const before = await actsDone()

    const outcome = await run(batchId)

    expect(outcome).toEqual({ items: 4, done: 3, refused: 1 })
    expect(await actsDone()).toBe(before + 1)
    expect(await run(batchId)).toEqual(outcome)
    expect(await actsDone()).toBe(before + 1)
  })

  test('takes a home once, however often it is named', async () => {
    const [home = ''] = homes(3, 4)
    const batchId = await create({ act: 'submit', items: chosen([home, home]) })

    await run(batchId)

    expect(await results(batchId)).toEqual([
      { item: 1, state: 'done', code: null },
      { item: 2, state: 'refused', code: 'home_twice' },
    ])
  })

  test('asked for again by its key is the same batch; the key of another is refused', async () => {
    const batch = { act: 'submit', items: chosen(homes(4, 6)), idempotencyKey: 'pressed-twice' } as const

    const first = await create(batch)

    expect(await create(batch)).toBe(first)
    await expect(create({ ...batch, act: 'accept' })).rejects.toThrow('这个批次编号已用于另一批次')
  })

  test('beside another over the same homes at once does each home in one of the two', async () => {
    const both = [
      await create({ act: 'submit', items: chosen(homes(6, 26)) }),
      await create({ act: 'submit', items: chosen(homes(6, 26).toReversed()) }, made.staff.clerk),
    ]

    const [one, other] = await Promise.all([run(both[0] ?? ''), run(both[1] ?? '', made.staff.clerk)])

    expect((one?.done ?? 0) + (other?.done ?? 0)).toBe(20)
    const refused = (await Promise.all(both.map(results))).flat().filter(({ state }) => state === 'refused')
    expect(refused.map(({ code }) => code)).toEqual(Array(20).fill('in_another_application'))
  })

  test('goes through every gate to the certificate, each act by whom it is for', async () => {
    const units = chosen(homes(6, 26))
    const acts = [
      ['accept', days.accepted, made.staff.window],
      ['pass_papers', days.gate, made.staff.window],
      ['pass_tax', days.gate, made.staff.window],
      ['pass_fund', days.gate, made.staff.window],
      ['pass_review', days.gate, made.staff.registrar],
      ['enter', days.entered, made.staff.registrar],
      ['certify', days.entered, made.staff.registrar],
    ] as const
    for (const [act, on, actor] of acts) {
      const batchId = await create({ act, terms: { on }, items: units }, actor)
      expect([act, await run(batchId, actor)]).toEqual([act, { items: 20, done: 20, refused: 0 }])
    }

    const { rows } = await made.house.owner.query(
      `select count(distinct certificate_no)::integer as certificates, count(distinct acceptance_no)::integer as acceptances,
              max(certificate_no) as last from applications where state = 'certified'`,
    )
    expect(rows).toEqual([{ certificates: 20, acceptances: 20, last: '晋（2022）汾阳市不动产权第0000020号' }])
    expect(await flaws()).toEqual([])
  })

  test('of entries beside another gives every home one certificate and no certificate twice', async () => {
    const units = homes(44, 56)
    const ids = (await made.submit(units.map((unitId, at) => made.transferOf(unitId, {}, 60 + at)))).map(
      ({ id }) => id ?? '',
    )
    await made.bringTo(ids, 'transfer', 'passed')
    const entry = { act: 'enter', terms: { on: days.entered } } as const
    const both = [
      await create({ ...entry, items: chosen(units) }, made.staff.registrar),
      await create({ ...entry, items: chosen(units.toReversed()) }, made.staff.registrar),
    ]

    await Promise.all(both.map((batchId) => run(batchId, made.staff.registrar)))

    const { rows } = await made.house.owner.query(
      `select count(*)::integer as homes, count(distinct u.certificate_no)::integer as certificates, bool_and(u.certificate_no = a.certificate_no) as same
         from units as u join applications as a on a.county_code = u.county_code and a.unit_id = u.id and a.state = 'entered'
        where u.id = any ($1::uuid[])`,
      [units],
    )
    expect(rows).toEqual([{ homes: 12, certificates: 12, same: true }])
    expect(await flaws()).toEqual([])
  })

  test('of reviews by whoever accepted is refused home by home', async () => {
    const units = chosen(homes(0, 3))
    await run(
      await create({ act: 'accept', terms: { on: days.accepted }, items: units }, made.staff.registrar),
      made.staff.registrar,
    )
    const review = await create({ act: 'pass_review', terms: { on: days.gate }, items: units }, made.staff.registrar)

    await run(review, made.staff.registrar)

    expect((await results(review)).map(({ code }) => code)).toEqual([
      'own_acceptance',
      'own_acceptance',
      'own_acceptance',
    ])
  })

  test('that needs words and has none is not made', async () => {
    await expect(create({ act: 'withdraw', items: chosen(homes(0, 1)) })).rejects.toThrow('要写明理由')
    await expect(create({ act: 'reject', terms: { on: days.gate, words: '材料不全' }, items: [] })).rejects.toThrow(
      '一次性',
    )
  })
})

describe('a file of owners', () => {
  const given = (
    coOwnership: GivenApplication['coOwnership'],
    buyers: readonly number[],
    share: [number, number] | null,
  ) =>
    sealGiven(made.house.secrets, {
      application: {
        ...made.transferOf(''),
        coOwnership,
        gates: gatesOf.transfer.map((gate) => ({ gate, state: 'open', basis: null })),
        parties: buyers.map((buyer) => ({
          ...samplePerson(buyer),
          role: 'buyer',
          idKind: 'identity_card',
          share: share && { parts: share[0], whole: share[1] },
          basis: null,
        })),
      },
    })
  const rows = (unitIds: readonly string[]) => {
    const [whole = '', halves = '', thirds = ''] = unitIds
    return [
      { place: '第2行', unitId: whole, applicationId: null, given: given('sole', [21], null), refusal: null },
      {
        place: '第3行',
        unitId: halves,
        applicationId: null,
        given: given('by_share', [22, 23], [1, 2]),
        refusal: null,
      },
      {
        place: '第4行',
        unitId: thirds,
        applicationId: null,
        given: given('by_share', [24, 25], [1, 3]),
        refusal: null,
      },
      {
        place: '第5行',
        unitId: null,
        applicationId: null,
        given: null,
        refusal: { code: 'no_such_home', words: '台账中没有这一户' },
      },
    ]
  }

  test('is handed in row by row; what is wrong waits, is corrected and goes through at the next run', async () => {
    const unitIds = homes(30, 34)
    const batchId = await create({ act: 'submit', source: 'workbook', items: rows(unitIds) })
    await run(batchId)
    expect((await results(batchId)).map(({ code }) => code)).toEqual([null, null, 'shares_not_whole', 'no_such_home'])

    const right = (itemNo: number, unitId = '') => ({
      place: `第${itemNo + 1}行`,
      itemNo,
      unitId,
      applicationId: null,
      given: given('by_share', [24, 25], [1, 2]),
      refusal: null,
    })
    await transact(made.house.db, made.staff.window, (tx) =>
      correctBatchItems(tx, fenyang, batchId, [right(3, unitIds[2]), right(4, unitIds[3])]),
    )

    expect(await run(batchId)).toEqual({ items: 4, done: 4, refused: 0 })
    expect(await flaws()).toEqual([])
  })

  test('keeps nobody’s number in the open', async () => {
    const batchId = await create({ act: 'submit', source: 'workbook', items: rows(homes(40, 43)) })
    await run(batchId)

    const { rows: dumped } = await made.house.owner.query(
      `select string_agg(t::text, '') as text from (
         select to_jsonb(i)::text as t from batch_items as i union all select to_jsonb(p)::text from application_parties as p
         union all select change::text from history union all select payload::text from acts) as all_of_it`,
    )
    for (const buyer of [21, 22, 23]) {
      expect(dumped[0].text).not.toContain(samplePerson(buyer).idNumber)
      expect(dumped[0].text).not.toContain(samplePerson(buyer).phone)
    }
  })
})

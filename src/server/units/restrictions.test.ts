import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { restrictionRules } from '#domain/units/restriction-rules.ts'
import { blockOf } from '#domain/units/restrictions.ts'
import { callerOf } from '../../../test/caller.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { verify } from '../audit/verify.ts'
import { read, systemActor } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { restrictionsOf } from './actions.ts'

let house: MadeHouse
let send: ReturnType<typeof callerOf>['send']
/** Homes of 汾阳市: open ones and one that is its owner's already. */
let open: string[]
let transferred: string
beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  await house.importCounty(smallPlan(jiaokou))
  send = callerOf(await house.open()).send
  const { rows } = await house.owner.query(
    `select id, transferred_on from units where county_code = $1 order by transferred_on nulls first, id`,
    [fenyang],
  )
  open = rows.filter((row) => row.transferred_on === null).map((row) => row.id)
  transferred = rows.at(-1).id
})
afterAll(() => house.drop())

const base = `/api/counties/${fenyang}/restrictions`
const seizure = (unitIds: readonly string[], given: object = {}) => ({
  unitIds,
  kind: 'seizure',
  debtor: 'developer',
  authority: '某县人民法院',
  documentNo: '（2022）某执1号',
  fromOn: '2022-11-30',
  reason: '收到协助执行通知书',
  ...given,
})
const ended = (unitIds: readonly string[], given: object = {}) => ({
  unitIds,
  kind: 'seizure',
  documentNo: '（2022）某执1号',
  on: '2022-12-15',
  basis: '（2022）某执1号之二',
  reason: '收到法院文书',
  ...given,
})
const counted = async () =>
  (await house.owner.query(`select (select count(*) from unit_restrictions) as n, (select count(*) from acts) as acts`))
    .rows[0]
const blockOn = async (unitId: string, on = '2022-12-31') =>
  read(house.db, systemActor([fenyang]), async (tx) =>
    blockOf((await restrictionsOf(tx, fenyang, [unitId])).get(unitId) ?? [], 'transfer', on),
  )

describe('a restriction on a selection', () => {
  test('a rehearsal says what would come of each home and changes nothing', async () => {
    const before = await counted()
    const answer = await send('fenyang-clerk', 'POST', base, { ...seizure([...open, transferred]), isRehearsal: true })
    expect(answer.json()).toMatchObject({ isRehearsal: true, done: open.length })
    expect(answer.json().refused).toMatchObject([{ unitId: transferred, code: 'not_the_developers' }])
    expect(answer.json().refused[0].place).toMatch(/号楼.*\d/)
    expect(await counted()).toEqual(before)
  })

  test('is recorded as one act on those that may have it; the window is told', async () => {
    const before = await counted()
    const answer = await send('fenyang-window', 'POST', base, seizure([...open, transferred]))
    expect(answer.json()).toMatchObject({ isRehearsal: false, done: open.length, refused: [{ unitId: transferred }] })
    expect(await counted()).toEqual({ n: before.n + open.length, acts: before.acts + 1 })
    expect((await blockOn(open[0] ?? ''))?.rule).toBe('transfer_seized_developer')
  })

  test('is not told twice, and of another county’s home not at all', async () => {
    const { rows } = await house.owner.query(`select id from units where county_code = $1 limit 1`, [jiaokou])
    const answer = await send('fenyang-clerk', 'POST', base, seizure([open[0] ?? '', rows[0].id]))
    expect(answer.json().done).toBe(0)
    expect(
      answer
        .json()
        .refused.map(({ code }: { code: string }) => code)
        .toSorted(),
    ).toEqual(['no_such_unit', 'told_already'])
  })

  test.each([
    ['an end before its beginning', { untilOn: '2022-11-29' }, 'untilOn'],
    ['a day that has not come', { fromOn: '2099-01-01' }, 'fromOn'],
    ['an agreement where there is no mortgage', { barsTransfer: true }, 'barsTransfer'],
    ['no document', { documentNo: '' }, 'documentNo'],
  ])('%s is refused at its field', async (_, given, field) => {
    const answer = await send('fenyang-clerk', 'POST', base, seizure(open, given))
    expect(answer.statusCode).toBe(400)
    expect(answer.json().fields.map((each: { field: string }) => each.field)).toContain(field)
  })

  test('the same home chosen twice is refused', async () => {
    const answer = await send('fenyang-clerk', 'POST', base, seizure([open[0] ?? '', open[0] ?? '']))
    expect([answer.statusCode, answer.body]).toEqual([400, expect.stringContaining('同一户选了两次')])
  })

  test.each(['fenyang-visitor', 'leader', 'inspector', 'city-office', 'jiaokou-clerk'])(
    '%s may neither record nor lift one, nor consent for a court',
    async (login) => {
      const before = await counted()
      for (const [door, body] of [
        ['', seizure(open)],
        ['/lift', ended(open)],
        ['/consent', ended(open)],
      ] as const)
        expect((await send(login, 'POST', `${base}${door}`, body)).statusCode).toBe(404)
      expect(await counted()).toEqual(before)
    },
  )
})

describe('what becomes of it', () => {
  test('a court’s consent opens one home, and only once', async () => {
    const home = open[0] ?? ''
    expect((await send('fenyang-clerk', 'POST', `${base}/consent`, ended([home]))).json().done).toBe(1)
    expect(await blockOn(home)).toBeNull()
    expect(await blockOn(home, '2022-12-14')).not.toBeNull()
    const again = await send('fenyang-clerk', 'POST', `${base}/consent`, ended([home]))
    expect(again.json().refused[0].code).toBe('consented_already')
  })

  test('lifting needs its basis and a day after it began, and ends it', async () => {
    expect((await send('fenyang-clerk', 'POST', `${base}/lift`, ended(open, { basis: '' }))).statusCode).toBe(400)
    const early = await send('fenyang-clerk', 'POST', `${base}/lift`, ended(open, { on: '2022-11-29' }))
    expect(early.json()).toMatchObject({ done: 0 })
    expect((await send('fenyang-clerk', 'POST', `${base}/lift`, ended(open.slice(1)))).json().done).toBe(
      open.length - 1,
    )
    expect(await blockOn(open[1] ?? '')).toBeNull()
    expect(await blockOn(open[1] ?? '', '2022-12-14')).not.toBeNull()
  })

  test('the home’s page shows what rests on it, what it holds up and who said so', async () => {
    const url = `/api/counties/${fenyang}/units/${open[1]}/restrictions`
    const { restrictions, held, history } = (await send('fenyang-visitor', 'GET', url)).json()
    expect(restrictions).toMatchObject([{ kind: 'seizure', state: 'lifted', liftedBasis: '（2022）某执1号之二' }])
    expect(held).toEqual({ first: null, transfer: null })
    expect(history.map(({ kind }: { kind: string }) => kind)).toEqual(['restriction_lifted', 'restriction_recorded'])
    expect((await send('jiaokou-clerk', 'GET', url)).statusCode).toBe(404)
  })
})

describe('the list of a region', () => {
  test('the soonest to end come first, page after page without gap or double', async () => {
    const ends = ['2099-05-01', '2098-05-01', null, '2097-05-01']
    for (const [n, untilOn] of ends.entries())
      await send('fenyang-clerk', 'POST', base, seizure([open[n] ?? ''], { documentNo: `（2022）某保${n}号`, untilOn }))
    const found: (string | null)[] = []
    let after = ''
    do {
      const url = `/api/regions/${fenyang}/restrictions?state=standing&search=${encodeURIComponent('某保')}&limit=1${after && `&after=${after}`}`
      const { rows, next } = (await send('leader', 'GET', url)).json()
      found.push(...rows.map((row: { untilOn: string | null }) => row.untilOn))
      after = next === null ? '' : encodeURIComponent(next)
    } while (after)
    expect(found).toEqual(['2097-05-01', '2098-05-01', '2099-05-01', null])
  })

  test('counts what stands, on how many homes', async () => {
    const { kinds } = (await send('city-office', 'GET', `/api/regions/141100/restrictions/board`)).json()
    expect(kinds[0]).toEqual({ kind: 'seizure', standing: 5, homes: 4, expiring: 0, expired: 0 })
    const other = (await send('jiaokou-clerk', 'GET', `/api/regions/${jiaokou}/restrictions/board`)).json()
    expect(other.kinds[0].standing).toBe(0)
  })

  test('comes as a workbook, logged', async () => {
    const answer = await send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/restrictions.xlsx?state=all`)
    expect([answer.statusCode, answer.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
    expect((await send('fenyang-visitor', 'GET', `/api/regions/${fenyang}/restrictions.xlsx`)).statusCode).toBe(404)
  })
})

describe('a county’s own word on a rule', () => {
  const rules = `/api/counties/${fenyang}/restriction-rules`
  const word = { effect: 'passes', basis: '某政办发〔2022〕1号' }

  test('is taken where the rule leaves it open, and taken back', async () => {
    await send(
      'fenyang-clerk',
      'POST',
      base,
      seizure([open[2] ?? ''], { kind: 'lawsuit', documentNo: '（2022）某民初1号' }),
    )
    await send('fenyang-clerk', 'POST', `${base}/lift`, ended([open[2] ?? ''], { documentNo: '（2022）某保2号' }))
    expect((await blockOn(open[2] ?? ''))?.rule).toBe('transfer_in_dispute')
    const set = (given: object | null) =>
      send('fenyang-clerk', 'PUT', `${rules}/transfer_in_dispute`, { word: given, reason: '县里议定' })
    const told = (await set(word)).json().find(({ rule }: { rule: string }) => rule === 'transfer_in_dispute')
    expect(told).toEqual({ rule: 'transfer_in_dispute', ...word, isOverruled: true })
    expect(await blockOn(open[2] ?? '')).toBeNull()
    await set(null)
    expect((await blockOn(open[2] ?? ''))?.rule).toBe('transfer_in_dispute')
  })

  test('is refused where the law leaves nothing open, and to the window', async () => {
    const body = { word, reason: '县里议定' }
    expect((await send('fenyang-clerk', 'PUT', `${rules}/transfer_seized_owner`, body)).statusCode).toBe(409)
    expect((await send('fenyang-window', 'PUT', `${rules}/transfer_in_dispute`, body)).statusCode).toBe(404)
  })

  test('the database leaves open exactly the rules that say so', async () => {
    const { rows } = await house.owner.query(
      `select pg_get_constraintdef(oid) as says from pg_constraint where conname = 'restriction_rule_leaves_it_open'`,
    )
    const listed = [...rows[0].says.matchAll(/'(\w+)'::text/g)].map(([, rule]) => rule)
    const openRules = Object.entries(restrictionRules).filter(([, { isOpen }]) => isOpen)
    expect(listed.toSorted()).toEqual(openRules.map(([rule]) => rule).toSorted())
  })
})

test('everything told of restrictions can be replayed, and a change behind its back is found', async () => {
  const flaws = async () =>
    (await verify(ownerDb(house.owner), { counties: [fenyang], onProgress: () => {} })).flaws.map(({ check }) => check)
  expect(await flaws()).toEqual([])
  await house.owner.query(`update unit_restrictions set until_on = '2099-12-31' where unit_id = $1`, [open[2]])
  expect(await flaws()).toEqual(['restriction_records'])
})

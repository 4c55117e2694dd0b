import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { PaymentList } from '#contract/payment-lists.ts'
import { createMadeHouse, fenyang, type MadeHouse, smallPlan } from '../../../../test/made-house.ts'
import { verify } from '../../audit/verify.ts'
import { systemActor, transact } from '../../platform/acts.ts'
import { ownerDb } from '../../platform/database.ts'
import { recordDues } from '../assess.ts'

/** Two parts of a list and the beginning of a third. */
const lines = 4500
/** What is owed; the last lines pay more than that and are held. */
const owedFen = 4400_00

let house: MadeHouse
let path: string

beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang, 1, 20))
  const { rows } = await house.owner.query(
    `select u.id, u.estate_id as "estateId", e.name as estate, concat_ws('-', b.name, nullif(u.entrance, ''), u.room) as place, o.name
       from units as u join estates as e on e.id = u.estate_id join buildings as b on b.id = u.building_id
       join owners as o on o.unit_id = u.id and o.owner_no = 1 where u.county_code = $1 order by u.id limit 1`,
    [fenyang],
  )
  const { id, estateId, estate, place, name } = rows[0]
  const due = {
    kind: 'deed_tax',
    debtorKind: 'owner',
    organisationId: null,
    debtorName: name,
    estateId,
    unitId: id,
  } as const
  await transact(house.db, systemActor([fenyang]), (tx) =>
    recordDues(
      tx,
      systemActor([fenyang]),
      fenyang,
      [{ ...due, amountFen: owedFen, basis: '契税法', dueOn: null, computed: null }],
      '登记',
    ),
  )
  path = join(house.folder, '大清单.csv')
  const written = Array.from(
    { length: lines },
    (_, at) => `${name},${estate},${place},契税,1.00,2022-11-03,大-${at + 1}`,
  )
  writeFileSync(path, ['纳税人,小区,楼号-房号,税费种,金额,缴款日期,凭证号', ...written].join('\n'))
}, 60_000)
afterAll(() => house.drop())

const booked = async (): Promise<number> =>
  Number((await house.owner.query('select count(*) as n from payments where county_code = $1', [fenyang])).rows[0].n)

/** The command over the test's own database, as a process that can be killed. */
function command() {
  const child = spawn(
    process.execPath,
    ['src/cli/main.ts', 'match-payments', path, '--region', fenyang, '--commit', '--json'],
    {
      cwd: resolve(import.meta.dirname, '../../../..'),
      env: {
        ...process.env,
        QINGLING_DATA: house.folder,
        DATABASE_URL: `postgresql://postgres@localhost/${house.database.name}?host=${encodeURIComponent(inject('socketDir'))}`,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let text = ''
  child.stdout.on('data', (part) => {
    text += part
  })
  return { child, ended: once(child, 'close'), said: () => text }
}

test('a list whose booking is killed again and again is booked whole, each receipt once', async () => {
  const seen: number[] = []
  for (const target of [1, 2001]) {
    const { child, ended } = command()
    while ((await booked()) < target && child.exitCode === null) await pause(5)
    child.kill('SIGKILL')
    await ended
    seen.push(await booked())
  }
  const last = command()
  await last.ended
  const list = JSON.parse(last.said()) as PaymentList
  process.stderr.write(`booked at the kills: ${seen.join(', ')} of ${lines}\n`)

  expect(await booked()).toBe(lines)
  expect(seen.every((n) => n > 0)).toBe(true)
  expect(list.counts).toMatchObject({ already: seen.at(-1), refused: 0, doubtful: 0 })
  const { rows } = await house.owner.query(
    `select (select sum(paid_fen) from dues where county_code = $1) as paid, (select sum(left_fen) from held_money where county_code = $1) as held`,
    [fenyang],
  )
  expect([rows[0].paid, rows[0].held].map(Number)).toEqual([owedFen, lines * 100 - owedFen])
  expect((await verify(ownerDb(house.owner), { counties: [fenyang], onProgress: () => {} })).flaws).toEqual([])
}, 120_000)

import { afterAll, beforeAll, expect, test } from 'vitest'
import { fenyang, jiaokou } from '../../../test/made-house.ts'
import { type MadeOffice, makeOffice } from '../../../test/tasks/made-office.ts'
import { verify } from '../audit/verify.ts'
import { type Db, systemActor } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { createSampleAccount } from '../staff/actions.ts'
import { proposeSteps } from './propose.ts'

const monday = '2022-10-17'
const late = 5003

let office: MadeOffice
beforeAll(async () => {
  office = await makeOffice()
  await makeClerk()
  await office.house.owner.query(
    `insert into tasks (county_code, task_no, title, wanted, source, organisation_id, person_id, issued_on, starts_on, due_on, first_due_on,
                        state, state_on, light, light_on)
     select o.county_code, 1000 + t, '逾期任务' || t, '材料', 'hand', o.id, p.id, '2022-01-01', '2022-01-01', date '2022-09-01' + t % 9, '2022-09-01',
            'working', '2022-01-01', 'red', '2022-01-01'
       from organisations as o
       join people as p on p.county_code = o.county_code and p.organisation_id = o.id and p.left_on is null and p.name like '%联络员'
      cross join generate_series(1, ${late}) as t where o.name = '自然资源局'`,
  )
})
afterAll(() => office.house.drop())

/** Somebody of the clearance office, whom the clock tells of its proposals. */
async function makeClerk(): Promise<void> {
  const { db, owner, secrets } = office.house
  const clerk = { login: 'second-clerk', name: '汾阳复核', password: secrets.samplePassword('second-clerk') }
  await createSampleAccount(db, systemActor([fenyang]), { ...clerk, roles: [{ role: 'clerk', region: fenyang }] })
  await owner.query(
    `insert into people (county_code, name, account_id) select $1, $2, id from accounts where login = $3`,
    [fenyang, clerk.name, clerk.login],
  )
}

/** The database of a process that is stopped after so many acts. */
function stoppedAfter(acts: number): Db {
  let begun = 0
  return new Proxy(office.house.db, {
    get: (db, name: keyof Db) => {
      if (name === 'transaction' && ++begun > acts) throw new Error('stopped')
      const value = db[name]
      return typeof value === 'function' ? value.bind(db) : value
    },
  })
}

const words = async (text: string) => (await office.house.owner.query(text)).rows.map((row) => Object.values(row)[0])

/** The tasks of this file have no history; nothing else may be amiss. */
const flaws = async () =>
  (await verify(ownerDb(office.house.owner), { counties: [fenyang], onProgress: () => {} })).flaws

test('a run stopped between two acts keeps what it did, and the next run does the rest and nothing twice', async () => {
  const before = await flaws()
  await expect(proposeSteps(stoppedAfter(1), fenyang, monday)).rejects.toThrow('stopped')
  expect(await words('select count(*) from ladder_steps')).toEqual([5000])

  expect(await proposeSteps(office.house.db, fenyang, monday)).toEqual({ told: 0, proposed: 3 })
  expect(await proposeSteps(office.house.db, fenyang, monday)).toEqual({ told: 0, proposed: 0 })
  expect(await words('select count(distinct task_id) from ladder_steps')).toEqual([late])
  expect(await words(`select payload ->> 'steps' from acts where kind = 'ladder_proposed' order by act_no`)).toEqual([
    '5000',
    '3',
  ])
  expect(await words(`select distinct content ->> 'proposed' from notices where kind = 'ladder'`)).toEqual([
    String(late),
  ])
  expect(await flaws()).toEqual(before)
})

test('the clock of another county proposes nothing of it', async () => {
  expect(await proposeSteps(office.house.db, jiaokou, monday)).toEqual({ told: 0, proposed: 0 })
})

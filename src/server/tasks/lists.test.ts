import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TasksQuery } from '#contract/tasks.ts'
import { taskLights } from '#domain/tasks/lights.ts'
import { fenyang, jiaokou } from '../../../test/made-house.ts'
import { type MadeOffice, makeOffice } from '../../../test/tasks/made-office.ts'
import { read, systemActor } from '../platform/acts.ts'
import { taskBoard } from './board.ts'
import { listTasks } from './list.ts'

const both = [fenyang, jiaokou]

let office: MadeOffice
beforeAll(async () => {
  office = await makeOffice()
  await makeTasks()
})
afterAll(() => office.house.drop())

/** Tasks that share days and numbers of homes, so that every order has ties; some about an estate, some about none. */
const makeTasks = () =>
  office.house.owner.query(
    `insert into tasks (county_code, task_no, title, wanted, source, organisation_id, person_id, estate_id, issued_on, starts_on, due_on, first_due_on,
                        state, state_on, paused_from, light, light_on, homes)
     select u.county_code, 1000 + t, (array['补办消防手续', '竣工验收', '100%到位'])[1 + t % 3] || t, '材料', 'hand', u.organisation_id, u.person_id,
            case when t % 3 > 0 then u.estate_id end, '2022-01-01', '2022-01-01', date '2022-03-01' + t % 5, '2022-03-10', s.state, '2022-01-01',
            case when s.state = 'paused' then 'working' end, s.light, '2022-01-01', t % 4
       from generate_series(1, 120) as t
      cross join lateral (select (array['issued', 'working', 'paused', 'returned', 'cancelled', 'received', 'working'])[1 + t % 7] as state,
                                 (array['red', 'green', 'grey', 'yellow', 'red'])[1 + t % 5] as light) as s
       join (select row_number() over (order by o.county_code, o.id) - 1 as place, count(*) over () as n, o.county_code, o.id as organisation_id,
                    p.id as person_id, (select min(e.id::text)::uuid from estates as e where e.county_code = o.county_code) as estate_id
               from organisations as o join people as p on p.county_code = o.county_code and p.organisation_id = o.id and p.left_on is null
                and p.name like '%联络员') as u on u.place = t % u.n`,
  )

/** All pages of a list, one after the other, as the numbers of tasks. */
async function pagesOf(query: Partial<TasksQuery>, jurisdiction: readonly string[] = both): Promise<string[]> {
  const ids: string[] = []
  let after: string | undefined
  do {
    const asked = { sort: 'due' as const, limit: 7, ...query, after }
    const page = await read(office.house.db, systemActor(jurisdiction), (tx) => listTasks(tx, both, asked))
    ids.push(...page.rows.map(({ id }) => id))
    after = page.next ?? undefined
  } while (after)
  return ids
}

/** The same asked plainly, of all rows at once. */
async function plain(order: string, where = 'true'): Promise<string[]> {
  const { rows } = await office.house.owner.query(
    `select id from tasks as t left join lateral (select name from estates as e where e.county_code = t.county_code and e.id = t.estate_id) as e on true
      where ${where} order by ${order}`,
  )
  return rows.map(({ id }) => id)
}

const orders = { due: 'due_on, id', rank: 'homes desc, due_on, id', no: 'county_code, task_no, id' } as const
const filters: readonly [Partial<TasksQuery>, string][] = [
  [{}, 'true'],
  [{ state: 'open' }, `state not in ('written_off', 'cancelled')`],
  [{ state: 'paused' }, `state = 'paused'`],
  ...taskLights.map((light): [Partial<TasksQuery>, string] => [{ light }, `light = '${light}'`]),
  [{ search: '消防' }, `title like '%消防%'`],
  [{ search: '%' }, `position('%' in title) > 0`],
  [{ search: '1007' }, `task_no = 1007`],
  [{ search: '晨光' }, `e.name like '%晨光%'`],
  [{ search: '没有的词' }, 'false'],
  [{ search: '验收', light: 'red', state: 'open' }, `title like '%验收%' and light = 'red' and state <> 'cancelled'`],
]
const cases = (['due', 'rank', 'no'] as const).flatMap((sort) =>
  filters.map(([filter, where]) => ({ sort, where, filter })),
)

describe('the pages of a list', () => {
  test.each(cases)(
    'by $sort of $filter, put together, are what one plain query gives',
    async ({ sort, filter, where }) => {
      expect(await pagesOf({ ...filter, sort })).toEqual(await plain(orders[sort], where))
    },
  )

  test.each(['due', 'rank', 'no'] as const)('by %s hold nothing of a county that is not the reader’s', async (sort) => {
    expect(await pagesOf({ sort }, [jiaokou])).toEqual(await plain(orders[sort], `county_code = '${jiaokou}'`))
    expect(await pagesOf({ sort, search: '晨光' }, [jiaokou])).toEqual([])
  })
})

describe('a board', () => {
  const boardOf = (by: 'organisation' | 'estate', jurisdiction: readonly string[] = both) =>
    read(office.house.db, systemActor(jurisdiction), (tx) => taskBoard(tx, both, { by }))

  test.each(['organisation', 'estate'] as const)(
    'by %s counts what a plain query counts, most red first',
    async (by) => {
      const { rows } = await office.house.owner.query(
        `select coalesce(t.${by}_id::text, '') as key, t.county_code as "countyCode", coalesce(named.name, '') as name, count(*)::integer as n,
              (select jsonb_object_agg(state, n) from (select state, count(*) as n from tasks as s
                where s.county_code = t.county_code and s.${by}_id is not distinct from t.${by}_id group by 1) as s) as states,
              (select jsonb_object_agg(light, n) from (select light, count(*) as n from tasks as s
                where s.county_code = t.county_code and s.${by}_id is not distinct from t.${by}_id group by 1) as l) as lights,
              min(due_on) filter (where state <> 'cancelled') as "nextDueOn"
         from tasks as t left join ${by}s as named on named.county_code = t.county_code and named.id = t.${by}_id
        group by t.county_code, t.${by}_id, named.name
        order by count(*) filter (where light = 'red') desc, count(*) filter (where light = 'yellow') desc, n desc, t.${by}_id, t.county_code`,
      )
      expect(rows.length).toBeGreaterThan(2)
      expect(await boardOf(by)).toEqual(rows)
    },
  )

  test('has no groups of a county that is not the reader’s', async () => {
    expect(new Set((await boardOf('organisation', [jiaokou])).map(({ countyCode }) => countyCode))).toEqual(
      new Set([jiaokou]),
    )
  })
})

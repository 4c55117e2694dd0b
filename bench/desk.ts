import { openHouse } from '#server/platform/command-house.ts'
import { load } from './load.ts'
import { benchBare } from './requests.ts'
import type { Running } from './start.ts'

const tasks = 100_000
const rounds = 40

/**
 * My desk with 100,000 open tasks in the records: requests per second at 64 connections against a bare route with the
 * same bytes, and the time of one request that is worked out anew because a task has just changed. Milliseconds.
 */
export async function benchDesk({ address, passwords }: Running) {
  await makeTasks()
  const results: Record<string, object> = {}
  for (const login of ['fenyang-clerk', 'fenyang-window', 'city-office']) {
    const cookie = await signIn(address, login, passwords.get(login))
    const url = `${address}/api/desk`
    const bytes = await (await fetch(url, { headers: { cookie } })).text()
    const ours = await load(url, { cookie })
    const bare = await benchBare(bytes)
    results[login] = {
      bytes: bytes.length,
      open: Object.fromEntries(
        JSON.parse(bytes).queues.map(({ queue, n }: { queue: string; n: number }) => [queue, n]),
      ),
      perSecond: ours.perSecond,
      barePerSecond: bare.perSecond,
      timesBare: bare.perSecond / ours.perSecond,
      limit: 3,
      p50Ms: ours.p50,
      p99Ms: ours.p99,
      anewMs: await anew(url, cookie),
    }
  }
  return results
}

export async function signIn(address: string, login: string, password: string | undefined): Promise<string> {
  const signedIn = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  })
  return signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
}

/** Median of a request after a task has changed: nothing kept may be used. */
async function anew(url: string, cookie: string): Promise<number> {
  const house = await openHouse()
  try {
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      await house.owner.query(`select pg_notify('tasks', code) from regions where level in ('city', 'county')`)
      await new Promise((done) => setTimeout(done, 20))
      const begun = performance.now()
      await (await fetch(url, { headers: { cookie } })).text()
      times.push(performance.now() - begun)
    }
    return times.toSorted((one, other) => one - other)[rounds / 2] ?? 0
  } finally {
    await house.close()
  }
}

/** Open tasks over every unit of every county, due around today; a window clerk is the person behind a few of them. */
async function makeTasks(): Promise<void> {
  const house = await openHouse()
  try {
    await house.owner.query(`
      with person as (
        insert into people (county_code, name, organisation_id, account_id)
        select o.county_code, o.name || '联络员', o.id,
               case when row_number() over (partition by o.county_code order by o.id) = 1 and o.county_code = '141182'
                    then (select id from accounts where login = 'fenyang-window') end
          from organisations as o where o.kind = 'responsible_unit'
        on conflict do nothing
        returning county_code, id, organisation_id
      ), numbered as (
        select p.*, row_number() over () as place, count(*) over () as n from person as p
      )
      insert into tasks (county_code, task_no, title, wanted, source, organisation_id, person_id, issued_on, starts_on, due_on, first_due_on,
                         state, state_on, submitted_by, light, light_on, homes)
      select p.county_code, 1000000 + t, '任务' || t, '材料', 'hand', p.organisation_id, p.id, current_date - 60, current_date - 60,
             current_date - 20 + t * 7919 % 90, current_date + 60, s.state, current_date,
             case when s.state = 'submitted' then (select id from accounts where login = 'city-office') end, 'green', current_date, t % 300
        from generate_series(1, ${tasks}) as t
        join numbered as p on p.place = 1 + t % p.n
       cross join lateral (select (array['issued', 'received', 'working', 'working', 'working', 'submitted', 'returned'])[1 + t / 7 % 7] as state) as s`)
    await house.owner.query('vacuum analyze tasks, people')
  } finally {
    await house.close()
  }
}

import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openHouse } from '#server/platform/command-house.ts'
import type { Running } from './start.ts'

const guesses = 10_000
const connections = 16
const userAsks = 400

type Person = { name: string; idNumber: string; unitId: string }
const groups = ['known', 'other_name', 'nobody', 'nobody_else'] as const
type Group = (typeof groups)[number]
type Guess = { group: Group; name: string; idNumber: string; from: string }
type Told = { group: Group; answer: string; isLetThrough: boolean; ms: number }

/**
 * Ten thousand guesses of names and ID numbers, from one address and from four hundred: what they learn, and how much longer
 * an owner waits for his home's page beside them (limit 1.5 times at the 95th of 100). Milliseconds.
 */
export async function benchGuesses(running: Running, data: string, say: (line: string) => void) {
  const people = await somePeople()
  const [user, ...rest] = people
  if (!user) throw new Error('the sample campaign has no owner with a phone')
  const cookie = await signIn(running.address, data, user)
  const home = `${running.address}/api/owner/homes/${user.unitId}`
  await askHome(home, cookie, userAsks) // warm
  const alone = await askHome(home, cookie, userAsks)
  const results: Record<string, object> = {}
  for (const [addresses, asked] of [
    [1, rest.slice(0, 2500)],
    [400, rest.slice(2500)],
  ] as const) {
    say(`guesses from ${addresses} addresses`)
    const told: Told[] = []
    const crowd = guess(running.address, guessesFrom(asked, addresses), told)
    const beside: number[] = []
    const isOver = crowd.then(() => true)
    while (!(await Promise.race([isOver, pause(0, false)]))) beside.push(...(await askHome(home, cookie, 20)))
    results[addresses === 1 ? 'oneAddress' : 'manyAddresses'] = {
      ...learned(told),
      userAloneP95Ms: p95(alone),
      userBesideP95Ms: p95(beside),
      ratio: p95(beside) / p95(alone),
      limit: 1.5,
      userAsks: beside.length,
    }
  }
  return results
}

/** Owners of the sample campaign with what they would type. */
async function somePeople(): Promise<Person[]> {
  const house = await openHouse()
  try {
    const { rows } = await house.owner.query(
      `select distinct on (o.id_digest) o.name, o.id_cipher as id, o.unit_id as "unitId"
         from owners as o join units as u on u.county_code = o.county_code and u.id = o.unit_id
        where o.county_code = '141182' and o.phone_digest is not null and o.id_digest is not null
        order by o.id_digest limit 5001`,
    )
    return rows.map(({ name, id, unitId }) => ({ name, idNumber: house.secrets.open(id), unitId }))
  } finally {
    await house.close()
  }
}

/** Name and number of somebody, his number with another name, and twice a number nobody has: asked for equally often. */
function guessesFrom(people: readonly Person[], addresses: number): Guess[] {
  return Array.from({ length: guesses }, (_, n) => {
    const at = Math.floor(n / groups.length) % people.length
    const person = people[at] ?? { name: '', idNumber: '' }
    const place = Math.floor(n / groups.length) % addresses
    const from = `127.${addresses === 1 ? 1 : 2}.${Math.floor(place / 250)}.${1 + (place % 250)}`
    const group = groups[n % groups.length] ?? 'nobody'
    const isNobody = group === 'nobody' || group === 'nobody_else'
    const idNumber = isNobody ? `${addresses}99${String(at).padStart(12, '9')}` : person.idNumber
    return { group, name: group === 'known' || group === 'nobody' ? person.name : '某某某', idNumber, from }
  })
}

/** Guesses over sixteen connections at a time, each from the address it is said to come from. */
async function guess(address: string, list: readonly Guess[], told: Told[]): Promise<void> {
  const agents = new Map<string, Agent>()
  let next = 0
  const worker = async () => {
    for (let one = list[next++]; one; one = list[next++]) {
      const agent = agents.get(one.from) ?? new Agent({ keepAlive: true, localAddress: one.from })
      agents.set(one.from, agent)
      const begun = performance.now()
      const { status, body } = await post(`${address}/api/people/owner-codes`, agent, one)
      told.push({
        group: one.group,
        answer: `${status} ${body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|"requestId":"[^"]*"|(?<=请 )\d+|"minutes":\d+/g, '')}`,
        isLetThrough: status === 200,
        ms: performance.now() - begun,
      })
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  for (const agent of agents.values()) agent.destroy()
}

function post(url: string, agent: Agent, { name, idNumber }: Guess): Promise<{ status: number; body: string }> {
  const { port, pathname } = new URL(url)
  const headers = { 'content-type': 'application/json' }
  return new Promise((done, fail) => {
    const asked = request({ host: '127.0.0.1', port, path: pathname, method: 'POST', agent, headers }, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk) => {
        body += chunk
      })
      answer.on('end', () => done({ status: answer.statusCode ?? 0, body }))
    })
    asked.on('error', fail)
    asked.end(JSON.stringify({ name, idNumber }))
  })
}

/** Which answers each group of guesses got, and how long those that were let through took. */
function learned(told: readonly Told[]) {
  const byGroup = [...Map.groupBy(told, ({ group }) => group)]
  const answers = byGroup.map(([group, own]) => ({
    group,
    answers: [...new Set(own.map(({ answer }) => answer))].toSorted(),
  }))
  return {
    guesses: told.length,
    letThrough: told.filter(({ isLetThrough }) => isLetThrough).length,
    differentAnswers: [...new Set(told.map(({ answer }) => answer))],
    isTheSameForAll: new Set(answers.map((one) => JSON.stringify(one.answers))).size === 1,
    medianMsOfThoseLetThrough: Object.fromEntries(
      byGroup.map(([group, own]) => [
        group,
        median(own.filter(({ isLetThrough }) => isLetThrough).map(({ ms }) => ms)),
      ]),
    ),
  }
}

async function askHome(url: string, cookie: string, times: number): Promise<number[]> {
  const taken: number[] = []
  for (let n = 0; n < times; n += 1) {
    const begun = performance.now()
    const answer = await fetch(url, { headers: { cookie } })
    await answer.text()
    if (answer.status !== 200) throw new Error(`the owner's home answered ${answer.status}`)
    taken.push(performance.now() - begun)
  }
  return taken
}

async function signIn(address: string, data: string, { name, idNumber }: Person): Promise<string> {
  const send = (path: string, body: object) =>
    fetch(`${address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const { code } = (await (await send('/api/people/owner-codes', { name, idNumber })).json()) as { code: string } // the contract's
  await pause(500) // the message is on its way
  const message = readFileSync(join(data, 'messages', 'console.log'), 'utf8')
    .trim()
    .split('\n')
    .at(-1)
  const digits = /\t.*?(\d{6})，/.exec(message ?? '')?.[1]
  const entered = await send('/api/people/session', { code, digits })
  return entered.headers.get('set-cookie')?.split(';')[0] ?? ''
}

const at = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0
const p95 = (times: readonly number[]) => at(times, 0.95)
const median = (times: readonly number[]) => at(times, 0.5)

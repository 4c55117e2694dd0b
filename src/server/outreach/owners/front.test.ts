import { expect, test } from 'vitest'
import { openFront } from './front.ts'

/** How long each of so many had to wait who all came at the same instant, and whether he was let in. */
async function crowd(many: number, addressOf: (n: number) => string) {
  const pauses: number[] = []
  const front = openFront({ now: () => 0, pause: async (ms) => pauses.push(ms) })
  const came = Array.from({ length: many }, (_, n) =>
    front('codes', addressOf(n)).then(
      () => true,
      ({ statusCode }) => statusCode,
    ),
  )
  const outcomes = await Promise.all(came)
  return {
    pauses,
    letIn: outcomes.filter((one) => one === true).length,
    sentAway: outcomes.filter((one) => one === 429).length,
  }
}

test('a hundred of different addresses go straight on', async () => {
  expect(await crowd(100, (n) => `10.0.0.${n}`)).toEqual({ pauses: [], letIn: 100, sentAway: 0 })
})

test('from one address thirty a minute come in', async () => {
  expect(await crowd(120, () => '10.0.0.1')).toEqual({ pauses: [], letIn: 30, sentAway: 90 })
})

test('of a crowd the later ones go on twenty-five a second, and who finds 150 waiting is sent away', async () => {
  const { pauses, letIn, sentAway } = await crowd(300, (n) => `10.0.${n % 2}.${n}`)

  expect(pauses.slice(0, 3)).toEqual([40, 80, 120])
  expect([letIn, sentAway]).toEqual([251, 49])
})

test('who is sent away after the first hundred is sent away 250 a second', async () => {
  const { pauses } = await crowd(330, () => '10.0.0.1')

  expect([pauses.length, Math.max(...pauses)]).toEqual([199, 796])
})

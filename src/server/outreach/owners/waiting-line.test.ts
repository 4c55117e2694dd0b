import { expect, test } from 'vitest'
import { openWaitingLine } from './waiting-line.ts'

/** How long each of so many had to wait who all came at the same instant; `full`: sent away. */
async function crowd(many: number) {
  const waits: number[] = []
  const line = openWaitingLine({ now: () => 0, pause: async (ms) => waits.push(ms) })
  const outcomes = await Promise.all(
    Array.from({ length: many }, () =>
      line().then(
        () => 'through',
        ({ statusCode }) => statusCode,
      ),
    ),
  )
  return { waits, full: outcomes.filter((outcome) => outcome === 429).length }
}

test('a hundred go straight on', async () => {
  expect(await crowd(100)).toEqual({ waits: [], full: 0 })
})

test('of a crowd the later ones go on fifty a second, and who finds two hundred waiting is sent away', async () => {
  const { waits, full } = await crowd(400)

  expect(waits).toEqual(Array.from({ length: 200 }, (_, at) => (at + 1) * 20))
  expect(full).toBe(99)
})

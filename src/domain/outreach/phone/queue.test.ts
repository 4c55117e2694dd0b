import { describe, expect, test } from 'vitest'
import { afterFailure, afterSuccess, freshLine, lineBack, nextStep, onlyHere } from './queue.ts'

const nothing = { records: [], photos: [] }
const some = { records: ['a', 'b', 'c'], photos: ['p', 'q'] }
const lineBroke = { kind: 'line' } as const
const answer = (status: number, code = 'code', of: 'records' | 'photo' = 'records') =>
  ({ kind: 'answer', of, status, code }) as const

describe('what is sent next', () => {
  test('records before photos, in the order they were made', () => {
    expect(nextStep(some, freshLine, 0)).toEqual({ do: 'records', ids: ['a', 'b', 'c'] })
    expect(nextStep({ ...some, records: [] }, freshLine, 0)).toEqual({ do: 'photo', id: 'p' })
  })

  test('no more at once than the line carries', () => {
    expect(nextStep(some, { ...freshLine, atOnce: 2 }, 0)).toEqual({ do: 'records', ids: ['a', 'b'] })
  })

  test('nothing left: a phone in use rests, a revoked one closes its store', () => {
    expect(nextStep(nothing, freshLine, 0)).toEqual({ do: 'rest' })
    expect(nextStep(nothing, { ...freshLine, isRevoked: true }, 0)).toEqual({ do: 'close_store' })
  })

  test('a revoked phone hands in what it has before it closes', () => {
    expect(nextStep(some, { ...freshLine, isRevoked: true }, 0).do).toBe('records')
  })

  test('without a line it waits for one, without a sign-in it asks for one', () => {
    expect(nextStep(some, { ...freshLine, isOnline: false, isSignedIn: false }, 0)).toEqual({ do: 'wait_for_line' })
    expect(nextStep(some, { ...freshLine, isSignedIn: false }, 0)).toEqual({ do: 'ask_sign_in' })
  })

  test('a full phone sends photos first, which make room, and then goes on with records', () => {
    const { line } = afterFailure(freshLine, { kind: 'full' }, 3, 0)

    expect(nextStep(some, line, line.notBefore)).toEqual({ do: 'photo', id: 'p' })
    expect(nextStep({ ...some, photos: [] }, line, line.notBefore).do).toBe('records')
    expect(nextStep(some, afterSuccess(line), 0).do).toBe('records')
  })

  test('after a failure nothing is tried before its time', () => {
    const { line } = afterFailure(freshLine, lineBroke, 1, 1_000)

    expect(nextStep(some, line, 2_999)).toEqual({ do: 'wait', untilMs: 3_000 })
    expect(nextStep(some, line, 3_000).do).toBe('records')
  })
})

describe('what a failure does', () => {
  test('waits grow to five minutes and no further', () => {
    let line = freshLine
    const waits = Array.from({ length: 10 }, () => {
      line = afterFailure(line, lineBroke, 1, 0).line
      return line.notBefore / 1000
    })

    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
  })

  test.each([
    lineBroke,
    answer(500),
    answer(503),
    answer(429),
    answer(408),
    answer(409, 'wrong_offset'),
    answer(409, 'upload_busy'),
    answer(403),
    answer(404),
  ])('%o passes: the same is sent again later', (failure) => {
    expect(afterFailure(freshLine, failure, 1, 0)).toMatchObject({ isForGood: false, line: { failures: 1 } })
  })

  test.each([answer(401), answer(403, 'password_must_change'), answer(409, 'device_unknown')])(
    '%o gives nothing up and asks for a sign-in',
    (failure) => {
      expect(afterFailure(freshLine, failure, 1, 0)).toEqual({
        isForGood: false,
        line: { ...freshLine, isSignedIn: false },
      })
    },
  )

  test('of several records the one that does not go through is found, and the others go on', () => {
    const several = afterFailure(freshLine, answer(400), 50, 0)
    expect(several).toMatchObject({ isForGood: false, line: { atOnce: 1, notBefore: 0 } })
    expect(afterFailure(several.line, answer(400), 1, 0).isForGood).toBe(true)
  })

  test('a photo of a home that is no longer there does not go through', () => {
    expect(afterFailure(freshLine, answer(404, 'not_found', 'photo'), 1, 0).isForGood).toBe(true)
  })

  test('what goes through lets the batch grow again', () => {
    let line = { ...freshLine, atOnce: 1, failures: 3, notBefore: 9 }
    line = afterSuccess(line)
    expect(line).toMatchObject({ atOnce: 2, failures: 0, notBefore: 0 })
    for (let n = 0; n < 10; n += 1) line = afterSuccess(line)
    expect(line.atOnce).toBe(50)
  })

  test('a line that is back waits no longer', () => {
    const { line } = afterFailure(freshLine, lineBroke, 1, 0)
    expect(nextStep(some, lineBack({ ...line, isOnline: false, isSignedIn: false }), 0).do).toBe('records')
  })
})

test('what is being filled in, waits or was refused is nowhere but on the phone', () => {
  const states = ['draft', 'waiting', 'taken', 'merged', 'conflict', 'quarantined', 'refused', 'filed'] as const
  expect(states.filter((state) => onlyHere.includes(state))).toEqual(['draft', 'waiting', 'refused'])
})

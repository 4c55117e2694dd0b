import { describe, expect, test } from 'vitest'
import { type Attempt, attemptsOf } from './attempts.ts'
import { correctedInstant } from './clock.ts'
import { chooseVoice, conflictsOf, type FieldVoices, mergeTold, type ToldFields } from './merge.ts'
import { obstacleAfter } from './obstacle.ts'

const told = (
  visit: string,
  by: string,
  hour: number,
  willingness: string | null,
  base: number | null = 0,
): ToldFields => ({
  visit,
  by,
  name: by,
  at: `2022-11-01T${String(hour).padStart(2, '0')}:00:00.000Z`,
  on: '2022-11-01',
  base,
  fields: { willingness },
})

function mergeAll(list: readonly ToldFields[]) {
  let [voices, revision]: [FieldVoices, number] = [{}, 0]
  const conflicts: string[][] = []
  for (const one of list) {
    const merged = mergeTold(voices, revision, one)
    voices = merged.voices
    revision = merged.revision
    conflicts.push(merged.conflicts)
  }
  return { voices, revision, conflicts }
}

const words = ({ voices }: { voices: FieldVoices }) =>
  (voices.willingness ?? []).map(({ by, value }) => `${by}:${value}`).toSorted()

function* orders<T>(list: readonly T[]): Generator<readonly T[]> {
  if (list.length < 2) yield list
  for (const [at, one] of list.entries())
    for (const rest of orders(list.toSpliced(at, 1))) if (list.length > 1) yield [one, ...rest]
}

describe('what people say of a home', () => {
  test('gives way to whoever had seen it', () => {
    const { voices, conflicts } = mergeAll([told('1', '甲', 9, 'unwilling'), told('2', '乙', 10, 'willing', 1)])

    expect(voices.willingness?.map(({ value }) => value)).toEqual(['willing'])
    expect(conflicts).toEqual([[], []])
  })

  test('stays where somebody else says otherwise unseen, whose word waits', () => {
    const { voices, conflicts } = mergeAll([told('1', '甲', 9, 'unwilling'), told('2', '乙', 10, 'willing')])

    expect(voices.willingness?.[0]?.value).toBe('unwilling')
    expect(conflictsOf(voices).map(({ voice }) => voice.visit)).toEqual(['2'])
    expect(conflicts).toEqual([[], ['willingness']])
  })

  test('is no conflict where both say the same', () => {
    expect(mergeAll([told('1', '甲', 9, 'willing'), told('2', '乙', 10, 'willing')]).conflicts).toEqual([[], []])
  })

  test('is of one person his later word, whichever arrives first', () => {
    const both = [told('1', '甲', 9, 'unwilling'), told('2', '甲', 10, 'willing')]

    for (const order of orders(both)) expect(words(mergeAll(order))).toEqual(['甲:willing'])
  })

  test('waits where somebody changes his mind whom another had agreed with', () => {
    const { voices } = mergeAll([
      told('1', '甲', 9, 'willing'),
      told('2', '乙', 10, 'willing'),
      told('3', '甲', 11, 'unwilling'),
    ])

    expect(conflictsOf(voices).map(({ voice }) => voice.visit)).toEqual(['2'])
  })

  test('loses nobody’s last word, in any of the 720 orders of a day without signal', () => {
    const day = [
      told('1', '甲', 8, 'willing'),
      told('2', '乙', 9, 'unwilling'),
      told('3', '甲', 10, 'undecided'),
      told('4', '丙', 11, 'willing'),
      told('5', '乙', 12, 'willing'),
      told('6', '丙', 13, null),
    ]
    const found = new Set([...orders(day)].map((order) => words(mergeAll(order)).join(' ')))

    expect([...found]).toEqual(['丙:null 乙:willing 甲:undecided'])
  })

  test('is settled by the word a person chooses', () => {
    const { voices } = mergeAll([told('1', '甲', 9, 'unwilling'), told('2', '乙', 10, 'willing')])
    const decided = { by: '经办', name: '经办', at: '2022-11-02T08:00:00.000Z', revision: 3 }

    expect(chooseVoice(voices.willingness ?? [], '2', decided)).toMatchObject([
      { visit: '2', value: 'willing', by: '经办' },
    ])
    expect(chooseVoice(voices.willingness ?? [], null, decided)).toMatchObject([{ visit: '1', value: 'unwilling' }])
    expect(chooseVoice(voices.willingness ?? [], '9', decided)).toBeNull()
  })
})

describe('attempts', () => {
  const attempt = (id: string, hour: number, isContacted: boolean, more: Partial<Attempt> = {}): Attempt => ({
    id,
    at: `2022-11-01T${String(hour).padStart(2, '0')}:00:00.000Z`,
    on: '2022-11-01',
    channel: 'visit',
    isContacted,
    said: null,
    ...more,
  })

  test('come to the same in whatever order they become known', () => {
    const all = [
      attempt('1', 8, true),
      attempt('2', 9, false),
      attempt('3', 19, false, { channel: 'evening_visit' }),
      attempt('4', 20, false, { channel: 'notice_board' }),
    ]
    const found = new Set([...orders(all)].map((order) => JSON.stringify(attemptsOf(order))))

    expect(found.size).toBe(1)
    expect(attemptsOf(all)).toMatchObject({
      attempts: 4,
      missed: 2,
      missedChannels: ['evening_visit', 'visit'],
      contact: 'reached',
    })
  })

  test('end with the word that he is out of reach, unless he is met after it', () => {
    const lost = attempt('2', 9, false, { said: 'unreachable' })

    expect(attemptsOf([attempt('1', 8, true), lost]).contact).toBe('unreachable')
    expect(attemptsOf([lost, attempt('3', 10, true)]).contact).toBe('reached')
    expect(attemptsOf([]).contact).toBeNull()
  })
})

describe('the obstacle of a home after a visit', () => {
  const limits = { attempts: 3, channels: 2 }
  const nobody = { ...attemptsOf([]), willingness: null, willingnessOn: null }
  const open = { obstacle: null, on: null, transferredOn: null }
  const refuses = {
    ...nobody,
    contact: 'reached' as const,
    willingness: 'unwilling' as const,
    willingnessOn: '2022-11-02',
  }

  test('is a refusal where the owner refuses, on the day he did', () => {
    expect(obstacleAfter(open, refuses, limits)).toEqual({ obstacle: 'unwilling', on: '2022-11-02' })
  })

  test('is gone once he wants it; a doubtful owner no longer refuses', () => {
    const unwilling = { ...open, obstacle: 'unwilling' as const, on: '2022-10-01' }
    for (const willingness of ['willing', 'undecided'] as const)
      expect(obstacleAfter(unwilling, { ...refuses, willingness }, limits)).toEqual({ obstacle: null, on: null })
    expect(obstacleAfter(unwilling, { ...nobody, contact: 'reached' }, limits)).toBeNull()
  })

  test.each([
    'blocked_by_law',
    'dues_unpaid',
    'inheritance',
    'divorce',
    'identity_mismatch',
    'vacant',
    'other',
  ] as const)('stays %s, whatever the owner says', (obstacle) => {
    expect(obstacleAfter({ ...open, obstacle, on: '2022-10-01' }, refuses, limits)).toBeNull()
  })

  test('does not come back to a home that is transferred', () => {
    expect(obstacleAfter({ ...open, transferredOn: '2022-10-01' }, refuses, limits)).toBeNull()
  })

  test('is an owner out of reach after the attempts the county set, over as many channels', () => {
    const missed = { ...nobody, missed: 3, missedChannels: ['phone', 'visit'] as const, lastVisitedOn: '2022-11-03' }
    expect(obstacleAfter(open, missed, limits)).toEqual({ obstacle: 'unreachable', on: '2022-11-03' })
    expect(obstacleAfter(open, { ...missed, missed: 2 }, limits)).toBeNull()
    expect(obstacleAfter(open, { ...missed, missedChannels: ['visit'] }, limits)).toBeNull()
  })

  test('is of a refusal and a lost contact the later one', () => {
    const lost = { ...refuses, contact: 'unreachable' as const, contactOn: '2022-11-05' }
    expect(obstacleAfter(open, lost, limits)?.obstacle).toBe('unreachable')
    expect(obstacleAfter(open, { ...lost, contactOn: '2022-11-01' }, limits)?.obstacle).toBe('unwilling')
  })
})

describe('a clock', () => {
  const now = Date.UTC(2022, 10, 1, 8)
  const hour = 3600_000

  test('that is right tells the time as it is', () => {
    expect(correctedInstant(now - hour, now + 30_000, now)).toEqual({ atMs: now - hour, offS: 0 })
  })

  test('that is wrong is put right by what it is off', () => {
    expect(correctedInstant(now + 23 * hour, now + 24 * hour, now)).toEqual({ atMs: now - hour, offS: 86_400 })
    expect(correctedInstant(now - 25 * hour, now - 24 * hour, now)).toEqual({ atMs: now - hour, offS: -86_400 })
  })

  test('tells nothing of the future, and nothing older than the campaign', () => {
    expect(correctedInstant(now + 5 * hour, now, now)).toEqual({ atMs: now, offS: 5 * 3600 })
    expect(correctedInstant(0, Date.UTC(9999, 0, 1), now).atMs).toBe(Date.UTC(2000, 0, 1))
  })
})

import { expect, test } from 'vitest'
import { changedFields, withWaiting } from './filled-fields.ts'
import { homeFilters, isMeant, isWanted, placeInWords } from './home-filters.ts'

const home = {
  building: '3号楼',
  entrance: '2',
  room: '1502',
  owners: [{ name: '王小明', phoneShown: '138****5678' }],
  state: 'surveyed',
  attempts: 0,
  fields: {},
}

test('a form sends only what it changed', () => {
  const before = { willingness: null, reason: '', papers: ['contract'] }

  expect(changedFields<object>(before, { willingness: 'willing', reason: null, papers: ['contract'] })).toEqual({
    willingness: 'willing',
  })
  expect(changedFields<object>(before, { ...before, papers: [] })).toEqual({ papers: [] })
})

test('what waits on the phone stands over what the office knows, the latest last', () => {
  const known = { willingness: 'undecided', reason: '在外地' }
  expect(withWaiting(known, [{ willingness: 'unwilling' }, { willingness: 'willing' }])).toEqual({
    willingness: 'willing',
    reason: '在外地',
  })
})

test('a place is said with the words its number lacks in the records', () => {
  expect(placeInWords({ ...home, building: '3' })).toBe('3号楼 2单元 1502')
  expect(placeInWords({ building: '商业楼', entrance: '', room: '101' })).toBe('商业楼 101')
})

test.each(['3号楼', '2单元', '1502', '小明', '5678', '3号 1502', ' 王小明  15'])('%s means the home', (typed) => {
  expect(isMeant(home, typed)).toBe(true)
})

test.each(['4号楼', '3号 1602', '张'])('%s means another', (typed) => {
  expect(isMeant(home, typed)).toBe(false)
})

const wantedBy = (change: object) =>
  homeFilters.filter((filter) => isWanted({ ...home, ...change }, filter, '2026-05-08'))

test.each([
  [{}, ['open', 'unvisited', 'all']],
  [{ attempts: 2 }, ['open', 'all']],
  [{ attempts: 1, fields: { contact: 'not_reached' } }, ['open', 'not_reached', 'all']],
  [{ attempts: 1, fields: { contact: 'unreachable' } }, ['open', 'not_reached', 'all']],
  [{ attempts: 1, fields: { nextOn: '2026-05-08' } }, ['open', 'due', 'all']],
  [{ attempts: 1, fields: { nextOn: '2026-05-09' } }, ['open', 'all']],
  [{ attempts: 1, fields: { willingness: 'willing' } }, ['open', 'willing', 'all']],
  [{ attempts: 1, fields: { willingness: 'unwilling' } }, ['open', 'unwilling', 'all']],
  [{ attempts: 1, fields: { willingness: 'undecided' } }, ['open', 'undecided', 'all']],
  [{ state: 'transferred', fields: { willingness: 'willing' } }, ['all']],
])('%o is among %o', (change, filters) => {
  expect(wantedBy(change)).toEqual(filters)
})

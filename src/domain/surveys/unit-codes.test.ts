import { expect, test } from 'vitest'
import { type MadeSurvey, madeParcel, madeSheets, madeSurvey } from '../../../test/surveys/made-survey.ts'
import { findUnitCodeFault } from '../units/codes.ts'
import { compareVersions } from './compare.ts'
import { readSurvey } from './read-survey.ts'
import { proposeCodes } from './unit-codes.ts'

const read = (survey: MadeSurvey) => readSurvey({ sheets: madeSheets(survey), geojson: [], meridian: 111 }).survey
const code = (building: number, home: number) =>
  `${madeParcel}F${String(building).padStart(4, '0')}${String(home).padStart(4, '0')}`
const given = (survey: ReturnType<typeof read>) =>
  survey.units.map(({ room, entrance, proposedCode }) => [entrance, room, proposedCode])

test('homes without a code get the lowest free numbers of their building, by entrance, floor and room', () => {
  const survey = proposeCodes(read(madeSurvey('3')), null, [], [])
  expect(given(survey).slice(0, 4)).toEqual([
    ['1', '101', code(3, 1)],
    ['1', '102', code(3, 2)],
    ['2', '101', code(3, 5)],
    ['2', '102', code(3, 6)],
  ])
  const codes = survey.units.flatMap(({ proposedCode }) => proposedCode ?? [])
  expect(new Set(codes).size).toBe(8)
  expect(codes.map(findUnitCodeFault).filter((fault) => fault !== null)).toEqual([])
})

test('the same survey and records give the same codes, in whatever order the rows stand', () => {
  const made = madeSurvey('3')
  const turned = { ...made, units: made.units.toReversed() }
  const codes = (survey: MadeSurvey) =>
    new Map(
      proposeCodes(read(survey), null, [], []).units.map((unit) => [unit.entrance + unit.room, unit.proposedCode]),
    )
  expect(codes(turned)).toEqual(codes(made))
})

test('numbers somebody holds are not given again; a building keeps the number its homes carry', () => {
  const made = madeSurvey('3')
  Object.assign(made.units[0] ?? {}, { code: code(7, 2) })
  const survey = proposeCodes(read(made), null, [], [code(7, 1)])
  expect(survey.units.map(({ proposedCode }) => proposedCode).slice(0, 2)).toEqual([null, code(7, 3)])
})

test('where another building of the parcel holds its number, a building takes the lowest free one', () => {
  const survey = proposeCodes(read(madeSurvey('3')), null, [], [code(3, 1), code(1, 1)])
  expect(survey.units[0]?.proposedCode).toBe(code(2, 1))
})

test('a home that has a code on record gets no second one; without a parcel none can be proposed', () => {
  const known = { building: '3', entrance: '1', room: '101', unitCode: code(3, 1) }
  const survey = proposeCodes(read(madeSurvey('3')), null, [known], [code(3, 1)])
  expect(survey.units.map(({ proposedCode }) => proposedCode).slice(0, 2)).toEqual([null, code(3, 2)])
  const bare = { ...madeSurvey(), parcels: [], boundaries: [] }
  Object.assign(bare.buildings[0] ?? {}, { parcel: null })
  expect(proposeCodes(read(bare), null, [], []).units.every(({ proposedCode }) => proposedCode === null)).toBe(true)
  expect(proposeCodes(read(bare), madeParcel, [], []).units[0]?.proposedCode).toBe(code(1, 1))
})

test('two versions compared: homes added, dropped, and changed with both values', () => {
  const [earlier, later] = [madeSurvey(), madeSurvey()]
  later.units.shift()
  Object.assign(later.units[0] ?? {}, { areaM2: 101 })
  later.units.push({ ...later.units[0], room: '901', floor: 9 })
  expect(compareVersions(read(earlier), read(later))).toEqual([
    expect.objectContaining({ kind: 'dropped', room: '101', entrance: '1' }),
    {
      key: '1|1|102',
      building: '1',
      entrance: '1',
      room: '102',
      kind: 'changed',
      fields: [{ field: 'areaM2', was: 100, becomes: 101 }],
    },
    expect.objectContaining({ kind: 'added', room: '901' }),
  ])
  expect(compareVersions(read(earlier), read(earlier))).toEqual([])
})

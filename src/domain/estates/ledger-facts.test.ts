import { expect, test } from 'vitest'
import type { EstateRow, ProblemCell } from '../ledgers/rows.ts'
import { factsOf } from './ledger-facts.ts'
import { acquisitionOf, isUnitHousing } from './ledger-words.ts'

const blank = { paperWords: {}, problemMarks: [], problemCells: [], problemCount: null } as unknown as EstateRow
const tick = (label: string, is: boolean | null = true): ProblemCell => ({ label, column: 'X', is, word: null })

/** Facts of a row whose ledger has exactly the columns of the fields given. */
function stated(row: Partial<EstateRow>) {
  const places: Record<string, string> = Object.fromEntries(Object.keys(row).map((field, at) => [field, `C${at}`]))
  const cells = { ofField: (field: string) => places[field] ?? null, ofColumn: (column: string) => `${column}7` }
  return factsOf({ ...blank, ...row }, cells, '2022-10-10').map(({ fact, value, said, cell, statement_no }) => ({
    fact,
    value,
    said,
    cell,
    statement_no,
  }))
}

test('a mark and a column that say the same are one statement: that of the column', () => {
  expect(stated({ fire: false, problemCells: [tick('消防验收缺失')] })).toEqual([
    { fact: 'fire', value: false, said: null, cell: 'C0', statement_no: 1 },
  ])
})

test('a mark that says otherwise than its column stands beside it', () => {
  expect(stated({ fire: true, problemCells: [tick('消防验收缺失')] })).toEqual([
    { fact: 'fire', value: true, said: null, cell: 'C0', statement_no: 1 },
    { fact: 'fire', value: false, said: null, cell: 'X7', statement_no: 2 },
  ])
})

test('a blank mark never contradicts a column', () => {
  expect(stated({ fire: false, problemCells: [tick('消防验收缺失', null)], problemCount: 0 })).toEqual([
    { fact: 'fire', value: false, said: null, cell: 'C0', statement_no: 1 },
  ])
})

test('a mark stands in for a column that was left blank', () => {
  expect(stated({ fire: null, problemCells: [tick('消防验收缺失')] })).toEqual([
    { fact: 'fire', value: false, said: null, cell: 'X7', statement_no: 1 },
  ])
  expect(stated({ fire: null, problemCells: [tick('消防验收缺失', null)] })).toMatchObject([{ value: null }])
})

test('words become values and stay beside them', () => {
  expect(stated({ landAcquisition: '国有建设用地使用权（出让）', nature: '集资建房' })).toEqual([
    { fact: 'land_acquisition', value: 'granted', said: '国有建设用地使用权（出让）', cell: 'C0', statement_no: 1 },
    { fact: 'unit_housing', value: true, said: '集资建房', cell: 'C1', statement_no: 1 },
  ])
  expect(stated({ landAcquisition: '国有建设用地' })).toMatchObject([{ value: null, said: '国有建设用地' }])
})

test.each([
  ['出让', 'granted'],
  ['协议出让', 'granted'],
  ['招拍挂', 'granted'],
  ['国有建设用地使用权（出让）', 'granted'],
  ['划拨转出让', 'granted'],
  ['划拨', 'allocated'],
  ['国有划拨', 'allocated'],
  ['租赁', 'leased'],
  ['作价出资', 'other'],
  ['其他', 'other'],
  ['未办用地手续', 'none'],
  ['无', 'none'],
  ['部分出让、部分划拨', null],
  ['国有', null],
  ['不详', null],
])('取得方式 %s', (words, way) => {
  expect(acquisitionOf(words)).toBe(way)
})

test.each([
  ['集资建房', true],
  ['房改房', true],
  ['市场化商品房', false],
  ['经济适用住房', false],
  ['动迁房', false],
  ['住宅', null],
])('房屋性质 %s', (nature, is) => {
  expect(isUnitHousing(nature)).toBe(is)
})

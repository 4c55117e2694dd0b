import { expect, test } from 'vitest'
import { sampleOfficesOf } from './office-people.ts'
import { sampleWorkOf } from './work-log.ts'

const sum = (countyCode: string, kind: string, of: 'quantity' | 'people' | 'items') =>
  sampleWorkOf(countyCode)
    .filter((work) => work.kind === kind)
    .reduce((total, work) => total + (work[of] ?? 0), 0)

test('方山县’s work log counts to what the report says', () => {
  const counted = (kind: string) => sum('141128', kind, 'quantity')

  expect(['县政府办公会议', '协调推进会', '限时办结通知书', '会商研判', '周汇报任务清单'].map(counted)).toEqual([
    4, 15, 16, 8, 18,
  ])
  expect(['跟踪督办', '专项检查', '约谈责任单位一把手', '督办函', '约谈开发商'].map(counted)).toEqual([9, 15, 3, 7, 5])
  expect(counted('印发宣传册')).toBe(5200)
  expect(sum('141128', '约谈责任单位一把手', 'people')).toBe(23)
  expect(sum('141128', '约谈开发商', 'people')).toBe(9)
  expect(sampleWorkOf('141128')).toHaveLength(220)
})

test('letters of a year are numbered from one without a gap', () => {
  const numbers = sampleWorkOf('141128')
    .filter(({ kind, happenedOn }) => kind === '限时办结通知书' && happenedOn.startsWith('2021'))
    .map(({ number }) => number)

  expect(numbers).toEqual(numbers.map((_, place) => `方清零限办〔2021〕${place + 1}号`))
})

test('a county the report does not count keeps no log', () => {
  expect(sampleWorkOf('141123')).toEqual([])
  expect(sampleWorkOf('999999')).toEqual([])
})

test('方山县 has thirteen responsible units and its clearance office, each with two people of its own', () => {
  const offices = sampleOfficesOf('141128')

  expect(offices.filter(({ kind }) => kind === 'responsible_unit')).toHaveLength(13)
  expect(offices[0]).toMatchObject({ kind: 'clearance_office', name: '方山县清零行动办公室' })
  expect(offices.every(({ duties }) => duties !== '')).toBe(true)
})

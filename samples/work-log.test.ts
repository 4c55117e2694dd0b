import { expect, test } from 'vitest'
import { sampleCounties } from './campaign.ts'
import { workRowsOf } from './work-log.ts'

const sum = (countyCode: string, kind: string, of: 'quantity' | 'people' | 'items') =>
  workRowsOf({ code: countyCode })
    .filter((work) => work.workKind === kind)
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
  expect(workRowsOf({ code: '141128' })).toHaveLength(220)
})

test('letters of a year are numbered from one without a gap', () => {
  const numbers = workRowsOf({ code: '141128' })
    .filter(({ workKind, heldOn }) => workKind === '限时办结通知书' && heldOn?.startsWith('2021'))
    .map(({ number }) => number)

  expect(numbers).toEqual(numbers.map((_, place) => `方清零限办〔2021〕${place + 1}号`))
})

test('a county the report does not count keeps no log', () => {
  expect(workRowsOf({ code: '141123' })).toEqual([])
  expect(workRowsOf({ code: '999999' })).toEqual([])
})

test('方山县 has thirteen responsible units, each with its duties and two people of its own', () => {
  const offices = sampleCounties('city').find(({ code }) => code === '141128')?.offices ?? []

  expect(offices).toHaveLength(13)
  expect(offices.every(({ duties, head, unitLiaison }) => duties && head && unitLiaison)).toBe(true)
})

test('方山县 lists seven kinds of advice with twenty-six, and seven kinds of measures with thirteen', () => {
  const advice = sampleCounties('city').find(({ code }) => code === '141128')?.advice ?? []
  const counted = ['意见建议', '具体措施'].map((form) => {
    const rows = advice.filter((row) => row.form === form)
    return [new Set(rows.map(({ topic }) => topic)).size, new Set(rows.map((row) => row.advice)).size]
  })
  expect(counted).toEqual([
    [7, 26],
    [7, 13],
  ])
})

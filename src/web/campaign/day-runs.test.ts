import { expect, test } from 'vitest'
import { runsOf } from './day-runs.ts'

const day = (day: string, name: string, isWorkday = false) => ({ day, name, isWorkday, isCorrected: false })

test('days in a row with one name are one run; a gap, another name or a make-up day ends it', () => {
  const days = [
    day('2022-10-01', '国庆节'),
    day('2022-10-02', '国庆节'),
    day('2022-10-04', '国庆节'),
    day('2022-10-05', '停工'),
    day('2022-10-06', '停工', true),
  ]

  expect(runsOf(days)).toEqual([
    { from: '2022-10-01', until: '2022-10-02', name: '国庆节', isWorkday: false },
    { from: '2022-10-04', until: '2022-10-04', name: '国庆节', isWorkday: false },
    { from: '2022-10-05', until: '2022-10-05', name: '停工', isWorkday: false },
    { from: '2022-10-06', until: '2022-10-06', name: '停工', isWorkday: true },
  ])
  expect(runsOf([])).toEqual([])
})

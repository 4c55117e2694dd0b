import { expect, test } from 'vitest'
import { isQuiet } from './quiet-hours.ts'
import { minutesUntilRetry } from './retries.ts'
import { fieldsOf, partsOf, templateFault } from './template.ts'

test.each([
  ['{姓名}您好，{小区}{房屋}可以办证了。', null],
  ['您好', null],
  ['  ', 'template_empty'],
  ['长'.repeat(501), 'template_too_long'],
  ['{电话}', 'template_names_unknown_field'],
  ['{姓名', 'template_brace_alone'],
  ['姓名}', 'template_brace_alone'],
  ['{{姓名}}', 'template_brace_alone'],
  ['{}', 'template_names_unknown_field'],
])('the template %s is faulty as %s', (template, code) => {
  expect(templateFault(template)?.code ?? null).toBe(code)
})

test('a template tells which fields it names', () => {
  expect(fieldsOf('{姓名}，{小区}')).toEqual(['{小区}', '{姓名}'])
})

test('a long text is charged in parts', () => {
  expect([0, 70, 71, 134, 135].map((length) => partsOf('字'.repeat(length)))).toEqual([1, 1, 2, 2, 3])
})

test('quiet hours go over midnight, within a day, or are none', () => {
  const night = { from: '21:00', until: '08:00' }
  expect(['20:59', '21:00', '23:59', '00:00', '07:59', '08:00'].map((time) => isQuiet(time, night))).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
  ])
  expect(['11:59', '12:00', '13:59', '14:00'].map((time) => isQuiet(time, { from: '12:00', until: '14:00' }))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(isQuiet('03:00', { from: '08:00', until: '08:00' })).toBe(false)
})

test('a message is tried again ever later, and then no more', () => {
  expect([1, 2, 3, 4, 5, 6].map(minutesUntilRetry)).toEqual([1, 5, 30, 120, 360, null])
})

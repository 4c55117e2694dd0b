import { expect, test } from 'vitest'
import { taskBookContent } from './task-book-words.ts'

const task = { no: 7, title: '补办规划核实', wanted: '核实意见', dueOn: '2022-10-10' }
const unit = { name: '县自然资源局', duties: null, head: '甲某', liaison: null, on: '2022-09-16' }

test('a task book says who answers for the unit and each task with what proves it and its day', () => {
  const { addressee, blocks } = taskBookContent({ ...unit, tasks: [{ ...task, estate: null, person: null }] })

  expect(addressee).toBe('县自然资源局：')
  expect(blocks.map((block) => ('rows' in block ? block.rows : block.text))).toEqual([
    '截至2022年9月16日，你单位未销号任务1件，现予明确，请按期办结：',
    [
      ['责任单位', '县自然资源局'],
      ['一把手', '甲某'],
      ['联络员', '（未明确）'],
    ],
    [['7', '—', '补办规划核实', '核实意见', '—', '2022-10-10']],
  ])
})

import { expect, test } from 'vitest'
import { emptyBlock, keyed, moved, withCell, withColumn, withoutColumn } from './draft-blocks.ts'

const table = { kind: 'table', columns: [{ title: '事项', width: 2 }], rows: [['甲'], ['乙']] } as const

test('a table keeps as many cells in each row as it has columns', () => {
  const wider = withColumn(table)
  expect(wider.rows).toEqual([
    ['甲', ''],
    ['乙', ''],
  ])
  expect(withoutColumn(wider, 0)).toMatchObject({ columns: [{ title: '' }], rows: [[''], ['']] })
  expect(withCell(wider, 1, 1, '丙').rows).toEqual([
    ['甲', ''],
    ['乙', '丙'],
  ])
})

test('blocks change places, and the last one goes no further', () => {
  const blocks = keyed([emptyBlock('heading'), emptyBlock('paragraph')])
  expect(moved(blocks, 0, 1).map(({ key }) => key)).toEqual([1, 0])
  expect(moved(blocks, 1, 1).map(({ key }) => key)).toEqual([0, 1])
})

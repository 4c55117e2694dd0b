import { expect, test } from 'vitest'
import { readDeskSearch } from './desk-search.ts'

const room = (building: string | null, entrance: string | null, no: string) => ({
  by: 'room',
  building,
  entrance,
  room: no,
})

test.each([
  ['受(2022)汾阳市第0000012号', { by: 'acceptance', acceptanceNo: '受（2022）汾阳市第0000012号' }],
  ['收（2022）汾阳市第0000001号冲', { by: 'receipt', receiptNo: '收（2022）汾阳市第0000001号' }],
  [
    'https://示例/check/0199a3b4-0000-7000-8000-00000000000a',
    { by: 'application', id: '0199a3b4-0000-7000-8000-00000000000a' },
  ],
  ['001x', { by: 'last_four', lastFour: '001X' }],
  ['晨光小区 1-1201', { by: 'place', estate: '晨光小区', room: room('1', null, '1201') }],
  ['晨光 小区 3号楼 2单元 501室', { by: 'place', estate: '晨光小区', room: room('3', '2', '501') }],
  ['丽景2期 3 2 501', { by: 'place', estate: '丽景2期', room: room('3', '2', '501') }],
  ['晨光小区 3号楼2单元501室', { by: 'place', estate: '晨光小区', room: room('3', '2', '501') }],
  ['甲一', { by: 'unit' }],
  ['141199190001010018', { by: 'unit' }],
  ['3-2-501', { by: 'unit' }],
])('%s', (typed, meant) => {
  expect(readDeskSearch(typed)).toEqual(meant)
})

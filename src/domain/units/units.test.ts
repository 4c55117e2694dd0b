import { describe, expect, test } from 'vitest'
import { layOut } from './building-table.ts'
import { maskIdNumber, maskName, maskPhone } from './masks.ts'
import { refuseUnitAct } from './moves.ts'
import { obstacleOf } from './obstacles.ts'
import { readSearch } from './search.ts'

describe('an act on a unit', () => {
  const unit = { firstRegisteredOn: '2022-03-01', transferredOn: null, certificateNo: null }
  const transfer = {
    act: 'record_transfer',
    on: '2022-04-01',
    certificateNo: '晋（2022）汾阳市不动产权第0000001号',
    today: '2022-05-01',
  } as const

  test('a first-registered unit may be transferred', () => expect(refuseUnitAct(unit, transfer)).toBeNull())
  test('no transfer without first registration', () =>
    expect(refuseUnitAct({ ...unit, firstRegisteredOn: null }, transfer)).toBe('not_first_registered'))
  test('no transfer before first registration', () =>
    expect(refuseUnitAct(unit, { ...transfer, on: '2022-02-28' })).toBe('before_first_registration'))
  test('no second transfer', () =>
    expect(refuseUnitAct({ ...unit, transferredOn: '2022-04-01' }, transfer)).toBe('already_transferred'))
  test('nothing happens in the future', () =>
    expect(refuseUnitAct(unit, { ...transfer, on: '2022-05-02' })).toBe('date_in_future'))
})

test.each([
  ['晋(2022)汾阳市不动产权第0000001号', { by: 'certificate', certificateNo: '晋（2022）汾阳市不动产权第0000001号' }],
  ['0000001', { by: 'certificate_tail', digits: '0000001' }],
  ['14119919010101001x', { by: 'id', idNumber: '14119919010101001X' }],
  ['１９９００００４０４２', { by: 'phone', phone: '19900004042' }],
  ['3-2-301', { by: 'room', building: '3', entrance: '2', room: '301' }],
  ['2号楼1单元502室', { by: 'room', building: '2', entrance: '1', room: '502' }],
  ['502', { by: 'room', building: null, entrance: null, room: '502' }],
  ['迎星', { by: 'name', name: '迎星' }],
] as const)('a search for %s is understood', (typed, meant) => expect(readSearch(typed)).toEqual(meant))

test('personal numbers are shown by their ends', () => {
  expect(maskIdNumber('141199190101010018')).toBe('141199********0018')
  expect(maskIdNumber('1234')).toBe('****')
  expect(maskPhone('19900004042')).toBe('199****4042')
  expect([maskName('张三', null), maskName('李小明', 'identity_card'), maskName('张', null)]).toEqual([
    '张*',
    '李**',
    '张*',
  ])
  expect(maskName('某某公司', 'business')).toBe('某某公司')
})

test('a reason is sorted by what weighs most', () => {
  expect(obstacleOf('房屋被查封，税未缴')).toBe('blocked_by_law')
  expect(obstacleOf('契税未缴，不愿办理')).toBe('dues_unpaid')
  expect(obstacleOf('业主不愿办理')).toBe('unwilling')
  expect(obstacleOf('原因待查')).toBe('other')
})

describe('a building table', () => {
  const unit = (entrance: string, room: string, floor: number | null) => ({
    id: `${entrance}-${room}`,
    entrance,
    room,
    floor,
  })

  test('puts the top floor first and fills missing rooms', () => {
    const { entrances, floors } = layOut([
      unit('1', '101', 1),
      unit('1', '102', 1),
      unit('1', '201', 2),
      unit('2', '101', 1),
    ])
    expect(entrances).toEqual([
      { name: '1', from: 0, width: 2 },
      { name: '2', from: 2, width: 1 },
    ])
    expect(floors.map(({ floor }) => floor)).toEqual([2, 1])
    expect(floors[0]?.cells.map((cell) => cell?.room ?? null)).toEqual(['201', null, null])
  })

  test('leaves the gap where the missing home would be', () => {
    const { columns, floors } = layOut(
      ['101', '102', '103', '201', '203'].map((room) => unit('1', room, Number(room[0]))),
    )
    expect(columns.map(({ name }) => name)).toEqual(['01', '02', '03'])
    expect(floors[0]?.cells.map((cell) => cell?.room ?? null)).toEqual(['201', null, '203'])
  })

  test('counts places where rooms are numbered through, or without their floor', () => {
    const through = ['101', '102', '203', '204', '305', '306'].map((room) => unit('1', room, Number(room[0])))
    expect(layOut(through).columns.map(({ name }) => name)).toEqual(['1', '2'])
    const letters = ['东', '西'].map((room) => unit('1', room, 1))
    expect(layOut(letters).floors[0]?.cells.map((cell) => cell?.room)).toEqual(['东', '西'])
  })

  test('takes a floor from the room number where the ledger has none, and says so', () => {
    const { floors } = layOut([unit('', '1503', null), unit('', 'B101', null), unit('', '底商', null)])
    expect(floors.map(({ floor, isInferred }) => [floor, isInferred])).toEqual([
      [15, true],
      [-1, true],
      [null, true],
    ])
  })
})

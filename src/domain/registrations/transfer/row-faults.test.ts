import { expect, test } from 'vitest'
import { createRowNotes } from '../../ledgers/rows/row-notes.ts'
import type { Cell } from '../../ledgers/sheet.ts'
import type { HeaderColumn } from '../../ledgers/tables/header.ts'
import { createOwnerRowReader, ownerRowColumns } from './owner-row.ts'
import { judgeOwnerRow } from './row-faults.ts'
import { matchOwnerColumns, type OwnerField, ownerColumns } from './workbook-columns.ts'

const header: HeaderColumn[] = ownerColumns.map(({ label }, index) => ({ index, header: label, label, group: '' }))
const place = { rowNo: 12, today: '2022-06-01', countyCode: '141182' }

/** A home of two owners by halves, with nothing wrong. */
const good: Partial<Record<OwnerField, Cell>> = {
  estate: '示例小区',
  building: '3号楼',
  entrance: '2单元',
  room: '501室',
  ownerName: '示例甲、示例乙',
  idNumber: '141199197001010018、141199198212300028',
  coOwnership: '按份共有',
  shares: '1/2、1/2',
  contractNo: 'HT-1',
  contractOn: '2020-06-18',
  priceFen: 386500,
}

function judge(change: Partial<Record<OwnerField, Cell>>) {
  const { columns, lacks } = matchOwnerColumns(header, null)
  const [first] = columns
  if (!first || lacks.length > 0) throw new Error(`the template's own header is not recognised: ${lacks}`)
  const notes = createRowNotes({ file: 'a.xlsx', sheet: '业主' }, true, first)
  const byField = ownerRowColumns(columns)
  const values = { ...good, ...change }
  notes.start(place.rowNo)
  const row = createOwnerRowReader(byField, notes)(ownerColumns.map(({ field }) => values[field] ?? null))
  return judgeOwnerRow(row, byField, notes, place)
}

test('every column of the template is recognised as what it is', () => {
  const { columns, lacks } = matchOwnerColumns(header, null)

  expect(columns.map(({ field }) => field)).toEqual(ownerColumns.map(({ field }) => field))
  expect(lacks).toEqual([])
})

test('a list without names, numbers or homes is told what it lacks', () => {
  const bare = header.filter(({ label }) => label === '备注')

  expect(matchOwnerColumns(bare, null).lacks).toEqual(['权利人姓名', '证件号码', '不动产单元号，或楼号和房号'])
})

test('a row with nothing wrong reads whole', () => {
  const { row, shares, faults } = judge({ certificateNo: '晋(2022)汾阳市不动产权第0000001号' })

  expect(faults).toEqual([])
  expect(row).toMatchObject({
    building: '3',
    entrance: '2',
    room: '501',
    priceFen: 38_650_000,
    coOwnership: 'by_share',
  })
  expect(row.certificateNo).toBe('晋（2022）汾阳市不动产权第0000001号')
  expect(row.owners.map(({ name, idKind }) => [name, idKind])).toEqual([
    ['示例甲', 'identity_card'],
    ['示例乙', 'identity_card'],
  ])
  expect(shares).toEqual([
    { parts: 1, whole: 2 },
    { parts: 1, whole: 2 },
  ])
})

/** One thing wrong each: where it is told and under which code. */
const wrong: readonly [string, Partial<Record<OwnerField, Cell>>, string, OwnerField][] = [
  ['no room', { room: null }, 'place_missing', 'room'],
  ['a unit code too short', { unitCode: '141182001' }, 'unit_code_form', 'unitCode'],
  ['a unit code of another county', { unitCode: '141130001001GB00027F00030045' }, 'unit_code_county', 'unitCode'],
  ['no owner', { ownerName: null, idNumber: null, shares: null, coOwnership: null }, 'owner_missing', 'ownerName'],
  [
    'an owner without a number',
    { ownerName: '示例甲', idNumber: null, shares: null, coOwnership: null },
    'id_missing',
    'idNumber',
  ],
  ['fewer numbers than names', { idNumber: '141199197001010018' }, 'owner_count_mismatch', 'idNumber'],
  ['the same number twice', { idNumber: '141199197001010018、141199197001010018' }, 'same_owner_twice', 'idNumber'],
  ['a wrong check digit', { idNumber: '141199197001010018、141199198212300029' }, 'id_check_digit', 'idNumber'],
  [
    'a number that lost its digits',
    { ownerName: '示例甲', idNumber: 141199197001010020, shares: null, coOwnership: null },
    'id_number_lost_digits',
    'idNumber',
  ],
  [
    'a credit code that is none',
    { ownerName: '示例公司', idKind: '营业执照', idNumber: '91141199MA0000015E', shares: null, coOwnership: null },
    'uscc_check',
    'idNumber',
  ],
  ['two owners without a kind', { coOwnership: null, shares: null }, 'several_without_kind', 'coOwnership'],
  ['two sole owners', { coOwnership: '单独所有', shares: null }, 'sole_with_several', 'coOwnership'],
  ['shares left out', { shares: null }, 'shares_missing', 'shares'],
  ['shares below the whole', { shares: '1/2、1/3' }, 'shares_not_whole', 'shares'],
  ['shares above the whole', { shares: '60%、50%' }, 'shares_not_whole', 'shares'],
  ['more shares than owners', { shares: '1/3、1/3、1/3' }, 'shares_too_many', 'shares'],
  ['a share nobody understands', { shares: '一半、一半' }, 'share_unreadable', 'shares'],
  ['a day that is none', { contractOn: '2020-02-30' }, 'date_impossible', 'contractOn'],
  ['a contract of tomorrow', { contractOn: '2022-06-02' }, 'dates_out_of_order', 'contractOn'],
  ['a negative price', { priceFen: -1 }, 'number_expected', 'priceFen'],
  ['a price in dollars', { priceFen: 'USD 100000' }, 'number_expected', 'priceFen'],
  ['a price that is words', { priceFen: '面议' }, 'number_expected', 'priceFen'],
  ['a certificate number that is none', { certificateNo: '晋2022第1号' }, 'certificate_form', 'certificateNo'],
  [
    'a proof instead of a certificate',
    { certificateNo: '晋（2022）汾阳市不动产证明第0000001号' },
    'certificate_form',
    'certificateNo',
  ],
  ['an agent without a number', { agentName: '示例丙', authorisation: '照片' }, 'agent_incomplete', 'agentId'],
  [
    'an agent with a wrong number',
    { agentName: '示例丙', agentId: '141199199511150037', authorisation: '照片' },
    'agent_id',
    'agentId',
  ],
  [
    'an agent without authorisation',
    { agentName: '示例丙', agentId: '141199199511150036' },
    'agent_incomplete',
    'authorisation',
  ],
]

test.each(wrong)('%s stays out, told once and at its cell', (_, change, code, field) => {
  const { faults } = judge(change)
  const letter = String.fromCharCode(65 + ownerColumns.findIndex((column) => column.field === field))

  expect(faults.map((fault) => [fault.code, fault.cell])).toEqual([[code, `${letter}12`]])
  expect(faults[0]?.words).toMatch(/[\u4e00-\u9fff]/)
})

test('several things wrong with one row are all told at once', () => {
  const { faults } = judge({ room: null, shares: '1/2、1/3', priceFen: -5 })

  expect(faults.map(({ code }) => code).toSorted()).toEqual(['number_expected', 'place_missing', 'shares_not_whole'])
})

test('an agent by photo, on site or by notary is understood', () => {
  const agent = { agentName: '示例丙', agentId: '141199199511150036' }

  expect(judge({ ...agent, authorisation: '手持身份证照片' }).authorisation).toBe('photo')
  expect(judge({ ...agent, authorisation: '现场' }).authorisation).toBe('on_site')
  expect(judge({ ...agent, authorisation: '公证委托' }).authorisation).toBe('notary')
})

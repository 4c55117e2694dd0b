import { expect, test } from 'vitest'
import type { ApplicationStanding } from '../application.ts'
import type { Known, KnownHome } from './known.ts'
import { type Awaited, reconcile } from './reconcile.ts'
import { createResultReader, findResultColumns, type ResultRow } from './result-row.ts'

const today = '2022-06-30'
const gates = ['papers', 'tax', 'fund', 'review'] as const

const transfer: ApplicationStanding = {
  id: 'a1',
  kind: 'transfer',
  state: 'accepted',
  estateId: 'e',
  buildingId: null,
  unitId: 'u1',
  homes: 1,
  submittedOn: '2022-06-01',
  submittedBy: 'window',
  acceptanceNo: '受（2022）汾阳市第0000001号',
  acceptedOn: '2022-06-02',
  acceptedBy: 'window',
  dueOn: '2022-07-15',
  promisedOn: null,
  enteredOn: null,
  certificateNo: null,
  certifiedOn: null,
  gates: gates.map((gate) => ({ gate, state: 'passed', decidedOn: '2022-06-05', decidedBy: 'registrar' })),
  pauses: [],
  home: { firstRegisteredOn: '2022-05-01', transferredOn: null },
  homesRegistered: 0,
  hold: null,
}
const home: KnownHome = {
  unitId: 'u1',
  place: '示例家园3号楼1单元101',
  unitCode: '141182004012GB00105F00030001',
  firstRegisteredOn: '2022-05-01',
  transferredOn: null,
  certificateNo: null,
  applications: [transfer],
}
const number = (no: number) => `晋（2022）汾阳市不动产权第${String(no).padStart(7, '0')}号`
const told: ResultRow = {
  sheetRow: 2,
  messageId: null,
  acceptanceNo: null,
  unitCode: home.unitCode,
  estate: null,
  building: null,
  entrance: null,
  room: null,
  kind: 'transfer',
  certificateNo: number(1),
  enteredOn: '2022-06-08',
  certifiedOn: null,
  paperNo: null,
  isRefused: false,
  why: null,
}
const known: Known = {
  homesOf: ({ unitCode }) => (unitCode === home.unitCode ? [home] : []),
  holderOf: () => null,
  marks: { provinceMark: '晋', placeName: '汾阳市' },
  today,
  accountId: 'registrar',
}
const findingOf = (row: Partial<ResultRow>, about: Partial<Known> = {}) => {
  const [line] = reconcile([{ ...told, ...row }], { ...known, ...about }, []).lines
  return { finding: line?.finding, words: line?.words }
}
const homeWith = (change: Partial<ApplicationStanding>): Partial<Known> => ({
  homesOf: () => [{ ...home, applications: [{ ...transfer, ...change }] }],
})

test('a home entered there whose gates have passed here is to be entered', () => {
  expect(findingOf({})).toEqual({ finding: 'to_enter', words: '' })
})

test('a home entered here under the same number and day is agreed', () => {
  const entered = homeWith({ state: 'entered', enteredOn: '2022-06-08', certificateNo: number(1) })
  expect(findingOf({}, entered).finding).toBe('agreed')
  expect(findingOf({ certificateNo: number(2) }, entered)).toEqual({
    finding: 'other_number',
    words: `本系统 ${number(1)}，结果文件 ${number(2)}`,
  })
  expect(findingOf({ enteredOn: '2022-06-09' }, entered).finding).toBe('other_day')
})

test('a home registered before there were applications is compared with the ledger', () => {
  const ledger = { ...home, transferredOn: '2022-06-08', certificateNo: number(1), applications: [] }
  expect(findingOf({}, { homesOf: () => [ledger] }).finding).toBe('agreed')
})

test.each([
  ['晋2022汾阳0001', '不是'],
  ['晋（2022）汾阳市不动产证明第0000001号', '登记证明号'],
  ['晋（2022）文水县不动产权第0000001号', '不是汾阳市的证号'],
  [null, '没有不动产权证号'],
])('a number %s is malformed, and why is said', (certificateNo, words) => {
  expect(findingOf({ certificateNo })).toEqual({ finding: 'number_malformed', words: expect.stringContaining(words) })
})

test('a number that another home holds is taken', () => {
  expect(findingOf({}, { holderOf: () => '示例家园1号楼102' })).toEqual({
    finding: 'number_taken',
    words: `证号 ${number(1)} 已用于示例家园1号楼102`,
  })
})

test.each([
  [{ enteredOn: null }, '没有填写'],
  [{ enteredOn: '2022-07-01' }, '晚于今天'],
  [{ enteredOn: '2022-06-03' }, '早于上一步'],
  [{ certifiedOn: '2022-06-07' }, '早于登簿日期'],
] as const)('days out of order: %o', (row, words) => {
  expect(findingOf(row)).toEqual({ finding: 'dates_out_of_order', words: expect.stringContaining(words) })
})

test('entered there and not here: open gates, no application, or the hand of whoever accepted', () => {
  const open = homeWith({ gates: [{ gate: 'tax', state: 'open', decidedOn: null, decidedBy: null }] })
  expect(findingOf({}, open)).toEqual({ finding: 'not_here', words: expect.stringContaining('税费') })
  expect(findingOf({}, { homesOf: () => [{ ...home, applications: [] }] }).finding).toBe('not_here')
  expect(findingOf({}, { accountId: 'window' }).finding).toBe('not_here')
})

test('a home the list does not have is unknown, and two that fit are ambiguous', () => {
  expect(findingOf({ unitCode: '141182004012GB00105F00039999' })).toEqual({
    finding: 'home_unknown',
    words: expect.stringContaining('F00039999'),
  })
  expect(findingOf({}, { homesOf: () => [home, { ...home, unitId: 'u2', place: '示例家园3号楼2单元101' }] })).toEqual({
    finding: 'ambiguous',
    words: expect.stringContaining('2单元101'),
  })
})

test('a home refused there stays as it is here', () => {
  expect(findingOf({ isRefused: true, why: '单元号未落图' })).toEqual({
    finding: 'refused_there',
    words: '单元号未落图',
  })
})

test('the same line twice counts once; two lines that differ count not at all', () => {
  const again = { ...told, sheetRow: 3 }
  const findings = (rows: readonly ResultRow[]) => reconcile(rows, known, []).lines.map(({ finding }) => finding)
  expect(findings([told, again])).toEqual(['to_enter', 'twice_in_file'])
  expect(findings([told, { ...again, certificateNo: number(2) }])).toEqual(['twice_in_file', 'twice_in_file'])
})

test('one number for two homes enters neither', () => {
  const other = { ...home, unitId: 'u2', unitCode: 'other', applications: [{ ...transfer, id: 'a2', unitId: 'u2' }] }
  const both: Known = { ...known, homesOf: ({ unitCode }) => (unitCode === 'other' ? [other] : [home]) }
  const { lines } = reconcile([told, { ...told, sheetRow: 3, unitCode: 'other' }], both, [])
  expect(lines.map(({ finding }) => finding)).toEqual(['number_taken', 'number_taken'])
})

test('a first registration is entered whole or not at all', () => {
  const first: ApplicationStanding = {
    ...transfer,
    kind: 'first',
    unitId: null,
    homes: 2,
    home: null,
    gates: [{ gate: 'review', state: 'passed', decidedOn: '2022-06-05', decidedBy: 'registrar' }],
  }
  const homes = ['u1', 'u2'].map((unitId) => ({ ...home, unitId, unitCode: unitId, applications: [first] }))
  const both: Known = { ...known, homesOf: ({ unitCode }) => homes.filter((one) => one.unitCode === unitCode) }
  const row = { ...told, kind: 'first' as const, certificateNo: null }
  const lines = [
    { ...row, unitCode: 'u1' },
    { ...row, sheetRow: 3, unitCode: 'u2' },
  ]
  const findings = (rows: readonly ResultRow[]) => reconcile(rows, both, []).lines.map(({ finding }) => finding)
  expect(findings(lines)).toEqual(['to_enter', 'to_enter'])
  expect(findings(lines.slice(0, 1))).toEqual(['incomplete'])
})

test('what was handed over and is not in the file is told of', () => {
  const awaited: Awaited = {
    applicationId: 'a9',
    unitId: 'u9',
    place: '示例家园9号楼901',
    unitCode: null,
    handedOverAs: '移交〔2022〕1号',
    isEntered: true,
  }
  expect(reconcile([told], known, [awaited]).missing).toEqual([
    { awaited, finding: 'not_there', words: '移交〔2022〕1号已移交，本系统已登簿，结果文件中没有' },
  ])
  expect(reconcile([told], known, [{ ...awaited, unitId: 'u1' }]).missing).toEqual([])
})

test('columns are known by their words or their field names, and a place in one cell is taken apart', () => {
  const columns = findResultColumns(['序号', '坐落', '项目名称(XMMC)', 'BDCQZH', '登簿时间', '处理结果'])
  expect(columns && [...columns.keys()]).toEqual(['place', 'estate', 'certificateNo', 'enteredOn', 'result'])
  expect(findResultColumns(['序号', '说明'])).toBeNull()
  const read = createResultReader(columns ?? new Map())
  expect(
    read(5, [1, '示例家园3号楼2单元501室', '示例家园', '晋(2022)汾阳市不动产权第0000001号', '2022年6月8日', '已登簿']),
  ).toMatchObject({
    sheetRow: 5,
    building: '3',
    entrance: '2',
    room: '501',
    certificateNo: number(1),
    enteredOn: '2022-06-08',
    isRefused: false,
  })
  expect(read(6, [2, '示例家园3号楼2单元502室', '示例家园', null, null, '退回'])).toMatchObject({ isRefused: true })
})

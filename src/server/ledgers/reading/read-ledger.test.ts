import { describe, expect, test } from 'vitest'
import { cellOf } from '#domain/ledgers/tables.ts'
import type { ReadEvent } from './events.ts'
import { madeFiles, sheetXml, xlsxParts, zipOf } from './made-files.ts'
import { type LedgerRequest, readLedger } from './read-ledger.ts'

const make = madeFiles()
const request: LedgerRequest = {
  countyCode: '141126',
  countyName: '石楼县',
  otherCounties: ['交口县'],
  today: '2026-11-24',
}

type Row = (string | number | null)[]
type MadeSheet = { name: string; state?: string; rows: Row[] }

async function read(path: string, asked: Partial<LedgerRequest> = {}): Promise<ReadEvent[]> {
  const events: ReadEvent[] = []
  for await (const event of readLedger(path, { ...request, ...asked })) events.push(event)
  return events
}

function workbook(name: string, sheets: readonly MadeSheet[]): string {
  return make(
    name,
    zipOf(xlsxParts(sheets.map(({ name: sheet, rows, ...more }) => ({ name: sheet, xml: sheetXml(rows), ...more })))),
  )
}

const pick = <Type extends ReadEvent['type']>(events: readonly ReadEvent[], type: Type) =>
  events.filter((event): event is Extract<ReadEvent, { type: Type }> => event.type === type)

const header: Row = ['序号', '小区名称', '楼号', '房号', '权利人', '证件号码', '建筑面积', '用途', '首次登记时间']
const unit = (serial: number, ...changes: [number, string | number | null][]): Row => {
  const row: Row = [serial, '怡景嘉园', '1#', 100 + serial, '郝国强', '141126190001010018', 82.13, '住宅', '2022.3.19']
  for (const [column, cell] of changes) row[column] = cell
  return row
}

test('a ledger comes as sheets, tables, rows and ends, in order, with nothing dropped', async () => {
  const path = workbook('石楼县.xlsx', [
    {
      name: '分户',
      rows: [
        ['石楼县分户台账'],
        ['填报时间：2022年11月30日'],
        header,
        unit(1),
        unit(2, [6, 0]),
        ['合计', null, null, null, null, null, 164.26],
        ['注：共2套。'],
      ],
    },
    { name: '说明', rows: [['填表说明'], ['1.房号填写户室号。']] },
    { name: '空表', rows: [] },
    {
      name: '选项',
      state: 'hidden',
      rows: [
        ['用途', '证件种类'],
        ['住宅', '身份证'],
        ['车库', '护照'],
      ],
    },
  ])
  const events = await read(path)
  expect(events.filter(({ type }) => type !== 'progress').map(({ type }) => type)).toEqual([
    ...['sheet', 'table', 'rows', 'table_end'],
    ...['sheet', 'table', 'table_end'],
    ...['sheet', 'table', 'table_end'],
    ...['sheet', 'table', 'rows', 'table_end'],
  ])
  expect(pick(events, 'table').map(({ table }) => [table.id, table.kind])).toEqual([
    ['分户#1', 'units'],
    ['说明#1', 'notes'],
    ['空表#1', 'empty'],
    ['选项#1', 'options'],
  ])
  const [table] = pick(events, 'table')
  expect(
    table && [table.table.asOf, table.table.headerRows, table.table.file, cellOf(table.table, 'areaM2', 81)],
  ).toEqual(['2022-11-30', [3], '石楼县.xlsx', 'G81'])
  const [rows] = pick(events, 'rows')
  expect(
    rows?.rows.map(({ row, findings, cleaned }) => [row, findings.map(({ kind, cell }) => `${kind} ${cell}`), cleaned]),
  ).toEqual([
    [4, [], 1],
    [5, ['area_not_positive G5'], 1],
  ])
  const [end] = pick(events, 'table_end')
  expect(end).toMatchObject({
    rows: 2,
    total: { row: 6, value: { areaM2: 164.26 } },
    notes: ['注：共2套。'],
    cleaned: [{ kind: 'date', count: 2, example: { cell: 'I4', raw: '2022.3.19', clean: '2022-03-19' } }],
  })
  expect(pick(events, 'progress').at(-1)).toEqual({ type: 'progress', fraction: 1 })
})

test('the options of the workbook hold for homes on any sheet, also before it', async () => {
  const path = workbook('选项.xlsx', [
    { name: '分户', rows: [header, unit(1, [7, '商铺']), unit(2, [7, '车库'])] },
    { name: '下拉', state: 'veryHidden', rows: [['用途'], ['证件种类']] },
    {
      name: '列表',
      rows: [
        ['用途', '证件种类'],
        ['住宅', '身份证'],
        ['车库', '护照'],
      ],
    },
  ])
  const [rows] = pick(await read(path), 'rows')
  expect(rows?.rows.map(({ findings }) => findings.map(({ kind }) => kind))).toEqual([['use_unknown'], []])
})

test('a table without 填报时间 is judged by that of the workbook, and never later than today', async () => {
  const dated = (asOf: string) => [
    { name: '甲', rows: [['石楼县分户台账'], [`填报时间：${asOf}`], header, unit(1)] },
    { name: '乙', rows: [header, unit(1, [8, '2022.12.1'])] },
  ]
  const kinds = async (name: string, asOf: string) =>
    pick(await read(workbook(name, dated(asOf)), { today: '2023-01-01' }), 'rows').map(({ rows }) =>
      rows.flatMap(({ findings }) => findings.map(({ kind }) => kind)),
    )
  expect(await kinds('早.xlsx', '2022年11月30日')).toEqual([[], ['date_in_future']])
  expect(await kinds('晚.xlsx', '2022年12月31日')).toEqual([[], []])
  expect(await kinds('错.xlsx', '2222年12月31日')).toEqual([[], []])
})

test('a table without a header is told at its first cell, and kept out', async () => {
  const events = await read(workbook('无表头.xlsx', [{ name: '分户', rows: [['石楼县分户台账'], unit(1), unit(2)] }]))
  expect(pick(events, 'table')[0]?.table).toMatchObject({ kind: 'unknown', blocked: true })
  expect(pick(events, 'findings')[0]?.findings).toMatchObject([
    { kind: 'header_missing', severity: 'error', sheet: '分户', cell: 'A2' },
  ])
  expect(pick(events, 'rows')).toEqual([])
})

test('the ledger of another county is told and kept out', async () => {
  const events = await read(workbook('台账.xlsx', [{ name: '分户', rows: [['交口县分户台账'], header, unit(1)] }]))
  expect(pick(events, 'findings')[0]?.findings).toMatchObject([{ kind: 'wrong_county', severity: 'error' }])
  expect(pick(events, 'table')[0]?.table.blocked).toBe(true)
})

test('a correction of the columns is followed', async () => {
  const path = workbook('改列.xlsx', [{ name: '分户', rows: [header.with(5, '号码'), unit(1)] }])
  expect(pick(await read(path), 'findings')[0]?.findings).toMatchObject([{ kind: 'column_missing' }])
  const events = await read(path, { mapping: { 号码: 'idNumber' } })
  expect(pick(events, 'findings')).toEqual([])
  expect(pick(events, 'rows')[0]?.rows[0]?.value).toMatchObject({ owners: [{ idNumber: '141126190001010018' }] })
})

test('lines with nothing but a printed number are no homes', async () => {
  const path = workbook('空行.xlsx', [{ name: '分户', rows: [header, unit(1), [2], [3]] }])
  expect(pick(await read(path), 'table_end')[0]).toMatchObject({ rows: 1 })
})

test('the category of an estate ledger comes from its title where no column says it', async () => {
  const rows: Row[] = [
    ['石楼县新建小区台账'],
    ['序号', '小区名称', '坐落', '幢数', '套数'],
    [1, '晨光苑', '罗村镇', 1, 29],
  ]
  const events = await read(workbook('新建.xlsx', [{ name: '台账', rows }]))
  expect(pick(events, 'rows')[0]?.rows[0]?.value).toMatchObject({ category: 'new_build' })
})

describe('text files', () => {
  const lines = [
    '石楼县分户台账,,,,,,,,',
    '填报时间：2022年11月30日,,,,,,,,',
    header.join(','),
    unit(1).join(','),
    unit(2).join(','),
  ].join('\r\n')

  test('the same ledger as text says the same, and text is not told as a fault', async () => {
    const [rows] = pick(await read(make('台账.csv', `${lines}\r\n`)), 'rows')
    const [same] = pick(
      await read(
        workbook('同.xlsx', [
          { name: '台账', rows: [['石楼县分户台账'], ['填报时间：2022年11月30日'], header, unit(1), unit(2)] },
        ]),
      ),
      'rows',
    )
    expect(rows?.rows.map(({ value }) => value)).toEqual(same?.rows.map(({ value }) => value))
    expect(rows?.rows.map(({ cleaned }) => cleaned)).toEqual([0, 0])
  })

  test('a number a spreadsheet has shortened on saving as text is told', async () => {
    const [rows] = pick(
      await read(make('丢位.csv', `${lines.replaceAll('141126190001010018', '1.41126E+17')}\r\n`)),
      'rows',
    )
    expect(rows?.rows[0]?.findings).toMatchObject([{ kind: 'id_number_lost_digits', cell: 'F4' }])
  })
})

test('a file that breaks midway is refused, and can be closed and forgotten', async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => unit(at + 1))
  const bytes = zipOf(xlsxParts([{ name: '分户', xml: sheetXml([header, ...rows]) }]))
  const path = make(
    '坏.xlsx',
    Buffer.concat([bytes.subarray(0, 20_000), Buffer.alloc(64, 0xaa), bytes.subarray(20_064)]),
  )
  await expect(read(path)).rejects.toMatchObject({ name: 'LedgerRefused', kind: 'broken' })
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readXlsx } from 'hucre'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { suggestFacts } from '#domain/diagnosis/suggestions.ts'
import { factsOf } from '#domain/estates/ledger-facts.ts'
import type { Finding } from '#domain/ledgers/findings.ts'
import type { TaxSumRow } from '#domain/ledgers/money-rows.ts'
import type { EstateRow, UnitRow } from '#domain/ledgers/rows.ts'
import type { Cell, SheetRow } from '#domain/ledgers/sheet.ts'
import { cellOf, type RecognisedColumn, type RecognisedTable } from '#domain/ledgers/tables.ts'
import { madeFiles } from './made-files.ts'
import { openWorkbook } from './open-workbook.ts'
import { readLedger } from './read-ledger.ts'

/** Folder of the ledgers the product is tried on; they are no part of it, so without them there is nothing to try. */
const folder = process.env.QINGLING_LEDGERS ?? '../shared/ledgers'
const make = madeFiles()
const counties: Record<string, string> = {
  交口县: '141130',
  汾阳市: '141182',
  方山县: '141128',
  石楼县: '141126',
  吕梁市: '141100',
}
const goodLedgers = [
  '交口县-小区台账',
  '交口县-分户台账',
  '汾阳市-小区台账',
  '汾阳市-分户台账',
  '方山县-项目台账',
  '吕梁市-县市区汇总',
]

type ReadTable = {
  table: RecognisedTable
  rows: { row: number; value: unknown; findings: readonly Finding[]; cleaned: number }[]
  total: unknown
  findings: Finding[]
}

async function readFile(name: string, path = join(folder, name)): Promise<ReadTable[]> {
  const county = Object.keys(counties).find((known) => name.includes(known)) ?? '石楼县'
  const tables: ReadTable[] = []
  const request = {
    countyCode: counties[county] ?? '',
    countyName: county,
    otherCounties: Object.keys(counties),
    today: '2026-11-24',
    label: name,
  }
  for await (const event of readLedger(path, request)) {
    if (event.type === 'table') tables.push({ table: event.table, rows: [], total: null, findings: [] })
    const current = tables.at(-1)
    if (event.type === 'rows') for (const row of event.rows) current?.rows.push(row)
    if (event.type === 'findings') current?.findings.push(...event.findings)
    if (event.type === 'table_end' && current) current.total = event.total?.value ?? null
  }
  return tables
}

const ledgers = describe.skipIf(!existsSync(folder))

ledgers('the ledgers of the campaign', () => {
  test.each(goodLedgers)('%s gives rise to no finding at all', async (name) => {
    const tables = await readFile(`${name}.xlsx`)
    const findings = tables.flatMap(({ rows, findings: ofTable }) => [
      ...ofTable,
      ...rows.flatMap((row) => row.findings),
    ])
    expect(findings.map(({ sheet, cell, kind }) => `${sheet} ${cell} ${kind}`)).toEqual([])
  })

  test.each<[string, string[]]>([
    ['交口县-小区台账', ['estates 58', 'estates 13', 'summary_by_category 2', 'problems 93', 'meetings 5', 'funds 3']],
    ['交口县-分户台账', ['units 2543', 'units 739', 'notes 0', 'options 4']],
    [
      '汾阳市-小区台账',
      ['estates 95', 'estate_extract 83', 'joint_delivery 3', 'monthly_progress 18', 'work_summary 16'],
    ],
    ['汾阳市-分户台账', ['units 9006', 'unit_extract 357']],
    [
      '方山县-项目台账',
      [
        'estates 40',
        'problems 43',
        'taxes 26',
        'tax_payments 181',
        'responsible_units 13',
        'work_log 220',
        'work_summary 20',
        'advice 26',
        'advice 13',
        'funds 4',
      ],
    ],
    ['吕梁市-县市区汇总', ['summary_by_county 13', 'reasons_by_county 13', 'ranking 13']],
    ['带错台账-分户', ['units 400', 'estates 12', 'buildings 12', 'options 6']],
  ])('%s is recognised table by table', async (name, expected) => {
    const tables = await readFile(`${name}.xlsx`)
    expect(tables.map(({ table, rows }) => `${table.kind} ${rows.length}`)).toEqual(expected)
  })

  test('the sums are those of 合计 and of the published figures', async () => {
    const [units] = await readFile('汾阳市-分户台账.xlsx')
    const homes = (units?.rows ?? []).map(({ value }) => value as UnitRow)
    const area = homes.reduce((sum, home) => sum + Math.round((home.areaM2 ?? 0) * 100), 0)
    expect(area / 100).toBe(888010.17)
    expect(units?.total).toMatchObject({ areaM2: 888010.17 })
    expect(homes.filter((home) => home.transferredOn !== null).length).toBe(8649)
    expect(homes.filter((home) => home.transferredOn !== null && home.transferredOn <= '2022-09-30').length).toBe(8518)
    expect(homes.filter((home) => home.owners.length === 2).length).toBe(1098)
    const [fangshan, , taxes] = await readFile('方山县-项目台账.xlsx')
    const marks = (fangshan?.rows ?? []).flatMap(({ value }) => (value as EstateRow).problemMarks)
    expect(marks.length).toBe(43)
    const paid = (taxes?.rows ?? []).flatMap(({ value }) => (value as TaxSumRow).sums)
    const total = (sums: TaxSumRow['sums']) => sums.reduce((sum, { fen }) => sum + fen, 0)
    expect(total(paid)).toBe(27_272_900_00)
    expect(total((taxes?.total as TaxSumRow | undefined)?.sums ?? [])).toBe(27_272_900_00)
    const [city] = await readFile('吕梁市-县市区汇总.xlsx')
    expect(city?.total).toMatchObject({
      estates: 1614,
      units: 219200,
      firstRegistered: 219200,
      transferred: 218700,
      open: 500,
      legacyUnits: 158754,
    })
  })

  test.each([
    ['交口县-小区台账.xls', '交口县-小区台账.xlsx'],
    ['吕梁市-县市区汇总.ods', '吕梁市-县市区汇总.xlsx'],
    ['方山县-项目台账.xlsx', '方山县-项目台账.xlsx'],
  ])('%s of another program says the same as our %s', async (other, ours) => {
    const told = (tables: ReadTable[]) =>
      tables.map(({ table, rows, total }) => ({
        id: table.id,
        kind: table.kind,
        asOf: table.asOf,
        columns: table.columns.map(({ header, field }) => [header, field]),
        rows: rows.map(({ row, value }) => [row, value]),
        total,
      }))
    expect(told(await readFile(other, join(folder, 'other-formats', other)))).toEqual(told(await readFile(ours)))
  })

  test('a unit ledger saved as GBK text says the same', async () => {
    const workbook = await openWorkbook(join(folder, '交口县-分户台账.xlsx'))
    const lines: string[] = []
    for await (const batch of workbook.sheets[0]?.rows() ?? [])
      for (const row of batch) lines[row.row - 1] = row.cells.map(csvCell).join(',')
    await workbook.close()
    const text = Array.from(lines, (line) => line ?? '').join('\r\n')
    const [fromText] = await readFile('交口县.csv', make('交口县.csv', iconv.encode(text, 'gb18030')))
    const [fromXlsx] = await readFile('交口县-分户台账.xlsx')
    expect(fromText?.table.columns.map(({ field }) => field)).toEqual(fromXlsx?.table.columns.map(({ field }) => field))
    expect(fromText?.rows.map(({ row, value }) => [row, value])).toEqual(
      fromXlsx?.rows.map(({ row, value }) => [row, value]),
    )
    expect(fromText?.rows.flatMap(({ findings }) => findings)).toEqual([])
  })
})

ledgers('facts of the estate ledgers, each with its cell', () => {
  type Told = { row: number; facts: ReturnType<typeof factsOf> }

  async function factsIn(file: string, sheet: string): Promise<Told[]> {
    const found = (await readFile(file)).find(({ table }) => table.sheet === sheet)
    return (found?.rows ?? []).map(({ row, value }) => ({
      row,
      facts: factsOf(
        value as EstateRow,
        { ofField: (field) => cellOf(found?.table as RecognisedTable, field, row), ofColumn: (at) => `${at}${row}` },
        '2022-10-10',
      ),
    }))
  }
  /** How many rows say what of a fact: value, count and the columns the statements stand in. */
  const tally = (told: readonly Told[], fact: string) => {
    const stated = told.flatMap(({ facts }) => facts.filter((one) => one.fact === fact))
    const columns = [...new Set(stated.map(({ cell }) => cell.replace(/\d/g, '')))].join()
    const counts: Record<string, number> = {}
    for (const { value } of stated) counts[String(value)] = (counts[String(value)] ?? 0) + 1
    return { columns, ...counts }
  }

  test('方山: its marks are the problems, its third-party columns appraisals', async () => {
    const told = await factsIn('方山县-项目台账.xlsx', '项目台账')
    expect(tally(told, 'land_source_papers')).toEqual({ columns: 'S', incomplete: 7, complete: 33 })
    expect(tally(told, 'excess_land_is_small')).toEqual({ columns: 'T', true: 4, false: 36 })
    expect(tally(told, 'contracts_in_order')).toEqual({ columns: 'U', false: 6, true: 34 })
    expect(tally(told, 'invoices_issued')).toEqual({ columns: 'V', false: 5, true: 35 })
    expect(tally(told, 'civil_defence')).toMatchObject({ columns: 'W', false: 5 })
    expect(tally(told, 'fire')).toEqual({ columns: 'X', false: 4, true: 36 })
    expect(tally(told, 'planning')).toEqual({ columns: 'Y', false: 4, true: 36 })
    expect(tally(told, 'acceptance')).toEqual({ columns: 'Z', false: 2, true: 38 })
    expect(tally(told, 'taxes_settled')).toEqual({ columns: 'AA', false: 6, true: 34 })
    expect(tally(told, 'fire_appraisal')).toEqual({ columns: 'AC', true: 4, null: 36 })
    expect(tally(told, 'planning_appraisal')).toEqual({ columns: 'AD', true: 4, null: 36 })
    expect(tally(told, 'quality')).toEqual({ columns: 'AE', true: 2, null: 38 })
    expect(tally(told, 'planning_opinion').columns).toBe('')
    expect(told.flatMap(({ facts }) => facts).filter(({ statement_no }) => statement_no > 1)).toEqual([])
  })

  test('汾阳: 规划认定 is an opinion, 消防评估 an appraisal, 联合验收 the acceptance', async () => {
    const told = await factsIn('汾阳市-小区台账.xlsx', '小区台账')
    expect(tally(told, 'planning_opinion')).toMatchObject({ columns: 'S' })
    expect(tally(told, 'fire_appraisal')).toMatchObject({ columns: 'T' })
    expect(tally(told, 'quality')).toMatchObject({ columns: 'U' })
    expect(tally(told, 'acceptance')).toMatchObject({ columns: 'V' })
    expect(tally(told, 'fire').columns + tally(told, 'planning').columns).toBe('')
    expect(Object.keys(tally(told, 'land_acquisition')).toSorted()).toEqual(['allocated', 'columns', 'granted'])
  })

  test('交口: 手续情况 are acceptances', async () => {
    const told = await factsIn('交口县-小区台账.xlsx', '处遗小区')
    expect(tally(told, 'planning')).toMatchObject({ columns: 'R' })
    expect(tally(told, 'fire')).toMatchObject({ columns: 'S' })
    expect(tally(told, 'acceptance')).toMatchObject({ columns: 'T' })
    expect(tally(told, 'civil_defence')).toMatchObject({ columns: 'U' })
    expect(tally(told, 'fire_appraisal').columns + tally(told, 'planning_appraisal').columns).toBe('')
    const texts = told.flatMap(({ facts }) => facts.filter(({ fact, value }) => fact === 'problems' && value !== null))
    const unread = texts.filter(
      ({ value, cell }) => suggestFacts(String(value), { kind: 'ledger', cell }, '2022-09-30').length === 0,
    )
    expect([texts.length, unread]).toEqual([58, []])
    expect(tally(told, 'unit_housing')).toEqual({ columns: 'D', true: 27, false: 31 })
  })
})

ledgers('every blemish comes out as what is meant', async () => {
  type Blemish = {
    file: string
    sheet: string
    cell: string
    column: string
    kind: string
    raw: unknown
    clean: string | number
  }
  const blemishes: Blemish[] = existsSync(folder)
    ? JSON.parse(readFileSync(join(folder, 'blemishes.json'), 'utf8'))
    : []

  test.each(goodLedgers)('%s', async (name) => {
    const tables = await readFile(`${name}.xlsx`)
    const wrong = blemishes
      .filter(({ file }) => file === `${name}.xlsx`)
      .flatMap((blemish) => {
        const { meant, got } = compare(blemish, tables)
        return Object.is(meant, got)
          ? []
          : [`${blemish.sheet} ${blemish.cell} ${blemish.kind}: ${blemish.raw} → ${got}, meant ${meant}`]
      })
    expect(wrong).toEqual([])
  })

  test('and all of them were looked at', () => {
    expect(blemishes.filter(({ file }) => goodLedgers.includes(file.replace('.xlsx', ''))).length).toBe(413)
  })

  function compare(
    { sheet, cell, clean, kind }: Blemish,
    tables: readonly ReadTable[],
  ): { meant: unknown; got: unknown } {
    const row = Number(cell.replace(/\D/g, ''))
    const letters = cell.replace(/\d/g, '')
    const found = tables.find(
      ({ table, rows }) => table.sheet === sheet && rows.some((candidate) => candidate.row === row),
    )
    const column = found?.table.columns.find((candidate) => candidate.column === letters)
    const value = found?.rows.find((candidate) => candidate.row === row)?.value as Record<string, unknown>
    if (!column) return { meant: clean, got: `no column ${cell}` }
    return { meant: meantOf(clean, column, kind), got: gotOf(value, column) }
  }

  function meantOf(clean: string | number, column: RecognisedColumn, kind: string): unknown {
    if (column.reads === 'money') return Math.round(Number(clean) * column.factor)
    if (column.reads === 'yes_no') return ['有', '√', '是'].includes(String(clean))
    if (kind === '楼号写法不一') return String(clean).replace(/\D/g, '')
    if (column.field === 'category') return clean === '新建' ? 'new_build' : 'legacy'
    return column.field === 'room' ? String(clean) : clean
  }

  function gotOf(value: Record<string, unknown>, { field, header }: RecognisedColumn): unknown {
    const label = header.slice(header.lastIndexOf('/') + 1)
    if (field === 'problemMarks') return (value.problemMarks as string[]).includes(label)
    if (field === 'sum') return (value.sums as TaxSumRow['sums']).find(({ word }) => word === label)?.fen
    const owners = (value.owners ?? []) as UnitRow['owners']
    // 汾阳 writes two owners into one cell; 交口 has columns of their own for the second.
    const inCell = header.startsWith('权利人信息') ? owners.slice(0, 1) : owners
    if (field === 'ownerName') return inCell.map(({ name }) => name).join('、')
    if (field === 'idNumber') return inCell.map(({ idNumber }) => idNumber).join('、')
    if (field === 'coOwners') return owners[1]?.name
    if (field === 'coOwnerIds') return owners[1]?.idNumber
    return field === 'phone' ? owners[0]?.phone : value[field ?? '']
  }
})

ledgers('the ledger with errors', async () => {
  type Item = { sheet: string; cell: string; kind: string; severity: string; relatedCells: string[] }
  const answer = existsSync(folder)
    ? JSON.parse(readFileSync(join(folder, '带错台账-答案.json'), 'utf8'))
    : { items: [], mayAlsoBeReported: [], notErrors: [] }
  /** What only several rows together can show is left to the checks in the database. */
  const acrossRows = [
    'duplicate_unit',
    'owner_id_conflict',
    'cert_duplicate',
    'unknown_estate',
    'estate_count_mismatch',
  ]
  const expected: Item[] = answer.items.filter(({ kind }: Item) => !acrossRows.includes(kind))

  test('exactly the seeded faults of single rows are found, each at its cell with its kind and weight', async () => {
    const tables = await readFile('带错台账-分户.xlsx')
    const found = tables.flatMap(({ rows, findings }) => [...findings, ...rows.flatMap((row) => row.findings)])
    const isSame = (item: Item, finding: Finding) =>
      item.sheet === finding.sheet &&
      item.kind === finding.kind &&
      item.severity === finding.severity &&
      item.cell === finding.cell
    const hits = expected.filter((item) => found.some((finding) => isSame(item, finding)))
    const invented = found.filter(
      (finding) =>
        !expected.some((item) => isSame(item, finding)) &&
        !answer.mayAlsoBeReported.some((may: Item) => may.cell === finding.cell && may.kind === finding.kind),
    )
    console.info(
      `带错台账, faults of single rows: recall ${hits.length}/${expected.length}, precision ${found.length - invented.length}/${found.length}`,
    )
    expect(invented).toEqual([])
    expect(hits).toEqual(expected)
  })

  test('what is unusual but right is left alone', async () => {
    const tables = await readFile('带错台账-分户.xlsx')
    const told = new Set(
      tables.flatMap(({ rows }) => rows.flatMap((row) => row.findings.map(({ sheet, cell }) => `${sheet} ${cell}`))),
    )
    expect(answer.notErrors.filter(({ sheet, cell }: Item) => told.has(`${sheet} ${cell}`))).toEqual([])
  })
})

ledgers('another reader of the same files sees the same cells', () => {
  test.each([...goodLedgers, '带错台账-分户'])('%s', async (name) => {
    const path = join(folder, `${name}.xlsx`)
    const oracle = await readXlsx(readFileSync(path))
    const workbook = await openWorkbook(path)
    for (const [at, sheet] of workbook.sheets.entries()) {
      const rows: SheetRow[] = []
      for await (const batch of sheet.rows()) rows.push(...batch)
      const other = oracle.sheets[at]
      expect(sheet.name).toBe(other?.name)
      expect(sheet.merges.length).toBe(other?.merges?.length ?? 0)
      const theirs = (other?.rows ?? []).flatMap((cells, index) =>
        cells.some(isFilled) ? [[index + 1, ...trimmed(cells.map(oracleCell))]] : [],
      )
      expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual(theirs)
    }
    await workbook.close()
  })
})

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  const text = typeof cell === 'object' ? ('day' in cell ? cell.day : cell.error) : String(cell)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function isFilled(cell: unknown): boolean {
  return cell !== null && cell !== undefined && cell !== ''
}

function oracleCell(cell: unknown): unknown {
  if (cell instanceof Date) return { day: cell.toISOString().slice(0, 10) }
  return isFilled(cell) ? cell : null
}

function trimmed(cells: unknown[]): unknown[] {
  let filled = cells.length
  while (filled > 0 && cells[filled - 1] === null) filled--
  return cells.slice(0, filled)
}

import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readXlsx, writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { samplePerson } from '#samples/people.ts'
import { verify } from '#server/audit/verify.ts'
import { commitImport, previewBrought } from '#server/ledgers/actions.ts'
import { returnedWorkbook } from '#server/ledgers/returned-workbook.ts'
import { getImport, listFindings } from '#server/ledgers/views.ts'
import { read, systemActor } from '#server/platform/acts.ts'
import { ownerDb } from '#server/platform/database.ts'
import { getFigures, getScope } from '#server/reports/figures.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from './made-house.ts'

let house: MadeHouse
beforeAll(async () => {
  house = await createMadeHouse()
})
afterAll(() => house.drop())

type Place = { countyCode: string; importId: string }
const reported = (place: Place) =>
  read(house.db, systemActor([place.countyCode]), async (tx) => ({
    ...(await getImport(tx, place)),
    findings: (await listFindings(tx, place, { after: 0, limit: 100_000 })).rows,
  }))
const figuresOf = (county: string, asOf: string, knownOn?: string) =>
  read(house.db, systemActor([county]), async (tx) =>
    getFigures(tx, await getScope(tx, county, [county]), { asOf, knownOn }),
  )
const flawsOf = async (county: string) =>
  (await verify(ownerDb(house.owner), { counties: [county], onProgress: () => {} })).flaws
const tablesOf = async (place: Place) => (await reported(place)).files.flatMap(({ sheets }) => sheets)
const actsOf = async (county: string) =>
  (await house.owner.query(`select count(*)::integer as n from acts where county_code = $1`, [county])).rows[0].n

describe('a county’s ledgers', () => {
  let made: Awaited<ReturnType<MadeHouse['importCounty']>>
  beforeAll(async () => {
    made = await house.importCounty(smallPlan(fenyang))
  })

  test('become records that count to what the ledgers count', async () => {
    const { rows } = await house.owner.query(
      `select count(*)::integer as units, count(transferred_on)::integer as transferred from units where county_code = '${fenyang}'`,
    )
    expect(await figuresOf(fenyang, '2022-11-30')).toMatchObject({
      estates: 3,
      units: 60,
      firstRegistered: 60,
      transferred: rows[0].transferred,
      open: 60 - rows[0].transferred,
    })
    expect(rows[0]).toEqual({ units: 60, transferred: 56 })
  })

  test('answer for any day, and for what was known on a day', async () => {
    expect(await figuresOf(fenyang, '2021-04-30')).toMatchObject({ estates: 0, units: 0 })
    expect((await figuresOf(fenyang, '2022-01-31')).transferred).toBeLessThan(56)
    expect(await figuresOf(fenyang, '2022-11-30', '2022-12-31')).toMatchObject({ units: 0 })
  })

  test('brought again change nothing', async () => {
    const before = await actsOf(fenyang)
    const again = await house.bring(fenyang, made.paths)
    expect(await commitImport(house, systemActor([fenyang]), again, '再次导入')).toEqual({ actNo: null })
    const tables = await tablesOf(again)
    expect(tables.map(({ accepted, unchanged, rejected }) => ({ accepted, unchanged, rejected }))).toEqual([
      { accepted: 0, unchanged: 3, rejected: 0 },
      { accepted: 0, unchanged: 60, rejected: 0 },
    ])
    expect(await actsOf(fenyang)).toBe(before)
  })

  test('of another county are refused as a whole, and nothing is stored', async () => {
    const place = await house.bring(jiaokou, made.paths)
    const { findings } = await reported(place)
    expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['wrong_county']))
    await commitImport(house, systemActor([jiaokou]), place, '导入').catch(() => {})
    const { rows } = await house.owner.query(
      `select count(*)::integer as n from units where county_code = '${jiaokou}'`,
    )
    expect(rows[0].n).toBe(0)
  })

  test('may be taken over by nobody whose jurisdiction it is not', async () => {
    const place = await house.bring(fenyang, made.paths)
    await expect(commitImport(house, systemActor([jiaokou]), place, '越权')).rejects.toThrow('没有这次导入')
  })
})

describe('facts a ledger states', () => {
  const estateLedger = async (marks: { fire: string; noFire: string; count: number | null }, asOf: string) => {
    const folder = await mkdtemp(join(tmpdir(), 'qingling-facts-'))
    const path = join(folder, '项目台账.xlsx')
    const rows = [
      ['交口县项目台账', '', '', '', '', '', '', ''],
      [`填报时间：${asOf}`, '', '', '', '', '', '', ''],
      ['小区名称', '项目类别', '总套数', '手续情况', '', '存在问题', '', ''],
      ['', '', '', '规划', '消防', '消防验收缺失', '欠缴税费', '问题数'],
      ['云台小区', '历史遗留', 2, '有', marks.fire, marks.noFire, '', marks.count],
    ] as string[][]
    const merges = [
      { startRow: 2, endRow: 2, startCol: 3, endCol: 4 },
      { startRow: 2, endRow: 2, startCol: 5, endCol: 7 },
      ...[0, 1, 2].map((column) => ({ startRow: 2, endRow: 3, startCol: column, endCol: column })),
    ]
    await writeFile(path, await writeXlsx({ sheets: [{ name: '项目台账', rows, merges }] }))
    return path
  }
  const take = async (path: string) =>
    commitImport(house, systemActor([jiaokou]), await house.bring(jiaokou, [path]), '导入')
  const factsOf = async (fact: string) => {
    const { rows } = await house.owner.query(
      `select f.value, f.statement_no as no, f.source_cell as cell, f.as_of::text as on from estate_facts as f
         join estates as e on e.county_code = f.county_code and e.id = f.estate_id
        where f.county_code = '${jiaokou}' and e.name = '云台小区' and f.fact = $1 order by act_no, statement_no`,
      [fact],
    )
    return rows
  }

  test('are kept both where two cells contradict each other, and once however often it is brought', async () => {
    const path = await estateLedger({ fire: '有', noFire: '√', count: 1 }, '2022年10月10日')
    expect((await take(path)).actNo).not.toBeNull()
    const both = [
      { value: true, no: 1, cell: 'E5', on: '2022-10-10' },
      { value: false, no: 2, cell: 'F5', on: '2022-10-10' },
    ]
    expect(await factsOf('fire')).toEqual(both)
    expect(await factsOf('taxes_settled')).toEqual([{ value: true, no: 1, cell: 'G5', on: '2022-10-10' }])
    expect(await take(path)).toEqual({ actNo: null })
    expect(await factsOf('fire')).toEqual(both)
  })

  test('follow when a later ledger speaks otherwise; a blank and an older ledger hide nothing', async () => {
    expect(
      (await take(await estateLedger({ fire: '有', noFire: '', count: 0 }, '2022年11月10日'))).actNo,
    ).not.toBeNull()
    expect((await factsOf('fire')).at(-1)).toEqual({ value: true, no: 1, cell: 'E5', on: '2022-11-10' })
    expect(await take(await estateLedger({ fire: '无', noFire: '', count: null }, '2022年9月10日'))).toEqual({
      actNo: null,
    })
    await take(await estateLedger({ fire: '', noFire: '', count: null }, '2022年12月10日'))
    expect(await factsOf('fire')).toHaveLength(3)
  })
})

describe('a ledger with faults', () => {
  test('keeps the faulty rows out, takes the good ones, and gives the faulty ones back marked', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'qingling-faults-'))
    const owner = samplePerson(1)
    const path = join(folder, '分户台账.xlsx')
    const header = ['小区名称', '楼号', '单元', '房号', '建筑面积', '权利人', '证件号码', '首次登记时间']
    const row = (room: string, area: unknown) => [
      '晨光小区',
      '1',
      '1',
      room,
      area,
      owner.name,
      owner.idNumber,
      '2022-03-01',
    ]
    const estates = [
      ['小区名称', '项目类别', '总套数'],
      ['晨光小区', '历史遗留', 2],
    ]
    await writeFile(
      path,
      await writeXlsx({
        sheets: [
          { name: '小区台账', rows: estates },
          { name: '分户台账', rows: [header, row('101', 90.5), row('102', -5), row('103', '#REF!')] as string[][] },
        ],
      }),
    )
    const place = await house.bring(jiaokou, [path])
    await commitImport(house, systemActor([jiaokou]), place, '导入')
    const { findings } = await reported(place)
    expect(
      findings
        .filter(({ severity }) => severity === 'error')
        .map(({ cell }) => cell)
        .toSorted(),
    ).toEqual(expect.arrayContaining(['E3', 'E4']))
    const { rows } = await house.owner.query(`select room from units where county_code = '${jiaokou}'`)
    expect(rows).toEqual([{ room: '101' }])

    const returned = await read(house.db, systemActor([jiaokou]), (tx) => returnedWorkbook(tx, house.files, place))
    const book = await readXlsx(returned)
    const sheet = book.sheets.find(({ name }) => name === '分户台账')
    expect(sheet?.rows.map((cells) => cells[3])).toEqual(['房号', '102', '103'])
  })
})

test('tables below one another go back each under its header; a table that stayed out whole goes back whole', async () => {
  const county = '141122'
  const header = ['小区名称', '楼号', '单元', '房号', '建筑面积', '权利人', '证件号码']
  const home = (room: string, area: number, person: number) => {
    const { name, idNumber } = samplePerson(person)
    return ['晨光小区', '1', '1', room, area, name, idNumber]
  }
  const place = await bringSheets(county, [
    {
      name: '小区台账',
      rows: [
        ['小区名称', '项目类别', '总套数'],
        ['晨光小区', '历史遗留', 4],
      ],
    },
    {
      name: '两张表',
      rows: [
        header,
        home('101', 90, 31),
        home('102', -1, 32),
        [],
        [...header, '备注'],
        home('201', -1, 33),
        home('202', 90, 34),
      ],
    },
    {
      name: '两列面积',
      rows: [
        [...header, '建筑面积'],
        [...home('301', 90, 35), 91],
      ],
    },
  ])
  const returned = await read(house.db, systemActor([county]), (tx) => returnedWorkbook(tx, house.files, place))
  const book = await readXlsx(returned)
  const rooms = (name: string) =>
    book.sheets.find((sheet) => sheet.name === name)?.rows.map((cells) => cells[3] ?? null)
  expect(rooms('两张表')).toEqual(['房号', '102', null, '房号', '201'])
  expect(rooms('两列面积')).toEqual(['房号', '301'])
  expect(book.sheets.map(({ name }) => name)).toEqual(['两张表', '两列面积'])
})

/** Sheets of a ledger brought to a county of their own. */
async function bringSheets(county: string, sheets: { name: string; rows: unknown[][] }[]) {
  const path = join(await mkdtemp(join(tmpdir(), 'qingling-sheets-')), '台账.xlsx')
  await writeFile(path, await writeXlsx({ sheets: sheets as { name: string; rows: string[][] }[] }))
  return house.bring(county, [path])
}

const unitHeader = ['小区名称', '楼号', '单元', '房号', '建筑面积', '权利人', '证件号码', '不动产单元号']
const homeOf = (estate: unknown, building: unknown, room: string, person: number, unitCode: string | null = null) => {
  const { name, idNumber } = samplePerson(person)
  return [estate, building, '1', room, 90.5, name, idNumber, unitCode]
}
const cellsOf = async (place: Place) =>
  (await reported(place)).findings
    .filter(({ severity, kind }) => severity === 'error' || kind === 'duplicate_estate')
    .map(({ sheet, cell, kind }) => `${sheet} ${cell} ${kind}`)
    .toSorted()

describe('cells no program would write', () => {
  const county = '141121'
  const estates = (...rows: unknown[][]) => ({
    name: '小区台账',
    rows: [['小区名称', '项目类别', '总套数', '建筑面积'], ...rows],
  })

  test('are told at their place, and every other row is taken', async () => {
    const place = await bringSheets(county, [
      estates(['晨光小区', '历史遗留', 2, 181], ['暮云小区', '历史遗留', 20.5, 1], ['晨光小区', '历史遗留', 2, 181]),
      {
        name: '分户台账',
        rows: [
          unitHeader,
          homeOf('晨光小区', '1', '101', 11),
          homeOf('晨光小区', '—', '102', 12),
          homeOf('暮云小区', '1', '101', 13),
          homeOf('晨光小区', '1', '9'.repeat(600), 14),
        ],
      },
      {
        name: '楼栋表',
        rows: [
          ['小区名称', '楼号', '总层数', '单元数'],
          ['晨光小区', '1', 6.5, 2],
          ['无此小区', '1', 6, 2],
        ],
      },
    ])
    expect(await cellsOf(place)).toEqual([
      '分户台账 A4 unknown_estate',
      '分户台账 B3 missing_mandatory',
      '分户台账 D5 text_too_long',
      '小区台账 A2 duplicate_estate',
      '小区台账 A4 duplicate_estate',
      '小区台账 C3 number_expected',
      '楼栋表 A3 unknown_estate',
      '楼栋表 C2 number_expected',
    ])
    for (const { rows, accepted, unchanged, rejected } of await tablesOf(place))
      expect(accepted + unchanged + rejected).toBe(rows)
    await commitImport(house, systemActor([county]), place, '导入')
    expect(await figuresOf(county, '2099-12-31')).toMatchObject({ estates: 1, units: 1 })
  })

  test('a unit code the records give to another home is told before it can break the import', async () => {
    const code = `${county}001002GB00001F00010001`
    const first = [unitHeader, homeOf('晨光小区', '1', '101', 11, code)]
    await commitImport(house, systemActor([county]), await bringSheets(county, [{ name: '分户', rows: first }]), '导入')
    const again = [unitHeader, homeOf('晨光小区', '2', '201', 15, code)]
    expect(await cellsOf(await bringSheets(county, [{ name: '分户', rows: again }]))).toEqual([
      '分户 H2 duplicate_unit',
    ])
  })

  test('a transfer without what every transfer has, in ledger or records, is told', async () => {
    const header = ['小区名称', '楼号', '单元', '房号', '建筑面积', '权利人', '证件号码']
    const home = (room: string, person: number, ...more: (string | null)[]) => [
      ...homeOf('晨光小区', '3', room, person).slice(0, 7),
      ...more,
    ]
    const known = [[...header, '首次登记时间'], home('101', 21, '2022-03-01'), home('102', 22, '2022-03-01')]
    await commitImport(house, systemActor([county]), await bringSheets(county, [{ name: '首次', rows: known }]), '导入')
    const transfers = [
      [...header, '转移登记时间', '不动产权证号'],
      home('101', 21, '2022-04-01', '晋（2022）文水县不动产权第0000001号'),
      home('102', 22, '2022-02-01', '晋（2022）文水县不动产权第0000002号'),
      home('103', 23, '2022-04-01', '晋（2022）文水县不动产权第0000003号'),
    ]
    const place = await bringSheets(county, [{ name: '转移', rows: transfers }])
    expect(await cellsOf(place)).toEqual(['转移 H3 transfer_before_first', '转移 H4 missing_mandatory'])
    await commitImport(house, systemActor([county]), place, '导入')
    expect((await figuresOf(county, '2099-12-31')).transferred).toBe(1)
  })

  test('a file without a single byte is refused by name, one without a table is told', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'qingling-empty-')), '空.xlsx')
    await writeFile(path, '')
    expect(await reported(await house.bring(county, [path]))).toMatchObject({
      status: 'refused',
      refusal: { kind: 'empty', message: '“空.xlsx”是空文件' },
    })
    const blank = await reported(await bringSheets(county, [{ name: '表', rows: [] }]))
    expect(blank.findings).toMatchObject([{ kind: 'header_missing', severity: 'error', cell: null }])
  })

  test('a fault of ours ends an import as refused, never as waiting for ever', async () => {
    const place = await bringSheets(county, [estates(['夜雨小区', '历史遗留', 1, 90])])
    const broken = {
      ...house,
      owner: { query: () => Promise.reject(new Error('gone')) } as unknown as typeof house.owner,
    }
    await expect(previewBrought(broken, place, () => {})).rejects.toThrow()
    expect(await reported(place)).toMatchObject({ status: 'refused', refusal: { kind: 'failed' } })
  })
})

const ledgers = process.env.QINGLING_LEDGERS ?? resolve(import.meta.dirname, '../../shared/ledgers')
const answerFile = join(ledgers, '带错台账-答案.json')

test.skipIf(!existsSync(answerFile))('every seeded fault is found at its cell, and none is invented', async () => {
  const answer = JSON.parse(readFileSync(answerFile, 'utf8')) as {
    countyCode: string
    items: { sheet: string; cell: string; kind: string; severity: string; relatedCells: string[] }[]
    mayAlsoBeReported: { sheet: string; cell: string; kind: string }[]
  }
  const place = await house.bring(answer.countyCode, [join(ledgers, '带错台账-分户.xlsx')])
  const { findings } = await reported(place)
  const isOf = (item: (typeof answer.items)[number], finding: (typeof findings)[number]) =>
    finding.sheet === item.sheet &&
    finding.kind === item.kind &&
    finding.severity === item.severity &&
    [item.cell, ...item.relatedCells].includes(finding.cell ?? '')
  const missed = answer.items.filter((item) => !findings.some((finding) => isOf(item, finding)))
  const invented = findings.filter(
    (finding) =>
      !answer.items.some((item) => isOf(item, finding)) &&
      !answer.mayAlsoBeReported.some(
        ({ sheet, cell, kind }) => sheet === finding.sheet && cell === finding.cell && kind === finding.kind,
      ),
  )
  const recall = `${answer.items.length - missed.length}/${answer.items.length}`
  const precision = `${findings.length - invented.length}/${findings.length}`
  process.stdout.write(`带错台账: recall ${recall}, precision ${precision}\n`)
  expect({ missed, invented }).toEqual({ missed: [], invented: [] })
})

const projectLedger = join(ledgers, '方山县-项目台账.xlsx')

test.skipIf(!existsSync(projectLedger))('a county’s work is counted exactly as its own ledger sums it up', async () => {
  const { fangshan } = JSON.parse(readFileSync(join(ledgers, 'totals.json'), 'utf8')) as {
    fangshan: {
      problems: { total: number }
      responsibleUnits: number
      advice: { items: number }
      measures: { items: number }
    }
  }
  const place = await house.bring('141128', [projectLedger])
  await commitImport(house, systemActor(['141128']), place, '导入台账')
  const { sheets = [] } = await readXlsx(readFileSync(projectLedger))
  const summary =
    sheets.find(({ name }) => name === '会议督办汇总')?.rows.filter(([no]) => typeof no === 'number') ?? []

  const { counters, work } = await figuresOf('141128', '2022-10-10')

  const ofSummary = Object.fromEntries(summary.map(([, kind, n]) => [String(kind), n]))
  expect(Object.keys(ofSummary)).toHaveLength(20)
  expect(counters).toEqual({
    ...ofSummary,
    责任单位: fangshan.responsibleUnits,
    问题: fangshan.problems.total,
    意见建议: fangshan.advice.items,
    具体措施: fangshan.measures.items,
  })
  expect(work.find(({ kind }) => kind === '约谈责任单位一把手')).toMatchObject({ n: 3, people: 23 })
  expect(await flawsOf('141128')).toEqual([])
})

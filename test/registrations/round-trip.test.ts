import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handedFields, headOf } from '#domain/registrations/hand-over/fields.ts'
import { verify } from '#server/audit/verify.ts'
import { openWorkbook } from '#server/ledgers/actions.ts'
import { read, recordAct, systemActor, transact } from '#server/platform/acts.ts'
import { ownerDb } from '#server/platform/database.ts'
import { makeHandOver } from '#server/registrations/hand-over/hand-over.ts'
import { listResultLines } from '#server/registrations/hand-over/result-views.ts'
import { takeResults, tryResults } from '#server/registrations/hand-over/results.ts'
import { fenyang } from '../made-house.ts'
import { days, type MadeWindow, makeWindow } from './made-window.ts'

const homes = 600
const number = (no: number) => `晋（2022）汾阳市不动产权第${String(no).padStart(7, '0')}号`
const enteredThere = '2022-10-20'

let made: MadeWindow
let ids: readonly string[]
beforeAll(async () => {
  made = await makeWindow({ homes })
  await codeHalfOf(made.registered.unitIds)
  const submitted = await made.submit(made.registered.unitIds.map((unitId, at) => made.transferOf(unitId, {}, at + 1)))
  ids = submitted.flatMap(({ id }) => (id ? [id] : []))
  await made.bringTo(ids, 'transfer', 'passed')
}, 180_000)
afterAll(() => made.house.drop())

/** Half of the homes have a unit code; the others are known by their place alone. */
async function codeHalfOf(unitIds: readonly string[]): Promise<void> {
  const actor = systemActor([fenyang])
  const coded = unitIds
    .slice(0, homes / 2)
    .map((id, at) => ({ id, code: `141182004012GB00105F0001${String(at + 1).padStart(4, '0')}` }))
  await made.house.owner.query(
    'update units as u set unit_code = c.code from jsonb_to_recordset($1::jsonb) as c (id uuid, code text) where u.id = c.id',
    [JSON.stringify(coded)],
  )
  const rows = coded.map(({ id, code }) => ({
    subjectKind: 'unit' as const,
    subjectId: id,
    change: { unit_code: code },
  }))
  await transact(made.house.db, actor, (tx) =>
    recordAct(tx, { countyCode: fenyang, kind: 'unit_codes_given', actor, reason: '落宗', rows }),
  )
}

type Row = Record<string, string | number | null>

/** The rows of the file that was handed over, by the field names of the standard. */
async function handedRows(sha256: string): Promise<Row[]> {
  const path = join(made.house.folder, 'handed.xlsx')
  await made.house.files.copyTo(Buffer.from(sha256, 'hex'), path)
  const workbook = await openWorkbook(path)
  const rows: Row[] = []
  for await (const batch of workbook.sheets[0]?.rows() ?? [])
    for (const { cells } of batch)
      rows.push(Object.fromEntries(handedFields.map(({ code }, at) => [code, (cells[at] ?? null) as Row[string]])))
  await workbook.close()
  return rows.slice(1)
}

/** What the official system answers: homes and results, without our message numbers. */
const told = ['YWH', 'BDCDYH', 'XMMC', 'ZRZH', 'DYH', 'SHBW', 'DJLX', 'BDCQZH', 'DJSJ', 'CLJG']

async function writeResults(rows: readonly Row[], name = '登记结果.xlsx'): Promise<string> {
  const heads = told.map((code) =>
    headOf(handedFields.find((field) => field.code === code) ?? { code, title: code, width: 1, of: () => null }),
  )
  const path = join(made.house.folder, name)
  const lines = rows.map((row) => told.map((code) => row[code] ?? ''))
  writeFileSync(path, await writeXlsx({ sheets: [{ name: '登记结果', rows: [['登记结果反馈表'], heads, ...lines] }] }))
  return path
}

const linesOf = async (fileId: string) =>
  (
    await read(made.house.db, made.staff.registrar, (tx) =>
      listResultLines(tx, { countyCode: fenyang, fileId }, { limit: 2000 }),
    )
  ).rows
const flaws = async () => (await verify(ownerDb(made.house.owner), { counties: [fenyang], onProgress: () => {} })).flaws

test('a file of results with two faults in a hundred: each is named, every other home is entered, and nothing is lost', async () => {
  const { house, staff, move } = made
  const choice = { state: 'ready', again: false } as const
  const wanted = {
    choice,
    format: 'xlsx',
    exporter: 'v1',
    recipient: '汾阳市不动产登记中心',
    reason: '集中移交',
  } as const
  const handed = await makeHandOver(house, staff.registrar, fenyang, wanted)
  expect(handed).toMatchObject({
    number: expect.stringMatching(/^移交〔\d{4}〕1号$/),
    applications: homes,
    homes,
    entered: 0,
  })
  await expect(makeHandOver(house, staff.registrar, fenyang, wanted)).rejects.toThrow('尚未移交')

  // meanwhile: three are entered here, and one is looked at again
  const room = new Map((await handedRows(handed.sha256)).map((row) => [row.SHBW, row]))
  const rowOf = (at: number): Row => {
    const row = room.get(String(101 + at))
    if (!row) throw new Error(`home ${at} was not handed over`)
    return { ...row, YWH: null, BDCQZH: number(at + 1), DJSJ: enteredThere, CLJG: '已登簿' }
  }
  const own = (at: number) => ids[at] ?? ''
  for (const at of [0, 1, 2])
    await move(
      [own(at)],
      { act: 'enter', on: enteredThere, certificateNos: new Map([[own(at), number(at + 1)]]) },
      staff.registrar,
    )
  await move([own(3)], { act: 'reopen', gate: 'tax', on: days.entered, words: '税额有误' })

  const faulty: Record<number, readonly Row[]> = {
    1: [{ ...rowOf(1), BDCQZH: number(9001) }],
    2: [{ ...rowOf(2), DJSJ: '2022-10-21' }],
    3: [rowOf(3)],
    4: [{ ...rowOf(4), BDCQZH: '晋2022汾阳第5号' }],
    5: [{ ...rowOf(5), BDCQZH: number(1) }],
    6: [{ ...rowOf(6), BDCDYH: null, SHBW: '99901' }],
    7: [{ ...rowOf(7), YWH: room.get('109')?.YWH ?? null }],
    8: [rowOf(8), { ...rowOf(8), BDCQZH: number(9008) }],
    9: [{ ...rowOf(9), DJSJ: '2022-10-01' }],
    10: [],
    11: [{ ...rowOf(11), BDCQZH: null, CLJG: '退回' }],
    400: [{ ...rowOf(400), BDCQZH: number(9400) }],
    401: [{ ...rowOf(401), BDCQZH: number(9400) }],
  }
  const rows = Array.from({ length: homes }, (_, at) => faulty[at] ?? [rowOf(at)]).flat()
  const path = await writeResults(rows)

  const brought = { handOverId: handed.id, name: '登记结果.xlsx', path }
  const tried = await tryResults(house, staff.registrar, fenyang, brought)
  const entered = homes - 1 - Object.keys(faulty).length
  expect(tried).toMatchObject({
    rows: rows.length,
    takenAt: null,
    before: null,
    counts: { agreed: 1, to_enter: entered },
  })
  const { rows: before } = await house.owner.query(
    `select count(*)::integer as n from applications where entered_on is not null`,
  )
  expect(before).toEqual([{ n: 3 }])

  const taken = await takeResults(house, staff.registrar, { countyCode: fenyang, fileId: tried.id, reason: '结果回收' })
  const counts = Object.fromEntries(Object.entries(taken.counts).filter(([, n]) => n > 0))
  expect(counts).toEqual({
    entered,
    agreed: 1,
    other_number: 1,
    other_day: 1,
    not_here: 1,
    number_malformed: 1,
    number_taken: 3,
    home_unknown: 1,
    ambiguous: 1,
    twice_in_file: 2,
    dates_out_of_order: 1,
    refused_there: 1,
    not_there: 3,
  })
  const lines = await linesOf(tried.id)
  expect(lines.filter(({ finding }) => finding === 'not_here').map(({ words }) => words)).toEqual([
    expect.stringContaining('税费'),
  ])
  expect(
    lines
      .filter(({ sheetRow }) => sheetRow === null)
      .map(({ place }) => place)
      .toSorted(),
  ).toEqual(['晨光小区1号楼1单元107室', '晨光小区1号楼1单元108室', '晨光小区1号楼1单元111室'])
  const { rows: numbers } = await house.owner.query(
    `select count(*)::integer as n, count(distinct certificate_no)::integer as different from units where county_code = $1 and transferred_on is not null`,
    [fenyang],
  )
  expect(numbers).toEqual([{ n: entered + 3, different: entered + 3 }])
  expect(await flaws()).toEqual([])

  // the same file once more: nothing is entered twice, and it says that it was here before
  const again = await tryResults(house, staff.registrar, fenyang, brought)
  expect(again.before).not.toBeNull()
  expect(again.counts).toMatchObject({ agreed: entered + 1, to_enter: 0, entered: 0 })
  const retaken = await takeResults(house, staff.registrar, {
    countyCode: fenyang,
    fileId: tried.id,
    reason: '再次回收',
  })
  expect(retaken.counts).toMatchObject({ agreed: entered + 1, entered: 0, other_number: 1 })
  expect(await flaws()).toEqual([])
}, 180_000)

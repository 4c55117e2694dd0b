import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scatter } from '#samples/draws.ts'
import { samplePerson } from '#samples/people.ts'
import { verify } from '#server/audit/verify.ts'
import { commitImport } from '#server/ledgers/actions.ts'
import { systemActor } from '#server/platform/acts.ts'
import { ownerDb } from '#server/platform/database.ts'
import { fenyang, jiaokou } from '../made-house.ts'
import { type MadeWindow, makeWindow } from './made-window.ts'

let made: MadeWindow
beforeAll(async () => {
  made = await makeWindow({ homes: 1, unregistered: 1 })
})
afterAll(() => made.house.drop())

type Home = {
  estate: string
  room: string
  areaM2: number
  owner: number
  /** First-registered: what the ledger says already, or by an act of this day; `null`: never. */
  ledgerFirst: string | null
  actFirst: string | null
  reason: string | null
  transferred: string | null
}

const firstDays = ['2022-10-12', '2022-10-14', '2022-10-18']
const transferDays = ['2022-10-24', '2022-10-25', '2022-11-01', '2022-11-07', '2022-11-28']
const reasons = [null, null, '联系不上业主', '业主不愿办理', '契税未缴清']
const pick = <T>(list: readonly T[], by: number): T | undefined => list[by % list.length]

/** Homes of two estates, each with a fate of its own that follows from the seed. */
const homesOf = (seed: number): Home[] =>
  Array.from({ length: 60 }, (_, at) => {
    const bits = scatter(seed * 1000 + at)
    const [way, goes] = [bits % 5, (bits >>> 5) % 4 !== 0]
    const [ledgerFirst, actFirst] =
      way < 2 ? ['2022-03-01', null] : [null, way < 4 ? (pick(firstDays, bits >>> 9) ?? null) : null]
    const transferred = goes && way < 4 ? (pick(transferDays, bits >>> 12) ?? null) : null
    return {
      estate: `${seed}号院${at % 2 === 0 ? '东' : '西'}区`,
      room: String(101 + at),
      areaM2: 60 + (bits % 7000) / 100,
      owner: seed * 100 + at + 1,
      ledgerFirst,
      actFirst,
      reason: pick(reasons, bits >>> 16) ?? null,
      transferred,
    }
  })

/** A ledger of these homes: as they were at first, or as they are in the end. */
async function importLedger(county: string, seed: number, homes: readonly Home[], isEnd: boolean): Promise<void> {
  const certificate = (at: number) => `晋（2022）交口县不动产权第${String(seed * 1000 + at).padStart(7, '0')}号`
  const rows = homes.map(({ estate, room, areaM2, owner, ledgerFirst, actFirst, reason, transferred }, at) => {
    const { name, idNumber } = samplePerson(owner)
    const ended = isEnd && transferred !== null
    const days = [
      isEnd ? (ledgerFirst ?? actFirst ?? '') : (ledgerFirst ?? ''),
      ended ? transferred : '',
      ended ? certificate(at) : '',
    ]
    return [estate, '1#', '1', room, areaM2, name, idNumber, ...days, ended ? '' : (reason ?? '')]
  })
  const estates = [...new Set(homes.map(({ estate }) => estate))]
  const path = join(made.house.folder, `${county}-${seed}-${isEnd}.xlsx`)
  const sheets = [
    {
      name: '小区台账',
      rows: [
        ['小区台账', '', ''],
        ['填报时间：2022年11月30日', '', ''],
        ['小区名称', '项目类别', '总套数'],
        ...estates.map((name) => [name, '历史遗留', homes.filter(({ estate }) => estate === name).length]),
      ],
    },
    {
      name: '分户台账',
      rows: [
        [
          '小区名称',
          '楼号',
          '单元',
          '房号',
          '建筑面积',
          '权利人',
          '证件号码',
          '首次登记时间',
          '转移登记时间',
          '不动产权证号',
          '未办理原因',
        ],
        ...rows,
      ],
    },
  ]
  await writeFile(path, await writeXlsx({ sheets }))
  await commitImport(made.house, systemActor([county]), await made.house.bring(county, [path]), '导入台账')
}

type Known = { id: string; estateId: string; buildingId: string }

async function homesKnown(homes: readonly Home[]): Promise<Map<Home, Known>> {
  const { rows } = await made.house.owner.query(
    `select u.id, u.room, e.name as estate, u.estate_id as "estateId", u.building_id as "buildingId"
       from units as u join estates as e on e.county_code = u.county_code and e.id = u.estate_id where u.county_code = $1`,
    [fenyang],
  )
  const byPlace = new Map(rows.map((row) => [`${row.estate} ${row.room}`, row]))
  return new Map(homes.map((home) => [home, byPlace.get(`${home.estate} ${home.room}`)]))
}

/** Carries the fates out, as acts, day by day. */
async function carryOut(homes: readonly Home[]): Promise<void> {
  const known = await homesKnown(homes)
  const of = (home: Home): Known => known.get(home) ?? { id: '', estateId: '', buildingId: '' }
  for (const day of firstDays)
    for (const estate of new Set(homes.map((home) => home.estate))) {
      const going = homes.filter((home) => home.actFirst === day && home.estate === estate)
      const [first] = going
      if (!first) continue
      const [application] = await made.submit([
        made.firstOf(
          going.map((home) => of(home).id),
          { estateId: of(first).estateId },
        ),
      ])
      await enter([application?.id ?? ''], 'first', day, '2022-10-11')
    }
  for (const day of transferDays) {
    const going = homes.filter(({ transferred }) => transferred === day)
    const list = going.map((home) =>
      made.transferOf(
        of(home).id,
        { estateId: of(home).estateId, buildingId: of(home).buildingId, submittedOn: '2022-10-21' },
        home.owner,
      ),
    )
    await enter(
      (await made.submit(list)).map(({ id }) => id ?? ''),
      'transfer',
      day,
      '2022-10-21',
    )
  }
}

async function enter(ids: readonly string[], kind: 'first' | 'transfer', day: string, before: string): Promise<void> {
  const results = [await made.move(ids, { act: 'accept', on: before })]
  for (const gate of kind === 'first'
    ? (['papers', 'inspection', 'notice', 'review'] as const)
    : (['papers', 'tax', 'fund', 'review'] as const)) {
    const pass = { act: 'pass', gate, on: before, state: 'passed', evidence: null, basis: null } as const
    results.push(await made.move(ids, pass, gate === 'review' ? made.staff.registrar : made.staff.window))
  }
  results.push(await made.move(ids, { act: 'enter', on: day }, made.staff.registrar))
  expect(results.flat().filter(({ refusal }) => refusal)).toEqual([])
}

async function figures(county: string, seed: number) {
  const { rows } = await made.house.owner.query(
    `select e.name as estate, t.indicator, t.day::text, sum(t.n)::integer as n
       from tallies as t join estates as e on e.county_code = t.county_code and e.id = t.estate_id
      where t.county_code = $1 and e.name like $2
      group by 1, 2, 3 having sum(t.n) <> 0 order by 1, 2, 3`,
    [county, `${seed}号院%`],
  )
  return rows
}

test.each([1, 2, 3])(
  'figures of every day after acts are those of importing the end state (made homes no. %i)',
  async (seed) => {
    const homes = homesOf(seed)
    await importLedger(fenyang, seed, homes, false)
    await importLedger(jiaokou, seed, homes, true)

    await carryOut(homes)

    const counted = await figures(fenyang, seed)
    expect(counted.filter(({ indicator }) => indicator === 'transferred').length).toBeGreaterThan(5)
    expect(counted).toEqual(await figures(jiaokou, seed))
  },
)

test('and both counties are proved', async () => {
  const counties = [fenyang, jiaokou]

  expect((await verify(ownerDb(made.house.owner), { counties, onProgress: () => {} })).flaws).toEqual([])
})

import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { writeXlsx } from 'hucre'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type CountyPlan, countyPlans } from '#samples/county-plans.ts'
import { writeEstateLedger, writeUnitLedger } from '#samples/ledgers.ts'
import { bookList } from '#server/dues/lists/book.ts'
import { bringList } from '#server/dues/lists/bring.ts'
import { readList } from '#server/dues/lists/read-list.ts'
import { bringLedgers, commitImport, previewBrought } from '#server/ledgers/actions.ts'
import { systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'

type House = Awaited<ReturnType<typeof openHouse>>

/** Lines of the list, and how many of a hundred are dirty. */
const lines = 100_000
const dirtyOfHundred = 5

const kinds = [
  ['deed_tax', '契税', 4321_00],
  ['maintenance_fund', '住宅专项维修资金', 3690_50],
  ['registration_fee', '登记费', 80_00],
] as const

/**
 * Brings a list of 100,000 payments of which one in twenty is dirty: read, matched and reported against the limit of 10 seconds,
 * held against a plain COPY of the same lines. How many found their due, and whether any found another's, is counted.
 */
export async function benchPaymentLists(folder: string, say: (line: string) => void) {
  const house = await openHouse()
  try {
    const [plan] = countyPlans
    if (!plan) throw new Error('the sample campaign has no county')
    say('importing the homes')
    await importHomes(house, folder, plan)
    say('recording their dues')
    const homes = await homesWithDues(house, plan.code)
    const path = join(folder, 'payments.xlsx')
    const list = linesFor(homes)
    await writeList(path, list)
    const actor = systemActor([plan.code])
    await house.owner.query('vacuum analyze dues, units, owners, buildings, estates, payments')
    say(`matching ${lines} lines`)
    const readMs = await timed(() => readList(path, 'payments.xlsx', null))
    let listId = ''
    const matchMs = await timed(async () => {
      listId = (await bringList(house, actor, plan.code, { name: 'payments.xlsx', path, kind: null })).id
    })
    const rate = await matchRate(house.owner, listId, list)
    const rawCopyMs = await rawCopy(house.owner, listId)
    say('booking them')
    const bookMs = await timed(() => bookList(house.db, actor, { countyCode: plan.code, listId }, 'bench'))
    return {
      lines,
      homes: homes.length,
      dirty: dirtyOfHundred / 100,
      readMs,
      matchMs,
      ...rate,
      rawCopyMs,
      ratio: rawCopyMs / matchMs,
      bookMs,
      limitMs: 10_000,
    }
  } finally {
    await house.close()
  }
}

async function importHomes(house: House, folder: string, sample: CountyPlan): Promise<void> {
  const plan: CountyPlan = {
    ...sample,
    categories: [{ category: 'legacy', estates: 120, units: 35_000 }],
    lateUnits: 0,
    openUnits: 30_000,
  }
  const actor = systemActor([plan.code])
  const [estates, units] = [join(folder, 'list-estates.xlsx'), join(folder, 'list-units.xlsx')]
  await writeEstateLedger(estates, plan)
  await writeUnitLedger(units, plan)
  for (const path of [estates, units]) {
    const place = await bringLedgers(house, actor, plan.code, [{ name: path, path }])
    await previewBrought(house, place, () => {})
    await commitImport(house, actor, place, 'bench')
  }
}

type Home = {
  id: string
  estateId: string
  estate: string
  place: string
  name: string
  idNumber: string
  dues: readonly string[]
}

async function homesWithDues(house: House, county: string): Promise<readonly Home[]> {
  const { rows } = await house.owner.query<Omit<Home, 'idNumber' | 'dues'> & { cipher: Buffer }>(
    `select u.id, e.id as "estateId", e.name as estate, b.name || '号楼' || case when u.entrance = '' then '' else u.entrance || '单元' end || u.room || '室' as place,
            o.name, o.id_cipher as cipher
       from units as u
       join estates as e on e.county_code = u.county_code and e.id = u.estate_id
       join buildings as b on b.county_code = u.county_code and b.id = u.building_id
       join owners as o on o.county_code = u.county_code and o.unit_id = u.id and o.owner_no = 1
      where u.county_code = $1 and o.id_cipher is not null order by u.id`,
    [county],
  )
  const { rows: dues } = await house.owner.query<{ unitId: string; ids: string[] }>(oweAll, [
    county,
    rows.map(({ id }) => id),
    kinds.map(([kind]) => kind),
    kinds.map(([, , fen]) => fen),
  ])
  const idsOf = new Map(dues.map(({ unitId, ids }) => [unitId, ids]))
  return rows.map(({ cipher, ...home }) => ({
    ...home,
    idNumber: house.secrets.open(cipher),
    dues: idsOf.get(home.id) ?? [],
  }))
}

/** Every home owes every kind; booked by the owner, since how dues are recorded is measured elsewhere. */
const oweAll = `
  with made as (
    insert into dues (county_code, kind, debtor_kind, debtor_name, estate_id, unit_id, amount_fen, basis, assessed_on)
    select $1, k.kind, 'owner', o.name, u.estate_id, u.id, k.fen, '测速', '2022-10-01'
      from unnest($2::uuid[]) as h (id)
      join units as u on u.county_code = $1 and u.id = h.id
      join owners as o on o.county_code = $1 and o.unit_id = u.id and o.owner_no = 1
     cross join unnest($3::text[], $4::bigint[]) with ordinality as k (kind, fen, no)
     order by u.id, k.no
    returning id, unit_id, amount_fen
  ), booked as (
    insert into money_lines (county_code, entry_id, line_no, account, due_id, fen, booked_on)
    select $1, m.id, l.no, l.account, m.id, m.amount_fen * l.sign, '2022-10-01'
      from made as m cross join (values (1, 'owed', 1), (2, 'assessed', -1)) as l (no, account, sign)
  )
  select unit_id as "unitId", array_agg(id order by id) as ids from made group by unit_id`

type Line = { cells: (string | number)[]; dueId: string; isDirty: boolean }

/** What is wrong with a dirty line, turn by turn; what a clean one leaves out, turn by turn. */
const dirt: readonly ((cells: (string | number)[]) => void)[] = [
  (cells) => cells.splice(5, 1, -Number(cells[5])),
  (cells) => cells.splice(5, 1, `$${cells[5]}`),
  (cells) => cells.splice(6, 1, '2022-02-30'),
  (cells) => cells.splice(7, 1, 'P0000001'),
  (cells) => cells.splice(0, 4, '某外地人', '', '海市蜃楼小区', '1号楼101室'),
  (cells) => cells.splice(0, 2, '某外地人', ''),
  (cells) => cells.splice(1, 1, '141199190001010018'),
  (cells) => cells.splice(4, 1, '赞助费'),
  (cells) => cells.splice(5, 1, Number(cells[5]) + 100),
  (cells) => cells.splice(7, 1, ''),
]
const omissions: readonly ((cells: (string | number)[]) => void)[] = [
  () => {},
  (cells) => cells.splice(1, 1, ''),
  (cells) => cells.splice(2, 2, '', ''),
]

function linesFor(homes: readonly Home[]): readonly Line[] {
  return Array.from({ length: lines }, (_, at) => {
    const home = homes[Math.floor(at / kinds.length)]
    const [, word, fen] = kinds[at % kinds.length] ?? kinds[0]
    if (!home) throw new Error('the county has too few homes')
    const cells = [
      home.name,
      home.idNumber,
      home.estate,
      home.place,
      word,
      fen / 100,
      '2022-11-03',
      `P${String(at + 1).padStart(7, '0')}`,
    ]
    const isDirty = at % 100 >= 100 - dirtyOfHundred
    const change = isDirty ? dirt[Math.floor(at / 100) % dirt.length] : omissions[at % omissions.length]
    change?.(cells)
    return { cells, dueId: home.dues[at % kinds.length] ?? '', isDirty }
  })
}

async function writeList(path: string, list: readonly Line[]): Promise<void> {
  const header = ['纳税人', '证件号', '小区', '楼号-房号', '税费种', '金额', '缴款日期', '凭证号']
  const { writeFile } = await import('node:fs/promises')
  await writeFile(
    path,
    await writeXlsx({ sheets: [{ name: '缴款清单', rows: [header, ...list.map(({ cells }) => cells)] }] }),
  )
}

/** How many lines found their due, and how many another's. Lines of the list stand in the order they were made in. */
async function matchRate(owner: pg.Pool, listId: string, list: readonly Line[]) {
  const { rows } = await owner.query<{ rowNo: number; dueId: string | null; outcome: string; why: string }>(
    'select row_no as "rowNo", due_id as "dueId", outcome, why from payment_list_rows where list_id = $1 order by row_no',
    [listId],
  )
  const matched = rows.filter(({ dueId }) => dueId !== null)
  const clean = list.filter(({ isDirty }) => !isDirty).length
  const wrong = matched.filter(({ rowNo, dueId }) => list[rowNo - 1]?.dueId !== dueId).length
  const cleanMatched = matched.filter(({ rowNo }) => list[rowNo - 1]?.isDirty === false).length
  const outcomes = Object.groupBy(rows, ({ outcome, why }) => `${outcome} ${why}`)
  const told = Object.fromEntries(Object.entries(outcomes).map(([name, of]) => [name, of?.length ?? 0]))
  return { matchRate: matched.length / rows.length, cleanMatchRate: cleanMatched / clean, wrong, outcomes: told }
}

/** The same lines copied out and into a bare table: what no matching can beat. */
async function rawCopy(owner: pg.Pool, listId: string): Promise<number> {
  const { rows } = await owner.query<{ line: string }>(
    `select array_to_string(array[row_no::text, coalesce(payer, ''), coalesce(encode(id_digest, 'hex'), ''), coalesce(estate, ''), coalesce(building, ''), coalesce(room, ''),
            coalesce(kind, ''), coalesce(fen, 0)::text, coalesce(receipt_no, '')], E'\\t') as line from payment_list_rows where list_id = $1`,
    [listId],
  )
  const client = await owner.connect()
  try {
    await client.query(
      'create temporary table bare_lines (row_no integer, payer text, id_digest text, estate text, building text, room text, kind text, fen bigint, receipt_no text)',
    )
    return await timed(() =>
      pipeline(
        rows.map(({ line }) => `${line}\n`),
        client.query(copyFrom('copy bare_lines from stdin')),
      ),
    )
  } finally {
    client.release(true)
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

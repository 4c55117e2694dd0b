import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { EstateRow } from '#domain/ledgers/rows.ts'
import type { RecognisedTable, RowOf, TableKind } from '#domain/ledgers/tables.ts'
import { sampleAccounts } from '#samples/accounts.ts'
import { type SampleCounty, sampleCounties } from '#samples/campaign.ts'
import { bringSample, commitImport, type LedgerHouse, previewImport } from '../ledgers/actions.ts'
import type { ReadEvent } from '../ledgers/reading/events.ts'
import { type Db, systemActor, transact } from '../platform/acts.ts'
import { createSampleAccount } from '../staff/actions.ts'
import { hasFieldRounds, recordFieldRounds } from './field-facts.ts'
import { openSampleCampaign } from './targets.ts'
import { giveOpenWork } from './work.ts'

/** The last day the sample tells of; its open reasons are as of this day. */
const asOf = '2022-11-30'

/**
 * Loads the sample campaign through the same door as every ledger: staged, checked, taken over, one act per county.
 * A county that is there already is left alone, so that a first start broken off goes on where it stopped.
 */
export async function loadSampleCampaign(
  house: LedgerHouse,
  size: 'city' | 'county',
  say: (done: number, all: number, county: string) => void,
): Promise<void> {
  const counties = sampleCounties(size)
  const waiting = [...counties]
  let loaded = 0
  const loadOn = async (): Promise<void> => {
    for (let county = waiting.shift(); county; county = waiting.shift()) {
      say(loaded, counties.length, county.name)
      await loadSample(house, county)
      loaded++
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, loadOn))
  const codes = counties.map(({ code }) => code)
  if (codes[0]) await openSampleCampaign(house.db, `${codes[0].slice(0, 4)}00`, codes)
  say(counties.length, counties.length, '')
}

/** How many counties are loaded at once: while one is read, another is written. No county waits for another's acts. */
const sideBySide = 2

async function loadSample(house: LedgerHouse, county: SampleCounty): Promise<void> {
  const held = await loadingOf(house, county.code)
  if (held === 'others') return
  if (held === 'none') await loadCounty(house, county)
  if (!(await hasFieldRounds(house.db, county.code))) await recordFieldRounds(house.db, county.code, county.fieldRounds)
  await giveOpenWork(house.db, county.code, county.name)
}

/** Whether a county holds nothing yet, its sample, or ledgers of somebody else, to which the sample adds nothing. */
async function loadingOf({ db }: Pick<LedgerHouse, 'db'>, countyCode: string): Promise<'none' | 'sample' | 'others'> {
  const { rows } = await transact(db, systemActor([countyCode]), (tx) =>
    sql<{ isSample: boolean }>`
      select reason = ${loadingReason} and actor_id = ${systemActor([]).accountId} as "isSample"
        from acts where county_code = ${countyCode} order by act_no limit 1`.execute(tx),
  )
  if (!rows[0]) return 'none'
  return rows[0].isSample ? 'sample' : 'others'
}

const loadingReason = '载入示例数据'

/** Whether a county holds its sample. */
export const holdsSample = async (db: Db, countyCode: string): Promise<boolean> =>
  (await loadingOf({ db }, countyCode)) === 'sample'

async function loadCounty(house: LedgerHouse, county: SampleCounty): Promise<void> {
  const actor = systemActor([county.code])
  const name = `示例数据-${county.name}`
  const place = await bringSample(house, actor, county.code, {
    name,
    sha256: createHash('sha256').update(name).digest(),
  })
  await previewImport(house, place, {
    files: [{ fileNo: 1, name, events: eventsOf(county, name) }],
    today: asOf,
    onProgress: () => {},
  })
  await commitImport(house, actor, place, loadingReason)
}

const batch = 2000

async function* eventsOf(county: SampleCounty, file: string): AsyncGenerator<ReadEvent> {
  yield* tableOf(file, 'estates', county.estates, estateFields)
  yield* tableOf(file, 'units', county.units())
  yield* tableOf(file, 'responsible_units', county.offices)
  yield* tableOf(file, 'work_log', county.work)
  yield* tableOf(file, 'problems', county.problems)
  yield* tableOf(file, 'advice', county.advice)
}

/** The sheets of the sample's ledgers, each with one table. */
const sheets = {
  estates: '小区台账',
  units: '分户台账',
  responsible_units: '责任单位',
  work_log: '会议督办台账',
  problems: '问题清单',
  advice: '意见措施清单',
} as const satisfies Partial<Record<TableKind, string>>

type SampleKind = keyof typeof sheets

const estateFields: readonly (keyof EstateRow)[] = [
  'category',
  'nature',
  'landAcquisition',
  'approvedLandM2',
  'surveyedLandM2',
  'excessLandM2',
  'planning',
  'fire',
  'acceptance',
  'civilDefence',
  'quality',
  'problems',
  'treatment',
]

async function* tableOf<K extends SampleKind>(
  file: string,
  kind: K,
  rows: Iterable<RowOf[K]>,
  fields: readonly string[] = [],
): AsyncGenerator<ReadEvent> {
  const table = sampleTable(file, kind, fields)
  const tableId = table.id
  yield { type: 'table', table }
  let row = 1
  let gathered: { row: number; value: RowOf[K]; findings: []; cleaned: 0 }[] = []
  for (const value of rows) {
    gathered.push({ row: ++row, value, findings: [], cleaned: 0 })
    if (gathered.length === batch) {
      yield { type: 'rows', tableId, kind, rows: gathered } as unknown as ReadEvent // the generator hands rows of this kind
      gathered = []
    }
  }
  yield { type: 'rows', tableId, kind, rows: gathered } as unknown as ReadEvent
  yield { type: 'table_end', tableId, kind, rows: row - 1, total: null, notes: [], cleaned: [] }
}

function sampleTable(file: string, kind: SampleKind, fields: readonly string[]): RecognisedTable {
  return {
    id: `${kind}#1`,
    file,
    sheet: sheets[kind],
    index: 1,
    kind,
    title: null,
    reportedBy: null,
    asOf,
    category: null,
    headerRows: [1],
    columns: fields.map((field, index) => ({
      index,
      column: String.fromCharCode(65 + index),
      header: field,
      field,
      reads: 'text',
      factor: 1,
      hidden: false,
    })),
    blocked: false,
  }
}

export type SampleSignIn = { login: string; name: string; password: string }

/** Makes the sample accounts at the first start, and tells their passwords at every start. */
export async function openSampleAccounts(
  { db, secrets }: LedgerHouse,
  regions: readonly string[],
): Promise<SampleSignIn[]> {
  const actor = systemActor(regions)
  const signIns = sampleAccounts.map(({ login, name, roles }) => ({
    login,
    name,
    roles,
    password: secrets.samplePassword(login),
  }))
  for (const account of signIns) await createSampleAccount(db, actor, account) // a dozen accounts, once
  return signIns.map(({ login, name, password }) => ({ login, name, password }))
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type pg from 'pg'
import { type Actor, type Db, read, systemActor, transact } from '../platform/acts.ts'
import type { Files } from '../platform/files.ts'
import { Refused } from '../platform/refusals.ts'
import type { Secrets } from '../platform/secrets.ts'
import type { Import } from './checks.ts'
import { checkStaged, countSmallRows, type RowCounts, rehearse, saveCounts } from './preview.ts'
import { type LedgerFile, readIntoStaging } from './read.ts'
import { readLedger } from './reading/read-ledger.ts'
import { LedgerRefused } from './reading/refused.ts'
import {
  clearStagedRows,
  clearStaging,
  findImportStatus,
  getCountyNames,
  insertImport,
  listCorrections,
  listImportFiles,
  moveImport,
  recordCommit,
  refuseImport,
} from './store.ts'
import { takeOver } from './take.ts'

export { openWorkbook } from './reading/open-workbook.ts'
export { LedgerRefused } from './reading/refused.ts'

export type LedgerHouse = { db: Db; owner: pg.Pool; secrets: Secrets; files: Files }

/** Where an import stands, for whoever watches: 0–1 of its reading, or that it is being taken over. */
export type Progress = (step: 'reading' | 'checking' | 'committing', fraction: number) => void

/**
 * Reads the files of an import, stages their rows and shows what taking them over would do. Reading again (after a
 * crash, or with corrected columns) begins from nothing. A file that cannot be read refuses the import and says why.
 */
export async function previewImport(
  house: LedgerHouse,
  place: Import,
  { files, today, onProgress }: { files: readonly LedgerFile[]; today: string; onProgress: Progress },
): Promise<void> {
  const actor = systemActor([place.countyCode])
  await transact(house.db, actor, async (tx) => {
    const isMine = await moveImport(tx, place, ['received', 'reading', 'previewed', 'refused'], 'reading')
    if (!isMine)
      throw new Refused({ kind: 'conflict', code: 'import_decided', message: '这次导入已经入库或放弃，不能重新核查' })
    await clearStaging(tx, place)
  })
  try {
    await readIntoStaging(
      { ...house, ...place, today, onProgress: (fraction) => onProgress('reading', fraction) },
      files,
    )
    onProgress('checking', 0)
    await check(house, actor, place)
    onProgress('checking', 1)
  } catch (error) {
    await giveBack(house, place, error)
    if (!(error instanceof LedgerRefused)) throw error
  }
}

async function check(house: LedgerHouse, actor: Actor, place: Import): Promise<void> {
  await house.owner.query(`analyze staged_rows, staged_owners (county_code, import_id, table_no, row_no, id_digest),
    staged_units (county_code, import_id, table_no, row_no, is_rejected, estate_key, building, entrance, room, unit_code, certificate_no)`)
  await transact(house.db, actor, (tx) => checkStaged(tx, place))
  const counts = await rehearsal(house.db, actor, place)
  await transact(house.db, actor, async (tx) => {
    await saveCounts(tx, place, counts)
    await moveImport(tx, place, ['reading'], 'previewed')
  })
}

/** Refuses an import that cannot go on, so that nobody waits for it: the file's fault is named, ours admitted. */
async function giveBack({ db }: LedgerHouse, place: Import, error: unknown): Promise<void> {
  const refusal =
    error instanceof LedgerRefused
      ? { kind: error.kind, message: error.message }
      : { kind: 'failed', message: '处理这份台账时程序出错，没有任何一行入库。请重新上传；再次出错请交系统管理员处理' }
  await transact(db, systemActor([place.countyCode]), async (tx) => {
    await clearStaging(tx, place)
    await refuseImport(tx, place, refusal)
  })
}

/** Keeps the files a clerk brings and opens an import for them; the same file twice is kept once. */
export async function bringLedgers(
  house: LedgerHouse,
  actor: Actor,
  countyCode: string,
  uploads: readonly { name: string; path: string }[],
): Promise<Import> {
  const kept: { name: string; sha256: Buffer; bytes: number }[] = []
  for (const { name, path } of uploads) kept.push({ name, ...(await house.files.keep(path)) })
  const distinct = kept.filter((file, place) => kept.findIndex((other) => other.sha256.equals(file.sha256)) === place)
  const importId = await transact(house.db, actor, (tx) =>
    insertImport(
      tx,
      countyCode,
      actor,
      distinct.map((file, place) => ({ fileNo: place + 1, ...file })),
    ),
  )
  return { countyCode, importId }
}

/** Reads the kept files of an import again, in the clear only while they are read. */
export async function previewBrought(house: LedgerHouse, place: Import, onProgress: Progress): Promise<void> {
  const actor = systemActor([place.countyCode])
  const { files, corrections, county } = await read(house.db, actor, async (tx) => ({
    files: await listImportFiles(tx, place),
    corrections: await listCorrections(tx, place.countyCode),
    county: await getCountyNames(tx, place.countyCode),
  }))
  const folder = await mkdtemp(join(tmpdir(), 'qingling-ledger-'))
  const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)
  const mapping = Object.fromEntries(corrections.map(({ header, field }) => [header, field]))
  try {
    for (const { fileNo, sha256 } of files) await house.files.copyTo(sha256, join(folder, String(fileNo)))
    await previewImport(house, place, {
      today,
      onProgress,
      files: files.map(({ fileNo, name }) => ({
        fileNo,
        name,
        events: readLedger(join(folder, String(fileNo)), {
          countyCode: place.countyCode,
          countyName: county.name,
          otherCounties: county.others,
          today,
          mapping,
          label: name,
        }),
      })),
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Opens an import for rows that come from the program itself and stand in no file. */
export async function bringSample(
  { db }: LedgerHouse,
  actor: Actor,
  countyCode: string,
  { name, sha256 }: { name: string; sha256: Buffer },
): Promise<Import> {
  const importId = await transact(db, actor, (tx) =>
    insertImport(tx, countyCode, actor, [{ fileNo: 1, name, bytes: 0, sha256 }]),
  )
  return { countyCode, importId }
}

/** Carries the counts out of the transaction it undoes. */
class Rehearsed extends Error {
  readonly counts: RowCounts[]
  constructor(counts: RowCounts[]) {
    super('rehearsed')
    this.counts = counts
  }
}

async function rehearsal(db: Db, actor: Actor, place: Import): Promise<RowCounts[]> {
  try {
    return await transact(db, actor, async (tx) => {
      throw new Rehearsed(await rehearse(tx, place))
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.counts
    throw error
  }
}

/** Takes a previewed import over, as one act of the clerk who confirms it. Confirming again changes nothing. */
export async function commitImport(
  house: LedgerHouse,
  actor: Actor,
  place: Import,
  reason: string,
): Promise<{ actNo: number | null }> {
  const taken = await takeAll(house, actor, place, reason).catch(async (error: unknown) => {
    if (!(error instanceof Refused)) await giveBack(house, place, error)
    throw error
  })
  // fresh statistics at once: without them the first lists after a large import are planned as if the tables were empty
  if (taken.actNo !== null) await refreshStatistics(house.owner)
  return taken
}

function takeAll(house: LedgerHouse, actor: Actor, place: Import, reason: string): Promise<{ actNo: number | null }> {
  return transact(house.db, actor, async (tx) => {
    const status = await findImportStatus(tx, place)
    if (!status) throw new Refused({ kind: 'missing', code: 'no_such_import', message: '没有这次导入' })
    if (status !== 'previewed' && status !== 'committing') {
      throw new Refused({
        kind: 'conflict',
        code: 'import_not_previewed',
        message: '只有核查完毕、尚未入库的导入可以确认',
      })
    }
    const actNo = await takeOver(tx, { ...place, actor, reason })
    await saveCounts(tx, place, [...(await countSmallRows(tx, place)), ...(await countTakenUnits(tx, place))])
    await recordCommit(tx, place, actNo)
    await clearStagedRows(tx, place)
    await sql`select pg_notify('figures', ${place.countyCode})`.execute(tx)
    return { actNo }
  })
}

/** On two connections: each table is as much work as the others together. What history says is never searched. */
async function refreshStatistics(owner: pg.Pool): Promise<void> {
  await Promise.all([
    owner.query('analyze estates, buildings, units, tallies, county_tallies'),
    owner.query(
      'analyze owners (county_code, unit_id, owner_no, name, id_digest, phone_digest), history (county_code, act_no, row_no, subject_kind, subject_id)',
    ),
  ])
}

async function countTakenUnits(
  tx: Parameters<typeof takeOver>[0],
  { countyCode, importId }: Import,
): Promise<RowCounts[]> {
  const { rows } = await sql<RowCounts>`
    select t.table_no as "tableNo", count(i.unit_id) as accepted, t.row_count - t.rejected - count(i.unit_id) as unchanged
      from import_tables as t
      left join incoming_units as i using (table_no)
     where t.county_code = ${countyCode} and t.import_id = ${importId} and t.kind = 'units'
     group by t.table_no, t.row_count, t.rejected`.execute(tx)
  return rows
}

/** Gives an import up; nothing of it was or will be taken over. */
export async function discardImport(db: Db, actor: Actor, place: Import): Promise<void> {
  await transact(db, actor, async (tx) => {
    if (!(await findImportStatus(tx, place)))
      throw new Refused({ kind: 'missing', code: 'no_such_import', message: '没有这次导入' })
    const isMine = await moveImport(tx, place, ['received', 'previewed', 'refused'], 'discarded')
    if (!isMine)
      throw new Refused({ kind: 'conflict', code: 'import_decided', message: '正在处理或已经入库的导入不能放弃' })
    await clearStagedRows(tx, place)
  })
}

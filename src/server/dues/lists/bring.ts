import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type pg from 'pg'
import type { PaymentList } from '#contract/payment-lists.ts'
import type { DueKind } from '#domain/dues/kinds.ts'
import { actGathering } from '../../platform/act-changes.ts'
import { type Actor, type Db, holdActs, read, type Tx, transact } from '../../platform/acts.ts'
import type { Files } from '../../platform/files.ts'
import type { Secrets } from '../../platform/secrets.ts'
import type { ListPlace } from './candidates.ts'
import { matchList } from './match.ts'
import { readList } from './read-list.ts'
import { removeStaged, stageList } from './stage.ts'
import { getList } from './views.ts'

export type ListDoor = { db: Db; owner: pg.Pool; files: Files; secrets: Secrets }
type Brought = { name: string; path: string; kind: DueKind | null }

/** Keeps a payment list, reads it and finds what becomes of each line; nothing is booked by that. */
export async function bringList(
  door: ListDoor,
  actor: Actor,
  countyCode: string,
  { name, path, kind }: Brought,
): Promise<PaymentList> {
  const list = await readList(path, name, kind)
  const kept = await door.files.keep(path)
  const listId = await stageList(door, actor, countyCode, { name, ...kept, list })
  const place = { countyCode, listId }
  await transact(door.db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    await matchList(tx, place)
    const payload = { list: listId, file: kept.sha256.toString('hex'), lines: list.rows.length }
    const act = { countyCode, kind: 'payment_list_brought', actor, reason: '导入缴款清单', payload }
    await actGathering(tx, act, () => tellList(tx, place))
  })
  return read(door.db, actor, (tx) => getList(tx, place))
}

/** Carries what was seen out of the transaction it undoes. */
class Seen<T> extends Error {
  readonly found: T
  constructor(found: T) {
    super('seen')
    this.found = found
  }
}

/** Lets somebody look at what would become of a list; afterwards nothing of it is here. */
export async function tryList<T>(
  door: ListDoor,
  actor: Actor,
  countyCode: string,
  { name, path, kind }: Brought,
  look: (tx: Tx, place: ListPlace) => Promise<T>,
): Promise<T> {
  const list = await readList(path, name, kind)
  const kept = { name, sha256: hash('sha256', await readFile(path), 'buffer'), bytes: list.rows.length, list }
  const place = { countyCode, listId: await stageList(door, actor, countyCode, kept) }
  try {
    await transact(door.db, actor, async (tx) => {
      await matchList(tx, place)
      throw new Seen(await look(tx, place))
    })
    throw new Error('a list that was only tried is kept')
  } catch (error) {
    if (error instanceof Seen) return error.found
    throw error
  } finally {
    await removeStaged(door.owner, place)
  }
}

/** What history keeps of a list: what it is, and what people decided of its lines. */
export async function tellList(tx: Tx, { countyCode, listId }: ListPlace): Promise<void> {
  await sql`
    insert into act_changes
    select 'payment_list', l.id, jsonb_strip_nulls(payment_list_record(l)) from payment_lists as l where l.county_code = ${countyCode} and l.id = ${listId}`.execute(
    tx,
  )
}

/** Finds anew what becomes of the lines nobody decided and nothing was booked of, as the records stand now. */
export async function matchAgain(db: Db, actor: Actor, place: ListPlace): Promise<PaymentList> {
  const { countyCode, listId } = place
  await transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    await getList(tx, place)
    await matchList(tx, place)
    const act = {
      countyCode,
      kind: 'payment_list_matched',
      actor,
      reason: '重新比对缴款清单',
      payload: { list: listId },
    }
    await actGathering(tx, act, () => tellList(tx, place))
  })
  return read(db, actor, (tx) => getList(tx, place))
}

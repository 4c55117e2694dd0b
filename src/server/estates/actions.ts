import { sql } from 'kysely'
import type { Estate, EstatesQuery } from '#contract/estates.ts'
import { figuresFrom } from '#domain/reports/figures.ts'
import { lightOf } from '#domain/reports/lights.ts'
import { rediagnose } from '../diagnosis/actions.ts'
import { type Actor, type Db, read, recordAct, type Tx, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { moveCategories } from '../platform/tallies.ts'
import { estateSums, latestDay } from '../reports/actions.ts'
import {
  type Correction,
  findEstate,
  listBuildings,
  listEstates,
  listFacts,
  lockEstate,
  updateEstate,
} from './store.ts'

const noEstate = () => new Refused({ kind: 'missing', code: 'no_such_estate', message: '没有这个小区' })

export function pageOfEstates(db: Db, actor: Actor, query: EstatesQuery) {
  return read(db, actor, async (tx) =>
    listEstates(tx, actor.counties, { ...query, asOf: query.asOf ?? (await latestDay(tx, actor.counties)) }),
  )
}

/** Everything known of an estate as of a day. */
export function getEstate(db: Db, actor: Actor, countyCode: string, estateId: string, asOf?: string): Promise<Estate> {
  return read(db, actor, (tx) => estateFile(tx, countyCode, estateId, asOf))
}

async function estateFile(tx: Tx, countyCode: string, estateId: string, asOf?: string): Promise<Estate> {
  const day = asOf ?? (await latestDay(tx, [countyCode]))
  const head = await findEstate(tx, countyCode, estateId, day)
  if (!head) throw noEstate()
  const figures = figuresFrom(await estateSums(tx, countyCode, estateId, day))
  return {
    ...head,
    light: lightOf(figures),
    figures,
    facts: await listFacts(tx, countyCode, estateId),
    buildings: await listBuildings(tx, countyCode, estateId, day),
  }
}

/** Corrects an estate by an act with its reason. A new category takes everything counted for the estate with it. */
export function correctEstate(
  db: Db,
  actor: Actor,
  countyCode: string,
  estateId: string,
  { reason, ...correction }: Correction & { reason: string },
): Promise<Estate> {
  return transact(db, actor, async (tx) => {
    const known = await lockEstate(tx, countyCode, estateId)
    if (!known) throw noEstate()
    const change = Object.fromEntries(
      Object.entries(correction).filter(
        ([field, value]) => value !== undefined && value !== known[field as keyof typeof known],
      ),
    ) // fields of the correction are fields of the estate
    if (Object.keys(change).length === 0)
      throw new Refused({ kind: 'conflict', code: 'nothing_changes', message: '没有需要更正的内容' })
    await updateEstate(tx, countyCode, estateId, correction)
    if (change.category) {
      await moveCategories(
        tx,
        countyCode,
        sql`select ${estateId}::uuid as estate_id, ${known.category}::text as from_category, ${change.category}::text as to_category`,
      )
    }
    await recordAct(tx, {
      countyCode,
      kind: 'estate_corrected',
      actor,
      reason,
      rows: [{ subjectKind: 'estate', subjectId: estateId, change }],
    })
    await rediagnose(tx, countyCode, [estateId], 'correction')
    await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
    return estateFile(tx, countyCode, estateId)
  })
}

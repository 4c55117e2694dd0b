import { sql } from 'kysely'
import type { Unit, UnitLine, UnitsQuery } from '#contract/units.ts'
import { refuseUnitAct, type UnitAct, unitRefusals } from '#domain/units/moves.ts'
import { type Actor, type Db, read, recordAct, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import type { Secrets } from '../platform/secrets.ts'
import { applyTallyDeltas } from '../platform/tallies.ts'
import { latestDay } from '../reports/actions.ts'
import { recordObstacles } from './obstacles.ts'
import {
  findSealedOwner,
  findUnit,
  isCertificateTaken,
  type LockedUnit,
  listUnits,
  lockUnit,
  type UnitChange,
  updateUnit,
} from './store.ts'

export { type HomeRow, homeRecords } from './building-table-store.ts'
export { registerFirst, registerTransfers } from './register.ts'
export { recordRestriction } from './restrictions.ts'
export { restrictionsOf } from './restrictions-store.ts'

const noUnit = () => new Refused({ kind: 'missing', code: 'no_such_unit', message: '没有这一户' })

/** A page of the unit ledger; `total` is known without counting where the figures know it. */
export function pageOfUnits(
  db: Db,
  secrets: Secrets,
  actor: Actor,
  query: UnitsQuery,
): Promise<{ rows: UnitLine[]; next: string | null; total: number | null }> {
  return read(db, actor, async (tx) => {
    const rows = await listUnits(tx, secrets, { ...query, asOf: query.asOf ?? null, counties: actor.counties })
    const last = rows.at(-1)
    const next = last && rows.length === query.limit ? `${last.countyCode}.${last.id}` : null
    return { rows, next, total: await totalOf(tx, actor.counties, query) }
  })
}

/** Only filters the tallies are split by have a total; a search or a building has none. */
async function totalOf(
  tx: Tx,
  counties: readonly string[],
  { asOf, search, estate, building, ids, state, obstacle, category }: UnitsQuery,
): Promise<number | null> {
  if (search || building || ids || state === 'listed' || state === 'surveyed' || state === 'first_registered')
    return null
  if (obstacle && state) return null
  const sign = obstacle
    ? sql`case indicator when ${`obstacle:${obstacle}`} then n end`
    : state === 'transferred'
      ? sql`case indicator when 'transferred' then n end`
      : state === 'open'
        ? sql`case indicator when 'units' then n when 'transferred' then -n end`
        : sql`case indicator when 'units' then n end`
  const day = asOf ?? (await latestDay(tx, counties))
  const { rows } = estate
    ? await sql<{ n: number }>`
        select coalesce(sum(${sign}), 0)::bigint as n from tallies
         where county_code = any (${counties}::text[]) and estate_id = ${estate} and day <= ${day}`.execute(tx)
    : await sql<{ n: number }>`
        select coalesce(sum(${sign}), 0)::bigint as n from county_tallies
         where county_code = any (${counties}::text[]) and day <= ${day} and (${category ?? null}::text is null or category = ${category ?? null})`.execute(
        tx,
      )
  return rows[0]?.n ?? 0
}

export function getUnit(db: Db, actor: Actor, countyCode: string, unitId: string): Promise<Unit> {
  return read(db, actor, (tx) => mustFind(tx, countyCode, unitId))
}

async function mustFind(tx: Tx, countyCode: string, unitId: string): Promise<Unit> {
  const unit = await findUnit(tx, countyCode, unitId)
  if (!unit) throw noUnit()
  return unit
}

/** Records that a unit was transferred; its reasons for being open end with that. */
export function recordTransfer(
  db: Db,
  actor: Actor,
  countyCode: string,
  unitId: string,
  transfer: { transferredOn: string; certificateNo: string; reason: string },
): Promise<Unit> {
  const certificateNo = transfer.certificateNo
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/[([〔]/, '（')
    .replace(/[)\]〕]/, '）')
  const act: UnitAct = { act: 'record_transfer', on: transfer.transferredOn, certificateNo, today: officeToday() }
  return actOnUnit(
    db,
    actor,
    countyCode,
    unitId,
    { act, kind: 'transfer_recorded', reason: transfer.reason },
    async (tx) => {
      if (await isCertificateTaken(tx, countyCode, unitId, certificateNo))
        throw new Refused({ kind: 'conflict', code: 'certificate_taken', message: '此证号已用于另一户' })
      return {
        transferred_on: transfer.transferredOn,
        certificate_no: certificateNo,
        open_reason: null,
        obstacle: null,
        obstacle_on: null,
      }
    },
  )
}

/** Records why an open unit is not transferred, and with that what its owner wants. */
export async function recordObstacle(
  db: Db,
  actor: Actor,
  countyCode: string,
  unitId: string,
  obstacle: { openReason: string; on: string; reason: string },
): Promise<Unit> {
  const { refused } = await recordObstacles(db, actor, countyCode, {
    unitIds: [unitId],
    ...obstacle,
    isRehearsal: false,
  })
  const refusal = refused[0]
  if (refusal?.code === 'no_such_unit') throw noUnit()
  if (refusal) throw new Refused({ kind: 'conflict', code: refusal.code, message: refusal.words })
  return getUnit(db, actor, countyCode, unitId)
}

async function actOnUnit(
  db: Db,
  actor: Actor,
  countyCode: string,
  unitId: string,
  { act, kind, reason }: { act: UnitAct; kind: string; reason: string },
  decide: (tx: Tx, unit: LockedUnit) => Promise<UnitChange>,
): Promise<Unit> {
  return transact(db, actor, async (tx) => {
    const unit = await lockUnit(tx, countyCode, unitId)
    if (!unit) throw noUnit()
    const refusal = refuseUnitAct(unit, act)
    if (refusal) throw new Refused({ kind: 'conflict', code: refusal, message: unitRefusals[refusal] })
    const change = await decide(tx, unit)
    await updateUnit(tx, countyCode, unitId, change)
    await applyTallyDeltas(tx, countyCode, deltasOf(unit, change))
    await recordAct(tx, { countyCode, kind, actor, reason, rows: [{ subjectKind: 'unit', subjectId: unitId, change }] })
    await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
    return mustFind(tx, countyCode, unitId)
  })
}

/** What the unit counts for after the act, less what it counted for before. */
const deltasOf = (unit: LockedUnit, change: UnitChange) => sql`
  select ${unit.estateId}::uuid as estate_id, p.indicator, p.day, s.sign * p.n as n
    from (values (1, ${change.transferred_on}::date, ${change.obstacle}::text, ${change.obstacle_on}::date),
                 (-1, ${unit.transferredOn}::date, ${unit.obstacle}::text, ${unit.obstacleOn}::date)) as s (sign, transferred_on, obstacle, obstacle_on)
   cross join lateral unit_points(${unit.listedOn}::date, ${unit.areaM2}::numeric, ${unit.firstRegisteredOn}::date, s.transferred_on, s.obstacle, s.obstacle_on) as p`

/** Opens one owner's ID number and phone for a stated purpose. The opening is an act; what was seen is not written down. */
export function openPersonalData(
  db: Db,
  secrets: Secrets,
  actor: Actor,
  { countyCode, unitId, ownerNo, reason }: { countyCode: string; unitId: string; ownerNo: number; reason: string },
): Promise<{ idNumber: string | null; phone: string | null }> {
  return transact(db, actor, async (tx) => {
    const sealed = await findSealedOwner(tx, countyCode, unitId, ownerNo)
    if (!sealed) throw new Refused({ kind: 'missing', code: 'no_such_owner', message: '没有这个权利人' })
    await recordAct(tx, {
      countyCode,
      kind: 'personal_data_opened',
      actor,
      reason,
      payload: { unitId, ownerNo },
      rows: [],
    })
    return { idNumber: sealed.id && secrets.open(sealed.id), phone: sealed.phone && secrets.open(sealed.phone) }
  })
}

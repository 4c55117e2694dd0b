import type { BuildingTable, TableHome } from '#contract/building-table.ts'
import { homeStateOf } from '#domain/units/marks.ts'
import { maskName } from '#domain/units/masks.ts'
import { blockOf } from '#domain/units/restrictions.ts'
import { type Actor, type Db, read } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { findBuilding, type HomeRow, homesOfBuilding } from './building-table-store.ts'

/** The building table as of a day: two statements, however many homes. */
export function getBuildingTable(
  db: Db,
  actor: Actor,
  countyCode: string,
  buildingId: string,
  asOf: string | undefined,
): Promise<BuildingTable> {
  const on = asOf ?? officeToday()
  return read(db, actor, async (tx) => {
    const head = await findBuilding(tx, countyCode, buildingId)
    if (!head) throw new Refused({ kind: 'missing', code: 'no_such_building', message: '没有这幢楼' })
    const { rows } = await homesOfBuilding(countyCode, head, on).execute(tx)
    return { ...head, on, homes: rows.map((row) => tableHome(row, on)) }
  })
}

function tableHome(row: HomeRow, on: string): TableHome {
  const { id, entrance, room, floor, unitCode, use, areaM2, obstacle, openReason, certificateNo } = row
  return {
    ...{ id, entrance, room, floor, unitCode, use, areaM2, obstacle, openReason, certificateNo },
    owners: row.owners.map(({ name, kind }) => maskName(name, kind)).join('、'),
    state: homeStateOf(row),
    restrictions: [...new Set(row.restrictions.map(({ kind }) => kind))],
    resting: row.restrictions.map(({ kind, documentNo, authority }) => ({ kind, documentNo, authority })),
    heldBy: heldBy(row, on),
    application: row.transfer ?? row.first,
  }
}

/** What holds up the registration the home waits for; a transferred one waits for none. */
function heldBy({ transferredOn, firstRegisteredOn, restrictions, countyWords }: HomeRow, on: string) {
  if (transferredOn !== null || restrictions.length === 0) return null
  const told = restrictions.map((restriction) => ({ ...restriction, countyWords }))
  return blockOf(told, firstRegisteredOn === null ? 'first' : 'transfer', on)?.rule ?? null
}

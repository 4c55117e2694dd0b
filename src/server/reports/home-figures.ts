import { type AsOf, type Figures, figuresFrom } from '#domain/reports/figures.ts'
import type { Tx } from '../platform/acts.ts'
import { listEstateNames, sumBy, sumByEstate } from './store.ts'

/** The figures of homes of some counties: what every other count of them is made of. */
export async function homeFigures(tx: Tx, counties: readonly string[], when: AsOf): Promise<Figures> {
  return figuresFrom(await sumBy(tx, 'county_code', counties, when))
}

/** The same for each estate, with its name. */
export async function homeFiguresByEstate(
  tx: Tx,
  counties: readonly string[],
  when: AsOf,
): Promise<(Figures & { key: string; label: string })[]> {
  const byEstate = Map.groupBy(await sumByEstate(tx, counties, when), ({ key }) => key)
  const names = await listEstateNames(tx, counties)
  return names.map(({ id, name }) => ({ key: id, label: name, ...figuresFrom(byEstate.get(id) ?? []) }))
}

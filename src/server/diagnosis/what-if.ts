import type { Pack } from '#contract/packs.ts'
import type { WhatIf } from '#contract/policy-library.ts'
import { checkPacks } from '#domain/diagnosis/check-packs.ts'
import { currentFacts } from '#domain/diagnosis/current-facts.ts'
import { type Verdict, verdicts } from '#domain/diagnosis/diagnosis.ts'
import { createRulebook, holdsIn, type Rulebook } from '#domain/diagnosis/rulebook.ts'
import { type ParameterSetting, setParameters } from '#domain/diagnosis/set-parameters.ts'
import { type Standing, standingOf } from '#domain/diagnosis/standing.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { loadStatedEstates, type StatedEstate, usable } from './estate-facts.ts'
import { type PackVersion, rulebooksInForce } from './policies/in-force.ts'
import { countyNames } from './store.ts'

/** Whole packs tried in place of those in force, and single parameters set otherwise. */
export type Trial = { packs: readonly Pack[]; parameters: readonly ParameterSetting[] }

/** The most estates named one by one; how many changed in all is always told. */
const mostChanged = 500

type Compared = { estate: StatedEstate; before: Standing; after: Standing }

/** Diagnoses a region by today's policy and by the tried one, side by side. Reads only: nothing of it is kept. */
export async function whatIf(tx: Tx, regionCode: string, counties: readonly string[], trial: Trial): Promise<WhatIf> {
  const began = performance.now()
  const on = officeToday()
  const books = await rulebooksInForce(tx, counties, on)
  refuseUnknown(
    trial,
    [...books.values()].flatMap(({ packs }) => packs),
  )
  const tried = new Map(
    [...books].map(([county, book]) => {
      const reaching = county === regionCode ? trial : whatReaches(trial, county, book.versions)
      return [county, triedRulebook(book.packs, reaching, { region: county, on })]
    }),
  )
  const compared = (await loadStatedEstates(tx, { counties })).flatMap((estate) =>
    compare(estate, books.get(estate.countyCode)?.rulebook, tried.get(estate.countyCode)),
  )
  const names = await countyNames(tx, counties)
  return { ...told(regionCode, compared, names), tookMs: Math.round(performance.now() - began) }
}

/** A parameter that is nowhere would change nothing, and the answer would look like one. */
function refuseUnknown({ packs, parameters }: Trial, inForce: readonly Pack[]): void {
  const all = [...packs, ...inForce]
  const missing = parameters.find(
    ({ pack, rule, parameter }) =>
      !all.some(
        (one) =>
          one.id === pack &&
          Object.hasOwn(
            (rule === null ? one.parameters : one.rules.find(({ id }) => id === rule)?.parameters) ?? {},
            parameter,
          ),
      ),
  )
  if (missing)
    throw new Refused({
      kind: 'invalid',
      code: 'unknown_parameter',
      message: `政策包“${missing.pack}”${missing.rule ? `规则“${missing.rule}”` : ''}没有参数“${missing.parameter}”`,
    })
}

/** What a county decided for itself stands, whatever its city decides. */
function whatReaches({ packs, parameters }: Trial, county: string, versions: readonly PackVersion[]): Trial {
  const isOwn = (id: string) => versions.some(({ pack, owner }) => pack === id && owner === county)
  return {
    packs: packs.filter(({ id }) => !isOwn(id)),
    parameters: parameters.filter(({ pack }) => !isOwn(pack)),
  }
}

function triedRulebook(
  inForce: readonly Pack[],
  { packs, parameters }: Trial,
  place: { region: string; on: string },
): Rulebook {
  const here = packs.filter(({ region }) => holdsIn(region, place.region))
  const kept = inForce.filter(({ id }) => !packs.some((pack) => pack.id === id))
  const tried = setParameters([...kept, ...here], parameters)
  const faults = checkPacks(tried)
  const [first] = faults
  if (first)
    throw new Refused({
      kind: 'invalid',
      code: 'pack_has_faults',
      message: `不能推演：${first.rule ? `规则“${first.rule}” ` : ''}${first.path}：${first.message}`,
      faults,
    })
  return createRulebook(tried, place)
}

/** Each rulebook reads the facts for itself: a tried pack may define facts of its own. */
function compare(estate: StatedEstate, before: Rulebook | undefined, after: Rulebook | undefined): Compared[] {
  if (!before || !after) return []
  const found = (rulebook: Rulebook) => standingOf(rulebook, currentFacts(usable(estate.statements, rulebook)))
  return [{ estate, before: found(before), after: found(after) }]
}

/** How near a verdict is to the certificate; a home is freed when its estate comes nearer. */
const rank = { by_law: 0, consult: 0, can_solve: 1, can_do: 2 } as const satisfies Record<Standing['verdict'], number>

const isFree = ({ verdict }: Standing) => verdict === 'can_do' || verdict === 'can_solve'

function told(
  regionCode: string,
  compared: readonly Compared[],
  names: ReadonlyMap<string, string>,
): Omit<WhatIf, 'tookMs'> {
  const freed = compared.filter(({ before, after }) => rank[after.verdict] > rank[before.verdict])
  const lost = compared.filter(({ before, after }) => rank[after.verdict] < rank[before.verdict])
  const bothFree = compared.filter(({ before, after }) => isFree(before) && isFree(after))
  const changed = compared
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
    .sort((a, b) => b.estate.homes - a.estate.homes)
  return {
    regionCode,
    before: sideOf(compared.map(({ estate, before }) => ({ estate, found: before }))),
    after: sideOf(compared.map(({ estate, after }) => ({ estate, found: after }))),
    homesFreed: counted(freed).homes,
    waitingFreed: counted(freed).waiting,
    homesLost: counted(lost).homes,
    daysSaved: bothFree.reduce((sum, { before, after }) => sum + before.workingDays - after.workingDays, 0),
    changedTotal: changed.length,
    changed: changed.slice(0, mostChanged).map(({ estate: { id, countyCode, name, homes, waiting }, ...sides }) => ({
      estateId: id,
      countyCode,
      countyName: names.get(countyCode) ?? countyCode,
      name,
      homes,
      waiting,
      ...sides,
    })),
  }
}

type Side = { estate: StatedEstate; found: Standing }

const counted = (rows: readonly { estate: StatedEstate }[]) => ({
  estates: rows.length,
  homes: rows.reduce((sum, { estate }) => sum + estate.homes, 0),
  waiting: rows.reduce((sum, { estate }) => sum + estate.waiting, 0),
})

function sideOf(rows: readonly Side[]): WhatIf['before'] {
  const of = (verdict: Verdict) => counted(rows.filter(({ found }) => found.verdict === verdict))
  return {
    verdicts: Object.fromEntries(verdicts.map((verdict) => [verdict, of(verdict)])) as WhatIf['before']['verdicts'], // one entry per verdict
    unsettled: counted(rows.filter(({ found }) => !found.settled)),
    workingDays: rows.reduce((sum, { found }) => sum + found.workingDays, 0),
  }
}

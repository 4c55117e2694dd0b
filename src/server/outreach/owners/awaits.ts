import type { OwnHome } from '#contract/owners.ts'
import { responsibleUnitsEn } from '#domain/diagnosis/catalogue.ts'
import type { PathStep } from '#domain/diagnosis/diagnosis.ts'
import { latestDiagnosesOf, latestWays } from '../../diagnosis/actions.ts'
import type { Tx } from '../../platform/acts.ts'
import { getEstateSchedule } from '../../schedule/actions.ts'

type Who = OwnHome['awaits'][number]['who'][number]
type Told = Pick<OwnHome, 'awaits' | 'checking' | 'by'>

export const awaitsNothing: Told = { awaits: [], checking: 0, by: null }

/**
 * What an estate still lacks for its first registration, whose work each of it is, and when it can be done at the earliest:
 * the owners' side of its latest diagnosis in the time of its schedule. What is not known yet is counted, not named.
 */
export async function awaitedBy(tx: Tx, county: string, estate: string): Promise<Told> {
  const found = (await latestDiagnosesOf(tx, county, [estate])).get(estate)
  if (!found) return awaitsNothing
  const { first, rulebook } = found
  const planned = new Map((await getEstateSchedule(tx, { county, estate })).activities.map((one) => [one.id, one]))
  const definitions = new Map(rulebook.requirements.map((requirement) => [requirement.id, requirement]))
  const unitName = (unit: string): Who => ({ zh: rulebook.unitNames[unit] ?? unit, en: english[unit] ?? unit })

  const officeOf = ({ id, unit }: PathStep): Who => {
    const office = planned.get(`first:${id}`)?.organisation?.name
    return office === undefined ? unitName(unit) : { zh: office, en: unitName(unit).en }
  }
  const ways = await latestWays(tx, [county], estate)
  const registering = ways.get(estate)?.steps.find(isFirstRegistration)
  return {
    by: planned.get(registering?.id ?? '')?.earliestFinish ?? null,
    checking: first.requirements.filter(({ status }) => status === 'unknown').length,
    awaits: first.requirements
      .filter(({ status }) => status === 'missing')
      .map(({ requirement }) => {
        const definition = definitions.get(requirement)
        const steps = first.path.filter((step) => step.track === 'owner' && step.requirement === requirement)
        const days = steps.flatMap(({ id }) => planned.get(`first:${id}`)?.earliestFinish ?? [])
        return {
          requirement,
          title: definition?.title ?? requirement,
          titleEn: definition?.titleEn ?? null,
          who: steps.length > 0 ? each(steps.map(officeOf)) : definition ? [unitName(definition.unit)] : [],
          by: days.toSorted().at(-1) ?? null,
        }
      }),
  }
}

const isFirstRegistration = ({ registration, requirement }: { registration: string; requirement: string | null }) =>
  registration === 'transfer' && requirement === 'first_registration'

const english: Readonly<Record<string, string>> = responsibleUnitsEn

const each = (offices: readonly Who[]): Who[] => [...new Map(offices.map((office) => [office.zh, office])).values()]

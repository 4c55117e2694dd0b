import { currentFacts } from '#domain/diagnosis/current-facts.ts'
import { diagnose } from '#domain/diagnosis/diagnose.ts'
import type { Basis, Pack, Requirement, Rule, Step } from '#domain/diagnosis/packs.ts'
import { createRulebook } from '#domain/diagnosis/rulebook.ts'
import type { FactValue } from '#domain/diagnosis/values.ts'

/** A harbour that registers boats: the engine must not know what an estate is. */
export const basis = (level: Basis['level'], verified = true): Basis => ({ document: '港章', level, verified })

export const requirement = (id: string, more: Partial<Requirement> = {}): Requirement => ({
  id,
  title: id,
  registration: 'first',
  unit: 'harbour',
  basis: basis('law'),
  metWhen: { fact: id, is: true },
  ...more,
})

export const step = (id: string, workingDays: number, more: Partial<Step> = {}): Step => ({
  id,
  title: id,
  unit: 'harbour',
  workingDays,
  ...more,
})

export const rule = (
  id: string,
  answers: string[],
  kind: 'substitute' | 'complete' | 'separate' | 'waive' | 'consult',
  more: Partial<Rule> = {},
): Rule => ({
  id,
  title: id,
  basis: basis('county'),
  validFrom: '2020-01-01',
  answers,
  effect: { kind },
  ...more,
})

const yesNo = ['hull', 'mast', 'sail', 'seaworthy', 'sworn', 'stolen', 'returned', 'paid', 'tested', 'drawn'] as const

/** The harbour's pack, with the given requirements and rules. */
export const harbour = (requirements: Requirement[], rules: Rule[], more: Partial<Pack> = {}): Pack => ({
  format: 'qingling-pack/1',
  id: 'harbour',
  title: '港口',
  region: 'CN',
  baseRequirements: false,
  units: { harbour: '港务', captain: '船长' },
  facts: [
    ...yesNo.map((id) => ({ id, title: id, type: 'boolean' as const })),
    { id: 'length', title: '长', type: 'number', unit: 'm' },
    { id: 'beam', title: '宽', type: 'number', unit: 'm' },
    {
      id: 'beam_percent',
      title: '宽长比',
      type: 'number',
      unit: 'percent',
      derived: { percentOf: ['beam', 'length'] },
    },
    { id: 'built', title: '建造', type: 'date' },
    { id: 'wood', title: '木', type: 'choice', choices: { oak: '橡', pine: '松' } },
    { id: 'story', title: '传闻', type: 'text' },
  ],
  requirements,
  rules,
  ...more,
})

/** Facts stated by one officer on one day. */
export const stated = (values: Readonly<Record<string, FactValue | null>>) =>
  currentFacts(
    Object.entries(values).map(([fact, value]) => ({
      fact,
      value,
      asOf: '2022-05-01',
      source: { kind: 'officer' as const },
    })),
  )

export function diagnoseBoat(pack: Pack, values: Readonly<Record<string, FactValue | null>>, on = '2022-06-01') {
  return diagnose(createRulebook([pack], { region: '141128', on }), stated(values))
}

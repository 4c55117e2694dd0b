import type { Pack } from '#domain/diagnosis/packs.ts'

/** One difference between two versions of a pack, at the part it belongs to. Absent sides: added or removed. */
export type PackChange = {
  part: 'pack' | 'parameter' | 'fact' | 'unit' | 'requirement' | 'rule' | 'step'
  /** The rule it lies in, by its id. */
  rule: string | null
  /** The parameter, fact, unit, requirement or step. */
  id: string | null
  /** The field within it; none where the whole part came or went. */
  field: string | null
  before: unknown
  after: unknown
}

type Fields = Readonly<Record<string, unknown>>
type At = Pick<PackChange, 'part' | 'rule' | 'id'>

const lists = ['facts', 'units', 'requirements', 'parameters', 'rules', 'steps']

/** Field by field what a version changes against another, rules in their order. */
export function packDiff(before: Pack, after: Pack): PackChange[] {
  const at = (part: PackChange['part']) => ({ part, rule: null })
  return [
    ...fieldsDiff({ part: 'pack', rule: null, id: null }, before, after),
    ...partsDiff(at('parameter'), { ...before.parameters }, { ...after.parameters }),
    ...partsDiff(at('fact'), byId(before.facts), byId(after.facts)),
    ...partsDiff(at('unit'), { ...before.units }, { ...after.units }),
    ...partsDiff(at('requirement'), byId(before.requirements), byId(after.requirements)),
    ...rulesDiff(before, after),
  ]
}

const byId = (parts: readonly { id: string }[] = []): Fields => Object.fromEntries(parts.map((part) => [part.id, part]))

/** Rules by their id; of rules with one id, valid one after the other, the first against the first. */
function byTurn(rules: Pack['rules']): Map<string, Pack['rules'][number]> {
  const turns = new Map<string, number>()
  return new Map(
    rules.map((rule) => {
      const turn = turns.get(rule.id) ?? 0
      turns.set(rule.id, turn + 1)
      return [`${rule.id} ${turn}`, rule]
    }),
  )
}

function rulesDiff(before: Pack, after: Pack): PackChange[] {
  const [old, now] = [byTurn(before.rules), byTurn(after.rules)]
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key) => {
    const [a, b] = [old.get(key), now.get(key)]
    const rule = b?.id ?? a?.id ?? null
    const at = { part: 'rule', rule, id: null } as const
    if (!a || !b) return [{ ...at, field: null, before: a, after: b }]
    return [
      ...fieldsDiff(at, a, b),
      ...fieldsDiff(at, a.basis, b.basis),
      ...partsDiff({ part: 'parameter', rule }, { ...a.parameters }, { ...b.parameters }),
      ...partsDiff({ part: 'step', rule }, byId(a.steps), byId(b.steps)),
    ]
  })
}

function partsDiff(at: Omit<At, 'id'>, before: Fields, after: Fields): PackChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((id) => {
    const [a, b] = [before[id], after[id]]
    if (isFields(a) && isFields(b)) return fieldsDiff({ ...at, id }, a, b)
    return isSame(a, b) ? [] : [{ ...at, id, field: null, before: a, after: b }]
  })
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

function fieldsDiff(at: At, before: Fields, after: Fields): PackChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names]
    .filter((field) => !lists.includes(field) && field !== 'basis' && !isSame(before[field], after[field]))
    .map((field) => ({ ...at, field, before: before[field], after: after[field] }))
}

/** Equal whatever the order in which fields are written; absent and null say the same. */
const isSame = (a: unknown, b: unknown) => JSON.stringify(inOrder(a ?? null)) === JSON.stringify(inOrder(b ?? null))

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, inOrder(value[key])]),
  )
}

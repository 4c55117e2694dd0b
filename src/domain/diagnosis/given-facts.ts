import type { FactSource, Statement } from './diagnosis.ts'
import type { FactDefinition } from './packs.ts'
import { type FactValue, fits } from './values.ts'

/** What a file states of a fact: the value alone, or with its source, day and unit. */
type GivenStatement = {
  value: FactValue | null
  unit?: string | undefined
  asOf?: string | undefined
  source?: FactSource | undefined
  said?: string | null | undefined
}

type Given = FactValue | null | GivenStatement | readonly GivenStatement[]

export type GivenEstate = {
  name?: string | undefined
  region: string
  homes?: number | undefined
  registration?: 'first' | 'transfer' | undefined
  facts: Readonly<Record<string, Given>>
}

/** Something a given fact cannot be, at its path. */
export type GivenFault = { path: string; message: string }

/** Every fault of an estate's facts, held against what the catalogue and the packs define. */
export function checkGivenFacts(estate: GivenEstate, definitions: readonly FactDefinition[], at: string): GivenFault[] {
  return Object.entries(estate.facts).flatMap(([fact, given]) => {
    const path = `${at}facts.${fact}`
    const named = definitions.filter(({ id }) => id === fact)
    if (named.length === 0) return [{ path, message: unknownFact(fact, definitions) }]
    return placed(given, path).flatMap(({ statement, path: place }) => {
      const faults = named.map((definition) => faultOf(statement, definition))
      return faults.every((message) => message !== null) ? [{ path: place, message: faults[0] ?? '' }] : []
    })
  })
}

/** The statements of an estate's facts; what names no source of its own comes from the file, at its path. */
export function statementsOf(estate: GivenEstate, from: { file: string; at: string; on: string }): Statement[] {
  const { file, at, on } = from
  const source = (cell: string): FactSource => ({ kind: 'document', file, cell })
  const given = Object.entries(estate.facts).flatMap(([fact, one]) =>
    placed(one, `${at}facts.${fact}`).map(
      ({ statement, path }): Statement => ({
        fact,
        value: statement.value,
        asOf: statement.asOf ?? on,
        source: statement.source ?? source(path),
        said: statement.said,
      }),
    ),
  )
  if (estate.homes === undefined || 'homes' in estate.facts) return given
  return [...given, { fact: 'homes', value: estate.homes, asOf: on, source: source(`${at}homes`) }]
}

function placed(given: Given, path: string): { statement: GivenStatement; path: string }[] {
  if (given === null || typeof given !== 'object') return [{ statement: { value: given }, path }]
  if (isSeveral(given)) return given.map((statement, at) => ({ statement, path: `${path}[${at}]` }))
  return [{ statement: given, path }]
}

const isSeveral = (given: GivenStatement | readonly GivenStatement[]): given is readonly GivenStatement[] =>
  Array.isArray(given)

function faultOf({ value, unit }: GivenStatement, definition: FactDefinition): string | null {
  const { title } = definition
  if (unit !== undefined && definition.type !== 'number') return `“${title}”不是数，没有单位`
  if (unit !== undefined && definition.type === 'number' && unit !== definition.unit)
    return `“${title}”的单位应为 ${definition.unit}，现为 ${unit}`
  if (value === null || fits(definition, value)) return null
  return `“${title}”${kindWords(definition)}，现为 ${JSON.stringify(value)}`
}

function kindWords(definition: FactDefinition): string {
  switch (definition.type) {
    case 'boolean':
      return '应为 true（是）或 false（否）'
    case 'number':
      return `应为数（单位 ${definition.unit}）`
    case 'date':
      return '应为日期，写作 2013、2013-06 或 2013-06-30'
    case 'choice':
      return `应为 ${Object.entries(definition.choices)
        .map(([choice, words]) => `${choice}（${words}）`)
        .join('、')} 之一`
    case 'text':
      return '应为文字'
  }
}

/** Names the facts that are spelt most alike, where any are. */
function unknownFact(fact: string, definitions: readonly FactDefinition[]): string {
  const stem = fact.toLowerCase().replaceAll(/[^a-z]/g, '')
  const alike = definitions.filter(({ id }) => {
    const other = id.replaceAll(/[^a-z]/g, '')
    return stem.length > 2 && (other.includes(stem) || stem.includes(other))
  })
  const hint = alike.slice(0, 3).map(({ id, title }) => `${id}（${title}）`)
  return `没有事实“${fact}”${hint.length > 0 ? `；相近的有 ${hint.join('、')}` : ''}`
}

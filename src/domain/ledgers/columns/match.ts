import type { HeaderColumn } from '../tables/header.ts'
import { type ColumnReading, columnLetters, type RecognisedColumn } from '../tables.ts'

/** What a column must be called to mean a field. Labels are compared without their bracketed additions. */
export type ColumnRule = {
  field: string
  reads: ColumnReading
  label: RegExp
  /** Words that must stand above the label. */
  group?: RegExp
  /** Words that must not stand above it. */
  notGroup?: RegExp
  /** How clearly the name means the field; the clearest column gets it. Default 5. */
  weight?: number
  /** Several columns may fill the field together. */
  isShared?: true
}

/** A clerk's corrections: field (or null: keep out) by normalised header. */
export type ColumnMapping = Readonly<Record<string, string | null>>

/** Two columns whose names say the same field equally well. */
export type DoubleClaim = { field: string; columns: readonly RecognisedColumn[] }

export type MatchedColumns = { columns: RecognisedColumn[]; doubleClaims: DoubleClaim[] }

type Claim = { column: RecognisedColumn; rule: ColumnRule; weight: number }

const yuan = 100
const squareMetresPerUnit: readonly [RegExp, number][] = [
  [/万(?:㎡|m2|平方米|平米|平方)/i, 10_000],
  [/亩/, 2000 / 3],
  [/公顷/, 10_000],
]

/** Gives every column of a header its meaning among the fields of `rules`. */
export function matchColumns(
  header: readonly HeaderColumn[],
  rules: readonly ColumnRule[],
  { mapping = {}, moneyFactor = null }: { mapping?: ColumnMapping; moneyFactor?: number | null } = {},
): MatchedColumns {
  const columns: RecognisedColumn[] = []
  const claims = new Map<string, Claim[]>()
  for (const headerColumn of header) {
    const corrected = mapping[headerColumn.header]
    // A correction made for one kind of ledger does not silence a column of another that has no such field.
    const said = corrected === undefined ? undefined : ruleOf(corrected, rules)
    const rule = corrected === null ? undefined : (said ?? bestRule(headerColumn, rules))
    const column = recognised(headerColumn, rule?.rule.field ?? null, rule?.rule.reads ?? 'text', moneyFactor)
    columns.push(column)
    if (!rule || rule.rule.isShared) continue
    // What the clerk has said outweighs every name.
    const claim = { column, rule: rule.rule, weight: said ? 100 : rule.weight }
    claims.set(rule.rule.field, [...(claims.get(rule.rule.field) ?? []), claim])
  }
  return { columns, doubleClaims: [...claims.values()].flatMap(settle) }
}

/** Leaves a field with the column that claims it most clearly; the others keep out. */
function settle(claims: readonly Claim[]): DoubleClaim[] {
  const [best, second] = claims.toSorted((one, other) => other.weight - one.weight)
  if (!best || !second) return []
  const isTie = second.weight === best.weight
  const tied = claims.filter((claim) => claim.weight === best.weight).map((claim) => claim.column)
  for (const { column } of claims) if (column !== best.column) column.field = null
  return isTie ? [{ field: best.rule.field, columns: tied }] : []
}

function bestRule(
  column: HeaderColumn,
  rules: readonly ColumnRule[],
): { rule: ColumnRule; weight: number } | undefined {
  const label = bareLabel(column.label)
  const group = bareLabel(column.group)
  let best: { rule: ColumnRule; weight: number } | undefined
  for (const rule of rules) {
    if (!rule.label.test(label)) continue
    if (rule.group && !rule.group.test(group)) continue
    if (rule.notGroup?.test(group)) continue
    const weight = (rule.weight ?? 5) + (rule.group ? 2 : 0)
    if (!best || weight > best.weight) best = { rule, weight }
  }
  return best
}

function ruleOf(field: string | null, rules: readonly ColumnRule[]): { rule: ColumnRule; weight: number } | undefined {
  const rule = rules.find((candidate) => candidate.field === field)
  return rule && { rule, weight: rule.weight ?? 5 }
}

/** A label without what stands in brackets: 小区（项目）名称 → 小区名称. */
export function bareLabel(label: string): string {
  return label.replace(/[（(【[][^）)】\]]*[）)】\]]/g, '').replace(/[:：*★]/g, '')
}

/** Whether any column of the header has such a label. */
export function hasLabel(header: readonly HeaderColumn[], label: RegExp, group?: RegExp): boolean {
  return header.some((column) => label.test(bareLabel(column.label)) && (!group || group.test(bareLabel(column.group))))
}

/** The column as it will be read. */
export function recognised(
  { index, header }: HeaderColumn,
  field: string | null,
  reads: ColumnReading,
  moneyFactor: number | null,
): RecognisedColumn {
  const factor = reads === 'money' ? moneyFactorOf(header, moneyFactor) : reads === 'area' ? areaFactorOf(header) : 1
  return { index, column: columnLetters(index), header, field, reads, factor, hidden: false }
}

/** Fen per unit: as the label says, else as the line 单位 above the table says, else yuan. */
function moneyFactorOf(header: string, ofTable: number | null): number {
  if (header.includes('万元')) return yuan * 10_000
  if (/（[^）]*元[^）]*）|元$/.test(header)) return yuan
  return ofTable ?? yuan
}

function areaFactorOf(header: string): number {
  return squareMetresPerUnit.find(([unit]) => unit.test(header))?.[1] ?? 1
}

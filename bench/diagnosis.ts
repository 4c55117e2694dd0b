import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { currentFacts } from '#domain/diagnosis/current-facts.ts'
import { diagnose } from '#domain/diagnosis/diagnose.ts'
import type { Statement } from '#domain/diagnosis/diagnosis.ts'
import { recordFacts } from '#domain/diagnosis/record-facts.ts'
import { createRulebook, type Rulebook } from '#domain/diagnosis/rulebook.ts'
import { factsOf } from '#domain/estates/ledger-facts.ts'
import type { EstateRow } from '#domain/ledgers/rows.ts'
import { sampleCounties } from '#samples/campaign.ts'
import { readPackFolders, shippedPacks } from '../src/cli/pack-files.ts'

const on = '2022-12-01'
const asOf = '2022-11-30'
const many = 300_000
const rounds = 9

type Known = { rulebook: Rulebook; statements: readonly Statement[] }

/**
 * Diagnoses the sample city by all shipped packs: one estate (median), the whole city, and three hundred thousand
 * estates streamed. From statements to diagnosis, in microseconds and milliseconds, on one core.
 */
export function benchDiagnosis(say: (line: string) => void) {
  const city = knownEstates()
  say('one estate')
  for (const known of city) conclude(known) // warms the engine up
  const oneUs = median(city.map((known) => timed(() => conclude(known)) * 1000))
  say(`${city.length} estates`)
  const whole = measured(() => city.forEach(conclude))
  const small = measured(() => streamed(city, city.length))
  say(`${many} estates, streamed`)
  const heap: number[] = []
  const large = spent(() => streamed(city, many, () => heap.push(heldMb())))
  return {
    estate: { medianUs: oneUs, limit: 100 },
    city: { estates: city.length, ...whole, limit: 150 },
    streamed: {
      estates: many,
      ...large,
      perEstateOverSmallRun: large.cpuMs / many / (small.cpuMs / city.length),
      limit: 1.2,
      heldMbAfterEachTenth: heap,
    },
  }
}

const conclude = ({ rulebook, statements }: Known) => diagnose(rulebook, currentFacts(statements))

/** Estates one after the other as a file would give them: each with statements of its own, forgotten once diagnosed. */
function streamed(city: readonly Known[], count: number, look: () => void = () => {}): number {
  let blocked = 0
  for (let at = 0; at < count; at++) {
    const known = city[at % city.length]
    if (!known) break
    const statements = known.statements.map((statement) => ({ ...statement, source: { ...statement.source } }))
    if (conclude({ rulebook: known.rulebook, statements }).verdict === 'by_law') blocked++
    if ((at + 1) % (many / 10) === 0) look()
  }
  return blocked
}

/** Every estate of the sample with what its ledger, its records and the officers say. */
function knownEstates(): Known[] {
  const read = readPackFolders([shippedPacks])
  if ('faults' in read) throw new Error(read.faults[0]?.message)
  return sampleCounties('city').flatMap(({ code, estates, fieldRounds }) => {
    const rulebook = createRulebook(read.packs, { region: code, on })
    const found = Map.groupBy(
      fieldRounds.flatMap(({ source, facts }) => facts.map((fact) => ({ ...fact, source: { kind: source } }))),
      ({ estate }) => estate,
    )
    return estates.map((row) => ({
      rulebook,
      statements: [...ledgerStatements(row), ...(found.get(row.name ?? '') ?? []), ...recordStatements(row)],
    }))
  })
}

function ledgerStatements(row: EstateRow): Statement[] {
  const cells = { ofField: (field: string) => `${field}5`, ofColumn: (column: string) => `${column}5` }
  return factsOf(row, cells, asOf).map(({ fact, value, said, cell }) => ({
    fact,
    value,
    said,
    asOf,
    source: { kind: 'ledger', file: '小区台账.xlsx', sheet: '小区台账', cell },
  }))
}

function recordStatements({ name, category, parcelCode, completedIn, units, buildings }: EstateRow): Statement[] {
  const homes = units ?? 0
  const counted = { units: homes, surveyed: homes, buildings: buildings ?? 0, firstRegistered: homes }
  return recordFacts({ id: name ?? '', category: category ?? 'legacy', parcelCode, completedIn, ...counted }, asOf)
}

/** Time on the clock and on the core: the two part where other work shares the machine. */
function spent(work: () => unknown): { ms: number; cpuMs: number } {
  const cpu = process.threadCpuUsage()
  const ms = timed(work)
  const { user, system } = process.threadCpuUsage(cpu)
  return { ms, cpuMs: (user + system) / 1000 }
}

/** The median round. */
function measured(work: () => unknown): { ms: number; cpuMs: number } {
  const all = Array.from({ length: rounds }, () => spent(work))
  return { ms: median(all.map(({ ms }) => ms)), cpuMs: median(all.map(({ cpuMs }) => cpuMs)) }
}

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** What is held once all that can go has gone, in megabytes. */
function heldMb(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed / 2 ** 20
}

function timed(work: () => unknown): number {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0

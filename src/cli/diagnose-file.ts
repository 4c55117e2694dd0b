import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { factsShapeOf } from '#contract/facts-file.ts'
import type { Pack } from '#contract/packs.ts'
import { pathText, readShape } from '#contract/shape-faults.ts'
import { type Ask, asksOf } from '#domain/diagnosis/asks.ts'
import { catalogue } from '#domain/diagnosis/catalogue.ts'
import { currentFacts } from '#domain/diagnosis/current-facts.ts'
import { diagnose } from '#domain/diagnosis/diagnose.ts'
import type { Diagnosis } from '#domain/diagnosis/diagnosis.ts'
import { type ExplanationNode, explain } from '#domain/diagnosis/explain.ts'
import { checkGivenFacts, type GivenEstate, type GivenFault, statementsOf } from '#domain/diagnosis/given-facts.ts'
import { createRulebook, type Rulebook } from '#domain/diagnosis/rulebook.ts'
import { diagnosisLines } from './diagnosis-lines.ts'
import { faultLines, readPackFolders, shippedPacks } from './pack-files.ts'

type Asked = { file: string; folders: readonly string[]; on: string; isJson: boolean }

type Diagnosed = {
  name: string | null
  region: string
  homes: number | null
  diagnosis: Diagnosis
  asks: Ask[]
  explanation: ExplanationNode
}

/** Diagnoses the estates of a file by the packs of folders, or by those of the release. Faults go to stderr, all of them. */
export function diagnoseFile({ file, folders, on, isJson }: Asked): number {
  const read = readPackFolders(folders.length > 0 ? folders : [shippedPacks])
  if ('faults' in read) return refuse('政策包有错误', read.faults, faultLines(read.faults), isJson)
  const given = readFacts(file, read.packs)
  if ('faults' in given) {
    const lines = given.faults.map(({ path, message }) => `${basename(file)} · ${path}：${message}\n`).join('')
    return refuse('事实文件有错误', given.faults, lines, isJson)
  }
  const rulebooks = rulebooksOf(read.packs, on)
  const estates = given.estates.map(({ estate, at }) => {
    const rulebook = rulebooks(estate.region)
    return { rulebook, ...diagnoseGiven(rulebook, estate, { file: basename(file), at, on }) }
  })
  if (isJson) {
    const packs = read.packs.map(({ id, title, region }) => ({ id, title, region }))
    process.stdout.write(`${JSON.stringify({ on, packs, estates: estates.map(({ rulebook: _, ...one }) => one) })}\n`)
  } else process.stdout.write(estates.map(({ rulebook, ...one }) => diagnosisLines(one, rulebook)).join('\n'))
  return 0
}

function refuse(error: string, faults: readonly object[], lines: string, isJson: boolean): number {
  process.stderr.write(isJson ? `${JSON.stringify({ error, faults })}\n` : `${error}：\n${lines}`)
  return 1
}

type GivenFacts = { estates: { estate: GivenEstate; at: string }[] } | { faults: GivenFault[] }

function readFacts(file: string, packs: readonly Pack[]): GivenFacts {
  const content: unknown = parseJson(readFileSync(file, 'utf8'), file)
  const read = readShape(factsShapeOf(content), content)
  if ('faults' in read) return { faults: read.faults.map(({ path, message }) => ({ path: pathText(path), message })) }
  const { value } = read
  const estates =
    'estates' in value
      ? value.estates.map((estate, place) => ({ estate, at: `estates[${place}].` }))
      : [{ estate: value, at: '' }]
  const definitions = [...catalogue, ...packs.flatMap(({ facts = [] }) => facts)]
  const faults = estates.flatMap(({ estate, at }) => checkGivenFacts(estate, definitions, at))
  return faults.length > 0 ? { faults } : { estates }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${file} 不是 JSON：${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

/** One rulebook for each region the file names. */
function rulebooksOf(packs: readonly Pack[], on: string): (region: string) => Rulebook {
  const made = new Map<string, Rulebook>()
  return (region) => {
    const rulebook = made.get(region) ?? createRulebook(packs, { region, on })
    made.set(region, rulebook)
    return rulebook
  }
}

/** Facts that only a pack of another place defines mean nothing here. */
function diagnoseGiven(
  rulebook: Rulebook,
  estate: GivenEstate,
  from: { file: string; at: string; on: string },
): Diagnosed {
  const facts = currentFacts(statementsOf(estate, from).filter(({ fact }) => rulebook.placeOf.has(fact)))
  const diagnosis = diagnose(rulebook, facts, estate.registration)
  const homes = facts.get('homes')?.value
  return {
    name: estate.name ?? null,
    region: estate.region,
    homes: typeof homes === 'number' ? homes : null,
    diagnosis,
    asks: asksOf(rulebook, facts, diagnosis),
    explanation: explain(rulebook, facts, diagnosis, 'zh'),
  }
}

import { sql } from 'kysely'
import type { FactValue } from '#domain/diagnosis/values.ts'
import { expectedApplicant, type FirstApplicant } from '#domain/registrations/first/applicants.ts'
import { type FirstPapers, firstPapersOf } from '#domain/registrations/first/papers.ts'
import type { FirstCase } from '#domain/registrations/first/refusals.ts'
import { type FirstDiagnosis, latestDiagnosesOf } from '../../diagnosis/actions.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'

export type EstatePlace = { countyCode: string; estateId: string }

/** An estate before its first registration: what its latest diagnosis says, as the rules of a first registration ask it. */
export type StandingCase = FirstCase &
  FirstPapers & {
    diagnosisNo: number
    diagnosedOn: string
    registerNotes: FirstDiagnosis['first']['registerNotes']
    applicant: FirstApplicant
  }

/** `null`: the estate was never diagnosed. */
export async function findCase(tx: Tx, { countyCode, estateId }: EstatePlace): Promise<StandingCase | null> {
  return (await casesOf(tx, countyCode, [estateId])).get(estateId) ?? null
}

/** The same of many estates at once. */
export async function casesOf(
  tx: Tx,
  countyCode: string,
  estateIds: readonly string[],
): Promise<ReadonlyMap<string, StandingCase>> {
  const diagnoses = await latestDiagnosesOf(tx, countyCode, estateIds)
  return new Map([...diagnoses].map(([id, diagnosis]) => [id, caseOf(diagnosis)]))
}

function caseOf({ no, diagnosedOn, first, rulebook, versions, facts: known }: FirstDiagnosis): StandingCase {
  const knownOf = (fact: string) => known.get(fact)?.value ?? null
  const facts = {
    developerStanding: textOf(knownOf('developer_standing')),
    successor: textOf(knownOf('successor')),
    landOwnership: textOf(knownOf('land_ownership')),
    landIsProtected: yesOf(knownOf('land_is_protected')),
    seized: yesOf(knownOf('seized')),
    disputed: yesOf(knownOf('disputed')),
    completedOn: dayOf(knownOf('completed_on')),
  }
  return {
    diagnosisNo: no,
    diagnosedOn,
    verdict: first.verdict,
    enforcement: first.enforcement,
    ruleTitle: (rule) => rulebook.byRule.get(rule)?.rule.title ?? rule,
    registerNotes: first.registerNotes,
    applicant: expectedApplicant(facts),
    facts,
    ...firstPapersOf(rulebook, first, versions),
  }
}

const textOf = (value: FactValue | null) => (typeof value === 'string' ? value : null)
const yesOf = (value: FactValue | null) => (typeof value === 'boolean' ? value : null)
/** A fact may know a day by its year or month alone; then nothing is earlier than its end. */
const dayOf = (value: FactValue | null) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null

export async function getCase(tx: Tx, place: EstatePlace): Promise<StandingCase> {
  const found = await findCase(tx, place)
  if (found) return found
  await getEstateName(tx, place)
  throw new Refused({ kind: 'conflict', code: 'no_diagnosis', message: '小区还没有诊断，不能申请首次登记' })
}

export async function getEstateName(tx: Tx, { countyCode, estateId }: EstatePlace): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from estates where county_code = ${countyCode} and id = ${estateId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_estate', message: '没有这个小区' })
  return rows[0].name
}

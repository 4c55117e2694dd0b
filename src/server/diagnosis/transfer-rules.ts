import { sql } from 'kysely'
import type { Pack } from '#contract/packs.ts'
import { currentFacts } from '#domain/diagnosis/current-facts.ts'
import { diagnose } from '#domain/diagnosis/diagnose.ts'
import type { Diagnosis } from '#domain/diagnosis/diagnosis.ts'
import type { Basis } from '#domain/diagnosis/packs.ts'
import type { Rulebook } from '#domain/diagnosis/rulebook.ts'
import { unitFacts } from '#domain/diagnosis/unit-facts.ts'
import type { FactValue } from '#domain/diagnosis/values.ts'
import type { RuledRequirement } from '#domain/registrations/transfer/papers.ts'
import type { Tx } from '../platform/acts.ts'
import { type FactSnapshot, factsOf } from './outcome.ts'
import { compiled } from './policies/in-force.ts'
import { findUnitRecord } from './store.ts'

/** What the diagnosis of an estate says that a transfer in it rests on. */
export type TransferRules = { closed: readonly RuledRequirement[]; developerStanding: FactValue | null }

type Row = { estateId: string; on: string; digest: string; transfer: Diagnosis; facts: FactSnapshot; packs: Pack[] }

/** By estate; an estate without a diagnosis has no rule that closes anything. */
export async function transferRules(
  tx: Tx,
  countyCode: string,
  estateIds: readonly string[],
): Promise<ReadonlyMap<string, TransferRules>> {
  const rows = await latestOf(tx, countyCode, estateIds)
  return new Map(
    rows.map(({ estateId, on, digest, transfer, facts, packs }) => {
      const rulebook = compiled(digest, packs, { region: countyCode, on })
      return [
        estateId,
        {
          closed: closedBy(transfer, rulebook),
          developerStanding: factsOf(facts).get('developer_standing')?.value ?? null,
        },
      ]
    }),
  )
}

/** The same for one home: its own record stands before what holds for its estate. */
export async function transferRulesOfUnit(
  tx: Tx,
  countyCode: string,
  unitId: string,
  today: string,
): Promise<TransferRules> {
  const unit = await findUnitRecord(tx, countyCode, unitId)
  const [row] = unit ? await latestOf(tx, countyCode, [unit.estateId]) : []
  if (!unit || !row) return { closed: [], developerStanding: null }
  const rulebook = compiled(row.digest, row.packs, { region: countyCode, on: row.on })
  const facts = new Map([...factsOf(row.facts), ...currentFacts(unitFacts(unit, today))])
  return {
    closed: closedBy(diagnose(rulebook, facts, 'transfer'), rulebook),
    developerStanding: facts.get('developer_standing')?.value ?? null,
  }
}

async function latestOf(tx: Tx, countyCode: string, estateIds: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select d.estate_id as "estateId", d.diagnosed_on as on, d.rulebook_digest as digest, d.result -> 'transfer' as transfer, d.facts, b.content as packs
      from unnest(${estateIds}::uuid[]) as e (id)
     cross join lateral (select estate_id, diagnosed_on, rulebook_digest, result, facts from diagnoses
                          where county_code = ${countyCode} and estate_id = e.id order by diagnosis_no desc limit 1) as d
      join rulebooks as b on b.county_code = ${countyCode} and b.digest = d.rulebook_digest`.execute(tx)
  return rows
}

const byRule = ['substituted', 'deferred', 'separated', 'waived'] as const

function closedBy({ requirements }: Diagnosis, rulebook: Rulebook): RuledRequirement[] {
  return requirements.flatMap(({ requirement, status, by }) => {
    const standing = byRule.find((known) => known === status)
    const basis = by === null ? undefined : rulebook.byRule.get(by)?.rule.basis
    return standing && basis ? [{ requirement, standing, basis: basisWords(basis) }] : []
  })
}

function basisWords({ document, number, article, verified }: Basis): string {
  return `《${document}》${number ? `（${number}）` : ''}${article ?? ''}${verified ? '' : '（待核对原文）'}`
}

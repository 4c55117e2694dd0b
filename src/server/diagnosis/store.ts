import { sql } from 'kysely'
import type { DiagnosisEntry } from '#contract/diagnosis.ts'
import type { Pack } from '#contract/packs.ts'
import type { UnitRecord } from '#domain/diagnosis/unit-facts.ts'
import type { FactValue } from '#domain/diagnosis/values.ts'
import type { Tx } from '../platform/acts.ts'
import type { FactSnapshot, Outcome } from './outcome.ts'

export type StoredDiagnosis = {
  no: number
  diagnosedOn: string
  facts: FactSnapshot
  result: Outcome
  digest: string
  packs: readonly Pack[]
}

/** One diagnosis of an estate with the rulebook it used; without a number the latest. */
export async function findDiagnosis(
  tx: Tx,
  countyCode: string,
  estateId: string,
  no?: number,
): Promise<StoredDiagnosis | undefined> {
  const { rows } = await sql<StoredDiagnosis>`
    select d.diagnosis_no as no, d.diagnosed_on as "diagnosedOn", d.facts, d.result, d.rulebook_digest as digest, b.content as packs
      from diagnoses as d
      join rulebooks as b on b.county_code = d.county_code and b.digest = d.rulebook_digest
     where d.county_code = ${countyCode} and d.estate_id = ${estateId} and (${no ?? null}::integer is null or d.diagnosis_no = ${no ?? null})
     order by d.diagnosis_no desc
     limit 1`.execute(tx)
  return rows[0]
}

/** Every diagnosis an estate ever had, newest first. */
export async function listDiagnoses(tx: Tx, countyCode: string, estateId: string): Promise<DiagnosisEntry[]> {
  const { rows } = await sql<DiagnosisEntry>`
    select d.diagnosis_no as no, d.diagnosed_on as "diagnosedOn", d.cause, d.verdict, d.is_settled as settled,
           json_build_object('digest', d.rulebook_digest, 'packs', b.versions) as policy
      from diagnoses as d
      join rulebooks as b on b.county_code = d.county_code and b.digest = d.rulebook_digest
     where d.county_code = ${countyCode} and d.estate_id = ${estateId}
     order by d.diagnosis_no desc`.execute(tx)
  return rows
}

/** A fact as a person states it. `file` to `cell`: the place in a ledger that gave rise to it. */
export type NewFact = {
  estateId: string
  fact: string
  value: FactValue | null
  said: string | null
  asOf: string
  kind: 'officer' | 'document' | 'visit'
  file?: string | null | undefined
  sheet?: string | null | undefined
  cell?: string | null | undefined
}

/** Adds facts under the act that states them; none is overwritten. */
export async function appendFacts(tx: Tx, countyCode: string, actNo: number, facts: readonly NewFact[]): Promise<void> {
  await sql`
    insert into estate_facts (county_code, estate_id, fact, act_no, is_known, value, said, source_kind, source_file, source_sheet, source_cell, as_of)
    select ${countyCode}, f."estateId", f.fact, ${actNo}, f.value is not null, f.value, f.said, f.kind, f.file, f.sheet, f.cell, f."asOf"
      from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb)
           as f ("estateId" uuid, fact text, value jsonb, said text, kind text, file text, sheet text, cell text, "asOf" date)`.execute(
    tx,
  )
}

/** What the history of an estate says of facts stated by an act. */
export const factChanges = (facts: readonly NewFact[]) => ({
  facts: facts.map(({ fact, value, said, asOf, kind, cell }) => ({
    fact,
    value,
    said,
    as_of: asOf,
    source: kind,
    cell: cell ?? null,
  })),
})

export async function findUnitRecord(
  tx: Tx,
  countyCode: string,
  unitId: string,
): Promise<(UnitRecord & { estateId: string }) | undefined> {
  const { rows } = await sql<UnitRecord & { estateId: string }>`
    select estate_id as "estateId", contract_no as "contractNo", has_invoice as "hasInvoice", deed_tax_fen as "deedTaxFen",
           maintenance_fund_fen as "maintenanceFundFen", first_registered_on as "firstRegisteredOn", transferred_on as "transferredOn",
           obstacle, obstacle_on as "obstacleOn", open_reason as "openReason"
      from units where county_code = ${countyCode} and id = ${unitId}`.execute(tx)
  return rows[0]
}

export async function countyNames(tx: Tx, counties: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; name: string }>`
    select code, name from regions where code = any (${counties}::text[])`.execute(tx)
  return new Map(rows.map(({ code, name }) => [code, name]))
}

import { sql } from 'kysely'
import { findDiagnosisFlaws } from '../diagnosis/actions.ts'
import type { Db } from '../platform/acts.ts'
import { type Check, chainChecks } from './verify-chain.ts'
import { developerChecks } from './verify-developers.ts'
import { duesChecks } from './verify-dues.ts'
import { figureChecks } from './verify-figures.ts'
import { outreachChecks } from './verify-outreach.ts'
import { outreachPlanChecks } from './verify-outreach-plans.ts'
import { ownerActChecks } from './verify-owner-acts.ts'
import { recordChecks } from './verify-records.ts'
import { registrationChecks } from './verify-registrations.ts'
import { reportChecks } from './verify-reports.ts'

/** The first thing found wrong: where, and what. */
type Flaw = { county: string; check: string; record: string; message: string }

export type Verification = { counties: number; acts: number; rows: number; flaws: Flaw[] }

/**
 * Proves the records of every county against their history: each history row, each act's root, each link of the chain,
 * each record against its replayed history, each figure against the records, each diagnosis against its facts and rules. Returns the first flaw of each check.
 * Runs as the owner of the tables: it must see what the application cannot reach.
 */
export async function verify(
  db: Db,
  { counties, onProgress }: { counties: readonly string[]; onProgress: (done: number, all: number) => void },
): Promise<Verification> {
  const checks: readonly Check[] = [
    ...chainChecks,
    ...recordChecks,
    ...registrationChecks,
    ...reportChecks,
    ...figureChecks,
    ...duesChecks,
    ...outreachPlanChecks,
    ...developerChecks,
    ...outreachChecks,
    ...ownerActChecks,
  ]
  const flaws: Flaw[] = []
  let done = 0
  for (const check of checks) {
    flaws.push(...(await firstFlaws(db, check, counties)))
    onProgress(++done, checks.length + 1)
  }
  const diagnoses = await findDiagnosisFlaws(db, counties)
  flaws.push(...diagnoses.map((flaw) => ({ ...flaw, check: 'diagnoses' })))
  onProgress(++done, checks.length + 1)
  const { rows } = await sql<{ acts: number; rows: number }>`
    select count(*) as acts, coalesce(sum(row_count), 0)::bigint as rows from acts where county_code = any (${counties}::text[])`.execute(
    db,
  )
  return { counties: counties.length, acts: rows[0]?.acts ?? 0, rows: rows[0]?.rows ?? 0, flaws }
}

async function firstFlaws(db: Db, { name, query }: Check, counties: readonly string[]): Promise<Flaw[]> {
  const { rows } = await sql<Flaw>`
    select distinct on (county) county, ${name}::text as check, record, message
      from (${query(counties)}) as flaws
     order by county, record`.execute(db)
  return rows
}

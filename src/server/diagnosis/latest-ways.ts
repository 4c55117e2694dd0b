import { sql } from 'kysely'
import type { Verdict } from '#domain/diagnosis/diagnosis.ts'
import type { Rulebook } from '#domain/diagnosis/rulebook.ts'
import type { WayStep } from '#domain/tasks/estate-work.ts'
import { unitInCharge } from '#domain/tasks/steps.ts'
import type { Tx } from '../platform/acts.ts'
import { rulebookPacks } from './estate-paths.ts'
import type { Outcome } from './outcome.ts'
import { compiled } from './policies/in-force.ts'

/** A step as plans of many estates need it; `unit`: who answers for it, `unitName` who does it. */
export type PlannedStep = WayStep & { title: string; titleEn: string | null; unit: string; unitName: string }

/** The way of an estate by its latest diagnosis. */
export type EstateWay = { verdict: Verdict; steps: readonly PlannedStep[] }

type Latest = { countyCode: string; estateId: string; no: number }
type Found = Latest & { on: string; digest: string; verdict: Verdict } & Record<
    'first' | 'transfer',
    Outcome['first']['path']
  >
type Known = { no: number; way: EstateWay }

/** Ways read before, by estate: a diagnosis is never changed, so only a newer one is read again. */
const known = new Map<string, Known>()
const mostKnown = 20_000

/** The ways of all estates of some counties, or of one estate. Estates without a diagnosis have none. */
export async function latestWays(
  tx: Tx,
  counties: readonly string[],
  estateId: string | null = null,
): Promise<Map<string, EstateWay>> {
  const latest = await listLatest(tx, counties, estateId)
  const unread = latest.filter(({ estateId, no }) => known.get(estateId)?.no !== no)
  const read = new Map((await readWays(tx, unread)).map((one) => [one.estateId, one]))
  if (known.size + read.size > mostKnown) known.clear()
  for (const [id, { no, way }] of read) known.set(id, { no, way })
  return new Map(
    latest.flatMap(({ estateId, no }) => {
      const found = read.get(estateId) ?? known.get(estateId)
      return found?.no === no ? [[estateId, found.way] as const] : []
    }),
  )
}

async function listLatest(tx: Tx, counties: readonly string[], estateId: string | null): Promise<Latest[]> {
  const { rows } = await sql<Latest>`
    select e.county_code as "countyCode", e.id as "estateId", d.diagnosis_no as no
      from estates as e
     cross join lateral (select diagnosis_no from diagnoses
                          where county_code = e.county_code and estate_id = e.id order by diagnosis_no desc limit 1) as d
     where e.county_code = any (${counties}::text[]) and (${estateId}::uuid is null or e.id = ${estateId}::uuid)`.execute(
    tx,
  )
  return rows
}

async function readWays(tx: Tx, unread: readonly Latest[]): Promise<(Known & { estateId: string })[]> {
  if (unread.length === 0) return []
  const { rows } = await sql<Found>`
    select d.county_code as "countyCode", d.estate_id as "estateId", d.diagnosis_no as no, d.diagnosed_on as on,
           d.rulebook_digest as digest, d.verdict, d.result -> 'first' -> 'path' as first, d.result -> 'transfer' -> 'path' as transfer
      from unnest(${unread.map(({ countyCode }) => countyCode)}::text[], ${unread.map(({ estateId }) => estateId)}::uuid[],
                  ${unread.map(({ no }) => no)}::integer[]) as u (county_code, estate_id, diagnosis_no)
      join diagnoses as d on d.county_code = u.county_code and d.estate_id = u.estate_id and d.diagnosis_no = u.diagnosis_no`.execute(
    tx,
  )
  const packs = await rulebookPacks(
    tx,
    [...new Set(rows.map(({ countyCode }) => countyCode))],
    [...new Set(rows.map(({ digest }) => digest))],
  )
  return rows.map((row) => {
    const place = { region: row.countyCode, on: row.on }
    return {
      estateId: row.estateId,
      no: row.no,
      way: wayOf(row, compiled(row.digest, packs.get(row.digest) ?? [], place)),
    }
  })
}

function wayOf({ verdict, first, transfer }: Found, { requirements, unitNames }: Rulebook): EstateWay {
  const unitOf = new Map(requirements.map(({ id, unit }) => [id, unit]))
  const stepsOf = (registration: 'first' | 'transfer', path: Outcome['first']['path']) =>
    path.map((step): PlannedStep => {
      const unit = unitInCharge({ unit: step.unit, requirementUnit: unitOf.get(step.requirement ?? '') ?? null })
      return {
        id: `${registration}:${step.id}`,
        registration,
        isBeside: step.track === 'developer',
        requirement: step.requirement,
        needs: step.needs.map((need) => `${registration}:${need}`),
        workingDays: step.workingDays,
        daysUnset: step.daysUnset,
        notice: step.notice,
        title: step.title,
        titleEn: step.titleEn ?? null,
        unit,
        unitName: unitNames[step.unit] ?? step.unit,
      }
    })
  return { verdict, steps: [...stepsOf('first', first), ...stepsOf('transfer', transfer)] }
}

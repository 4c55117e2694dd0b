import { sql } from 'kysely'
import type { HandIn } from '#contract/report-rhythm.ts'
import { mayMove } from '#domain/reports/hand-in.ts'
import { freezeMoment, isAsked, type Rhythm } from '#domain/reports/rhythm.ts'
import type { Actor, Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { findFreeze } from '../freeze.ts'
import { findRegion } from '../store.ts'
import { countFor, heldFigures } from './counted.ts'
import { rhythmsOf } from './rhythms.ts'
import { findHandIn, type HandInPlace, type KeptHandIn } from './store.ts'

/** Where whoever asks may hand in, and where he may issue reports: county codes, and the city's. */
export type Rights = { handsIn: readonly string[]; issues: readonly string[] }

/** Who hands in, to whom, and by which rhythm. */
export type Hander = { name: string; to: string; rhythm: Rhythm; isOwn: boolean }

/** The unit of a county, or the county itself; one that hands in nothing here does not exist. */
export async function getHander(tx: Tx, actor: Actor, { county, unit, period }: HandInPlace): Promise<Hander> {
  const { rows } = await sql<{ name: string; to: string | null; isOwn: boolean }>`
    select r.name, r.parent_code as to, false as "isOwn" from regions as r
     where ${unit}::uuid is null and r.code = ${county} and r.level = 'county'
    union all
    select o.name, o.county_code, exists (select from people as p
                                           where p.county_code = o.county_code and p.organisation_id = o.id and p.account_id = ${actor.accountId}
                                             and (p.left_on is null or p.left_on > ${officeToday()}))
      from organisations as o where o.county_code = ${county} and o.id = ${unit}::uuid and o.kind = 'responsible_unit'`.execute(
    tx,
  )
  const found = rows[0]
  if (!found?.to) throw new Refused({ kind: 'missing', code: 'no_such_hander', message: '没有这个报送单位' })
  const rhythm = (await rhythmsOf(tx, [found.to]))(found.to, period.kind)
  return { ...found, to: found.to, rhythm }
}

/** A unit's is handed in by its own people, or by the county's office for it; a county's by the office alone. */
export const mayHandInFor = ({ county, unit }: HandInPlace, { isOwn }: Hander, { handsIn, issues }: Rights) =>
  handsIn.includes(county) && (issues.includes(county) || (unit !== null && isOwn))

/** Whoever issues the report decides on what goes into it. */
export const mayDecideOn = ({ to }: Hander, { issues }: Rights) => issues.includes(to)

export async function getHandIn(tx: Tx, actor: Actor, place: HandInPlace, rights: Rights): Promise<HandIn> {
  const { county, unit, period } = place
  const hander = await getHander(tx, actor, place)
  const kept = await findHandIn(tx, place)
  const isTheirs = mayHandInFor(place, hander, rights)
  const shown = kept && (kept.state !== 'draft' || isTheirs) ? kept : undefined
  const by = unit ? 'unit' : 'county'
  return {
    county,
    who: unit ?? 'county',
    name: hander.name,
    kind: period.kind,
    period: period.key,
    freezeAt: freezeMoment(period, hander.rhythm),
    isFrozen: (await findFreeze(tx, { region: hander.to, kind: period.kind, period: period.key })) !== undefined,
    ...contentOf(shown),
    figures: hander.rhythm.asksFigures
      ? heldFigures(by, shown?.figures ?? {}, (await countedOf(tx, place)).get(unit ?? county))
      : [],
    isOwn: unit === null ? isTheirs : hander.isOwn,
    mayHandIn:
      isTheirs &&
      isAsked(hander.rhythm, period) &&
      period.from <= officeToday() &&
      mayMove('save', kept?.state ?? null),
    mayDecide:
      mayDecideOn(hander, rights) && mayMove('accept', kept?.state ?? null) && kept?.submittedBy !== actor.accountId,
    revision: kept?.revision ?? 0,
  }
}

/** What was handed in and decided; nothing yet reads as empty. */
function contentOf(kept: KeptHandIn | undefined) {
  const { submittedAt, submitterName, decidedAt, deciderName, decisionReason } = kept ?? {}
  return {
    state: kept?.state ?? null,
    isLate: kept?.isLate ?? false,
    progress: kept?.progress ?? '',
    difficulties: kept?.difficulties ?? '',
    nextPlan: kept?.nextPlan ?? '',
    submitted: submittedAt ? { at: submittedAt, by: submitterName ?? '' } : null,
    decided: decidedAt ? { at: decidedAt, by: deciderName ?? '', reason: decisionReason ?? '' } : null,
  }
}

async function countedOf(tx: Tx, { county, unit, period }: HandInPlace) {
  const today = officeToday()
  const region = await findRegion(tx, county)
  if (!region) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有这个行政区' })
  const scope = { region: unit ? region : { ...region, level: 'city' as const }, counties: [county] }
  return countFor(tx, scope, period, period.to < today ? period.to : today)
}

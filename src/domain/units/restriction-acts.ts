import { dayNumber, dayOfNumber } from '../shared/days.ts'
import type { IsoDate } from '../shared/quantities.ts'
import type { Debtor, RestrictionKind } from './restriction-rules.ts'
import { effectOf, type Restriction, restrictionState } from './restrictions.ts'

/** A home before a restriction on it is recorded, lifted or consented to. */
export type HomeStanding = {
  firstRegisteredOn: IsoDate | null
  transferredOn: IsoDate | null
  restrictions: readonly Restriction[]
}

export type RestrictionAct =
  | { act: 'record'; kind: RestrictionKind; debtor: Debtor; documentNo: string; fromOn: IsoDate }
  | { act: 'lift' | 'consent'; kind: RestrictionKind; documentNo: string; on: IsoDate }

/** Why a restriction is not recorded, lifted or consented to on a home, as a clerk is told. */
export const restrictionRefusals = {
  told_already: '同一文号的这项限制已经记录过',
  not_the_developers: '已转移登记给业主，不再承担开发企业的债务',
  nothing_registered: '尚未首次登记，没有可以提出异议的登记',
  seized_outright: '已登记在买受人名下，应记为查封，不是预查封',
  none_standing: '没有这一文号的限制',
  lifted_already: '已经解除',
  before_it_began: '日期早于限制开始的日期',
  no_consent_asked: '按规则不需要也不接受书面同意',
  consented_already: '已经记录过书面同意',
} as const satisfies Record<string, string>
export type RestrictionRefusal = keyof typeof restrictionRefusals

/** May this happen to what rests on the home? `null` when it may. */
export function refuseRestrictionAct(home: HomeStanding, act: RestrictionAct): RestrictionRefusal | null {
  const told = findTold(home.restrictions, act)
  if (act.act === 'record') return told ? 'told_already' : refuseRecording(home, act)
  if (!told) return 'none_standing'
  if (told.liftedOn !== null) return 'lifted_already'
  if (act.on < told.fromOn) return 'before_it_began'
  return act.act === 'consent' ? refuseConsent(told) : null
}

/** The restriction an act is about: a home has one of a kind and a document. */
export const findTold = (
  restrictions: readonly Restriction[],
  { kind, documentNo }: Pick<Restriction, 'kind' | 'documentNo'>,
) => restrictions.find((restriction) => restriction.kind === kind && restriction.documentNo === documentNo)

function refuseRecording(
  { firstRegisteredOn, transferredOn }: HomeStanding,
  { kind, debtor, fromOn }: Extract<RestrictionAct, { act: 'record' }>,
): RestrictionRefusal | null {
  const isTransferred = transferredOn !== null && transferredOn <= fromOn
  if (isTransferred && debtor === 'developer') return 'not_the_developers'
  if (isTransferred && kind === 'pre_seizure') return 'seized_outright'
  return kind === 'objection' && firstRegisteredOn === null ? 'nothing_registered' : null
}

function refuseConsent(told: Restriction): RestrictionRefusal | null {
  if (told.consentedOn !== null) return 'consented_already'
  return effectOf(told, 'transfer').effect === 'consent' ? null : 'no_consent_asked'
}

/** A restriction that ends within these days is told beforehand, so that whoever ordered it can be asked. */
const expiringDays = 30

/** Last day of those that count as soon. */
export const soonUntil = (on: IsoDate): IsoDate => dayOfNumber(dayNumber(on) + expiringDays)

/** Whether a restriction that stands ends soon. */
export const isExpiring = (restriction: Pick<Restriction, 'fromOn' | 'untilOn' | 'liftedOn'>, on: IsoDate) =>
  restrictionState(restriction, on) === 'standing' &&
  restriction.untilOn !== null &&
  restriction.untilOn <= soonUntil(on)

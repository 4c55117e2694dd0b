import type { Fen, IsoDate } from '../shared/quantities.ts'
import type { DueKind } from './kinds.ts'

/**
 * Why a recovery case was opened: by a person; because a registration went ahead with a paper parted from it (证缴分离) or put
 * off; or because the diagnosis knows the estate's land price or taxes unsettled.
 */
export const recoveryCauses = ['by_hand', 'separated', 'deferred', 'diagnosis'] as const
export type RecoveryCause = (typeof recoveryCauses)[number]

/** Which debts stand behind a requirement of the first registration. */
const behind: Readonly<Record<string, readonly DueKind[]>> = {
  land_price: ['land_price', 'land_price_default'],
  taxes: [
    'value_added_tax',
    'land_value_tax',
    'income_tax',
    'land_use_tax',
    'stamp_tax',
    'deed_tax',
    'tax_late_fee',
    'infrastructure_fee',
  ],
  civil_defence: ['civil_defence_fee'],
}

/** Requirements of a first registration that a debt may stand behind. */
export const requirementsBehindDebts: readonly string[] = Object.keys(behind)

/** How the requirements of an estate stand, and what it is known to owe. */
type EstateStanding = {
  requirements: readonly { requirement: string; status: string }[]
  landPriceSettled: unknown
  taxesSettled: unknown
}

/** Debts to be recovered apart from the registration: kinds, each with why. What is missing or unknown parts nothing. */
export function kindsToRecover({
  requirements,
  landPriceSettled,
  taxesSettled,
}: EstateStanding): ReadonlyMap<DueKind, RecoveryCause> {
  const kinds = new Map<DueKind, RecoveryCause>()
  const add = (requirement: string, cause: RecoveryCause) => {
    for (const kind of behind[requirement] ?? []) if (!kinds.has(kind)) kinds.set(kind, cause)
  }
  for (const { requirement, status } of requirements)
    if (status === 'separated' || status === 'deferred') add(requirement, status)
  if (landPriceSettled === false) add('land_price', 'diagnosis')
  if (taxesSettled === false) add('taxes', 'diagnosis')
  return kinds
}

/** A due of a case: what is owed on it, by which day, and until when it is put off. */
export type RecoveryDebt = { owedFen: Fen; dueOn: IsoDate | null; deferredUntil: IsoDate | null }

export type Instalment = { dueOn: IsoDate; amountFen: Fen }

export type InstalmentState = 'paid' | 'late' | 'partly' | 'open'

/** Instalments with how each stands: what has come in since they were agreed pays them in their order. A missed one is late. */
export function instalmentStates<I extends Instalment>(
  instalments: readonly I[],
  paidFen: Fen,
  today: IsoDate,
): readonly (I & { state: InstalmentState; paidFen: Fen })[] {
  let left = Math.max(0, paidFen)
  return instalments.map((instalment) => {
    const paid = Math.min(left, instalment.amountFen)
    left -= paid
    return { ...instalment, paidFen: paid, state: stateOf(instalment, paid, today) }
  })
}

function stateOf({ dueOn, amountFen }: Instalment, paidFen: Fen, today: IsoDate): InstalmentState {
  if (paidFen === amountFen) return 'paid'
  if (dueOn < today) return 'late'
  return paidFen > 0 ? 'partly' : 'open'
}

/**
 * The day by which the debtor has to act next: of a plan, its first instalment not paid; without one, the first of the days
 * its debts are due, those put off by the end of the deferral. Null: nothing is owed, or a debt without a day is asked at once.
 */
export function termOfRecovery(
  debts: readonly RecoveryDebt[],
  plan: readonly { dueOn: IsoDate; state: InstalmentState }[],
): IsoDate | null {
  const next = plan.find(({ state }) => state !== 'paid')
  if (next) return next.dueOn
  const days = debts.filter(({ owedFen }) => owedFen > 0).map(({ dueOn, deferredUntil }) => deferredUntil ?? dueOn)
  return days.reduce<IsoDate | null>(
    (first, day) => (first === null || day === null ? null : day < first ? day : first),
    days[0] ?? null,
  )
}

export type PlanFault = {
  at: number | null
  code: 'no_instalment' | 'day_past' | 'days_out_of_order' | 'not_what_is_owed'
}

/** What is wrong with a plan, and at which instalment: days follow each other from today on, and together it is what is owed. */
export function planFault(instalments: readonly Instalment[], owedFen: Fen, today: IsoDate): PlanFault | null {
  for (const [at, { dueOn }] of instalments.entries()) {
    if (dueOn < today) return { at, code: 'day_past' }
    if (at > 0 && dueOn <= (instalments[at - 1]?.dueOn ?? dueOn)) return { at, code: 'days_out_of_order' }
  }
  if (instalments.length === 0) return { at: null, code: 'no_instalment' }
  const sum = instalments.reduce((all, { amountFen }) => all + amountFen, 0)
  return sum === owedFen ? null : { at: null, code: 'not_what_is_owed' }
}

/** What a case does next by itself: nothing owed ends it, a debt owed again (a payment taken back) lets it go on. */
export function followOf(
  { endKind }: { endKind: 'settled' | 'decided' | null },
  owedFen: Fen,
): 'settle' | 'go_on' | null {
  if (endKind === null) return owedFen === 0 ? 'settle' : null
  return endKind === 'settled' && owedFen > 0 ? 'go_on' : null
}

import { type Batch, registrationBatchEndpoints, registrationsEndpoints } from '#contract/registrations.ts'
import type { SelectionResult } from '#contract/restrictions.ts'
import type { BatchAct } from '#domain/registrations/batches.ts'
import type { HomeState } from '#domain/units/marks.ts'
import { call } from '../../platform/api.ts'
import { madeKey } from '../../platform/made-key.ts'

/** What the table offers of a transfer, in the order of the work, and the homes each is meant for; certificates go out at the desk of delivery. */
export const offeredActs = {
  submit: ['first_registered'],
  accept: ['received'],
  call_for_correction: ['accepted', 'in_review'],
  correct: ['correcting'],
  pass_papers: ['accepted'],
  pass_tax: ['accepted'],
  pass_fund: ['accepted'],
  pass_review: ['in_review'],
  enter: ['in_review'],
  certify: ['entered'],
} as const satisfies Partial<Record<BatchAct, readonly HomeState[]>>
export type OfferedAct = keyof typeof offeredActs

type NewBatch = {
  name: string
  unitIds: readonly string[]
  terms: {
    on: string
    evidence?: string
    missing?: string[]
    applicantKind?: 'both' | 'buyer' | 'developer' | 'heir'
    applicantBasis?: string
  }
}

/** Makes a batch of an act over chosen homes and tries it: nothing is done to them yet. */
export async function makeBatch(county: string, act: OfferedAct, { name, unitIds, terms }: NewBatch) {
  const endpoints = registrationBatchEndpoints[act]
  const body = { name, idempotencyKey: madeKey(), units: [...unitIds], terms }
  const { id } = await call(endpoints.create, { params: { county }, body })
  await call(endpoints.try, { params: { county, registrationBatch: id } })
  return { id, result: await resultOf(county, id, true) }
}

/** Carries a tried batch out and waits for its end; what it refused keeps its reason. */
export async function runBatch(county: string, act: OfferedAct, id: string, reason: string): Promise<SelectionResult> {
  const params = { county, registrationBatch: id }
  let { state } = await call(registrationBatchEndpoints[act].run, { params, body: { reason } })
  while (state !== 'finished') {
    await new Promise((later) => setTimeout(later, 400))
    state = (await call(registrationsEndpoints.getBatch, { params, query: { limit: 1 } })).state
  }
  return resultOf(county, id, false)
}

/** How many homes of a batch may or have, and the reason of each that may not. */
async function resultOf(county: string, registrationBatch: string, isRehearsal: boolean): Promise<SelectionResult> {
  const refused: Batch['rows'] = []
  let after: number | null = 0
  let items = 0
  while (after !== null) {
    const query = { state: 'refused' as const, limit: 500, after }
    const page: Batch = await call(registrationsEndpoints.getBatch, { params: { county, registrationBatch }, query })
    refused.push(...page.rows)
    items = page.items
    after = page.next
  }
  return {
    isRehearsal,
    done: items - refused.length,
    refused: refused.map(({ unitId, place, code, message }) => ({
      unitId: unitId ?? '',
      place,
      code: code ?? '',
      words: message ?? '',
    })),
  }
}

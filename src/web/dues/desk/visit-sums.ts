import type { DeskHome, NewVisit } from '#contract/cash-desk-shapes.ts'
import type { HomeDue } from '#contract/due-shapes.ts'
import type { Computed } from '#domain/dues/computed.ts'
import type { DueKind } from '#domain/dues/kinds.ts'
import { readYuan } from '#domain/dues/money.ts'
import type { PaymentWay } from '#domain/dues/visits.ts'

/** What may be paid of a home: a due that stands, or one that is recorded as worked out when it is paid. */
export type Payable = {
  key: string
  kind: DueKind
  owedFen: number
  amountFen: number
  computed: Computed | null
  basis: string
  deferredUntil: string | null
  of: { dueId: string } | { kind: HomeDue['kind'] }
}

type WayValues = { way: PaymentWay; yuan?: string; tendered?: string; receiptNo?: string }
export type VisitValues = { payer: string; pay: Record<string, string>; ways: WayValues[] }

/** What the tables are asked with. */
export type HomeAsked = Omit<NonNullable<NewVisit['assess']>, 'unitId'>

/** Dues that stand, then those that are worked out and not recorded yet. */
export function payablesOf({ dues }: Pick<DeskHome, 'dues'>, worked: readonly HomeDue[]): readonly Payable[] {
  const standing = dues
    .filter(({ owedFen }) => owedFen > 0)
    .map(({ id, kind, owedFen, amountFen, computed, basis, deferredUntil }) => {
      const of = { dueId: id }
      return { key: id, kind, owedFen, amountFen, computed, basis, deferredUntil, of }
    })
  const proposed = worked.flatMap(({ kind, computed, standing: stands }) =>
    computed === null || computed.fen === 0 || stands !== null
      ? []
      : [
          {
            ...{ key: kind, kind, owedFen: computed.fen, amountFen: computed.fen, computed },
            ...{ basis: '', deferredUntil: null, of: { kind } },
          },
        ],
  )
  return [...standing, ...proposed]
}

/** An amount typed, in fen; what is empty or none counts as nothing here and is said at its field. */
export function fenOf(typed: string | undefined): number {
  const read = readYuan(typed ?? '')
  return typeof read === 'number' ? read : 0
}

export const totalOf = (pay: Record<string, string> | undefined): number =>
  Object.values(pay ?? {}).reduce((sum, typed) => sum + fenOf(typed), 0)

/** What the first way takes: all that the others do not. */
export const restOf = ({ pay, ways }: Partial<VisitValues>): number =>
  totalOf(pay) - (ways ?? []).slice(1).reduce((sum, { yuan }) => sum + fenOf(yuan), 0)

/** The body of a visit, with the key of each due and the place of each way in the form, in the order they are sent in. */
export function visitOf(
  values: VisitValues,
  payables: readonly Payable[],
  beside: { visitId: string; desk: string; unitId: string; asked: HomeAsked },
): { body: NewVisit; keys: readonly string[]; wayAt: readonly number[] } {
  const paid = payables.filter(({ key }) => fenOf(values.pay[key]) > 0)
  const assesses = paid.some(({ of }) => 'kind' in of)
  const ways = values.ways
    .map((way, at) => ({ ...way, at, fen: at === 0 ? restOf(values) : fenOf(way.yuan) }))
    .filter(({ fen }) => fen > 0)
  return {
    keys: paid.map(({ key }) => key),
    wayAt: ways.map(({ at }) => at),
    body: {
      visitId: beside.visitId,
      desk: beside.desk,
      payerName: values.payer,
      assess: assesses ? { ...beside.asked, unitId: beside.unitId } : null,
      allocations: paid.map(({ key, of }) => ({ ...of, fen: fenOf(values.pay[key]) })),
      ways: ways.map(({ way, fen, tendered, receiptNo }) => ({
        ...{ way, fen, receiptNo: receiptNo || null },
        tenderedFen: way === 'cash' && tendered ? fenOf(tendered) : null,
      })),
    },
  }
}

import { z } from 'zod'
import { debtorKinds, dueKindNames } from '#domain/dues/kinds.ts'
import { feeExemptions } from '#domain/dues/registration-fee.ts'
import { moneyGates } from '#domain/dues/settled-gates.ts'
import { IsoDate, RegionCode } from './platform/endpoint.ts'

const count = z.number().int()
export const fen = z
  .number()
  .int()
  .positive()
  .max(10 ** 14)
export const reason = z.string().trim().min(2).max(200)
export const basis = z.string().trim().min(2).max(200)

const RateSource = z.object({ document: z.string(), number: z.string().nullable(), verified: z.boolean() })

/** How an amount was found: the rule with its source, and the numbers put in. */
export const Computed = z
  .object({
    fen: count,
    rule: z.string(),
    from: IsoDate,
    source: RateSource,
    inputs: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'ComputedDue' })
export type Computed = z.infer<typeof Computed>

const dueStates = ['owed', 'settled', 'cancelled'] as const

export const DueLine = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    kind: z.enum(dueKindNames),
    debtorKind: z.enum(debtorKinds),
    debtorName: z.string(),
    organisationId: z.uuid().nullable(),
    estateId: z.uuid().nullable(),
    estateName: z.string().nullable(),
    unitId: z.uuid().nullable(),
    home: z.string().nullable(),
    amountFen: count,
    paidFen: count,
    reducedFen: count,
    owedFen: count,
    dueOn: IsoDate.nullable(),
    assessedOn: IsoDate,
    /** Until when it is put off; past days show a deferral that has run out. */
    deferredUntil: IsoDate.nullable(),
    state: z.enum(dueStates),
  })
  .meta({ id: 'DueLine' })
export type DueLine = z.infer<typeof DueLine>

/** `search`: the beginning of a debtor's or an estate's name. Sent in the body, so that no log keeps a name. */
export const DuesQuery = z.object({
  search: z.string().trim().max(64).optional(),
  kind: z.enum(dueKindNames).optional(),
  debtorKind: z.enum(debtorKinds).optional(),
  state: z.enum(['owed', 'settled', 'cancelled', 'late', 'deferred', 'run_out']).optional(),
  estate: z.uuid().optional(),
  unit: z.uuid().optional(),
  organisation: z.uuid().optional(),
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type DuesQuery = z.infer<typeof DuesQuery>

const Term = z.object({
  id: z.uuid(),
  kind: z.enum(['deferral', 'reduction']),
  amountFen: count.nullable(),
  untilOn: IsoDate.nullable(),
  basis: z.string(),
  grantedOn: IsoDate,
  endedOn: IsoDate.nullable(),
})

const DuePayment = z.object({
  paymentId: z.uuid(),
  receiptNo: z.string(),
  way: z.enum(['bank', 'pos', 'cash', 'offset']),
  paidOn: IsoDate,
  payerName: z.string(),
  takerName: z.string(),
  fen: count,
  isReversed: z.boolean(),
  reverses: z.string().nullable(),
})

export const Due = DueLine.extend({
  basis: z.string(),
  computed: Computed.nullable(),
  cancelReason: z.string().nullable(),
  terms: z.array(Term),
  payments: z.array(DuePayment),
}).meta({ id: 'Due' })
export type Due = z.infer<typeof Due>

/** Sums of a kind; `deferredFen` is the part of what is owed that is put off now. */
export const KindSum = z.object({
  kind: z.enum(dueKindNames),
  assessedFen: count,
  paidFen: count,
  reducedFen: count,
  owedFen: count,
  deferredFen: count,
})
export type KindSum = z.infer<typeof KindSum>

/** What an estate and its homes owe, by kind; cancelled dues left out. */
export const EstateDues = z.object({ kinds: z.array(KindSum) }).meta({ id: 'EstateDues' })
export type EstateDues = z.infer<typeof EstateDues>

/** The money of a region as of a day: by kind, by age of what is owed, by month of what came in, and the funds. */
export const DuesOverview = z
  .object({
    asOf: IsoDate,
    assessedFen: count,
    collectedFen: count,
    reducedFen: count,
    arrearsFen: count,
    deferredFen: count,
    lateFeesFen: count,
    fundsFen: count,
    kinds: z.array(KindSum),
    ages: z.array(
      z.object({
        age: z.enum(['not_due', 'deferred', 'month', 'quarter', 'year', 'older', 'no_day']),
        owedFen: count,
        ofOwnersFen: count,
        dues: count,
      }),
    ),
    /** What moved in each month, and what was owed at its end. */
    months: z.array(
      z.object({ month: z.string(), assessedFen: count, paidFen: count, reducedFen: count, arrearsFen: count }),
    ),
    debtors: z.array(
      z.object({ name: z.string(), organisationId: z.uuid().nullable(), countyCode: RegionCode, owedFen: count }),
    ),
    funds: z.array(
      z.object({ id: z.uuid(), countyCode: RegionCode, purpose: z.string(), amountFen: count, allottedOn: IsoDate }),
    ),
  })
  .meta({ id: 'DuesOverview' })
export type DuesOverview = z.infer<typeof DuesOverview>

export const NewDue = z.object({
  kind: z.enum(dueKindNames),
  debtorKind: z.enum(debtorKinds),
  organisationId: z.uuid().nullable().default(null),
  debtorName: z.string().trim().min(1).max(100),
  estateId: z.uuid().nullable().default(null),
  unitId: z.uuid().nullable().default(null),
  amountFen: fen,
  basis,
  dueOn: IsoDate.nullable().default(null),
})
export type NewDue = z.infer<typeof NewDue>

export const NewPayment = z.object({
  way: z.enum(['bank', 'pos', 'cash', 'offset']),
  paidOn: IsoDate,
  payerName: z.string().trim().min(1).max(100),
  /** The number of a bank's or tax office's own receipt; without one, the next of the county's run. */
  receiptNo: z.string().trim().min(1).max(64).nullable().default(null),
  allocations: z
    .array(z.object({ dueId: z.uuid(), fen }))
    .min(1)
    .max(100),
})
export type NewPayment = z.infer<typeof NewPayment>

export const Receipt = z.object({ paymentId: z.uuid(), receiptNo: z.string(), fen: count }).meta({ id: 'Receipt' })
export type Receipt = z.infer<typeof Receipt>

/** What became of a gate of an owner's application when money moved; `words`: why it stays as it is. */
export const GateOutcome = z.object({
  unitId: z.uuid(),
  applicationId: z.uuid(),
  gate: z.enum(moneyGates),
  words: z.string().nullable(),
})
export type GateOutcome = z.infer<typeof GateOutcome>

export const TakenPayment = Receipt.extend({ gates: z.array(GateOutcome) }).meta({ id: 'TakenPayment' })
export type TakenPayment = z.infer<typeof TakenPayment>

/** What a home may owe, worked out by the tables; `unknown` names what has to be asked first. */
export const HomeDue = z
  .object({
    kind: z.enum(['deed_tax', 'maintenance_fund', 'registration_fee']),
    computed: Computed.nullable(),
    unknown: z.string().nullable(),
    /** A due of this kind that stands for the home already. */
    standing: z.object({ dueId: z.uuid(), owedFen: count }).nullable(),
  })
  .meta({ id: 'HomeDue' })
export type HomeDue = z.infer<typeof HomeDue>

export const HomeDuesQuery = z.object({
  contractOn: IsoDate.nullable().default(null),
  declaredOn: IsoDate,
  familyHome: z.enum(['only', 'second', 'further']).nullable().default(null),
  priceFen: fen.nullable().default(null),
  books: z.number().int().min(1).max(20).default(1),
  exemption: z
    .enum(Object.keys(feeExemptions) as [keyof typeof feeExemptions])
    .nullable()
    .default(null), // the keys of a literal that is not empty
})
export type HomeDuesQuery = z.infer<typeof HomeDuesQuery>

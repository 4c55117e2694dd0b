import { z } from 'zod'
import { dueKindNames } from '#domain/dues/kinds.ts'
import { paymentWays } from '#domain/dues/visits.ts'
import { gateStates, gates } from '#domain/registrations/gates.ts'
import { applicationStates } from '#domain/registrations/states.ts'
import { Computed, DueLine, fen, GateOutcome, HomeDuesQuery, Receipt } from './due-shapes.ts'
import { IsoDate } from './platform/endpoint.ts'

const count = z.number().int()
const longestAmount = 10 ** 14

export const DeskName = z.string().trim().min(1).max(32)
const way = z.enum(paymentWays)
const assessable = z.enum(['deed_tax', 'maintenance_fund', 'registration_fee'])

/** A home found at a window: whose it is, what it owes, whether it waits for its certificate. */
export const DeskHomeLine = z
  .object({
    unitId: z.uuid(),
    estateName: z.string(),
    home: z.string(),
    owners: z.string(),
    owedFen: count,
    acceptanceNo: z.string().nullable(),
    isApplied: z.boolean(),
  })
  .meta({ id: 'DeskHomeLine' })
export type DeskHomeLine = z.infer<typeof DeskHomeLine>

const DeskDue = DueLine.extend({ basis: z.string(), computed: Computed.nullable() })

const DeskGate = z.object({ gate: z.enum(gates), state: z.enum(gateStates), evidence: z.string().nullable() })

/** A receipt of a home; `isReversed`: taken back. */
const HomeReceipt = z.object({
  paymentId: z.uuid(),
  visitId: z.uuid().nullable(),
  receiptNo: z.string(),
  way,
  fen: count,
  paidOn: IsoDate,
  takerName: z.string(),
  isReversed: z.boolean(),
})

/** Everything a cash desk needs of a home: what its owners owe, what their application waits for, and the developer's debts apart. */
export const DeskHome = z
  .object({
    unitId: z.uuid(),
    estateId: z.uuid(),
    estateName: z.string(),
    home: z.string(),
    use: z.string().nullable(),
    areaM2: z.number().nullable(),
    owners: z.array(z.object({ name: z.string(), idMasked: z.string().nullable() })),
    contractOn: IsoDate.nullable(),
    priceFen: count.nullable(),
    dues: z.array(DeskDue),
    application: z
      .object({
        id: z.uuid(),
        acceptanceNo: z.string().nullable(),
        state: z.enum(applicationStates),
        isOpen: z.boolean(),
        gates: z.array(DeskGate),
      })
      .nullable(),
    developer: z.object({
      name: z.string().nullable(),
      owedFen: count,
      dues: z.array(
        z.object({
          id: z.uuid(),
          kind: z.enum(dueKindNames),
          debtorName: z.string(),
          owedFen: count,
          deferredUntil: IsoDate.nullable(),
        }),
      ),
    }),
    receipts: z.array(HomeReceipt),
  })
  .meta({ id: 'DeskHome' })
export type DeskHome = z.infer<typeof DeskHome>

/** What a visit pays: dues that stand, and those that are recorded on the way as the tables compute them. */
export const NewVisit = z.object({
  /** Chosen by the desk, so that a visit sent twice is taken once. */
  visitId: z.uuid(),
  desk: DeskName,
  payerName: z.string().trim().min(1).max(100),
  assess: HomeDuesQuery.extend({ unitId: z.uuid() }).nullable().default(null),
  allocations: z
    .array(z.union([z.object({ dueId: z.uuid(), fen }), z.object({ kind: assessable, fen })]))
    .min(1)
    .max(100),
  ways: z
    .array(
      z.object({
        way,
        fen,
        tenderedFen: fen.nullable().default(null),
        receiptNo: z.string().trim().min(1).max(64).nullable().default(null),
      }),
    )
    .min(1)
    .max(paymentWays.length),
})
export type NewVisit = z.infer<typeof NewVisit>

export const Visit = z
  .object({
    visitId: z.uuid(),
    receipts: z.array(Receipt.extend({ way, tenderedFen: count.nullable() })),
    gates: z.array(GateOutcome),
  })
  .meta({ id: 'CashVisit' })
export type Visit = z.infer<typeof Visit>

export const DeskPayment = z
  .object({
    paymentId: z.uuid(),
    visitId: z.uuid().nullable(),
    receiptNo: z.string(),
    way,
    fen: count,
    payerName: z.string(),
    takerName: z.string(),
    kinds: z.array(z.enum(dueKindNames)),
    home: z.string().nullable(),
    isReversed: z.boolean(),
    reverses: z.string().nullable(),
  })
  .meta({ id: 'DeskPayment' })
export type DeskPayment = z.infer<typeof DeskPayment>

/** Net amounts: a day on which more was given back than taken has less than nothing. */
const sum = count.min(-longestAmount).max(longestAmount)
export const WaySums = z.object({ cash: sum, pos: sum, bank: sum, offset: sum })

export const Closing = z
  .object({
    id: z.uuid(),
    desk: z.string(),
    day: IsoDate,
    entries: count,
    booked: WaySums,
    counted: WaySums,
    isEven: z.boolean(),
    reason: z.string().nullable(),
    countedBy: z.uuid(),
    counterName: z.string(),
    countedOn: IsoDate,
    accepterName: z.string().nullable(),
    closedOn: IsoDate.nullable(),
  })
  .meta({ id: 'CashClosing' })
export type Closing = z.infer<typeof Closing>

/** A desk's day: what is booked by way, and how its closing stands. `desks`: those that took money lately. */
export const DeskDay = z
  .object({
    desk: z.string(),
    day: IsoDate,
    entries: count,
    booked: WaySums,
    closing: Closing.nullable(),
    /** Earlier days of this desk that are not closed. */
    openDays: z.array(IsoDate),
    desks: z.array(z.string()),
  })
  .meta({ id: 'DeskDay' })
export type DeskDay = z.infer<typeof DeskDay>

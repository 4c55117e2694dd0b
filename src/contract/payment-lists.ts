import { z } from 'zod'
import { debtorKinds, dueKindNames } from '#domain/dues/kinds.ts'
import { rowOutcomeNames, rowReasonNames } from '#domain/dues/list-findings.ts'
import { Due, fen, reason } from './due-shapes.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate, pageOf } from './platform/endpoint.ts'

const count = z.number().int()
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const byOutcome = z.record(z.enum(rowOutcomeNames), count)

/**
 * A payment list with its lines by outcome. `fen` of `booked` is what pays dues and of `held` what is held, also the rest of a
 * line that pays; all of it comes to `totalFen`. `open`: lines that may be booked and are not yet. `before`: the day the same
 * file was brought before; null: never.
 */
export const PaymentList = z
  .object({
    id: z.uuid(),
    name: z.string(),
    sha256: z.string(),
    rows: count,
    totalFen: count,
    statedFen: count.nullable(),
    firstOn: IsoDate.nullable(),
    lastOn: IsoDate.nullable(),
    bringer: z.string(),
    broughtAt: z.string(),
    before: IsoDate.nullable(),
    counts: byOutcome,
    fen: byOutcome,
    open: count,
    unreadable: count,
    isBooking: z.boolean(),
  })
  .meta({ id: 'PaymentList' })
export type PaymentList = z.infer<typeof PaymentList>

/** A due a line may be about. */
const ListDue = z.object({
  id: z.uuid(),
  kind: z.enum(dueKindNames),
  debtorKind: z.enum(debtorKinds),
  debtorName: z.string(),
  place: z.string(),
  amountFen: count,
  owedFen: count,
})

export const PaymentListRow = z
  .object({
    rowNo: count,
    sheet: z.string(),
    sheetRow: count,
    payer: z.string().nullable(),
    idMasked: z.string().nullable(),
    place: z.string(),
    kind: z.enum(dueKindNames).nullable(),
    kindWord: z.string().nullable(),
    fen: count.nullable(),
    amountSaid: z.string().nullable(),
    paidOn: IsoDate.nullable(),
    daySaid: z.string().nullable(),
    receiptNo: z.string().nullable(),
    /** The cell at fault; null: none. */
    cell: z.string().nullable(),
    outcome: z.enum(rowOutcomeNames),
    why: z.enum(rowReasonNames),
    detail: z.string().nullable(),
    paysFen: count,
    heldFen: count,
    paymentId: z.uuid().nullable(),
    due: ListDue.nullable(),
    candidates: z.array(ListDue),
    decisionReason: z.string().nullable(),
    decider: z.string().nullable(),
  })
  .meta({ id: 'PaymentListRow' })
export type PaymentListRow = z.infer<typeof PaymentListRow>

/** What a person decides of a doubtful line: the due it pays, that its money is held, or that it stays outside. */
export const RowDecision = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('due'), dueId: z.uuid(), reason }),
  z.object({ decision: z.literal('hold'), reason }),
  z.object({ decision: z.literal('aside'), reason }),
])
export type RowDecision = z.infer<typeof RowDecision>

const sum = z.object({ rows: count, fen: count })

/** A list held against the books of its days and kinds: what both have, what only the list has, what only the books have. */
export const ListAgainstBooks = z
  .object({
    firstOn: IsoDate.nullable(),
    lastOn: IsoDate.nullable(),
    both: sum,
    listOnly: sum,
    booksOnly: sum,
    /** The first of those only the books have. */
    payments: z.array(
      z.object({
        paymentId: z.uuid(),
        receiptNo: z.string(),
        paidOn: IsoDate,
        payerName: z.string(),
        fen: count,
        takerName: z.string(),
      }),
    ),
  })
  .meta({ id: 'ListAgainstBooks' })
export type ListAgainstBooks = z.infer<typeof ListAgainstBooks>

/** Money that came in and pays no due yet, with the reason it is held for. */
export const HeldMoney = z
  .object({
    paymentId: z.uuid(),
    receiptNo: z.string(),
    paidOn: IsoDate,
    payerName: z.string(),
    fen: count,
    leftFen: count,
    listId: z.uuid().nullable(),
    listName: z.string().nullable(),
    why: z.enum(rowReasonNames).nullable(),
    detail: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'HeldMoney' })
export type HeldMoney = z.infer<typeof HeldMoney>

const page = { after: z.string().optional(), limit: z.coerce.number().int().min(1).max(1000).default(100) }
const listParams = z.object({ county: CountyCode, list: z.uuid() })
const heldParams = z.object({ county: CountyCode, payment: z.uuid() })

export const paymentListEndpoints = {
  listPaymentLists: {
    method: 'GET',
    path: '/api/counties/:county/payment-lists',
    permission: 'dues.read',
    summary: '税务、银行缴款清单',
    params: CountyParams,
    query: z.object(page),
    response: pageOf(PaymentList),
  },
  bringPaymentList: {
    method: 'POST',
    path: '/api/counties/:county/payment-lists',
    permission: 'dues.collect',
    summary: '导入缴款清单并逐行比对，不入账',
    params: CountyParams,
    query: z.object({ kind: z.enum(dueKindNames).optional() }),
    response: PaymentList,
  },
  getPaymentList: {
    method: 'GET',
    path: '/api/counties/:county/payment-lists/:list',
    permission: 'dues.read',
    summary: '一份缴款清单',
    params: listParams,
    response: PaymentList,
  },
  listPaymentListRows: {
    method: 'GET',
    path: '/api/counties/:county/payment-lists/:list/rows',
    permission: 'dues.read',
    summary: '缴款清单逐行的结果和原因',
    params: listParams,
    query: z.object({ outcome: z.enum(rowOutcomeNames).optional(), ...page }),
    response: pageOf(PaymentListRow),
  },
  decidePaymentListRow: {
    method: 'POST',
    path: '/api/counties/:county/payment-lists/:list/rows/:row/decide',
    permission: 'dues.collect',
    summary: '存疑的一行：指定应缴、挂账或搁置',
    params: z.object({ county: CountyCode, list: z.uuid(), row: z.coerce.number().int().min(1) }),
    body: RowDecision,
    response: PaymentListRow,
  },
  matchPaymentList: {
    method: 'POST',
    path: '/api/counties/:county/payment-lists/:list/match',
    permission: 'dues.collect',
    summary: '按现在的台账重新比对未入账的行',
    params: listParams,
    response: PaymentList,
  },
  bookPaymentList: {
    method: 'POST',
    path: '/api/counties/:county/payment-lists/:list/book',
    permission: 'dues.collect',
    summary: '入账：对得上的行缴清应缴，余额挂账；可重复执行',
    params: listParams,
    body: z.object({ reason }),
    response: PaymentList,
  },
  paymentListAgainstBooks: {
    method: 'GET',
    path: '/api/counties/:county/payment-lists/:list/books',
    permission: 'dues.read',
    summary: '清单与同期账簿的对照',
    params: listParams,
    response: ListAgainstBooks,
  },
  paymentListWorkbook: {
    method: 'GET',
    path: '/api/counties/:county/payment-lists/:list/report',
    permission: 'dues.read',
    summary: '对账报告，退回和存疑的行改正后可再次导入',
    params: listParams,
    response: { mediaType: xlsx },
  },
  listHeldMoney: {
    method: 'GET',
    path: '/api/counties/:county/held-money',
    permission: 'dues.read',
    summary: '挂账：已收到、尚未缴入应缴的款',
    params: CountyParams,
    query: z.object(page),
    response: pageOf(HeldMoney),
  },
  allocateHeldMoney: {
    method: 'POST',
    path: '/api/counties/:county/held-money/:payment/allocate',
    permission: 'dues.collect',
    summary: '用挂账的款缴一笔应缴',
    params: heldParams,
    body: z.object({ dueId: z.uuid(), fen, reason }),
    response: Due,
  },
  giveBackHeldMoney: {
    method: 'POST',
    path: '/api/counties/:county/held-money/:payment/give-back',
    permission: 'dues.collect',
    summary: '退还挂账的款（另记一笔，不改原账）',
    params: heldParams,
    body: z.object({ reason }),
    response: z.object({ receiptNo: z.string(), fen: count }),
  },
} as const satisfies Record<string, Endpoint>

import { z } from 'zod'
import { debtorKinds, dueKindNames } from '#domain/dues/kinds.ts'
import { slipPapers } from '#domain/dues/prints/slip.ts'
import { DuesQuery, KindSum } from './due-shapes.ts'
import {
  CountyCode,
  CountyParams,
  type Endpoint,
  IsoDate,
  pageOf,
  RegionCode,
  RegionParams,
} from './platform/endpoint.ts'

const count = z.number().int()
const xlsx = { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }
const docx = { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }
const pdf = { mediaType: 'application/pdf' }
const csv = { mediaType: 'text/csv; charset=utf-8' }

/** Whose account: an organisation on the list, the owners of a home, or somebody a ledger only names. */
const Debtor = z.union([
  z.object({ organisation: z.uuid() }),
  z.object({ unit: z.uuid() }),
  z.object({ name: z.string().trim().min(1).max(100) }),
])
export type Debtor = z.infer<typeof Debtor>

/** From and up to and with these days; without them from the first entry to today. Sent in the body, so that no log keeps a name. */
const AccountAsked = z.object({ debtor: Debtor, from: IsoDate.optional(), until: IsoDate.optional() })
export type AccountAsked = z.infer<typeof AccountAsked>

const accountEvents = ['assessed', 'paid', 'reversed', 'reduced', 'cancelled'] as const

/** One entry of an account; `fen` is more where more is owed after it, less where less. */
const AccountEntry = z.object({
  key: z.string(),
  on: IsoDate,
  event: z.enum(accountEvents),
  dueId: z.uuid(),
  kind: z.enum(dueKindNames),
  place: z.string().nullable(),
  receiptNo: z.string().nullable(),
  way: z.enum(['bank', 'pos', 'cash', 'offset']).nullable(),
  /** On what basis, or for what reason. */
  words: z.string().nullable(),
  fen: count,
  balanceFen: count,
})
export type AccountEntry = z.infer<typeof AccountEntry>

/** A debtor's account over a time: what was owed before, what moved, what is owed after; and where each kind stands now. */
export const DueAccount = z
  .object({
    countyCode: RegionCode,
    countyName: z.string(),
    debtorKind: z.enum(debtorKinds),
    name: z.string(),
    home: z.string().nullable(),
    estateId: z.uuid().nullable(),
    from: IsoDate.nullable(),
    until: IsoDate,
    openingFen: count,
    assessedFen: count,
    paidFen: count,
    reducedFen: count,
    closingFen: count,
    /** Paid by the same payments and lying on no due yet. */
    heldFen: count,
    kinds: z.array(KindSum),
  })
  .meta({ id: 'DueAccount' })
export type DueAccount = z.infer<typeof DueAccount>

/** The money of an estate: its owners' dues, and apart from them whoever else owes something on it. */
export const EstateMoney = z
  .object({
    estateId: z.uuid(),
    estateName: z.string(),
    countyName: z.string(),
    homes: count,
    homesWithDues: count,
    homesOwing: count,
    owners: z.array(KindSum),
    others: z.array(
      z.object({
        debtorKind: z.enum(debtorKinds),
        organisationId: z.uuid().nullable(),
        name: z.string(),
        kinds: z.array(KindSum),
      }),
    ),
  })
  .meta({ id: 'EstateMoney' })
export type EstateMoney = z.infer<typeof EstateMoney>

/** A home of an estate with what its owners owe, by kind. */
export const HomeMoney = z
  .object({
    unitId: z.uuid(),
    home: z.string(),
    owners: z.string(),
    assessedFen: count,
    paidFen: count,
    reducedFen: count,
    owedFen: count,
    owedByKindFen: z.record(z.string(), count),
  })
  .meta({ id: 'HomeMoney' })
export type HomeMoney = z.infer<typeof HomeMoney>

/** Lists the finance office takes away. */
export const financeLists = ['dues', 'payments', 'unallocated', 'closings'] as const
export type FinanceList = (typeof financeLists)[number]

/** Dues are chosen as in their list; money that moved by the days it moved on. */
export const FinanceQuery = DuesQuery.omit({ after: true, limit: true }).extend({
  from: IsoDate.optional(),
  until: IsoDate.optional(),
})
export type FinanceQuery = z.infer<typeof FinanceQuery>

const estateParams = z.object({ county: CountyCode, estate: z.uuid() })
const unitParams = z.object({ county: CountyCode, unit: z.uuid() })
const paper = z.enum(slipPapers).default('a4')
const financeParams = RegionParams.extend({ financeList: z.enum(financeLists) })

export const dueAccountsEndpoints = {
  dueAccount: {
    method: 'POST',
    path: '/api/counties/:county/due-accounts',
    permission: 'dues.read',
    summary: '一个缴纳主体的往来账：期初、本期、期末（查询条件在正文中，不入日志）',
    params: CountyParams,
    body: AccountAsked,
    response: DueAccount,
  },
  dueAccountEntries: {
    method: 'POST',
    path: '/api/counties/:county/due-accounts/entries',
    permission: 'dues.read',
    summary: '往来账的分录，按日期，每笔后的余额',
    params: CountyParams,
    body: AccountAsked.extend({
      after: z.string().max(200).optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    response: pageOf(AccountEntry),
  },
  dueAccountPdf: {
    method: 'POST',
    path: '/api/counties/:county/due-accounts/statement.pdf',
    permission: 'dues.read',
    summary: '往来对账单（PDF，A4）',
    params: CountyParams,
    body: AccountAsked,
    response: pdf,
  },
  exportDueAccount: {
    method: 'POST',
    path: '/api/counties/:county/due-accounts/statement.xlsx',
    permission: 'lists.export',
    summary: '导出往来账',
    params: CountyParams,
    body: AccountAsked,
    response: xlsx,
  },
  estateMoney: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/money',
    permission: 'dues.read',
    summary: '一个小区的税费：住户一侧按种类，开发建设单位等另列',
    params: estateParams,
    response: EstateMoney,
  },
  estateHomesMoney: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/money/homes',
    permission: 'dues.read',
    summary: '一个小区各户的应缴、已缴与尚欠，尚欠多的在前',
    params: estateParams,
    query: z.object({
      after: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: pageOf(HomeMoney),
  },
  homeSlipPdf: {
    method: 'GET',
    path: '/api/counties/:county/units/:unit/due-slip.pdf',
    permission: 'dues.read',
    summary: '缴费告知单（PDF，A4 或 A5）',
    params: unitParams,
    query: z.object({ paper }),
    response: pdf,
  },
  homeSlipDocx: {
    method: 'GET',
    path: '/api/counties/:county/units/:unit/due-slip.docx',
    permission: 'dues.read',
    summary: '缴费告知单（Word）',
    params: unitParams,
    response: docx,
  },
  estateSlipsPdf: {
    method: 'POST',
    path: '/api/counties/:county/estates/:estate/due-slips.pdf',
    permission: 'dues.read',
    summary: '一个小区尚欠各户的缴费告知单，一个可打印的文件',
    params: estateParams,
    body: z.object({ paper, building: z.uuid().optional() }),
    response: pdf,
  },
  financeXlsx: {
    method: 'POST',
    path: '/api/regions/:region/finance-lists/:financeList/xlsx',
    permission: 'lists.export',
    summary: '财务清单：应缴、缴款（含冲销）、挂账、日结（Excel）',
    params: financeParams,
    body: FinanceQuery,
    response: xlsx,
  },
  financeCsv: {
    method: 'POST',
    path: '/api/regions/:region/finance-lists/:financeList/csv',
    permission: 'lists.export',
    summary: '财务清单：应缴、缴款（含冲销）、挂账、日结（CSV）',
    params: financeParams,
    body: FinanceQuery,
    response: csv,
  },
} as const satisfies Record<string, Endpoint>

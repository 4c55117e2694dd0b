import { z } from 'zod'
import { fundPurchases } from '#domain/dues/funds.ts'
import { dueKindNames } from '#domain/dues/kinds.ts'
import { fen, reason } from './due-shapes.ts'
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
const words = z.string().trim().min(2).max(200)

/** A fund with how far it is used: `committedFen` holds what is spent, and what is promised and not spent yet. */
export const FundLine = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    purpose: z.string(),
    allottedOn: IsoDate,
    amountFen: count,
    committedFen: count,
    spentFen: count,
    uses: count,
    estates: count,
  })
  .meta({ id: 'FundLine' })
export type FundLine = z.infer<typeof FundLine>

const Spending = z.object({
  id: z.uuid(),
  amountFen: count,
  spentOn: IsoDate,
  voucherNo: z.string(),
  /** What of it settled dues of the government. */
  settledFen: count,
  /** The voucher this entry takes back. */
  reverses: z.string().nullable(),
  isReversed: z.boolean(),
})

export const FundUse = z
  .object({
    id: z.uuid(),
    bought: z.enum(fundPurchases),
    matter: z.string(),
    payee: z.string(),
    contractNo: z.string().nullable(),
    amountFen: count,
    spentFen: count,
    committedOn: IsoDate,
    endedOn: IsoDate.nullable(),
    endReason: z.string().nullable(),
    estates: z.array(z.object({ id: z.uuid(), name: z.string() })),
    dues: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(dueKindNames),
        estateName: z.string().nullable(),
        amountFen: count,
        owedFen: count,
      }),
    ),
    spendings: z.array(Spending),
    papers: count,
  })
  .meta({ id: 'FundUse' })
export type FundUse = z.infer<typeof FundUse>

/** A fund, its uses newest first, and what came of it: homes of the estates it helped that were registered since. */
export const Fund = FundLine.extend({
  firstRegistered: count,
  transferred: count,
  useList: z.array(FundUse),
}).meta({ id: 'Fund' })
export type Fund = z.infer<typeof Fund>

const NewFund = z.object({ purpose: words, amountFen: fen, allottedOn: IsoDate, reason })
export type NewFund = z.infer<typeof NewFund>

const NewFundUse = z.object({
  bought: z.enum(fundPurchases),
  matter: words,
  payee: words,
  contractNo: z.string().trim().min(1).max(100).nullable().default(null),
  amountFen: fen,
  committedOn: IsoDate,
  estateIds: z.array(z.uuid()).max(500).default([]),
  /** Surveys and appraisals the government owes, which what is spent is to settle. */
  dueIds: z.array(z.uuid()).max(500).default([]),
  reason,
})
export type NewFundUse = z.infer<typeof NewFundUse>

const NewSpending = z.object({
  amountFen: fen,
  spentOn: IsoDate,
  voucherNo: z.string().trim().min(1).max(64),
  reason,
})
export type NewSpending = z.infer<typeof NewSpending>

const useParams = z.object({ county: CountyCode, fundUse: z.uuid() })

export const fundsEndpoints = {
  listFunds: {
    method: 'GET',
    path: '/api/regions/:region/funds',
    permission: 'dues.read',
    summary: '专项资金：安排、承诺、拨付、结余',
    params: RegionParams,
    query: z.object({ after: z.string().optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }),
    response: pageOf(FundLine),
  },
  getFund: {
    method: 'GET',
    path: '/api/counties/:county/funds/:fund',
    permission: 'dues.read',
    summary: '一笔专项资金：用在哪里、办成了什么',
    params: z.object({ county: CountyCode, fund: z.uuid() }),
    response: Fund,
  },
  allotFund: {
    method: 'POST',
    path: '/api/counties/:county/funds',
    permission: 'dues.record',
    summary: '登记一笔专项资金',
    params: CountyParams,
    body: NewFund,
    response: Fund,
  },
  commitFund: {
    method: 'POST',
    path: '/api/counties/:county/funds/:fund/uses',
    permission: 'dues.record',
    summary: '承诺使用专项资金',
    params: z.object({ county: CountyCode, fund: z.uuid() }),
    body: NewFundUse,
    response: Fund,
  },
  spendFund: {
    method: 'POST',
    path: '/api/counties/:county/fund-uses/:fundUse/spendings',
    permission: 'dues.record',
    summary: '拨付；关联的财政应缴随之结清',
    params: useParams,
    body: NewSpending,
    response: Fund,
  },
  takeBackSpending: {
    method: 'POST',
    path: '/api/counties/:county/fund-uses/:fundUse/spendings/:spending/reverse',
    permission: 'dues.record',
    summary: '冲回一笔拨付（另记一笔，不改原账）',
    params: useParams.extend({ spending: z.uuid() }),
    body: z.object({ reason }),
    response: Fund,
  },
  endFundUse: {
    method: 'POST',
    path: '/api/counties/:county/fund-uses/:fundUse/end',
    permission: 'dues.record',
    summary: '了结一项使用，未拨付的退回资金',
    params: useParams,
    body: z.object({ reason }),
    response: Fund,
  },
} as const satisfies Record<string, Endpoint>

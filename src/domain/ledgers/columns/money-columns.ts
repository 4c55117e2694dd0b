import type { TableKind } from '../tables.ts'
import type { ColumnRule } from './match.ts'

const serial: ColumnRule = { field: 'serial', reads: 'text', label: /^(?:序号|编号)$/ }
const estate: ColumnRule = { field: 'estate', reads: 'text', label: /^(?:住宅)?(?:小区|项目|楼盘)(?:名称)?$/ }

/** Names of the columns of a list of payments. */
const paymentColumns: readonly ColumnRule[] = [
  serial,
  estate,
  { field: 'paidOn', reads: 'day', label: /^(?:入库|缴款|缴纳|缴费|收款)?(?:日期|时间)$/ },
  { field: 'receiptNo', reads: 'text', label: /缴款书号|税票号|凭证号|票据号|收据号/ },
  { field: 'payer', reads: 'text', label: /^(?:缴款|缴纳|缴费|纳税)(?:主体|单位|人)$/ },
  { field: 'dueWord', reads: 'text', label: /^税?(?:费|\(费\)|（费）)?种$|^税费种类$|^(?:缴款|收费)项目$/ },
  { field: 'amountFen', reads: 'money', label: /^(?:入库|缴款|实缴|税)?(?:金额|税额)$/ },
]

/** Names of the columns of sums by estate; every column of a kind of due is read under its own name. */
const sumColumns: readonly ColumnRule[] = [
  serial,
  estate,
  { field: 'payer', reads: 'text', label: /^(?:缴款|缴纳|缴费|纳税)?(?:主体|单位)$|^开发(?:建设)?(?:企业|单位)$/ },
  { field: 'sum', reads: 'money', label: /(?:金|税|费|款|附加)$/, isShared: true, weight: 4 },
]

/** Names of the columns of a list of allotments. */
const fundColumns: readonly ColumnRule[] = [
  serial,
  { field: 'allottedOn', reads: 'day', label: /日期|时间/ },
  { field: 'purpose', reads: 'text', label: /用途|事由|项目|内容/ },
  { field: 'amountFen', reads: 'money', label: /金额|资金/ },
]

/** The names of columns by kind of table, for tables of money. */
export const moneyColumnsOf = {
  tax_payments: paymentColumns,
  taxes: sumColumns,
  funds: fundColumns,
} as const satisfies Partial<Record<TableKind, readonly ColumnRule[]>>

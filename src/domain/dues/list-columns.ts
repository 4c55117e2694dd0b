import type { Cell } from '../ledgers/sheet.ts'

/** What a line of a payment list may tell, by the words its columns carry at tax offices and banks. */
const columnForms = {
  payer:
    /^(?:纳税人|缴款人|缴费人|缴存人|缴纳人|交款人|付款人|付款方|付款户名|对方户名|户名|业主|产权人|购房人|姓名|(?:缴款|缴纳|纳税|缴费)(?:单位|主体))(?:姓名|名称|全称)?$/,
  idNumber:
    /^(?:(?:纳税人|缴款人|缴费人|付款人|业主|购房人|身份)?证件?(?:号|号码)|身份证(?:号|号码)?|纳税人识别号|证件号码?|(?:统一)?社会信用代码)$/,
  estate: /^(?:住宅)?(?:小区|项目|楼盘)(?:名称)?$/,
  building: /^(?:自然幢号?|楼号|幢号|楼栋号?|楼幢号?|幢|栋|栋号|楼)$/,
  entrance: /^(?:单元|单元号)$/,
  room: /^(?:房号|室号|户号|房间号|室号部位|门牌号?|室)$/,
  place:
    /^(?:楼[号栋幢]?[-－—、/]?(?:单元号?[-－—、/]?)?[房室]号|房屋(?:坐落|地址)?|坐落|地址|房产地址|房源|幢号[-－—、/]?[房室]号)$/,
  kind: /^(?:税?费?种类?|税费种类?|(?:征收|收费|缴款|缴费)(?:项目|品目)|费用(?:类型|名称|种类)|款项(?:类别|名称)?|摘要|用途)$/,
  amount:
    /^(?:(?:实缴|实收|入库|缴款|缴费|缴纳|缴存|交易|到账|收款|贷方|税费|合计)?(?:金额|税额|款额|发生额|税款)|实缴|实收|缴存额|实缴实收金额)$/,
  paidOn: /^(?:入库|缴款|缴纳|缴费|收款|缴存|交易|到账|记账|入账|付款|开票)?(?:日期|时间|日)$/,
  receiptNo:
    /^(?:(?:电子)?(?:缴款书|税票|凭证|票据|收据|交易|流水|业务流水|交易流水|银行流水|完税凭证|完税证明|缴款凭证|电子税票|回单)(?:号|号码|编号)|凭证号[/／、或]流水号|流水号[/／、或]凭证号)$/,
  documentNo: /^(?:税务)?(?:文书|通知书|告知单|缴费通知单|缴款通知书|核定通知书)(?:号|编号|文号)$/,
  acceptanceNo: /^(?:业务号|受理号|受理编号)$/,
  unitCode: /^(?:不动产单元号|不动产单元代码|单元代码|BDCDYH)$/i,
} as const

export type ListColumn = keyof typeof columnForms
const columnNames = Object.keys(columnForms) as ListColumn[] // the keys of the literal above

/** Where each column stands, and how many fen one of the amount's unit is. */
export type ListColumns = { at: ReadonlyMap<ListColumn, number>; fenPerUnit: number }

/** The columns of a header row; null where it is none: money, and somebody or a home it is for, must be told. */
export function findListColumns(cells: readonly Cell[]): ListColumns | null {
  const at = new Map<ListColumn, number>()
  let fenPerUnit = 100
  for (const [index, cell] of cells.entries()) {
    const names = typeof cell === 'string' ? namesIn(cell) : []
    const column = columnNames.find((name) => !at.has(name) && names.some((word) => columnForms[name].test(word)))
    if (!column) continue
    at.set(column, index)
    if (column === 'amount' && /万/.test(String(cell))) fenPerUnit = 1_000_000
    if (column === 'amount' && /分[)）]/.test(String(cell))) fenPerUnit = 1
  }
  const tellsWhom = (['payer', 'idNumber', 'place', 'room', 'unitCode', 'acceptanceNo', 'documentNo'] as const).some(
    (column) => at.has(column),
  )
  return at.has('amount') && tellsWhom && (at.has('receiptNo') || at.has('paidOn')) ? { at, fenPerUnit } : null
}

/** `金额（元）` is known without its unit, `税（费）种` with the brackets taken away, `凭证号(流水号)` by either name. */
const namesIn = (cell: string): string[] => {
  const bare = cell.normalize('NFKC').replaceAll(/[\s*:：]/g, '')
  return [bare, bare.replaceAll(/[()]/g, ''), bare.replaceAll(/\([^)]*\)/g, ''), ...bare.split(/[()]/)].filter(
    (name) => name !== '',
  )
}

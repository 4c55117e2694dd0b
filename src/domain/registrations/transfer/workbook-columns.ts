import { type ColumnRule, matchColumns } from '../../ledgers/columns/match.ts'
import { unitColumns } from '../../ledgers/columns/unit-columns.ts'
import type { HeaderColumn } from '../../ledgers/tables/header.ts'
import type { RecognisedColumn } from '../../ledgers/tables.ts'

/** A column of the workbook a developer hands in: how it is called, and how it is filled. */
type OwnerColumn = {
  field: string
  label: string
  needed: 'always' | 'place' | 'sometimes'
  explanation: string
  explanationEn: string
  example: string
  width: number
}

/**
 * The columns of the template, in its order. `place`: either the unit code, or estate, building, entrance and room. The
 * examples name nobody: 141199 is no region, and the check digits are right.
 */
export const ownerColumns = [
  {
    field: 'unitCode',
    label: '不动产单元号',
    needed: 'place',
    explanation: '28 位。填了可不填小区、楼号、单元、房号',
    explanationEn: '28 characters; then estate, building, entrance and room may stay empty',
    example: '',
    width: 32,
  },
  {
    field: 'estate',
    label: '小区名称',
    needed: 'place',
    explanation: '与小区台账一致。只办一个小区时可不填',
    explanationEn: 'As in the estate ledger; may stay empty where the batch is of one estate',
    example: '示例小区',
    width: 20,
  },
  {
    field: 'building',
    label: '楼号',
    needed: 'place',
    explanation: '1、1号楼、1#、1幢均可',
    explanationEn: '1, 1号楼, 1#, 1幢',
    example: '1',
    width: 8,
  },
  {
    field: 'entrance',
    label: '单元',
    needed: 'sometimes',
    explanation: '没有单元的楼不填',
    explanationEn: 'Empty for a building without entrances',
    example: '1',
    width: 8,
  },
  {
    field: 'room',
    label: '房号',
    needed: 'place',
    explanation: '301、301室均可',
    explanationEn: '301 or 301室',
    example: '301',
    width: 8,
  },
  {
    field: 'ownerName',
    label: '权利人姓名',
    needed: 'always',
    explanation: '多人用顿号分隔，如：示例甲、示例乙',
    explanationEn: 'Several parted by 、',
    example: '示例甲、示例乙',
    width: 20,
  },
  {
    field: 'idKind',
    label: '证件种类',
    needed: 'sometimes',
    explanation: '身份证、护照、港澳台证件、户口簿、军官证、营业执照；不填按号码判断',
    explanationEn: 'Empty: told from the number',
    example: '身份证',
    width: 10,
  },
  {
    field: 'idNumber',
    label: '证件号码',
    needed: 'always',
    explanation: '设为文本格式。多人按姓名次序用顿号分隔',
    explanationEn: 'As text; several in the order of the names, parted by 、',
    example: '141199197001010018、141199198212300028',
    width: 42,
  },
  {
    field: 'phone',
    label: '联系电话',
    needed: 'sometimes',
    explanation: '第一权利人的电话',
    explanationEn: 'Telephone of the first owner',
    example: '',
    width: 14,
  },
  {
    field: 'coOwnership',
    label: '共有方式',
    needed: 'sometimes',
    explanation: '单独所有、共同共有、按份共有；两人以上必填',
    explanationEn: '单独所有 sole, 共同共有 joint, 按份共有 by share; needed from two owners on',
    example: '按份共有',
    width: 10,
  },
  {
    field: 'shares',
    label: '共有份额',
    needed: 'sometimes',
    explanation: '按份共有必填，按姓名次序用顿号分隔，合计须为 1，如：1/2、1/2',
    explanationEn: 'Needed with 按份共有; in the order of the names; must make up the whole: 1/2、1/2',
    example: '1/2、1/2',
    width: 12,
  },
  {
    field: 'contractNo',
    label: '合同编号',
    needed: 'sometimes',
    explanation: '网签或备案合同号',
    explanationEn: 'Number of the filed contract',
    example: 'HT-2020-0001',
    width: 18,
  },
  {
    field: 'contractOn',
    label: '合同签订日期',
    needed: 'sometimes',
    explanation: '如 2020-06-18',
    explanationEn: 'Such as 2020-06-18',
    example: '2020-06-18',
    width: 14,
  },
  {
    field: 'priceFen',
    label: '合同价款（元）',
    needed: 'sometimes',
    explanation: '人民币，单位元，不能为负数',
    explanationEn: 'In yuan, not negative; no other currency',
    example: '386500.00',
    width: 14,
  },
  {
    field: 'invoiceNo',
    label: '发票号码',
    needed: 'sometimes',
    explanation: '购房发票的号码',
    explanationEn: 'Number of the invoice',
    example: '00123456',
    width: 14,
  },
  {
    field: 'taxReceiptNo',
    label: '契税完税凭证号',
    needed: 'sometimes',
    explanation: '已缴的填写，未缴的留空',
    explanationEn: 'Empty where the deed tax is not paid',
    example: '',
    width: 18,
  },
  {
    field: 'fundReceiptNo',
    label: '维修资金凭证号',
    needed: 'sometimes',
    explanation: '已交的填写，未交的留空',
    explanationEn: 'Empty where the maintenance fund is not paid',
    example: '',
    width: 18,
  },
  {
    field: 'agentName',
    label: '代理人姓名',
    needed: 'sometimes',
    explanation: '本人办理的不填',
    explanationEn: 'Empty where the owner comes himself',
    example: '',
    width: 12,
  },
  {
    field: 'agentId',
    label: '代理人身份证号',
    needed: 'sometimes',
    explanation: '设为文本格式',
    explanationEn: 'As text',
    example: '',
    width: 22,
  },
  {
    field: 'authorisation',
    label: '委托方式',
    needed: 'sometimes',
    explanation: '现场、公证、照片（手持身份证签署，仅限买方）；有代理人必填',
    explanationEn: '现场 on site, 公证 by notary, 照片 by photo (buyers only); needed with an agent',
    example: '',
    width: 10,
  },
  {
    field: 'certificateNo',
    label: '不动产权证号',
    needed: 'sometimes',
    explanation: '登记系统已给号的填写，一般留空',
    explanationEn: 'Only where the register has given one already',
    example: '',
    width: 32,
  },
  {
    field: 'difference',
    label: '与台账不一致的原因',
    needed: 'sometimes',
    explanation: '权利人与台账所记不同的必填，如：离婚析产、更名、继承',
    explanationEn: 'Needed where the owner is another than the ledger has',
    example: '',
    width: 24,
  },
  { field: 'remark', label: '备注', needed: 'sometimes', explanation: '', explanationEn: '', example: '', width: 16 },
] as const satisfies readonly OwnerColumn[]

export type OwnerField = (typeof ownerColumns)[number]['field']

const ledgerFields: ReadonlySet<string> = new Set([
  ...['serial', 'unitCode', 'estate', 'building', 'entrance', 'room', 'place', 'ownerName', 'idKind', 'idNumber'],
  ...['phone', 'coOwners', 'coOwnerIds', 'coOwnership', 'contractNo', 'priceFen', 'certificateNo', 'remark'],
])

/** What the columns may be called: as in the unit ledgers in use, and those only this workbook has. */
const ownerRules: readonly ColumnRule[] = [
  ...unitColumns.filter(({ field }) => ledgerFields.has(field)),
  { field: 'shares', reads: 'text', label: /^(?:共有|所有权|权利)?(?:份额|比例)$/ },
  {
    field: 'contractOn',
    reads: 'day',
    label: /^(?:合同)?(?:签订|签署|订立|签约|网签)(?:时间|日期)$|^合同(?:时间|日期)$/,
  },
  { field: 'invoiceNo', reads: 'text', label: /^(?:购房|增值税|销售|不动产)*发票(?:编?号|号码|代码及号码)$/ },
  {
    field: 'taxReceiptNo',
    reads: 'text',
    label: /^(?:契税)?(?:完税)?(?:凭证|票证|税票|缴款书)(?:编?号|号码)$|^契税.*(?:编?号|号码)$/,
  },
  { field: 'fundReceiptNo', reads: 'text', label: /^.*维修(?:资金|基金).*(?:凭证|票据|收据)?(?:编?号|号码)$/ },
  { field: 'agentName', reads: 'text', label: /^(?:委托)?代理人(?:姓名|名称)?$/ },
  { field: 'agentId', reads: 'text', label: /^(?:委托)?代理人(?:身份证|证件)(?:号码?|编号)?$/ },
  { field: 'authorisation', reads: 'text', label: /^(?:委托|授权)(?:方式|类型|形式)$/ },
  {
    field: 'difference',
    reads: 'text',
    label: /^(?:与(?:台账|登记|系统).{0,6}(?:不一致|不符|差异)的?)?(?:原因|说明|理由)$|^差异(?:原因|说明)$/,
    weight: 6,
  },
]

export type MatchedOwnerColumns = {
  columns: readonly RecognisedColumn[]
  /** What the table lacks to be a list of owners, in the clerk's words; empty when it is one. */
  lacks: readonly string[]
}

/** Gives the columns of a header their meaning, and says what is missing for a list of owners. */
export function matchOwnerColumns(header: readonly HeaderColumn[], moneyFactor: number | null): MatchedOwnerColumns {
  const { columns, doubleClaims } = matchColumns(header, ownerRules, { moneyFactor })
  const has = (field: string) => columns.some((column) => column.field === field)
  const lacks = [
    ...(has('ownerName') ? [] : ['权利人姓名']),
    ...(has('idNumber') ? [] : ['证件号码']),
    ...(has('unitCode') || has('place') || (has('building') && has('room')) ? [] : ['不动产单元号，或楼号和房号']),
    ...doubleClaims.map(({ columns: twice }) => `“${twice.map(({ header: name }) => name).join('”“')}”只留一列`),
  ]
  return { columns, lacks }
}

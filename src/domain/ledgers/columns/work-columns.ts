import type { TableKind } from '../tables.ts'
import type { ColumnRule } from './match.ts'

const serial: ColumnRule = { field: 'serial', reads: 'text', label: /^(?:序号|编号)$/ }
const estate: ColumnRule = {
  field: 'estate',
  reads: 'text',
  label: /^(?:涉及)?(?:住宅)?(?:小区|项目|楼盘)(?:名称)?$/,
}
const head = /一把手|主要负责人/
const liaison = /联络员|联系人/
const personName = /^姓名$/
const phone = /电话|手机|联系方式/
const day = /日期|时间/

/** Names of the columns of a list of responsible units. */
const unitListColumns: readonly ColumnRule[] = [
  serial,
  { field: 'unitName', reads: 'text', label: /^(?:责任)?单位(?:名称)?$/ },
  { field: 'head', reads: 'text', label: /^(?:一把手|主要负责人|负责人)(?:姓名)?$/ },
  { field: 'head', reads: 'text', label: personName, group: head },
  { field: 'headPhone', reads: 'text', label: phone, group: head },
  { field: 'unitLiaison', reads: 'text', label: /^(?:专班)?联络员(?:姓名)?$/ },
  { field: 'unitLiaison', reads: 'text', label: personName, group: liaison },
  { field: 'unitLiaisonPhone', reads: 'text', label: phone, group: liaison },
  { field: 'unitLiaisonPhone', reads: 'text', label: /^联络员(?:电话|手机|联系方式|联系电话)$/ },
  { field: 'duties', reads: 'text', label: /职责|职能|分工/ },
]

/** Names of the columns of logs and summaries of meetings, letters and inspections. */
const workColumns: readonly ColumnRule[] = [
  serial,
  estate,
  { field: 'heldOn', reads: 'day', label: day },
  { field: 'workKind', reads: 'text', label: /^(?:工作|会议)?(?:类别|类型|事项)$/, weight: 6 },
  { field: 'number', reads: 'text', label: /文号|期次|期号/ },
  { field: 'host', reads: 'text', label: /^(?:主办|组织|召集|主持|牵头)(?:单位|部门)?$|^主体$/ },
  { field: 'target', reads: 'text', label: /^(?:对象|参加单位|发往单位|受文单位)$/ },
  { field: 'content', reads: 'text', label: /^(?:会议)?(?:名称|主题|内容|议题)(?:摘要)?$/ },
  { field: 'quantity', reads: 'number', label: /^(?:数量|次数)$/ },
  { field: 'measure', reads: 'text', label: /^(?:计量)?单位$/ },
  { field: 'people', reads: 'number', label: /人数|人次/ },
  { field: 'items', reads: 'number', label: /条数/ },
  { field: 'outcome', reads: 'text', label: /落实|完成情况|进展/ },
]

/** Names of the columns of a list of problems, each with its unit and time limit. */
const problemColumns: readonly ColumnRule[] = [
  { ...serial, label: /^序号$/ },
  { field: 'number', reads: 'text', label: /^(?:问题)?编号$/ },
  { ...estate, weight: 6 },
  { field: 'problemKind', reads: 'text', label: /^问题(?:类别|类型)$/ },
  { field: 'problem', reads: 'text', label: /^(?:存在(?:的)?)?问题(?:描述|内容)?$/ },
  { field: 'responsibleUnit', reads: 'text', label: /^责任单位$/, weight: 6 },
  { field: 'responsibleUnit', reads: 'text', label: /^牵头单位$/ },
  { field: 'raisedOn', reads: 'day', label: /^(?:提出|发现|交办|下达)(?:日期|时间)$/ },
  { field: 'dueOn', reads: 'day', label: /(?:时限|期限)$/ },
  { field: 'doneOn', reads: 'day', label: /^(?:办结|销号|完成|整改)(?:日期|时间)$/ },
  { field: 'handling', reads: 'text', label: /处置|措施|办法|整改意见/ },
  { field: 'status', reads: 'text', label: /^(?:是否)?销号(?:情况)?$|^(?:办理)?状态$/ },
]

/** Names of the columns of advice 意见建议 and measures 具体措施. */
const adviceColumns: readonly ColumnRule[] = [
  serial,
  { field: 'topic', reads: 'text', label: /类别|类型|方面/ },
  { field: 'advice', reads: 'text', label: /意见|建议|措施/, weight: 6 },
]

/** The names of columns by kind of table, for tables that tell of the work itself. */
export const workColumnsOf = {
  responsible_units: unitListColumns,
  work_log: workColumns,
  work_summary: workColumns,
  meetings: workColumns,
  problems: problemColumns,
  advice: adviceColumns,
} as const satisfies Partial<Record<TableKind, readonly ColumnRule[]>>

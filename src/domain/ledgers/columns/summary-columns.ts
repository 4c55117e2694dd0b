import type { ColumnRule } from './match.ts'

const first = /首次登记|首登/
const transfer = /转移登记|转移/
const estates = /小区|项目(?!类)/
const units = /套数|户数|房屋/
const done = /^(?:已(?:办|办理|完成|登记|转移)|完成)(?:套数|户数|数)?$|^累计(?:办理|完成)?$/
const due = /^(?:应办|任务|应办理|应登记|应转移)(?:套数|户数|数)?$/

/** Why homes are still open; columns named so count homes by reason. */
export const reasonWords =
  /不愿|联系不上|失联|在外|未缴|欠缴|契税|维修资金|继承|查封|抵押|离婚|析产|一房二卖|一房多卖|身份|纠纷|诉讼|涉诉|死亡|去世|空置|未售/

/** Names of the columns of tables that repeat counts: by county, category, estate or month. */
export const summaryColumns: readonly ColumnRule[] = [
  { field: 'subject', reads: 'text', label: /^(?:县|县市区|县区|区县|县市)(?:名称)?$/, weight: 8 },
  { field: 'subject', reads: 'text', label: /^(?:住宅)?(?:小区|项目|楼盘)(?:名称)?$/, weight: 7 },
  { field: 'subject', reads: 'text', label: /^(?:项目|小区)?(?:类别|类型|分类)$/, weight: 6 },
  { field: 'subject', reads: 'month', label: /^(?:月份|年月|月度|统计月份)$/, weight: 6 },
  { field: 'estates', reads: 'number', label: /^(?:纳入)?(?:小区|项目)(?:数量?|总数|个数)$/, weight: 6 },
  { field: 'estates', reads: 'number', label: /^(?:小计|合计|总数)$/, group: estates },
  { field: 'legacyEstates', reads: 'number', label: /历史遗留|处遗|遗留/, group: estates },
  { field: 'newBuildEstates', reads: 'number', label: /新建/, group: estates },
  { field: 'units', reads: 'number', label: /^(?:小计|合计|总数)$/, group: units },
  {
    field: 'units',
    reads: 'number',
    label: /^(?:涉及|纳入|总|房屋|应办|涉及房屋)?(?:套数|户数|总套数)$/,
    notGroup: /首次|转移/,
    weight: 6,
  },
  { field: 'units', reads: 'number', label: due, weight: 4 },
  { field: 'units', reads: 'number', label: due, group: first, weight: 3 },
  { field: 'legacyUnits', reads: 'number', label: /历史遗留|处遗|遗留/, group: units },
  { field: 'newBuildUnits', reads: 'number', label: /新建/, group: units },
  { field: 'firstRegistered', reads: 'number', label: done, group: first },
  { field: 'firstRegistered', reads: 'number', label: /^(?:首次登记|首登)(?:已办|完成)?(?:套数|户数|数)?$/ },
  { field: 'firstCompletedOn', reads: 'day', label: /(?:时间|日期)$/, group: first },
  { field: 'transferred', reads: 'number', label: done, group: transfer },
  { field: 'transferred', reads: 'number', label: /^(?:转移登记|转移)(?:已办|完成)?(?:套数|户数|数)?$/ },
  { field: 'transferred', reads: 'number', label: done, notGroup: /首次|首登/, weight: 3 },
  {
    field: 'open',
    reads: 'number',
    label: /^(?:未(?:办|办理|转移|登记|完成)|剩余)(?:套数|户数|数|合计|总数)?$/,
    notGroup: /首次|首登/,
  },
  { field: 'openByReason', reads: 'number', label: reasonWords, isShared: true },
  { field: 'remark', reads: 'text', label: /^(?:备注|备注说明|说明|附注)$/ },
]

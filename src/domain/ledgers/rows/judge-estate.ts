import { findParcelCodeFault } from '../../units/codes.ts'
import type { EstateRow } from '../rows.ts'
import { isOfCounty, type ReadingContext } from './context.ts'
import { judgeCreditCode, judgePhone } from './judge-owners.ts'
import { sayAhead } from './judge-unit.ts'
import type { EstateColumns } from './read-estate.ts'
import type { RowNotes } from './row-notes.ts'

/** Says everything that one row of an estate ledger gives reason to doubt. */
export function judgeEstate(estate: EstateRow, columns: EstateColumns, context: ReadingContext, notes: RowNotes): void {
  const { name, developerCode, developerPhone } = columns
  if (name && estate.name === null && !notes.isDoubted(name))
    notes.say({ kind: 'missing_mandatory', at: name, message: '必填项为空：小区名称' })
  if (developerCode && estate.developerCode !== null) judgeCreditCode(estate.developerCode, developerCode, notes)
  if (developerPhone && estate.developerPhone !== null) judgePhone(estate.developerPhone, developerPhone, notes)
  judgeCounty(estate, columns, context, notes)
  judgeArea(estate, columns, notes)
  judgeCounts(estate, columns, notes)
  judgeDays(estate, columns, context, notes)
}

function judgeCounty(
  estate: EstateRow,
  columns: EstateColumns,
  { countyCode, countyName }: ReadingContext,
  notes: RowNotes,
): void {
  const { county, parcelCode } = columns
  if (county && estate.county !== null && !isOfCounty(estate.county, countyName)) {
    notes.say({ kind: 'wrong_county', at: county, message: `该行属于${estate.county}，本次导入的是${countyName}` })
  }
  if (!parcelCode || estate.parcelCode === null) return
  const fault = findParcelCodeFault(estate.parcelCode)
  if (fault) {
    const said = fault.fault === 'length' ? `应为19位，现为${estate.parcelCode.length}位` : '编码不合 GB/T 37346'
    notes.say({ kind: 'parcel_code_form', at: parcelCode, message: `宗地代码${said}` })
  } else if (!estate.parcelCode.startsWith(countyCode)) {
    notes.say({
      kind: 'parcel_code_county',
      at: parcelCode,
      message: `宗地代码区划不符：${countyName}应以 ${countyCode} 开头`,
    })
  }
}

function judgeArea({ areaM2 }: EstateRow, { areaM2: at }: EstateColumns, notes: RowNotes): void {
  if (at && areaM2 !== null && areaM2 <= 0) {
    notes.say({ kind: 'area_not_positive', at, message: `建筑面积应大于零，现为 ${areaM2}` })
  }
}

/** What is done cannot be more than what there is to do. */
function judgeCounts(estate: EstateRow, columns: EstateColumns, notes: RowNotes): void {
  const { units, firstRegisteredUnits: first, transferredUnits: transferred } = estate
  if (units === null) return
  const related = [columns.units]
  if (columns.firstRegisteredUnits && first !== null && first > units) {
    const message = `首次登记 ${first} 套，多于总套数 ${units}`
    notes.say({ kind: 'count_over_total', at: columns.firstRegisteredUnits, message, related })
  }
  if (columns.transferredUnits && transferred !== null && transferred > units) {
    const message = `转移登记 ${transferred} 套，多于总套数 ${units}`
    notes.say({ kind: 'count_over_total', at: columns.transferredUnits, message, related })
  }
}

function judgeDays(estate: EstateRow, columns: EstateColumns, { lastDay }: ReadingContext, notes: RowNotes): void {
  const { firstRegisteredOn: first, lastTransferredOn: last } = estate
  if (columns.firstRegisteredOn && first !== null && first > lastDay)
    sayAhead('首次登记', first, columns.firstRegisteredOn, lastDay, notes)
  if (columns.lastTransferredOn && last !== null && last > lastDay)
    sayAhead('转移登记', last, columns.lastTransferredOn, lastDay, notes)
}

import { findParcelCodeFault, findUnitCodeFault } from '../units/codes.ts'
import { surveyedHomes } from './check-records.ts'
import type { SurveyGround } from './checks.ts'
import { fault, type SurveyFault } from './faults.ts'
import { cellOf, homeKey, type Survey, type SurveyedUnit } from './survey.ts'

/** Parcel and unit codes by GB/T 37346: their form, their county, their parcel, and that none is given twice. */
export function checkCodes(survey: Survey, { countyCode, estateParcel, homes }: SurveyGround): SurveyFault[] {
  const parcels = new Set(survey.parcels.flatMap(({ code }) => code ?? []))
  return [
    ...survey.parcels.flatMap((parcel) => checkParcel(survey, parcel, countyCode)),
    ...survey.boundaries
      .filter((boundary) => boundary.parcel !== null && !parcels.has(boundary.parcel) && boundary.building === null)
      .map(({ table, parcel, points: [first] }) =>
        fault('parcel_unknown', cellOf(survey.tables, { table, row: first?.row ?? 1 }, 'parcel'), {
          code: parcel ?? '',
        }),
      ),
    ...missingCodes(survey, homes),
    ...checkUnits(survey, parcels.size > 0 ? parcels : new Set(estateParcel === null ? [] : [estateParcel])),
  ]
}

function checkParcel({ parcels, tables }: Survey, parcel: Survey['parcels'][number], county: string): SurveyFault[] {
  const { code } = parcel
  if (code === null) return []
  const at = cellOf(tables, parcel, 'code')
  if (findParcelCodeFault(code)) return [fault('parcel_code_form', at, { code, length: code.length })]
  const first = parcels.find((other) => other.code === code)
  if (first !== parcel && first) return [fault('parcel_twice', at, { code, other: cellOf(tables, first, 'code').cell })]
  return code.startsWith(county) ? [] : [fault('parcel_code_county', at, { code, county })]
}

function checkUnits({ units, tables }: Survey, parcels: ReadonlySet<string>): SurveyFault[] {
  const seen = new Map<string, SurveyedUnit>()
  const numbers = new Map<string, { digits: string; at: string }>()
  const faults: SurveyFault[] = []
  for (const unit of units) {
    const { code } = unit
    if (code === null) continue
    const at = cellOf(tables, unit, 'code')
    const other = seen.get(code)
    if (findUnitCodeFault(code)) faults.push(fault('unit_code_form', at, { code, length: code.length }))
    else if (other) faults.push(fault('unit_code_twice', at, { code, other: cellOf(tables, other, 'code').cell }))
    else if (parcels.size > 0 && !parcels.has(code.slice(0, 19)))
      faults.push(fault('unit_code_parcel', at, { code, parcel: [...parcels].join('、') }))
    else faults.push(...checkBuildingNumber(unit, code, numbers, at))
    seen.set(code, other ?? unit)
  }
  return faults
}

/** Homes without a code, once for all of them: how many have one on record, for how many one is proposed. */
function missingCodes(survey: Survey, homes: SurveyGround['homes']): SurveyFault[] {
  const missing = [...surveyedHomes(survey)].filter(([, { code }]) => code === null)
  const [first] = missing.map(([, unit]) => unit).toSorted((a, b) => a.row - b.row)
  if (!first) return []
  const coded = new Set(homes.filter(({ unitCode }) => unitCode !== null).map(homeKey))
  const known = missing.filter(([key]) => coded.has(key)).length
  const proposed = missing.filter(([, { proposedCode }]) => proposedCode !== null).length
  const facts = { homes: missing.length, known, proposed }
  return [fault('unit_code_missing', cellOf(survey.tables, first, 'code'), facts)]
}

/** All homes of a building carry one building number in their codes (positions 21 to 24). */
function checkBuildingNumber(
  { building }: SurveyedUnit,
  code: string,
  numbers: Map<string, { digits: string; at: string }>,
  at: SurveyFault['at'],
): SurveyFault[] {
  const digits = code.slice(20, 24)
  const known = numbers.get(building)
  if (!known) numbers.set(building, { digits, at: at.cell })
  return known && known.digits !== digits
    ? [fault('unit_code_building', at, { code, building, digits, known: known.digits, other: known.at })]
    : []
}

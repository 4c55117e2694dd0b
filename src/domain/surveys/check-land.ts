import type { SurveyGround } from './checks.ts'
import { isInRange, type Range } from './coordinates.ts'
import { fault, type SurveyFault } from './faults.ts'
import { commonArea, distance, type Shape, selfCrossings, shapeArea } from './geometry.ts'
import { degreesOf, planePoint, planeRing, rounded, shapeOf, shiftShape } from './plane.ts'
import type { Tolerances } from './settings.ts'
import { type Boundary, cellOf, type Survey, type SurveyedParcel } from './survey.ts'

/**
 * The land: every line closed, not crossing itself and within the county; parcels as large as they say, not over each
 * other nor over accepted ones; how far the land measured along the walls goes beyond the approval.
 */
export function checkLand(survey: Survey, ground: SurveyGround): SurveyFault[] {
  const lines = survey.boundaries.flatMap((boundary) => checkLine(survey, boundary, ground))
  if (lines.length > 0) return lines // areas of broken lines say nothing
  return [
    ...survey.parcels.flatMap((parcel) => checkParcel(survey, parcel, ground)),
    ...checkOverlaps(survey, ground),
    ...checkOutlines(survey, ground.tolerances),
  ]
}

function checkLine(survey: Survey, boundary: Boundary, { range, tolerances }: SurveyGround): SurveyFault[] {
  const { points } = boundary
  const at = (point = points[0]) => cellOf(survey.tables, { table: boundary.table, row: point?.row ?? 1 }, 'no')
  const of = nameOf(boundary)
  const far = points.find((point) => !isPlausible(boundary, point, survey.meridian, range))
  if (far) {
    const swapped = { ...far, north: far.east, east: far.north }
    const rule = isPlausible(boundary, swapped, survey.meridian, range) ? 'axes_swapped' : 'outside_county'
    return [fault(rule, at(far), { of, no: far.no, north: far.north, east: far.east })]
  }
  const ring = planeRing(boundary, survey.meridian)
  if (ring.length < 3) return [fault('boundary_short', at(), { of, points: ring.length })]
  const [first, last] = [points[0], points.at(-1)]
  if (first && last) {
    const gap = distance(planePoint(boundary, first, survey.meridian), planePoint(boundary, last, survey.meridian))
    if (gap > tolerances.closureM)
      return [fault('boundary_open', at(last), { of, first: first.no, last: last.no, gap: rounded(gap) })]
  }
  const numberOf = (place: number) => points[place % ring.length]?.no ?? ''
  return selfCrossings(ring).map(([one, other]) =>
    fault('boundary_crosses', at(points[one]), {
      of,
      one: `${numberOf(one)}–${numberOf(one + 1)}`,
      other: `${numberOf(other)}–${numberOf(other + 1)}`,
    }),
  )
}

const nameOf = ({ parcel, building }: Boundary) => building ?? parcel ?? ''

/** Whether a point can lie in the county. What is no latitude at all is none. */
function isPlausible(boundary: Boundary, point: Boundary['points'][number], meridian: number, range: Range): boolean {
  if (boundary.coordinates === 'metres' && (point.north < 0 || point.north > 6_500_000)) return false
  return isInRange(degreesOf(boundary, point, meridian), range)
}

function checkParcel(
  survey: Survey,
  parcel: SurveyedParcel,
  { tolerances, excessLimits }: SurveyGround,
): SurveyFault[] {
  const { code, areaM2, approvedM2 } = parcel
  const measured = code === null ? null : shapeOf(survey, code, 'measured')
  if (code === null) return []
  if (!measured) return [fault('boundary_missing', cellOf(survey.tables, parcel, 'code'), { code }), ...excessOf()]
  const counted = shapeArea(measured)
  const isOff = areaM2 !== null && Math.abs(counted - areaM2) > (areaM2 * tolerances.parcelPercent) / 100
  return [
    ...(isOff
      ? [
          fault('parcel_area', cellOf(survey.tables, parcel, 'areaM2'), {
            code,
            area: areaM2,
            counted: rounded(counted),
          }),
        ]
      : []),
    ...excessOf(),
  ]

  function excessOf(): SurveyFault[] {
    const excess = excessLand(survey, parcel)
    if (excess === null || excess.excessM2 <= tolerances.overlapM2) return []
    const limits = excessLimits.map(({ rule, percent }) => `${rule}：${percent === null ? '待定' : `${percent} %`}`)
    const facts = { code: parcel.code ?? '', ...excess, limits: limits.join('；') }
    return [fault('excess', cellOf(survey.tables, parcel, approvedM2 === null ? 'code' : 'approvedM2'), facts)]
  }
}

export type Excess = { measuredM2: number; approvedM2: number; excessM2: number; percent: number }

/**
 * Land a parcel takes beyond its approval: what of the measured shape lies outside the approved one; where no approved
 * line is drawn, the difference of the areas. Percent of the approved area. Null where one of the two is not known.
 */
export function excessLand(survey: Survey, { code, areaM2, approvedM2 }: SurveyedParcel): Excess | null {
  const measured = code === null ? null : shapeOf(survey, code, 'measured')
  const approved = code === null ? null : shapeOf(survey, code, 'approved')
  const measuredArea = measured ? shapeArea(measured) : areaM2
  const approvedArea = approvedM2 ?? (approved && shapeArea(approved))
  if (measuredArea === null || approvedArea === null || approvedArea <= 0) return null
  const beyond = measured && approved ? measuredArea - commonArea(measured, approved) : measuredArea - approvedArea
  const excessM2 = rounded(Math.max(0, beyond))
  return {
    measuredM2: rounded(measuredArea),
    approvedM2: rounded(approvedArea),
    excessM2,
    percent: rounded((excessM2 / approvedArea) * 100),
  }
}

function checkOverlaps(survey: Survey, { tolerances, acceptedParcels }: SurveyGround): SurveyFault[] {
  const shapes = survey.parcels.flatMap((parcel) => {
    const shape = parcel.code === null ? null : shapeOf(survey, parcel.code, 'measured')
    return shape && parcel.code !== null ? [{ parcel, code: parcel.code, shape }] : []
  })
  const at = (parcel: SurveyedParcel) => cellOf(survey.tables, parcel, 'code')
  const within = shapes.flatMap(({ parcel, code, shape }, place) =>
    shapes.slice(place + 1).flatMap((other) => {
      const area = rounded(commonArea(shape, other.shape))
      return area > tolerances.overlapM2
        ? [fault('parcels_overlap', at(parcel), { code, other: other.code, area })]
        : []
    }),
  )
  const beside = shapes.flatMap(({ parcel, code, shape }) =>
    acceptedParcels.flatMap((accepted) => {
      if (accepted.code === code) return []
      const area = rounded(commonArea(shape, shiftShape(accepted.shape, accepted.meridian, survey.meridian)))
      return area > tolerances.overlapM2
        ? [fault('overlaps_accepted', at(parcel), { code, other: accepted.code, estate: accepted.estate, area })]
        : []
    }),
  )
  return [...within, ...beside]
}

/** Outlines of buildings lie within the parcels measured, where any are drawn. */
function checkOutlines(survey: Survey, { overlapM2 }: Tolerances): SurveyFault[] {
  const parcels = survey.parcels.flatMap(({ code }): Shape[] => {
    const shape = code === null ? null : shapeOf(survey, code, 'measured')
    return shape ? [shape] : []
  })
  if (parcels.length === 0) return []
  return survey.boundaries.flatMap((boundary) => {
    if (boundary.kind !== 'outline') return []
    const outline = [planeRing(boundary, survey.meridian)]
    const inside = parcels.reduce((sum, parcel) => sum + commonArea(outline, parcel), 0)
    const beyond = rounded(shapeArea(outline) - inside)
    if (beyond <= overlapM2) return []
    const at = cellOf(survey.tables, { table: boundary.table, row: boundary.points[0]?.row ?? 1 }, 'building')
    return [fault('outline_outside', at, { building: boundary.building ?? '', area: beyond })]
  })
}

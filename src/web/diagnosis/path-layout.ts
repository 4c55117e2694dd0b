import type { PathStep } from '#domain/diagnosis/diagnosis.ts'

/** Sizes of the drawing, in pixels. */
export const sizes = { box: 168, height: 100, gap: 10, day: 7, joint: 34, laneHead: 24, axis: 26 } as const

export type PlacedStep = { step: PathStep; x: number; y: number; width: number }
export type Lane = { key: string; requirement: string | null; y: number; height: number; steps: PlacedStep[] }
export type PathLayout = {
  width: number
  height: number
  /** Working days along the top, where something begins or ends. */
  ticks: { day: number; x: number }[]
  owner: Lane[]
  developer: Lane[]
  /** Where the developer's own case begins; the drawing's height where there is none. */
  developerY: number
}

/**
 * Where each step of a path stands: time in working days to the right, a lane for each requirement, the developer's own
 * case in a band below. The axis keeps the order of time, but gives every step room for its words, also one of no days.
 */
export function layPath(path: readonly PathStep[]): PathLayout {
  const axis = axisOf(path)
  const width = Math.max(0, ...axis.end.values()) + sizes.gap
  const owner = lanesOf(path, 'owner', axis, sizes.axis)
  const below = bottomOf(owner, sizes.axis)
  const developer = lanesOf(path, 'developer', axis, below + sizes.laneHead)
  return {
    width,
    height: bottomOf(developer, developer.length > 0 ? below + sizes.laneHead : below),
    ticks: axis.ticks,
    owner,
    developer,
    developerY: below,
  }
}

const bottomOf = (lanes: readonly Lane[], otherwise: number) =>
  lanes.reduce((lowest, { y, height }) => Math.max(lowest, y + height), otherwise)

/** Steps of no days stand after one another at the same moment: `turn` counts them. */
type Moment = { day: number; turn: number }
type Axis = { start: Map<string, number>; end: Map<string, number>; ticks: { day: number; x: number }[] }

const compare = (a: Moment, b: Moment) => a.day - b.day || a.turn - b.turn
const keyOf = ({ day, turn }: Moment) => `${day}/${turn}`

function axisOf(path: readonly PathStep[]): Axis {
  const spans = spansOf(path)
  const origin = { day: 0, turn: 0 }
  const moments = [origin, ...[...spans.values()].flatMap(({ from, to }) => [from, to])].sort(compare)
  const distinct = [...new Map(moments.map((moment) => [keyOf(moment), moment])).values()]
  const places = new Map<string, number>()
  const ticks: Axis['ticks'] = []
  let x = 0
  for (const moment of distinct) {
    const ending = [...spans.values()].filter(({ to }) => compare(to, moment) === 0)
    const needed = ending.map(({ from, days }) => (places.get(keyOf(from)) ?? 0) + roomFor(days))
    x = Math.max(places.size === 0 ? 0 : x + sizes.joint, ...needed)
    places.set(keyOf(moment), x)
    if (ticks.at(-1)?.day !== moment.day) ticks.push({ day: moment.day, x })
  }
  const placeOf = (moment: Moment) => places.get(keyOf(moment)) ?? 0
  return {
    start: new Map([...spans].map(([id, { from }]) => [id, placeOf(from)])),
    end: new Map([...spans].map(([id, { to }]) => [id, placeOf(to)])),
    ticks,
  }
}

const roomFor = (days: number) => Math.max(sizes.box + sizes.joint, days * sizes.day)

function spansOf(path: readonly PathStep[]): Map<string, { from: Moment; to: Moment; days: number }> {
  const spans = new Map<string, { from: Moment; to: Moment; days: number }>()
  const byId = new Map(path.map((step) => [step.id, step]))
  const spanOf = (step: PathStep): { from: Moment; to: Moment } => {
    const known = spans.get(step.id)
    if (known) return known
    const before = step.needs.flatMap((id) => byId.get(id) ?? []).map((need) => spanOf(need).to)
    const turns = before.filter(({ day }) => day === step.start).map(({ turn }) => turn)
    const from = { day: step.start, turn: Math.max(0, ...turns) }
    const to = step.finish > step.start ? { day: step.finish, turn: 0 } : { day: step.start, turn: from.turn + 1 }
    const span = { from, to, days: step.workingDays }
    spans.set(step.id, span)
    return span
  }
  for (const step of path) spanOf(step)
  return spans
}

function lanesOf(path: readonly PathStep[], track: PathStep['track'], axis: Axis, top: number): Lane[] {
  const groups = Map.groupBy(
    path.filter((step) => step.track === track),
    ({ requirement, rule }) => requirement ?? rule,
  )
  let y = top
  return [...groups].map(([key, steps]) => {
    const lane = laneOf(key, steps, axis, y)
    y += lane.height
    return lane
  })
}

/** A lane with as many rows as steps stand side by side in it. */
function laneOf(key: string, steps: readonly PathStep[], axis: Axis, y: number): Lane {
  const rowEnds: number[] = []
  const placed = steps.map((step) => {
    const x = axis.start.get(step.id) ?? 0
    const end = axis.end.get(step.id) ?? x
    const free = rowEnds.findIndex((rowEnd) => rowEnd <= x)
    const row = free === -1 ? rowEnds.length : free
    rowEnds[row] = end
    const width = Math.max(sizes.box, end - x - sizes.joint)
    return { step, x, y: y + sizes.laneHead + row * (sizes.height + sizes.gap), width }
  })
  return {
    key,
    requirement: steps[0]?.requirement ?? null,
    y,
    height: sizes.laneHead + rowEnds.length * (sizes.height + sizes.gap),
    steps: placed,
  }
}

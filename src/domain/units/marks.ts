import type { IsoDate } from '../shared/quantities.ts'
import { type Obstacle, obstacleNames } from './obstacles.ts'
import { type RestrictionKind, restrictionNames } from './restriction-rules.ts'

/** How far a home has come in the campaign, from the back to the front. */
export const homeStates = [
  'listed',
  'surveyed',
  'first_applied',
  'first_registered',
  'received',
  'accepted',
  'correcting',
  'in_review',
  'entered',
  'certified',
  'delivered',
  'mailed',
] as const
export type HomeState = (typeof homeStates)[number]

/** Colour of a mark, by the name of the token that gives it in light and dark. */
type MarkColour =
  | 'paper'
  | 'grey'
  | 'cyan'
  | 'blue'
  | 'gold'
  | 'orange'
  | 'purple'
  | 'lime'
  | 'green'
  | 'red'
  | 'volcano'

/** How a mark looks without colour: the ground of a cell, or the shape of its corner. */
type MarkShape = 'plain' | 'dotted' | 'dashed' | 'striped' | 'crossed' | 'thick' | 'corner' | 'round'

export type Mark = {
  names: { zh: string; en: string }
  /** One character that stands in the cell, so that nothing hangs on colour alone. */
  letter: { zh: string; en: string }
  colour: MarkColour
  shape: MarkShape
  /** Of the marks that could colour a cell the highest does; of those in the corner the highest is drawn first. */
  priority: number
}

const mark = (
  zh: string,
  en: string,
  letter: readonly [string, string],
  look: readonly [MarkColour, MarkShape, number],
): Mark => ({
  names: { zh, en },
  letter: { zh: letter[0], en: letter[1] },
  colour: look[0],
  shape: look[1],
  priority: look[2],
})

/** Main marks: each home has exactly one, and it colours the cell. No national standard says which colour. */
export const stateMarks = {
  listed: mark('未摸排', 'Not surveyed', ['未', 'N'], ['paper', 'plain', 0]),
  surveyed: mark('已测绘', 'Surveyed', ['测', 'S'], ['grey', 'dotted', 1]),
  first_applied: mark('首次登记申请中', 'First registration applied for', ['申', 'P'], ['cyan', 'dashed', 2]),
  first_registered: mark('已首次登记', 'First-registered', ['首', 'F'], ['blue', 'dashed', 3]),
  received: mark('已收件', 'Received', ['收', 'R'], ['gold', 'striped', 4]),
  accepted: mark('已受理', 'Accepted', ['受', 'A'], ['gold', 'striped', 5]),
  correcting: mark('补正中', 'Correcting', ['补', 'C'], ['orange', 'crossed', 6]),
  in_review: mark('审核中', 'In review', ['审', 'V'], ['purple', 'striped', 7]),
  entered: mark('已登簿', 'Entered', ['登', 'E'], ['lime', 'thick', 8]),
  certified: mark('已缮证', 'Certificate printed', ['缮', 'K'], ['lime', 'thick', 9]),
  delivered: mark('已发证', 'Delivered', ['证', 'D'], ['green', 'thick', 10]),
  mailed: mark('已邮寄', 'Mailed', ['邮', 'M'], ['green', 'thick', 11]),
} as const satisfies Record<HomeState, Mark>

/** Corner marks: what rests on a home 限制, and what keeps its owner away 未办原因. A home may have several. */
export const restrictionMarks = {
  seizure: mark(restrictionNames.seizure, 'Seizure', ['封', 'Z'], ['red', 'corner', 30]),
  waiting_seizure: mark(restrictionNames.waiting_seizure, 'Waiting seizure', ['候', 'W'], ['red', 'corner', 29]),
  pre_seizure: mark(restrictionNames.pre_seizure, 'Pre-seizure', ['预', 'Y'], ['red', 'corner', 28]),
  lawsuit: mark(restrictionNames.lawsuit, 'Lawsuit', ['诉', 'L'], ['volcano', 'corner', 27]),
  objection: mark(restrictionNames.objection, 'Objection', ['异', 'O'], ['volcano', 'corner', 26]),
  mortgage: mark(restrictionNames.mortgage, 'Mortgage', ['押', 'G'], ['orange', 'corner', 25]),
  advance_notice: mark(restrictionNames.advance_notice, 'Advance notice', ['告', 'T'], ['purple', 'corner', 24]),
} as const satisfies Record<RestrictionKind, Mark>

const obstacleMarks = {
  blocked_by_law: mark(
    obstacleNames.blocked_by_law,
    'Seizure, mortgage, dispute',
    ['法', '!'],
    ['volcano', 'round', 20],
  ),
  inheritance: mark(obstacleNames.inheritance, 'Inheritance', ['继', 'i'], ['grey', 'round', 19]),
  divorce: mark(obstacleNames.divorce, 'Divorce settlement', ['离', 'd'], ['grey', 'round', 18]),
  identity_mismatch: mark(obstacleNames.identity_mismatch, 'Identity mismatch', ['身', 'm'], ['grey', 'round', 17]),
  dues_unpaid: mark(obstacleNames.dues_unpaid, 'Dues unpaid', ['费', '¥'], ['orange', 'round', 16]),
  unreachable: mark(obstacleNames.unreachable, 'Owner unreachable', ['失', 'u'], ['grey', 'round', 15]),
  unwilling: mark(obstacleNames.unwilling, 'Owner unwilling', ['拒', 'x'], ['grey', 'round', 14]),
  vacant: mark(obstacleNames.vacant, 'Vacant, unsold', ['空', 'v'], ['grey', 'round', 13]),
  other: mark(obstacleNames.other, 'Other', ['他', 'o'], ['grey', 'round', 12]),
} as const satisfies Record<Obstacle, Mark>

type MarkGroup = 'state' | 'restriction' | 'obstacle'
/** A mark by its group and code: an obstacle may be called as a restriction is. */
export type MarkKey = `state:${HomeState}` | `restriction:${RestrictionKind}` | `obstacle:${Obstacle}`

export type LegendEntry = Mark & { key: MarkKey; group: MarkGroup }

const entriesOf = <C extends string>(group: MarkGroup, marks: Readonly<Record<C, Mark>>): LegendEntry[] =>
  (Object.entries(marks) as [C, Mark][]).map(([code, mark]) => ({ ...mark, group, key: `${group}:${code}` as MarkKey })) // codes of these tables make these keys

/** The whole legend: states as a home goes through them, then corner marks, the heaviest first. */
export const legend: readonly LegendEntry[] = [
  ...entriesOf('state', stateMarks),
  ...entriesOf('restriction', restrictionMarks),
  ...entriesOf('obstacle', obstacleMarks),
]

/** The last transfer application of a home as of a day: what was reached by then, `null` what was not. */
export type TransferProgress = {
  acceptedOn: IsoDate | null
  isCorrecting: boolean
  /** Every gate but the review has been decided. */
  isReviewable: boolean
  enteredOn: IsoDate | null
  certifiedOn: IsoDate | null
  deliveredOn: IsoDate | null
}

/** What the records say of a home as of a day. */
export type HomeRecord = {
  areaM2: number | null
  firstRegisteredOn: IsoDate | null
  transferredOn: IsoDate | null
  isMailed: boolean | null
  hasFirstApplication: boolean
  transfer: TransferProgress | null
}

/** How far a home has come: the highest state its records reach. */
export function homeStateOf(home: HomeRecord): HomeState {
  if (home.transferredOn !== null) return transferredState(home)
  if (home.transfer !== null) return applicationState(home.transfer)
  if (home.firstRegisteredOn !== null) return 'first_registered'
  if (home.hasFirstApplication) return 'first_applied'
  return home.areaM2 === null ? 'listed' : 'surveyed'
}

/** A ledger's transfer tells of the entry alone; what came after is known from the application. */
function transferredState({ transfer, isMailed }: HomeRecord): HomeState {
  if (isMailed) return 'mailed'
  if (transfer?.deliveredOn) return 'delivered'
  return transfer?.certifiedOn ? 'certified' : 'entered'
}

function applicationState({ acceptedOn, isCorrecting, isReviewable }: TransferProgress): HomeState {
  if (acceptedOn === null) return 'received'
  if (isCorrecting) return 'correcting'
  return isReviewable ? 'in_review' : 'accepted'
}

/** What a cell of the table shows. */
export type MarkedHome = { state: HomeState; obstacle: Obstacle | null; restrictions: readonly RestrictionKind[] }

/** Every mark of a home: the one that colours its cell first, then the corner marks, the heaviest first. */
export function marksOf({ state, obstacle, restrictions }: MarkedHome): readonly MarkKey[] {
  const resting =
    restrictions.length < 2
      ? restrictions
      : [...new Set(restrictions)].toSorted((a, b) => restrictionMarks[b].priority - restrictionMarks[a].priority)
  return [
    `state:${state}`,
    ...resting.map((kind): MarkKey => `restriction:${kind}`),
    ...(obstacle === null ? [] : [`obstacle:${obstacle}` as const]),
  ]
}

/** The legend of these homes, each entry with how many have its mark; what none has is left out. */
export function countMarks(homes: readonly MarkedHome[]): (LegendEntry & { n: number })[] {
  const counts = new Map<MarkKey, number>()
  for (const key of homes.flatMap(marksOf)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return legend.flatMap((entry) => {
    const n = counts.get(entry.key) ?? 0
    return n === 0 ? [] : [{ ...entry, n }]
  })
}

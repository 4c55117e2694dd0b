import type { IsoDate } from '../../shared/quantities.ts'

/** 房证同交 hands over homes with their certificates, 地证同交 land with its certificate. */
export const jointKinds = ['house', 'land'] as const
export type JointKind = (typeof jointKinds)[number]

/** What a joint acceptance 联合验收 consists of; which units take part is practice of the place, to be verified. */
export const jointMatters = ['planning', 'land', 'fire', 'civil_defence', 'completion', 'archive', 'survey'] as const
export type JointMatter = (typeof jointMatters)[number]

export const jointStances = ['open', 'agree', 'disagree', 'not_needed'] as const
export type JointStance = (typeof jointStances)[number]

/** The matters of each kind: where land alone is handed over there is no building to accept. */
export const mattersOf: Readonly<Record<JointKind, readonly JointMatter[]>> = {
  house: jointMatters,
  land: ['planning', 'land', 'survey'],
}

export type JointRefusal =
  | 'opinions_open'
  | 'opinion_disagrees'
  | 'day_in_future'
  | 'before_opinions'
  | 'not_open'
  | 'hand_over_before_acceptance'

export const jointWords: Record<JointRefusal, string> = {
  opinions_open: '还有单位没有出具意见，不能出具联合验收意见书',
  opinion_disagrees: '有单位不同意，不能出具联合验收意见书',
  day_in_future: '日期晚于今天',
  before_opinions: '日期早于最后一个单位出具意见的日期',
  not_open: '联合验收已办结或已撤回',
  hand_over_before_acceptance: '交房日期早于联合验收日期：验收合格后才能交付',
}

/** May the file be closed with one joint opinion on this day? Every unit has spoken and none is against. */
export function decideAcceptance(
  opinions: readonly { stance: JointStance; on: IsoDate | null }[],
  on: IsoDate,
  today: IsoDate,
): JointRefusal | null {
  if (opinions.some(({ stance }) => stance === 'disagree')) return 'opinion_disagrees'
  if (opinions.some(({ stance }) => stance === 'open')) return 'opinions_open'
  if (on > today) return 'day_in_future'
  return opinions.some((opinion) => opinion.on !== null && opinion.on > on) ? 'before_opinions' : null
}

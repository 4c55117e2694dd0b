import type { MeetingKind } from './kinds.ts'

/** The bodies a matter is referred to, from the lowest up: 联席会议 → 县政府常务会 → 上级. */
const referralBodies = ['joint', 'standing_committee', 'superior'] as const
export type ReferralBody = (typeof referralBodies)[number]

/** A matter goes up only: the bodies above a meeting of this kind. */
export function bodiesAbove(kind: MeetingKind): readonly ReferralBody[] {
  const bodies: readonly string[] = referralBodies
  return referralBodies.slice(bodies.indexOf(kind) + 1)
}

/** How minutes and tasks name them. */
export const referralTitles = {
  joint: '联席会议',
  standing_committee: '县政府常务会',
  superior: '上级',
} as const satisfies Record<ReferralBody, string>

import type { VisitChannel } from '../visits/channels.ts'

/** How the homes of a plan are asked: one by one, by one person. */
export const planChannels = [
  'visit',
  'evening_visit',
  'phone',
  'service_point',
  'wechat',
] as const satisfies readonly VisitChannel[]
export type PlanChannel = (typeof planChannels)[number]

/** How a whole estate is told at once. */
export const announcementChannels = [
  'wechat_group',
  'notice_board',
  'short_video',
  'brochure',
] as const satisfies readonly VisitChannel[]
export type AnnouncementChannel = (typeof announcementChannels)[number]

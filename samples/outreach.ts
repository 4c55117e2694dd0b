import type { NewAnnouncement } from '#contract/outreach.ts'
import type { VisitChannel } from '#domain/outreach/visits/channels.ts'
import type { Willingness } from '#domain/outreach/visits/fields.ts'
import type { Obstacle } from '#domain/units/obstacles.ts'

/** What the sample's visitors tell of one home. */
export type SampleVisit = {
  channel: VisitChannel
  daysAgo: number
  time: string
  isContacted: boolean
  willingness: Willingness | null
  reason: string | null
  nextStep: string | null
  nextInDays: number | null
}

const channels = ['visit', 'evening_visit', 'phone', 'visit', 'wechat'] as const
const unwilling = ['缴纳税费有困难', '觉得没有必要办证', '没钱交税', '房屋质量或物业纠纷'] as const

/** The visits to a home, counted through: they say what its obstacle says already, so that no figure of homes moves. */
export function sampleVisitsOf(obstacle: Obstacle | null, no: number): SampleVisit[] {
  const channel = channels[no % channels.length] ?? 'visit'
  const one: SampleVisit = {
    channel,
    daysAgo: 3 + ((no * 5) % 38),
    time: channel === 'evening_visit' ? '19:40' : '10:20',
    isContacted: true,
    willingness: null,
    reason: null,
    nextStep: null,
    nextInDays: null,
  }
  if (obstacle === 'unwilling')
    return [
      {
        ...one,
        willingness: 'unwilling',
        reason: unwilling[no % unwilling.length] ?? null,
        nextStep: '解释减免政策',
        nextInDays: (no % 9) - 2,
      },
    ]
  if (obstacle === 'unreachable')
    return [
      { ...one, isContacted: false, reason: '常年在外', nextStep: '晚上再打电话', nextInDays: (no % 6) - 1 },
      { ...one, channel: 'phone', daysAgo: one.daysAgo + 9, isContacted: false },
    ]
  if (no % 3 === 0) return []
  return [
    {
      ...one,
      willingness: no % 7 === 1 ? 'undecided' : 'willing',
      nextStep: '备齐材料后到窗口',
      nextInDays: 5 + (no % 9),
    },
  ]
}

/** How many open homes are visited: enough for every state, few enough that most still wait. */
export const sampleHomesVisited = 150

export const sampleReasons = ['等孩子落户后再办'] as const

export const sampleAnnouncements: readonly (Omit<NewAnnouncement, 'estateIds' | 'onDay'> & { daysAgo: number })[] = [
  { channel: 'wechat_group', words: '集中办证时间和所需材料清单', reached: 186, daysAgo: 24 },
  { channel: 'notice_board', words: '办证流程和咨询电话', reached: null, daysAgo: 20 },
  { channel: 'short_video', words: '三分钟看懂办证要带什么', reached: 940, daysAgo: 11 },
]

export const samplePlan = {
  title: '未办证较多小区晚间走访',
  channel: 'evening_visit',
  fromDaysAgo: 20,
  untilInDays: 12,
} as const

export const sampleMessage = {
  title: '集中办证提醒',
  template: '{姓名}您好，{小区}{房屋}已具备办证条件，请带身份证和购房合同到政务大厅不动产窗口办理。',
} as const

/**
 * After how many attempts in vain a home counts as out of reach 联系不上, and over how many channels they must have gone. Practice
 * of the campaign; no rule of law is known for either: to be verified by the county.
 */
export const visitSettings = {
  unreachable_attempts: {
    number: 3,
    source: '清零行动工作惯例：多次走访、多种方式联系不上的，按联系不上统计（待核实）',
  },
  unreachable_channels: { number: 2, source: '清零行动工作惯例：至少用过两种联系方式（待核实）' },
} as const satisfies Record<string, { number: number; source: string }>

export type VisitSettingName = keyof typeof visitSettings

// Object.keys tells the keys of the constant above and nothing else
export const visitSettingNames = Object.keys(visitSettings) as readonly VisitSettingName[]

/** What holds in a county. */
export type VisitLimits = { attempts: number; channels: number }

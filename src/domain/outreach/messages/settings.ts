/** `given`: only who agreed is sent messages; `not_refused`: everybody who did not refuse. */
export const consentRules = ['given', 'not_refused'] as const
type ConsentRule = (typeof consentRules)[number]

type Setting<Value> = { value: Value; source: string; isVerified: boolean }

/** To whom and when a county sends text messages; quiet hours are times of day `HH:MM`. */
export type MessageSettings = {
  consentRule: Setting<ConsentRule>
  quietFrom: Setting<string>
  quietUntil: Setting<string>
}

export const messageSettingNames = [
  'consentRule',
  'quietFrom',
  'quietUntil',
] as const satisfies readonly (keyof MessageSettings)[]
export type MessageSettingName = (typeof messageSettingNames)[number]

/** What holds where a county has set nothing. None of it was held against the text in force: a county verifies it first. */
export const defaultMessageSettings: MessageSettings = {
  consentRule: {
    value: 'not_refused',
    source: '《个人信息保护法》第十三条第一款第三项：为履行法定职责所必需（待核实）',
    isVerified: false,
  },
  quietFrom: { value: '21:00', source: '示例：夜间不打扰群众（待核实）', isVerified: false },
  quietUntil: { value: '08:00', source: '示例：夜间不打扰群众（待核实）', isVerified: false },
}

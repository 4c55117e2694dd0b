/** A term or name a county works by; `isVerified`: somebody held it against the text in force. */
type Setting<Value> = { value: Value; source: string; isVerified: boolean }

/** Terms are working days. `promisedDays`: `null` promises nothing beyond the law. */
export type RegistrationSettings = {
  legalDays: Setting<number>
  promisedDays: Setting<number | null>
  correctionDays: Setting<number>
  deemedDays: Setting<number>
  provinceMark: Setting<string>
  /** `null`: the county's own name. */
  placeName: Setting<string | null>
}

const unverified = <Value>(value: Value, source: string): Setting<Value> => ({
  value,
  source: `${source}（待核实）`,
  isVerified: false,
})

/** What holds where a county has set nothing. None of it was held against the text in force: a county verifies it first. */
export const defaultSettings: RegistrationSettings = {
  legalDays: unverified(30, '《不动产登记暂行条例》第二十条：受理之日起30个工作日'),
  promisedDays: unverified<number | null>(5, '国办发〔2019〕8号：一般登记5个工作日'),
  correctionDays: unverified(15, '补正期限由登记机构一次性告知，示例取15个工作日'),
  deemedDays: unverified(5, '《不动产登记暂行条例》第十七条：未当场书面告知的视为受理，示例取5个工作日'),
  provinceMark: unverified('晋', '不动产权证号：省级简称'),
  placeName: unverified<string | null>(null, '不动产权证号：市县全称'),
}

export const settingNames = [
  'legalDays',
  'promisedDays',
  'correctionDays',
  'deemedDays',
  'provinceMark',
  'placeName',
] as const satisfies readonly (keyof RegistrationSettings)[]
export type SettingName = (typeof settingNames)[number]

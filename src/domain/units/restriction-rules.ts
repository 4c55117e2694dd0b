import type { IsoDate } from '../shared/quantities.ts'

/** What rests on a home, the heaviest first: the order in which a registration is told of it. */
export const restrictionKinds = [
  'seizure',
  'waiting_seizure',
  'pre_seizure',
  'lawsuit',
  'objection',
  'mortgage',
  'advance_notice',
] as const
export type RestrictionKind = (typeof restrictionKinds)[number]

/** Whose debt or dispute it is: of the one who sells, or of the one who lives there. */
export const debtors = ['developer', 'owner'] as const
export type Debtor = (typeof debtors)[number]

/** What documents and refusals call them. */
export const restrictionNames = {
  seizure: '查封',
  waiting_seizure: '轮候查封',
  pre_seizure: '预查封',
  lawsuit: '涉诉',
  objection: '异议登记',
  mortgage: '抵押',
  advance_notice: '预告登记',
} as const satisfies Record<RestrictionKind, string>

export type RegistrationAct = 'first' | 'transfer'

/** `consent`: goes on once whoever the rule names has agreed in writing. */
export const restrictionEffects = ['passes', 'consent', 'blocks'] as const
export type RestrictionEffect = (typeof restrictionEffects)[number]

export type RestrictionRule = {
  kinds: readonly RestrictionKind[]
  debtors: readonly Debtor[]
  act: RegistrationAct
  /** Only what was set from, or before, this day; `null`: whenever. */
  setFrom: IsoDate | null
  setBefore: IsoDate | null
  /** Only where a mortgage was registered without an agreement that forbids to transfer. */
  onlyFree: boolean
  effect: RestrictionEffect
  /** Whether a county may decide otherwise, by a document of its own. */
  isOpen: boolean
  /** What a window tells: of a block what ends it, of a consent whose, of a passing what to carry over. */
  words: string
  source: string
}

type Differing = Pick<RestrictionRule, 'kinds' | 'act' | 'effect' | 'words' | 'source'> & Partial<RestrictionRule>
const rule = (given: Differing): RestrictionRule => ({
  debtors,
  setFrom: null,
  setBefore: null,
  onlyFree: false,
  isOpen: false,
  ...given,
})

/** From this day a mortgage says whether it forbids to transfer (民法典 in force). */
const civilCode = '2021-01-01'

/**
 * Whether what rests on a home holds up its registration; the first rule that fits is the one. Every source is to be
 * verified against the text in force before a county relies on it.
 */
export const restrictionRules = {
  first_disputed: rule({
    kinds: ['lawsuit', 'objection'],
    act: 'first',
    effect: 'blocks',
    isOpen: true,
    words: '存在尚未解决的权属争议，不予登记；争议了结（生效裁判、撤诉、异议失效）后再办',
    source: '《不动产登记暂行条例》第二十二条第二项（待核实）',
  }),
  first_carried: rule({
    kinds: ['seizure', 'waiting_seizure', 'pre_seizure', 'mortgage', 'advance_notice'],
    act: 'first',
    effect: 'passes',
    words: '不影响首次登记；登簿时一并转载，预查封自登记时起转为查封',
    source: '法发〔2004〕5号第十六条、第二十二条；《不动产登记暂行条例实施细则》第七十七条（待核实）',
  }),
  transfer_pre_seized_buyer: rule({
    kinds: ['pre_seizure'],
    debtors: ['owner'],
    act: 'transfer',
    effect: 'passes',
    words: '买受人自己的债务：可以登记到买受人名下，登记后预查封转为查封',
    source: '法发〔2004〕5号第十五条、第十六条（待核实）',
  }),
  transfer_seized_developer: rule({
    kinds: ['seizure', 'waiting_seizure', 'pre_seizure'],
    debtors: ['developer'],
    act: 'transfer',
    effect: 'consent',
    words: '开发企业的债务被查封：须查封机关解除查封或者书面同意；已付清房款的购房人可以依法向查封机关提出异议',
    source: '法发〔2004〕5号第二十二条；法释〔2023〕1号（待核实）',
  }),
  transfer_seized_owner: rule({
    kinds: ['seizure', 'waiting_seizure'],
    debtors: ['owner'],
    act: 'transfer',
    effect: 'blocks',
    words: '权利人自己的债务被查封：查封期间不得办理转移登记，须先解除查封',
    source: '法发〔2004〕5号第二十二条（待核实）',
  }),
  transfer_in_dispute: rule({
    kinds: ['lawsuit'],
    act: 'transfer',
    effect: 'blocks',
    isOpen: true,
    words: '存在尚未解决的权属争议，不予登记；诉讼了结后再办',
    source: '《不动产登记暂行条例》第二十二条第二项（待核实）',
  }),
  transfer_objected: rule({
    kinds: ['objection'],
    act: 'transfer',
    effect: 'consent',
    isOpen: true,
    words: '有异议登记：书面告知申请人后，申请人书面承诺知悉异议并自担风险的，继续办理',
    source: '《不动产登记暂行条例实施细则》第八十四条（待核实）',
  }),
  transfer_mortgaged_buyer: rule({
    kinds: ['mortgage'],
    debtors: ['owner'],
    act: 'transfer',
    effect: 'passes',
    words: '买受人自己的按揭：不影响转移登记，抵押一并转本',
    source: '《不动产登记暂行条例实施细则》第七十八条（待核实）',
  }),
  transfer_mortgaged_before_code: rule({
    kinds: ['mortgage'],
    debtors: ['developer'],
    act: 'transfer',
    setBefore: civilCode,
    effect: 'consent',
    isOpen: true,
    words: '民法典施行前登记的抵押：须解除抵押或者抵押权人书面同意转让',
    source: '《物权法》第一百九十一条；自然资发〔2021〕54号第三条（待核实）',
  }),
  transfer_mortgaged_free: rule({
    kinds: ['mortgage'],
    debtors: ['developer'],
    act: 'transfer',
    setFrom: civilCode,
    onlyFree: true,
    effect: 'passes',
    isOpen: true,
    words: '抵押登记未约定禁止或者限制转让：可以办理转移登记，抵押权随房屋存在，须书面告知买受人',
    source: '《民法典》第四百零六条；自然资发〔2021〕54号第三条（待核实）',
  }),
  transfer_mortgaged_bound: rule({
    kinds: ['mortgage'],
    debtors: ['developer'],
    act: 'transfer',
    setFrom: civilCode,
    effect: 'consent',
    isOpen: true,
    words: '抵押登记约定禁止或者限制转让（未记明的按有约定办）：须解除抵押或者抵押权人书面同意',
    source: '《民法典》第四百零六条；自然资发〔2021〕54号第三条（待核实）',
  }),
  transfer_noticed_buyer: rule({
    kinds: ['advance_notice'],
    debtors: ['owner'],
    act: 'transfer',
    effect: 'passes',
    words: '买受人自己的预告登记：随转移登记转本',
    source: '《民法典》第二百二十一条（待核实）',
  }),
  transfer_noticed_other: rule({
    kinds: ['advance_notice'],
    debtors: ['developer'],
    act: 'transfer',
    effect: 'consent',
    isOpen: true,
    words: '他人的预告登记：须预告登记权利人书面同意或者预告登记注销、失效',
    source: '《民法典》第二百二十一条（待核实）',
  }),
} as const satisfies Record<string, RestrictionRule>

export type RestrictionRuleCode = keyof typeof restrictionRules

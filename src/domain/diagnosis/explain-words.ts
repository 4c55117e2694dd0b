import type { Language } from './condition-words.ts'
import type { RequirementStatus, Verdict } from './diagnosis.ts'
import type { EffectKind } from './packs.ts'

/** The sentences of an explanation, in both languages. */
export type ExplanationWords = {
  verdict: Readonly<Record<Verdict, string>>
  unsettled: (verdicts: string) => string
  status: Readonly<Record<RequirementStatus, string>>
  effect: Readonly<Record<EffectKind, string>>
  requirement: (title: string, status: string) => string
  isTrue: (condition: string) => string
  isFalse: (condition: string) => string
  isUnknown: (condition: string) => string
  appliesWhen: string
  metWhen: string
  fact: (title: string, value: string, said: string | null) => string
  unknownFact: (title: string) => string
  contradiction: (title: string) => string
  derivedFact: (title: string, value: string) => string
  rule: (title: string, effect: string) => string
  ruleUndecided: (title: string) => string
  until: (until: string) => string
  steps: (count: number, days: number, areDaysOpen: boolean) => string
  daysUnset: string
  noWay: string
  consulted: (title: string) => string
  enforced: (title: string) => string
  enforcedBeside: (title: string) => string
  mayBeEnforced: (title: string) => string
}

export const verdictWords: Readonly<Record<Language, Readonly<Record<Verdict, string>>>> = {
  zh: { can_do: '能办的马上办', can_solve: '有问题的解决办', by_law: '违法的依法办', consult: '提交会诊（一事一议）' },
  en: {
    can_do: 'Can be done now',
    can_solve: 'Has problems that can be solved',
    by_law: 'Unlawful: dealt with by law',
    consult: 'For consultation, case by case',
  },
}

export const statusWords: Readonly<Record<Language, Readonly<Record<RequirementStatus, string>>>> = {
  zh: {
    met: '已具备',
    substituted: '以替代材料具备',
    deferred: '暂缓',
    separated: '分离处理',
    waived: '不需要',
    not_applicable: '不适用',
    missing: '缺',
    unknown: '未查明',
  },
  en: {
    met: 'met',
    substituted: 'met by substitute',
    deferred: 'deferred',
    separated: 'separated',
    waived: 'not asked for',
    not_applicable: 'does not apply',
    missing: 'missing',
    unknown: 'not established',
  },
}

export const effectWords: Readonly<Record<Language, Readonly<Record<EffectKind, string>>>> = {
  zh: {
    substitute: '以其他材料替代',
    defer: '暂缓办理，到期追办',
    separate: '与登记分开，另案办理',
    complete: '补办',
    waive: '不再要求',
    enforce: '依法处理',
    consult: '提交会诊',
  },
  en: {
    substitute: 'other evidence stands in',
    defer: 'deferred and chased',
    separate: 'separated, its own case',
    complete: 'made up for',
    waive: 'not asked for',
    enforce: 'dealt with by law',
    consult: 'put before a consultation',
  },
}

export const explanationWords: Readonly<Record<Language, ExplanationWords>> = {
  zh: {
    verdict: verdictWords.zh,
    status: statusWords.zh,
    effect: effectWords.zh,
    unsettled: (verdicts) => `尚有未查明的事实，结论还可能是：${verdicts}`,
    requirement: (title, status) => `${title}：${status}`,
    isTrue: (condition) => `成立：${condition}`,
    isFalse: (condition) => `不成立：${condition}`,
    isUnknown: (condition) => `尚不能判断：${condition}`,
    appliesWhen: '何时需要',
    metWhen: '何为具备',
    fact: (title, value, said) => (said ? `${title}：${value}（原文“${said}”）` : `${title}：${value}`),
    unknownFact: (title) => `${title}：未查明`,
    contradiction: (title) => `${title}：来源互相矛盾，按未查明处理`,
    derivedFact: (title, value) => `${title}：${value}（由其他事实计算）`,
    rule: (title, effect) => `适用规则“${title}”：${effect}`,
    ruleUndecided: (title) => `规则“${title}”是否适用，尚待查明`,
    until: (until) => `期限：${until}`,
    steps: (count, days, areDaysOpen) =>
      areDaysOpen
        ? `还有 ${count} 步，部分天数未定，至少 ${days} 个工作日`
        : `还有 ${count} 步，最长一线 ${days} 个工作日`,
    daysUnset: '其中有步骤的天数未定，总天数是下限',
    noWay: '现有规则没有适用的路径',
    consulted: (title) => `按规则“${title}”提交会诊`,
    enforced: (title) => `“${title}”：须先依法处理`,
    enforcedBeside: (title) => `“${title}”：依法处理与登记并行，不影响登记`,
    mayBeEnforced: (title) => `“${title}”是否适用，尚待查明`,
  },
  en: {
    verdict: verdictWords.en,
    status: statusWords.en,
    effect: effectWords.en,
    unsettled: (verdicts) => `Some facts are not established; it could still be: ${verdicts}`,
    requirement: (title, status) => `${title}: ${status}`,
    isTrue: (condition) => `Holds: ${condition}`,
    isFalse: (condition) => `Does not hold: ${condition}`,
    isUnknown: (condition) => `Cannot be told yet: ${condition}`,
    appliesWhen: 'When it is needed',
    metWhen: 'When it is met',
    fact: (title, value, said) => (said ? `${title}: ${value} (“${said}”)` : `${title}: ${value}`),
    unknownFact: (title) => `${title}: not established`,
    contradiction: (title) => `${title}: sources contradict each other, so it counts as not established`,
    derivedFact: (title, value) => `${title}: ${value} (computed from other facts)`,
    rule: (title, effect) => `Rule “${title}” applies: ${effect}`,
    ruleUndecided: (title) => `Whether rule “${title}” applies is not established`,
    until: (until) => `Until: ${until}`,
    steps: (count, days, areDaysOpen) =>
      areDaysOpen
        ? `Steps left: ${count}; some days are not fixed, at least ${days} working days`
        : `Steps left: ${count}; ${days} working days on the longest chain`,
    daysUnset: 'Some steps have no fixed days; the total is a lower bound',
    noWay: 'No rule in force opens a way',
    consulted: (title) => `Put before a consultation by rule “${title}”`,
    enforced: (title) => `“${title}”: must first be dealt with by law`,
    enforcedBeside: (title) => `“${title}”: dealt with by law beside the registration`,
    mayBeEnforced: (title) => `Whether “${title}” applies is not established`,
  },
}

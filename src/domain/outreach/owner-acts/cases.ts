/** A question is answered, a complaint looked into; both by a day. */
export const caseKinds = ['question', 'complaint'] as const
export type CaseKind = (typeof caseKinds)[number]

export const caseKindWords: Record<CaseKind, string> = { question: '咨询', complaint: '投诉' }

/** What a case is about, and the unit of the county that answers for it; the clearance office where there is none. */
export const caseTopics = {
  progress: { words: '办理进度', unit: 'registration_centre' },
  papers: { words: '材料', unit: 'registration_centre' },
  money: { words: '税费、维修资金', unit: 'tax' },
  developer: { words: '开发企业', unit: 'housing' },
  conduct: { words: '工作人员', unit: 'clearance_office' },
  other: { words: '其他', unit: 'clearance_office' },
} as const satisfies Record<string, { words: string; unit: string }>

export type CaseTopic = keyof typeof caseTopics
export const caseTopicNames = [
  'progress',
  'papers',
  'money',
  'developer',
  'conduct',
  'other',
] as const satisfies readonly CaseTopic[]

export const caseStates = ['open', 'answered', 'reopened', 'closed'] as const
export type CaseState = (typeof caseStates)[number]

/** Within how many working days an owner is answered, where the county has set nothing. */
export const defaultAnswerTerm = {
  workingDays: 5,
  source: '政务服务咨询投诉答复时限，示例取5个工作日（待核实）',
  isVerified: false,
} as const

/** How many unanswered cases one owner may have about a home. */
export const mostOpenCases = 5

type Answered = { answeredBy: string; helped: boolean | null }

export type AnswerRefusal = 'already_answered' | 'same_person'
export type VerdictRefusal = 'no_answer_yet' | 'already_said'

export const caseRefusalWords: Record<AnswerRefusal | VerdictRefusal, string> = {
  already_answered: '已经答复，不用再答',
  same_person: '业主认为您的答复没有解决问题，须由另一人答复',
  no_answer_yet: '还没有答复',
  already_said: '您已经评价过这次答复',
}

/** May this account answer now? An answer that did not help is followed by that of a second person. */
export function refuseAnswer(state: CaseState, answers: readonly Answered[], accountId: string): AnswerRefusal | null {
  if (state !== 'open' && state !== 'reopened') return 'already_answered'
  return answers.some(({ answeredBy }) => answeredBy === accountId) ? 'same_person' : null
}

/** May the owner say now whether the last answer helped? */
export function refuseVerdict(state: CaseState, answers: readonly Answered[]): VerdictRefusal | null {
  const last = answers.at(-1)
  if (state === 'open' || state === 'reopened' || !last) return 'no_answer_yet'
  return last.helped === null ? null : 'already_said'
}

/** Where a case goes once the owner has said so: to a second person after the first answer; after the second it is over. */
export const stateAfterVerdict = (helped: boolean, answers: number): CaseState =>
  !helped && answers === 1 ? 'reopened' : 'closed'

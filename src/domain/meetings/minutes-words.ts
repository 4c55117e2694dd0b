import type { Stance } from './carried.ts'
import { type ReferralBody, referralTitles } from './referral.ts'

/** What minutes need of a meeting. */
export type MinutesItem = {
  no: number
  title: string
  estate: { name: string; homes: number } | null
  signRule: 'any' | 'all'
  state: 'open' | 'done' | 'adjourned'
  note: string | null
  isCarried: boolean
  opinions: readonly { organisation: { name: string }; stance: Stance; words: string | null; givenBy: string }[]
  resolutions: readonly MinutesResolution[]
}

type MinutesResolution = {
  no: number
  kind: 'task' | 'case' | 'rule' | 'refer' | 'by_law' | 'advice'
  matter: string
  organisation: { name: string } | null
  dueOn: string | null
  referTo: ReferralBody | null
  tasks: readonly { person: string | null }[]
}

type Attendance = { organisation: { name: string }; personName: string | null; status: string }

/** Units present, with who came for them; deputies and the absent named as such. */
export function attendanceLines(attendance: readonly Attendance[]): string[] {
  const named = (status: string) =>
    attendance
      .filter((one) => one.status === status)
      .map(({ organisation, personName }) => (personName ? `${organisation.name}（${personName}）` : organisation.name))
      .join('、')
  const line = (title: string, names: string) => (names ? [`${title}：${names}。`] : [])
  return [
    ...line('出席', named('present')),
    ...line('委托参加', named('deputised')),
    ...line('缺席', named('absent')),
    ...line('通知未回', named('asked')),
  ]
}

const stances = { agree: '同意', disagree: '不同意', abstain: '弃权' } as const satisfies Record<Stance, string>
const signRules = { all: '会签', any: '或签' } as const

/** One item in sentences: what it is about, what each unit said, and whether it is carried; dissent with its words. */
export function itemLines(item: MinutesItem): string[] {
  const { estate, opinions, note, state } = item
  const about = estate ? `（${estate.name}，${estate.homes}套）` : ''
  const said = opinions.map(
    ({ organisation, stance, words, givenBy }) =>
      `${organisation.name}：${stances[stance]}${words ? `，${words}` : ''}（${givenBy}录）`,
  )
  const outcome = `${signRules[item.signRule]}${item.isCarried ? '通过' : '未通过'}`
  const dissent = opinions.filter(({ stance }) => stance === 'disagree').length
  return [
    `${item.title}${estate && item.title === estate.name ? `（${estate.homes}套）` : about}。`,
    ...(note ? [`情况：${note}`] : []),
    ...(said.length > 0
      ? [`意见：${said.join('；')}。`, `${outcome}${dissent > 0 ? `，保留不同意见${dissent}条` : ''}。`]
      : []),
    ...(state === 'adjourned' ? ['本项延后，下次会议再议。'] : []),
  ]
}

const kinds = {
  task: '',
  case: '（一事一议）',
  rule: '（成为规则，发布后生效）',
  refer: '',
  by_law: '（依法办）',
  advice: '（意见建议）',
} as const satisfies Record<MinutesResolution['kind'], string>

/** Rows of the table of resolutions: number, matter, unit, person, day. */
export const resolutionRows = (items: readonly Pick<MinutesItem, 'resolutions'>[]): string[][] =>
  items
    .flatMap(({ resolutions }) => resolutions)
    .map(({ no, kind, matter, organisation, dueOn, referTo, tasks }) => [
      `${no}号`,
      `${referTo ? `提请${referralTitles[referTo]}：` : ''}${matter}${kinds[kind]}`,
      organisation?.name ?? '—',
      tasks[0]?.person ?? '—',
      dueOn ?? '—',
    ])

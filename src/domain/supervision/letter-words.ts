import type { DocumentBlock, DocumentContent } from '../documents/content.ts'
import type { DueKind } from '../dues/kinds.ts'
import { dueKinds } from '../dues/kinds.ts'
import { yuanOf } from '../dues/money.ts'
import type { Fen, IsoDate } from '../shared/quantities.ts'
import type { LadderRule, LadderStep } from './rules.ts'

/** A step taken before, as a later letter tells it. */
export type EarlierStep = { step: LadderStep; proposedOn: IsoDate; number: string | null; servedOn: IsoDate | null }

/** What is known of a matter on the day a step is proposed; kept with the step as it was. */
export type StatedFacts = {
  title: string
  wanted: string
  /** On what a developer is asked; a task rests on having been given. */
  basis: string | null
  estate: string | null
  organisation: string
  person: string | null
  askedOn: IsoDate
  dueOn: IsoDate
  firstDueOn: IsoDate
  daysLate: number
  extensions: number
  pauses: number
  earlier: readonly EarlierStep[]
}

/** A debt as a letter names it. `lateFee`: what is charged by its own rule to that day; null: none, or not to be told yet. */
type LetterDebt = {
  kind: DueKind
  owedFen: Fen
  dueOn: IsoDate | null
  lateFee: { fen: Fen; rule: string } | null
}

/** What a developer owes on the day a letter is drafted. */
export type LetterDebts = { asOf: IsoDate; debts: readonly LetterDebt[] }

/** What a step is called on paper and on screens. */
export const stepTitles = {
  reminder: '提醒',
  yellow: '黄灯预警',
  deadline_notice: '限时办结',
  supervision_letter: '督办',
  interview: '约谈责任单位',
  bulletin: '点名通报',
  referral: '移交纪检监察',
  demand_letter: '催告',
  developer_interview: '约谈开发商',
  joint_discipline: '联合惩戒',
  penalty: '行政处罚',
} as const satisfies Record<LadderStep, string>

type Words = {
  title: (matter: string) => string
  opening: (facts: StatedFacts) => string
  closing: (days: number) => readonly string[]
  copiesTo?: readonly string[]
}

const inspection = '纪检监察机关'

/**
 * What the letter of each step says around its facts. Contents after the documents named in the published report; the
 * wording is the office's to better before anybody signs.
 */
const words: Partial<Record<LadderStep, Words>> = {
  deadline_notice: {
    title: (matter) => `关于限时办结“${matter}”的通知书`,
    opening: () => '你单位承办的下列事项已超过办理期限，现通知限时办结。',
    closing: (days) => [
      `请自本通知书送达之日起${days}个工作日内办结，书面回复办理结果并附佐证材料。`,
      '期满未办结又未说明理由的，将发督办函并抄送纪检监察机关。',
    ],
  },
  supervision_letter: {
    title: (matter) => `关于“${matter}”的督办函`,
    opening: () => '你单位承办的下列事项经通知限时办结，期满仍未见办结，现予督办。',
    closing: (days) => [
      `请自本函送达之日起${days}个工作日内办结，书面回复并附佐证材料，说明逾期原因。`,
      '期满仍未办结的，将约谈单位主要负责人。',
    ],
    copiesTo: [inspection],
  },
  interview: {
    title: (matter) => `关于就“${matter}”约谈主要负责人的通知书`,
    opening: () => '你单位承办的下列事项经督办仍未办结，现就此约谈你单位主要负责人。',
    closing: (days) => [
      '约谈的时间、地点和参加人另行填写；请携带事项办理情况和有关材料。',
      `请自本通知书送达之日起${days}个工作日内报送整改承诺和完成期限。`,
    ],
    copiesTo: [inspection],
  },
  bulletin: {
    title: (matter) => `关于“${matter}”逾期未办结的通报`,
    opening: ({ organisation }) => `${organisation}承办的下列事项经限时办结、督办和约谈仍未办结，现予通报。`,
    closing: (days) => [
      `责任单位应自本通报送达之日起${days}个工作日内办结并书面报告；各单位应引以为戒，对照检查本单位承办事项。`,
    ],
    copiesTo: [inspection],
  },
  referral: {
    title: (matter) => `关于移交“${matter}”逾期未办结问题的函`,
    opening: ({ organisation }) =>
      `${organisation}承办的下列事项经多次督办仍未办结，现将有关情况移交，请依规依纪处理。`,
    closing: (days) => [`处理情况请自收到本函之日起${days}个工作日内函告。`],
  },
  demand_letter: {
    title: (matter) => `关于“${matter}”的催告函`,
    opening: () => '你单位对下列事项负有办理义务，期限已过仍未履行，现予催告。',
    closing: (days) => [
      `请自本函送达之日起${days}个工作日内履行，并书面回复履行情况。`,
      '你单位有权在上述期限内陈述和申辩。无正当理由逾期不履行的，将约谈、列入联合惩戒，并提请主管部门依法处理。',
    ],
  },
  developer_interview: {
    title: (matter) => `关于就“${matter}”约谈开发企业负责人的通知书`,
    opening: () => '你单位经催告仍未履行下列义务，现就此约谈你单位负责人。',
    closing: (days) => [
      '约谈的时间、地点和参加人另行填写；请携带营业执照、项目手续和资金情况材料。',
      `请自本通知书送达之日起${days}个工作日内报送整改承诺和完成期限。你单位有权陈述和申辩。`,
    ],
  },
  joint_discipline: {
    title: (matter) => `关于就“${matter}”对开发企业实施联合惩戒的函`,
    opening: ({ organisation }) => `${organisation}经催告和约谈仍未履行下列义务，请依法依规采取联合惩戒措施。`,
    closing: (days) => [
      '实施惩戒前，应告知该单位依据和理由，听取其陈述和申辩。',
      `采取的措施请自收到本函之日起${days}个工作日内函告。`,
    ],
  },
  penalty: {
    title: (matter) => `关于提请对“${matter}”立案查处的函`,
    opening: ({ organisation }) => `${organisation}经催告、约谈和联合惩戒仍未履行下列义务，请依法立案查处。`,
    closing: (days) => [
      '作出行政处罚决定前，应告知拟处罚的内容、事实、理由和依据，并告知其陈述、申辩和要求听证的权利。',
      `立案和处理情况请自收到本函之日起${days}个工作日内函告。`,
    ],
  },
}

/** The text of the letter a step proposes, its facts as they were stated. Throws for a step that writes no letter. */
export function letterOf(
  { step, answerDays }: LadderRule,
  facts: StatedFacts,
  addressee: string,
  owed: LetterDebts | null = null,
): DocumentContent {
  const said = words[step]
  if (!said) throw new Error(`${step} writes no letter`)
  const isNamed = facts.estate === null || facts.title.includes(facts.estate)
  const matter = isNamed ? facts.title : `${facts.estate}${facts.title}`
  const blocks: DocumentBlock[] = [
    { kind: 'paragraph', text: said.opening(facts) },
    { kind: 'fields', rows: factRows(facts) },
    ...(owed ? debtBlocks(owed) : []),
    ...earlierSteps(facts.earlier),
    ...said.closing(answerDays).map((text): DocumentBlock => ({ kind: 'paragraph', text })),
  ]
  return { title: said.title(matter), addressee, blocks, attachments: [], copiesTo: said.copiesTo ?? [], contact: '' }
}

function factRows(facts: StatedFacts): [string, string][] {
  const moved = facts.firstDueOn === facts.dueOn ? '' : `（原定${facts.firstDueOn}）`
  const rows: [string, string | null][] = [
    ['事项', facts.title],
    ['小区', facts.estate],
    ['办结标准', facts.wanted],
    ['依据', facts.basis],
    ['责任人', facts.person],
    ['下达日期', facts.askedOn],
    ['应办结日期', `${facts.dueOn}${moved}`],
    ['已逾期', `${facts.daysLate}个工作日`],
    ['批准延期', facts.extensions === 0 ? null : `${facts.extensions}次`],
    ['暂停计时', facts.pauses === 0 ? null : `${facts.pauses}次`],
  ]
  return rows.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value]]))
}

/** Each debt with what is charged on it by its own rule; the two late fees are never added to each other. */
function debtBlocks({ asOf, debts }: LetterDebts): DocumentBlock[] {
  const total = debts.reduce((sum, { owedFen }) => sum + owedFen, 0)
  const rules = [...new Set(debts.flatMap(({ lateFee }) => lateFee?.rule ?? []))]
  return [
    { kind: 'paragraph', text: `截至${asOf}，尚欠${yuanOf(total)}元，明细如下：` },
    {
      kind: 'table',
      columns: [
        { title: '税费种', width: 30 },
        { title: '应缴日期', width: 20 },
        { title: '尚欠（元）', width: 25 },
        { title: '另计滞纳金或违约金（元）', width: 25 },
      ],
      rows: debts.map(({ kind, dueOn, owedFen, lateFee }) => [
        dueKinds[kind].title,
        dueOn ?? '—',
        yuanOf(owedFen),
        lateFee ? yuanOf(lateFee.fen) : '—',
      ]),
    },
    ...rules.map((rule): DocumentBlock => ({ kind: 'paragraph', text: `${rule}，计算至${asOf}，缴清之日另行核定。` })),
  ]
}

function earlierSteps(earlier: readonly EarlierStep[]): DocumentBlock[] {
  if (earlier.length === 0) return []
  return [
    { kind: 'paragraph', text: '此前已采取的措施：' },
    {
      kind: 'table',
      columns: [
        { title: '措施', width: 30 },
        { title: '日期', width: 22 },
        { title: '文号', width: 26 },
        { title: '送达', width: 22 },
      ],
      rows: earlier.map(({ step, proposedOn, number, servedOn }) => [
        stepTitles[step],
        proposedOn,
        number ?? '—',
        servedOn ?? '—',
      ]),
    },
  ]
}

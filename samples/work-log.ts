import type { WorkRow } from '#domain/ledgers/work-rows.ts'
import { campaignDays, dayNumber, isWorkingDay, openDayAround } from './calendar.ts'
import type { CountyPlan } from './county-plans.ts'
import { at, drawsFor } from './draws.ts'

type WorkPlan = {
  kind: string
  times: number
  measure: string
  host: string
  content: string
  /** Quantity of all lines together, where it is not their number. */
  quantity?: number
  people?: number
  items?: number
  /** Letters and notices are numbered by year: 方清零督〔2021〕1号. */
  series?: string
}

const group = '县协调机制工作小组'
const inspection = '县纪委监委'
const units = '各责任单位'

/** What the report counts of 方山县, and how many; where it says 余 the sample takes the ledger's own number. */
const fangshan: readonly WorkPlan[] = [
  { kind: '县政府办公会议', times: 4, measure: '次', host: '县政府办', content: '研究清零行动推进和专项资金安排' },
  { kind: '工作机制通知和会议纪要', times: 5, measure: '期', host: group, content: '印发工作机制', series: '方清零办' },
  { kind: '周汇报任务清单', times: 18, measure: '期', host: group, content: '下发周汇报任务清单' },
  { kind: '协调推进会', times: 15, measure: '次', host: group, content: '研判堵点难点，分类督办' },
  {
    kind: '限时办结通知书',
    times: 16,
    measure: '份',
    host: group,
    content: '限时办结首次登记要件',
    series: '方清零限办',
  },
  { kind: '会商研判', times: 8, measure: '次', host: group, content: '会商小区处置意见' },
  { kind: '跟踪督办', times: 9, measure: '次', host: inspection, content: '跟踪任务清单落实情况' },
  { kind: '专项检查', times: 15, measure: '次', host: inspection, content: '检查专班运行和办理时限' },
  {
    kind: '约谈责任单位一把手',
    times: 3,
    measure: '批次',
    host: inspection,
    content: '约谈推进缓慢的责任单位',
    people: 23,
  },
  { kind: '督办函', times: 7, measure: '件次', host: group, content: '督促提交验收资料、缴清税费', series: '方清零督' },
  { kind: '约谈开发商', times: 5, measure: '批次', host: group, content: '约谈开发建设企业负责人', people: 9 },
  { kind: '联合惩戒开发建设企业', times: 6, measure: '批次', host: group, content: '联合惩戒' },
  { kind: '现场办公', times: 5, measure: '次', host: group, content: '赴小区现场办公', items: 23 },
  { kind: '集中研判（会诊）', times: 12, measure: '批次', host: group, content: '一事一议提出措施', items: 33 },
  {
    kind: '提交县政府常务会专题研讨',
    times: 3,
    measure: '次',
    host: '县政府办',
    content: '研讨打破常规的措施',
    items: 13,
  },
  { kind: '部门主动研究解决问题', times: 26, measure: '批次', host: units, content: '研究解决办证堵点', items: 84 },
  { kind: '提交协调机制工作小组集中研判', times: 6, measure: '次', host: units, content: '提交疑难问题' },
  { kind: '和县政府沟通汇报', times: 12, measure: '次', host: group, content: '汇报进展和需协调事项' },
  { kind: '对接上级部门', times: 42, measure: '次', host: units, content: '对接上级主管部门政策口径' },
  {
    kind: '印发宣传册',
    times: 3,
    measure: '份',
    host: inspection,
    content: '印发清零行动宣传册',
    quantity: 5200,
  },
]

/** What the report counts of 汾阳市. */
const fenyang: readonly WorkPlan[] = [
  { kind: '深入小区调研', times: 12, measure: '次', host: '市纪委监委', content: '深入居民小区调研' },
  { kind: '工作会、会商会、调度会', times: 22, measure: '次', host: '市纪委监委', content: '定时研判形势' },
  { kind: '专项督导', times: 3, measure: '次', host: '市纪委监委', content: '督导各成员单位', items: 104 },
  { kind: '推进会、约谈会、攻坚会', times: 53, measure: '次', host: '市清零办', content: '督促各成员单位开展工作' },
  { kind: '通报建设单位工作进度', times: 5, measure: '次', host: '市自然资源局', content: '通报工作进度' },
  { kind: '全市推进会', times: 6, measure: '次', host: '市自然资源局', content: '部署阶段任务' },
  { kind: '重点工作调度会', times: 3, measure: '次', host: '市自然资源局', content: '调度重点工作' },
  { kind: '专班会议', times: 8, measure: '次', host: '市自然资源局', content: '专班融合集中办公' },
  { kind: '约谈开发建设主体', times: 3, measure: '家', host: '市自然资源局', content: '约谈开发建设主体' },
  { kind: '催告函', times: 3, measure: '份', host: '市自然资源局', content: '催告限期提交资料', series: '汾清零催' },
  { kind: '工作简报', times: 20, measure: '期', host: '市自然资源局', content: '编发工作简报' },
]

/** What the report counts of 交口县. */
const jiaokou: readonly WorkPlan[] = [
  { kind: '动员部署会', times: 1, measure: '次', host: group, content: '动员部署', people: 25 },
  { kind: '专题推进会', times: 4, measure: '次', host: group, content: '专题推进', people: 142 },
]

const workPlans: Readonly<Record<string, readonly WorkPlan[]>> = {
  '141128': fangshan,
  '141130': jiaokou,
  '141182': fenyang,
}

/** The work log of a county the report counts, spread over the working days of its campaign. */
export function workRowsOf({ code }: Pick<CountyPlan, 'code'>): WorkRow[] {
  return (workPlans[code] ?? []).flatMap((work) => spread(code, work))
}

function spread(code: string, work: WorkPlan): WorkRow[] {
  const draws = drawsFor(`${code}/log/${work.kind}`)
  const [first, last] = [dayNumber('2021-06-01'), dayNumber('2022-09-28')]
  const step = (last - first) / work.times
  const quantities = shares(work.quantity ?? work.times, work.times)
  const people = work.people === undefined ? null : shares(work.people, work.times)
  const items = work.items === undefined ? null : shares(work.items, work.times)
  let numbered = { year: '', no: 0 }
  return quantities.map((quantity, place) => {
    const drawn = Math.floor(first + step * (place + draws.next()))
    const heldOn = at(campaignDays, openDayAround(drawn, first, isWorkingDay))
    const year = heldOn.slice(0, 4)
    numbered = { year, no: numbered.year === year ? numbered.no + 1 : 1 }
    return {
      workKind: work.kind,
      heldOn,
      number: work.series === undefined ? null : `${work.series}〔${year}〕${numbered.no}号`,
      host: work.host,
      target: null,
      estate: null,
      quantity,
      measure: work.measure,
      people: people && at(people, place),
      items: items && at(items, place),
      content: work.content,
      outcome: null,
    }
  })
}

/** A whole number in so many whole shares as equal as they can be. */
function shares(whole: number, parts: number): number[] {
  return Array.from(
    { length: parts },
    (_, place) => Math.floor(((place + 1) * whole) / parts) - Math.floor((place * whole) / parts),
  )
}

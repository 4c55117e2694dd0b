import type { EstateRow } from '#domain/ledgers/rows.ts'
import type { Draws } from './draws.ts'
import type { PlannedEstate } from './planned-county.ts'

type Papers = Pick<
  EstateRow,
  | 'planning'
  | 'planningAppraisal'
  | 'planningOpinion'
  | 'fire'
  | 'fireAppraisal'
  | 'fireOpinion'
  | 'acceptance'
  | 'acceptanceOpinion'
  | 'civilDefence'
  | 'quality'
  | 'paperWords'
  | 'problems'
  | 'treatment'
  | 'remark'
>

type Lack = { problem: string; treatment: string }

/** The problems of the sample, as its ledgers word them. */
export const lacks = {
  land: { problem: '用地来源材料不齐', treatment: '先受理登记，用地手续同时补办' },
  excess: { problem: '围墙内实测面积略大于批准面积', treatment: '按现状界址公示，期满无异议后登记' },
  planning: { problem: '未办规划核实', treatment: '按建成现状出具规划意见' },
  fire: { problem: '未办消防验收', treatment: '委托检测，合格后出具消防意见' },
  acceptance: { problem: '竣工验收资料缺失', treatment: '委托质量安全鉴定，合格后认定' },
  civilDefence: { problem: '建成时未办人防手续', treatment: '易地建设费缓缴，另案追缴' },
  lateCivilDefence: { problem: '缺人防手续', treatment: '限期补办人防手续' },
  contract: { problem: '部分住户合同不规范、没有发票', treatment: '据实补签合同、补开发票' },
  developer: { problem: '建设单位已注销', treatment: '由县政府指定单位代为申请' },
} as const satisfies Record<string, Lack>

/** Estates completed before 2013 without civil defence papers have the fee deferred. Source: the newspaper report. */
const civilDefenceYear = 2013

/** The approval papers of an estate, the problems that follow from what is missing, and how each is treated. */
export function drawPapers(estate: PlannedEstate, isOverBuilt: boolean, draws: Draws): Papers {
  const isOld = estate.category === 'legacy'
  const has = (share: number) => draws.chance(isOld ? share : 0.96)
  const papers = {
    planning: has(0.68),
    fire: has(0.55),
    acceptance: has(0.6),
    civilDefence: civilDefenceOf(estate, draws),
  }
  const isAppraised = !papers.fire || !papers.acceptance
  const isDeveloperGone = isOld && draws.chance(0.07)
  const found: Lack[] = []
  if (isOld && draws.chance(0.15)) found.push(lacks.land)
  if (isOverBuilt) found.push(lacks.excess)
  for (const paper of ['planning', 'fire', 'acceptance'] as const) if (!papers[paper]) found.push(lacks[paper])
  const isDeferred = estate.completedYear < civilDefenceYear
  if (papers.civilDefence === false) found.push(isDeferred ? lacks.civilDefence : lacks.lateCivilDefence)
  if (estate.hasWeakContracts) found.push(lacks.contract)
  if (isDeveloperGone) found.push(lacks.developer)
  return {
    ...papers,
    planningAppraisal: null,
    planningOpinion: null,
    fireAppraisal: null,
    fireOpinion: null,
    acceptanceOpinion: null,
    quality: isAppraised || !isOld ? true : null,
    paperWords: wordsFor(papers, isDeferred),
    problems: found.length === 0 ? null : found.map(({ problem }) => problem).join('；'),
    treatment: found.length === 0 ? null : found.map(({ treatment }) => treatment).join('；'),
    remark: isDeveloperGone ? '建设单位注销，代为申请' : null,
  }
}

function civilDefenceOf({ completedYear }: PlannedEstate, draws: Draws): boolean | null {
  if (draws.chance(0.06)) return null
  return draws.chance(completedYear < civilDefenceYear ? 0.35 : 0.93)
}

function wordsFor(papers: Readonly<Record<string, boolean | null>>, isDeferred: boolean): Record<string, string> {
  const missing = Object.entries(papers).filter(([, has]) => has === false)
  return Object.fromEntries(missing.map(([paper]) => [paper, paper === 'civilDefence' && isDeferred ? '缓缴' : '补办']))
}

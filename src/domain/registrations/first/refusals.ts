import type { Enforcement, Verdict } from '../../diagnosis/diagnosis.ts'
import type { IsoDate } from '../../shared/quantities.ts'
import { type ApplicantFacts, type FirstApplicant, refuseApplicant } from './applicants.ts'
import type { FirstPaper } from './papers.ts'

/** Why a first registration may not be applied for; `words` a clerk understands, `requirement` the paper it is about. */
export type FirstRefusal = { code: FirstRefusalCode; words: string; requirement: string | null }

export type FirstRefusalCode =
  | 'unlawful'
  | 'collective_land'
  | 'protected_land'
  | 'seized'
  | 'disputed'
  | 'papers_missing'
  | 'papers_unknown'
  | 'developer_gone'
  | 'developer_exists'
  | 'no_successor'
  | 'no_basis'
  | 'no_homes'
  | 'already_registered'
  | 'not_surveyed'
  | 'restricted'
  | 'dates_out_of_order'

/** A home as it stands; `block`: why a restriction on it forbids a first registration. */
export type HomeStanding = {
  id: string
  place: string
  isSurveyed: boolean
  firstRegisteredOn: IsoDate | null
  block: string | null
}

export type FirstCase = {
  verdict: Verdict
  enforcement: readonly Pick<Enforcement, 'rule' | 'state' | 'blocks'>[]
  ruleTitle: (rule: string) => string
  papers: readonly FirstPaper[]
  facts: ApplicantFacts & {
    landOwnership: string | null
    landIsProtected: boolean | null
    seized: boolean | null
    disputed: boolean | null
    completedOn: IsoDate | null
  }
}

export type FirstApplication = {
  applicant: FirstApplicant
  applicantBasis: string | null
  submittedOn: IsoDate
  today: IsoDate
  homes: readonly HomeStanding[]
}

/** Requirements whose refusal has words of its own. */
const saidOtherwise: readonly string[] = ['lawful_land', 'no_restraint', 'applicant']

/**
 * What the law has against the estate itself, whoever applies: unlawful land or building, a seizure, a dispute, papers that
 * are missing or not established. Money the developer owes stands in nobody's way once a rule separates it (证缴分离).
 */
export const refusalsOfEstate = (estate: FirstCase): FirstRefusal[] => [
  ...lawAgainst(estate),
  ...estate.papers.flatMap(refusalOfPaper),
]

/** The same without its papers, which stand as they were handed in: what still forbids the entry when it comes up later. */
export function lawAgainst({ verdict, enforcement, ruleTitle, facts }: Omit<FirstCase, 'papers'>): FirstRefusal[] {
  const blocking = enforcement.filter(({ state, blocks }) => state === 'active' && blocks)
  return [
    ...(verdict === 'by_law' ? blocking : []).map(({ rule }) =>
      refusal('unlawful', `结论为“违法的依法办”：${ruleTitle(rule)}，依法处理后再申请`),
    ),
    ...(facts.landOwnership === 'collective'
      ? [refusal('collective_land', '集体土地上的房屋，不能按国有建设用地办理首次登记', 'lawful_land')]
      : []),
    ...(facts.landIsProtected === true
      ? [refusal('protected_land', '占用耕地、生态红线等禁建区，不能登记', 'lawful_land')]
      : []),
    ...(facts.seized === true ? [refusal('seized', '土地或房屋被查封，解除前不能登记', 'no_restraint')] : []),
    ...(facts.disputed === true ? [refusal('disputed', '存在尚未解决的权属争议，不予登记', 'no_restraint')] : []),
  ]
}

/** Land, restraints and the applicant say otherwise what is wrong with them, but not that nobody knows. */
function refusalOfPaper({ requirement, title, status, ways }: FirstPaper): FirstRefusal[] {
  if (status === 'unknown') return [refusal('papers_unknown', `“${title}”尚未查明，请先查明并记录事实`, requirement)]
  if (status !== 'missing' || saidOtherwise.includes(requirement)) return []
  const [way] = ways
  const [step] = way?.steps ?? []
  const how = way
    ? `可按“${way.title}”办理${step ? `，下一步由${step.unitName}${step.title}` : ''}`
    : '没有规则可循，请提交会诊'
  return [refusal('papers_missing', `缺“${title}”：${how}`, requirement)]
}

/** What the law has against this application: its applicant, its homes, its days. */
export function refusalsOfApplication(
  { facts }: Pick<FirstCase, 'facts'>,
  application: FirstApplication,
): FirstRefusal[] {
  const { applicant, applicantBasis, homes } = application
  const wrong = refuseApplicant(applicant, facts)
  return [
    ...(wrong ? [refusal(wrong.code, wrong.words, 'applicant')] : []),
    ...(applicant !== 'developer' && !applicantBasis
      ? [refusal('no_basis', '不是开发建设单位自己申请的，须写明依据', 'applicant')]
      : []),
    ...refusalsOfHomes(homes),
    ...refusalsOfDays(facts.completedOn, application),
  ]
}

function refusalsOfHomes(homes: readonly HomeStanding[]): FirstRefusal[] {
  if (homes.length === 0) return [refusal('no_homes', '没有选择房屋')]
  const registered = homes.filter(({ firstRegisteredOn }) => firstRegisteredOn !== null)
  const unsurveyed = homes.filter(({ isSurveyed }) => !isSurveyed)
  return [
    ...(registered.length > 0 ? [refusal('already_registered', `${named(registered)}已办首次登记`)] : []),
    ...(unsurveyed.length > 0 ? [refusal('not_surveyed', `${named(unsurveyed)}没有测绘面积，请先完成权籍调查`)] : []),
    ...homes.flatMap(({ place, block }) => (block ? [refusal('restricted', `${place}：${block}`)] : [])),
  ]
}

function refusalsOfDays(completedOn: IsoDate | null, { submittedOn, today }: FirstApplication): FirstRefusal[] {
  if (submittedOn > today) return [refusal('dates_out_of_order', `申请日 ${submittedOn} 还没有到`)]
  if (completedOn !== null && submittedOn < completedOn)
    return [refusal('dates_out_of_order', `申请日 ${submittedOn} 早于竣工日 ${completedOn}`)]
  return []
}

/** The first places by name, the rest by number. */
function named(homes: readonly HomeStanding[]): string {
  const first = homes.slice(0, 3).map(({ place }) => place)
  return homes.length > first.length ? `${first.join('、')}等 ${homes.length} 户` : `${first.join('、')} `
}

const refusal = (code: FirstRefusalCode, words: string, requirement: string | null = null): FirstRefusal => ({
  code,
  words,
  requirement,
})

import { applicantKinds } from '../states.ts'

/** Who applies for a first registration; all but the developer on a basis of their own. */
export const firstApplicants = applicantKinds.first
export type FirstApplicant = (typeof firstApplicants)[number]

const applicantTitles: Readonly<Record<FirstApplicant, string>> = {
  developer: '开发建设单位',
  successor: '承继单位',
  superior: '上级主管单位',
  designated: '县政府指定的单位',
}

/** How the developer is gone, in the words of the register. */
const standingTitles: Readonly<Record<string, string>> = {
  deregistered: '注销',
  revoked: '吊销',
  missing: '失联',
  extinct: '灭失',
}

export type ApplicantFacts = { developerStanding: string | null; successor: string | null }

export type ApplicantRefusal = { code: 'developer_gone' | 'developer_exists' | 'no_successor'; words: string }

/**
 * Whether this applicant may apply: the developer itself while it exists, and once it is gone who follows it. What is not
 * established is not held against anybody here; the list of papers asks for it.
 */
export function refuseApplicant(
  kind: FirstApplicant,
  { developerStanding, successor }: ApplicantFacts,
): ApplicantRefusal | null {
  const gone = developerStanding === null ? undefined : standingTitles[developerStanding]
  if (kind === 'developer')
    return gone
      ? { code: 'developer_gone', words: `开发建设单位已${gone}，须由承继单位、上级主管单位或县政府指定的单位申请` }
      : null
  if (developerStanding === 'existing')
    return { code: 'developer_exists', words: `开发建设单位存续，首次登记由它申请，不能由${applicantTitles[kind]}申请` }
  if (successor !== null && successor !== kind)
    return { code: 'no_successor', words: `事实记载的申请主体与“${applicantTitles[kind]}”不符，请先核实承继单位` }
  return null
}

/** Which applicant the facts point to. */
export function expectedApplicant({ developerStanding, successor }: ApplicantFacts): FirstApplicant {
  if (developerStanding === null || developerStanding === 'existing') return 'developer'
  return firstApplicants.find((kind) => kind === successor) ?? 'designated'
}

/** The sentence the register carries where not the developer itself applies; `null` where it does. */
export function applicantNote(
  kind: FirstApplicant,
  { developerStanding }: ApplicantFacts,
  basis: string | null,
): string | null {
  if (kind === 'developer') return null
  const gone = standingTitles[developerStanding ?? ''] ?? '不能申请'
  return `开发建设单位${gone}，依据${basis ?? '有关规定'}由${applicantTitles[kind]}单方申请。`
}

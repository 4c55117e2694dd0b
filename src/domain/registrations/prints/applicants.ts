import type { ApplicantKind, ApplicationKind } from '../states.ts'

/** How an application was made, in the words of papers. */
export const applicantWords = (kind: ApplicationKind, applicant: ApplicantKind): string =>
  kind === 'transfer' && applicant === 'developer' ? '开发企业代购房人申请' : names[applicant]

const names: Record<ApplicantKind, string> = {
  developer: '开发企业申请',
  successor: '权利义务承继单位申请',
  superior: '上级主管单位申请',
  designated: '政府指定单位申请',
  both: '双方申请',
  buyer: '购房人单方申请',
  heir: '继承人、受遗赠人申请',
}

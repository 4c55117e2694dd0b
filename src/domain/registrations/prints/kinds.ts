import type { PrintedApplication } from './facts.ts'

/**
 * What is printed of applications, and of what each is made. `carriesIds`: the paper must show ID numbers in full, so
 * that printing it opens them, for a stated purpose.
 */
export const printKinds = {
  application_form: { title: '不动产登记申请书', of: 'application', carriesIds: true },
  acceptance_receipt: { title: '不动产登记受理回执', of: 'application', carriesIds: false },
  missing_papers: { title: '补正材料一次性告知书', of: 'application', carriesIds: false },
  interview_record: { title: '不动产登记询问记录', of: 'application', carriesIds: false },
  register_extract: { title: '不动产登记信息摘录', of: 'application', carriesIds: false },
  certificate_sheet: { title: '不动产权证书缮证数据单', of: 'application', carriesIds: true },
  delivery_receipt: { title: '不动产权证书领取回执', of: 'application', carriesIds: false },
  batch_list: { title: '不动产登记批次清单', of: 'batch', carriesIds: false },
} as const satisfies Record<string, { title: string; of: 'application' | 'batch'; carriesIds: boolean }>

export type PrintKind = keyof typeof printKinds
/** Papers of an application, and those of them that carry ID numbers in full. */
export const applicationPrints = [
  'application_form',
  'acceptance_receipt',
  'missing_papers',
  'interview_record',
  'register_extract',
  'certificate_sheet',
  'delivery_receipt',
] as const satisfies readonly ApplicationPrint[]
export const openedPrints = ['application_form', 'certificate_sheet'] as const satisfies readonly OpenedPrint[]

type KindsOf<Of> = { [K in PrintKind]: (typeof printKinds)[K]['of'] extends Of ? K : never }[PrintKind]
export type ApplicationPrint = KindsOf<'application'>
type OpenedPrint = {
  [K in PrintKind]: (typeof printKinds)[K]['carriesIds'] extends true ? K : never
}[PrintKind]

/** Why a paper cannot be printed of an application yet, or null. */
export function refusePrint(kind: ApplicationPrint, application: PrintedApplication): PrintRefusal | null {
  const { acceptanceNo, enteredOn, certificateNo, missing } = application
  if (kind === 'acceptance_receipt' && acceptanceNo === null) return 'not_accepted'
  if (kind === 'missing_papers' && missing.length === 0) return 'nothing_missing'
  if (kind === 'register_extract' && enteredOn === null) return 'not_entered'
  if ((kind === 'certificate_sheet' || kind === 'delivery_receipt') && (enteredOn === null || certificateNo === null))
    return application.kind === 'first' ? 'no_certificate' : 'not_entered'
  return null
}

export type PrintRefusal = 'not_accepted' | 'nothing_missing' | 'not_entered' | 'no_certificate'

export const printRefusalWords: Record<PrintRefusal, string> = {
  not_accepted: '尚未受理，没有受理号，不能打印受理回执',
  nothing_missing: '没有需要补正的材料',
  not_entered: '尚未登簿，没有登记结果',
  no_certificate: '首次登记按套登簿，没有登记证号，不缮证',
}

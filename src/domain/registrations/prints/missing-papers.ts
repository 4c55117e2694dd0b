import type { PrintedSheet } from '../../documents/sheet.ts'
import type { PrintedApplication } from './facts.ts'
import { codeOf, dayOr, formSheet, numberWords, paragraph, registrationTypes, signedBy, whereOf } from './form-parts.ts'

/** 一次性告知书: everything still to be brought, once and whole. */
export function missingPapers(application: PrintedApplication): PrintedSheet {
  const { office, kind, parties, organisation, missing, missingSince, submittedOn } = application
  const applicants = [
    ...(organisation ? [organisation.name] : []),
    ...parties.filter(({ role }) => role === 'buyer').map(({ name }) => name),
  ]
  return formSheet({
    title: '补正材料一次性告知书',
    number: numberWords(application),
    code: codeOf(application),
    signOff: signedBy(`${office.county}不动产登记窗口`, missingSince),
    pieces: [
      { ...paragraph(`${applicants.join('、')}：`, 1), firstIndent: 0 },
      paragraph(
        `您（单位）于${dayOr(submittedOn)}申请办理${whereOf(application)}的${registrationTypes[kind]}，经审查，还需要补正下列材料。这是全部需要补正的内容，除此之外不再要求补充。`,
      ),
      ...missing.map((paper, at) => paragraph(`${at + 1}. ${paper}${at === missing.length - 1 ? '。' : '；'}`)),
      paragraph('补正期间不计入登记办理期限。材料齐备后请到原窗口提交，已收的材料不必重复提交。'),
    ],
  })
}

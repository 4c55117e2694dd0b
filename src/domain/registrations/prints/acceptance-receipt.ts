import type { PrintedSheet } from '../../documents/sheet.ts'
import type { PrintedApplication } from './facts.ts'
import {
  codeOf,
  dayOr,
  formSheet,
  numberWords,
  paragraph,
  registrationTypes,
  row,
  signedBy,
  whereOf,
} from './form-parts.ts'

const columns = [16, 34, 16, 34]

/** 受理回执: number, day due, what was handed in, where to ask. */
export function acceptanceReceipt(application: PrintedApplication): PrintedSheet {
  const { office, kind, parties, organisation, acceptedOn, acceptor, dueOn, promisedOn, papers } = application
  const applicants = [
    ...(organisation ? [organisation.name] : []),
    ...parties.filter(({ role }) => role === 'buyer').map(({ name }) => name),
  ]
  return formSheet({
    title: '不动产登记受理回执',
    number: numberWords(application),
    code: codeOf(application),
    codeWords: '凭码查询',
    signOff: signedBy(`${office.county}不动产登记窗口`, acceptedOn),
    pieces: [
      {
        kind: 'grid',
        columns,
        rows: [
          row(4, [['申 请 人', applicants.join('、')]]),
          row(4, [
            ['登记类型', registrationTypes[kind]],
            ['受 理 人', acceptor ?? ''],
          ]),
          row(4, [['坐　　落', whereOf(application)]]),
          row(4, [
            ['受理日期', dayOr(acceptedOn)],
            ['法定期限', dayOr(dueOn)],
          ]),
          ...(promisedOn === null ? [] : [row(4, [['承诺办结', `${dayOr(promisedOn)}前`]])]),
          row(4, [['已收材料', handedIn(papers)]], 2),
          row(4, [['查询咨询', askAt(application)]]),
        ],
      },
      paragraph(
        '登记机构需要补正材料或者公告的，补正、公告期间不计入办理期限。请保存本回执，凭受理编号查询进度、领取证书。',
      ),
    ],
  })
}

/** Every paper with how it stands, where it is not simply there. */
function handedIn(papers: PrintedApplication['papers']): string {
  const here = papers.filter(({ standing }) => standing !== 'missing')
  if (here.length === 0) return '—'
  return here
    .map(
      ({ title, standing, basis }, at) =>
        `${at + 1}. ${title}${standings[standing] ? `（${standings[standing]}${basis ? `：${basis}` : ''}）` : ''}`,
    )
    .join('\n')
}

const standings: Readonly<Record<string, string>> = {
  substituted: '以其他材料替代',
  deferred: '容缺后补',
  separated: '另行处理，不影响登记',
  waived: '免予提交',
}

const askAt = ({ office: { window, address } }: PrintedApplication): string =>
  [window, address].filter((part) => part !== '').join('，')

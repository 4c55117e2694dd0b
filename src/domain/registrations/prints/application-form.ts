import type { PrintedSheet, SheetGrid } from '../../documents/sheet.ts'
import type { PrintedApplication, PrintedParty } from './facts.ts'
import {
  band,
  codeOf,
  coOwnerships,
  dayOr,
  formSheet,
  homesTable,
  idKinds,
  numberWords,
  open,
  registrationTypes,
  rightType,
  row,
  squareMetres,
  whereOf,
  yuan,
} from './form-parts.ts'

const columns = [17, 18, 15, 17, 15, 18]
const wide = columns.length

/** 不动产登记申请书: what the applicants ask for and declare, with their IDs in full, to be signed by them. */
export function applicationForm(application: PrintedApplication): PrintedSheet {
  return formSheet({
    title: '不动产登记申请书',
    number: numberWords(application),
    code: codeOf(application),
    pieces: [
      {
        kind: 'grid',
        columns,
        rows: [...headRows(application), ...partyRows(application), ...propertyRows(application)],
      },
      { kind: 'grid', columns, rows: declarationRows },
      ...homesTable(application.homes),
    ],
  })
}

type Rows = SheetGrid['rows']

const headRows = ({ kind, submittedOn, submitter }: PrintedApplication): Rows => [
  row(wide, [
    ['收件日期', dayOr(submittedOn)],
    ['收件人', submitter],
  ]),
  row(wide, [
    ['权利类型', rightType],
    ['登记类型', registrationTypes[kind]],
  ]),
]

const roles = { buyer: '权利人', seller: '义务人', agent: '代理人' } as const

function partyRows({ parties, organisation, applicant, applicantBasis, coOwnership }: PrintedApplication): Rows {
  return [
    band(wide, '申请人情况'),
    row(wide, [['申请方式', applicantBasis === null ? applicant : `${applicant}（依据：${applicantBasis}）`]]),
    ...(organisation
      ? [
          row(wide, [
            ['申请单位', organisation.name],
            ['统一社会信用代码', organisation.creditCode ?? ''],
          ]),
        ]
      : []),
    ...parties.flatMap(partyOf),
    ...(coOwnership ? [row(wide, [['共有情况', coOwnerships[coOwnership]]])] : []),
  ]
}

const partyOf = ({ role, name, idKind, idNumber, phone, share, basis }: PrintedParty): Rows => [
  row(wide, [
    [roles[role], name],
    ['证件种类', idKinds[idKind ?? ''] ?? ''],
    ['联系电话', phone ?? ''],
  ]),
  row(wide, [['证件号码', idNumber ?? ''], role === 'agent' ? ['委托依据', basis ?? ''] : ['共有份额', share ?? '—']]),
]

function propertyRows(application: PrintedApplication): Rows {
  const { homes, estate, papers, contractNo, contractOn, priceFen, kind } = application
  const [only, another] = homes
  const one = another ? undefined : only
  const area = homes.reduce((sum, { areaM2 }) => sum + (areaM2 ?? 0), 0)
  const contract = [contractNo, contractOn === null ? null : dayOr(contractOn)]
    .filter((part) => part !== null)
    .join('，')
  return [
    band(wide, '不动产情况'),
    row(wide, [['坐　　落', whereOf(application)]]),
    row(wide, [['不动产单元号', one ? (one.unitCode ?? '') : `宗地代码 ${estate.parcelCode ?? ''}`]]),
    row(wide, [
      ['建筑面积', area === 0 ? '' : squareMetres(area)],
      ['用　　途', one?.use ?? ''],
    ]),
    band(wide, '登记原因及证明'),
    row(wide, [['登记原因', kind === 'transfer' ? '买卖' : '房屋首次登记']]),
    ...(kind === 'transfer'
      ? [
          row(wide, [
            ['买卖合同', contract],
            ['合同价款', yuan(priceFen)],
          ]),
        ]
      : []),
    row(wide, [['证明文件', papers.map(({ title }, at) => `${at + 1}. ${title}`).join('\n')]], 2),
  ]
}

const declarationRows: Rows = [
  band(wide, '申请人声明'),
  open(
    wide,
    '本申请书所填内容和所附材料真实、合法、有效，与原件一致；申请登记的房屋没有未告知登记机构的权属争议。如有不实，由申请人承担法律责任。',
    3,
  ),
  row(
    wide,
    [
      ['申请人签章', ''],
      ['代理人签章', ''],
    ],
    3,
  ),
  row(wide, [
    ['日　　期', dayOr(null)],
    ['日　　期', dayOr(null)],
  ]),
]

import {
  coOwnershipCodes,
  houseNatureCode,
  houseTypeCode,
  idKindCodes,
  landRightCode,
  recordTypes,
  registrationCodes,
  rightCode,
  structureCode,
} from './codes.ts'
import type { HandedHome } from './handed-home.ts'

/**
 * Which elements carry acceptance, applicants and entry: the platform's interface was revised and both are in use, so
 * that a county names the version its registry receives. Element names as seen in public descriptions, to be verified.
 */
const exporters = {
  v1: { title: '接入规范（早期版）', acceptance: 'DJT_DJ_SLSQ', applicants: 'DJF_DJ_SQR' },
  v2: { title: '接入规范（修订版）', acceptance: 'DJT_DJ_SL', applicants: 'DJF_DJ_SQ' },
} as const satisfies Record<string, { title: string; acceptance: string; applicants: string }>
export type Exporter = keyof typeof exporters
export const exporterNames = ['v1', 'v2'] as const satisfies readonly Exporter[]

type Element = { name: string; fields: Readonly<Record<string, string | number | null>> }

/** The message of one home: its head, and the records its registration is made of. Never written to the register by us. */
export function messageOf(home: HandedHome, exporter: Exporter): string {
  const head = elementOf('Head', headOf(home), 1)
  const data = elementsOf(home, exporter).map(({ name, fields }) => elementOf(name, fields, 2))
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n${head}\n  <Data>\n${data.join('\n')}\n  </Data>\n</Message>\n`
}

export const messageFileName = ({ messageId }: HandedHome): string => `Biz${messageId}.xml`

/** RecFlowID carries the number of the home where one application has several. */
const flowOf = ({ acceptanceNo, homeNo, homes }: HandedHome) => (homes > 1 ? `${acceptanceNo}-${homeNo}` : acceptanceNo)

const headOf = (home: HandedHome): Element['fields'] => ({
  BizMsgID: home.messageId,
  ASID: 'AS100',
  AreaCode: home.countyCode,
  RecType: recordTypes[home.kind],
  RightType: rightCode,
  RegType: registrationCodes[home.kind],
  CreateDate: `20${home.messageId.slice(6, 8)}-${home.messageId.slice(8, 10)}-${home.messageId.slice(10, 12)}`,
  RecFlowID: flowOf(home),
  RegOrgID: home.countyCode,
  ParcelID: home.parcelCode ?? home.unitCode?.slice(0, 19) ?? null,
  EstateNum: home.unitCode,
  PreEstateNum: null,
  PreCertID: null,
  CertCount: home.kind === 'transfer' ? 1 : 0,
  ProofCount: 0,
})

function elementsOf(home: HandedHome, exporter: Exporter): Element[] {
  const { acceptance, applicants } = exporters[exporter]
  return [
    { name: acceptance, fields: acceptanceOf(home) },
    ...home.parties.map(({ role, name, idKind, idNumber, phone }) => ({
      name: applicants,
      fields: {
        YWH: flowOf(home),
        SQRLX: roles[role],
        SQRMC: name,
        ZJZL: idKindCodes[idKind ?? ''] ?? null,
        ZJH: idNumber,
        DH: phone,
      },
    })),
    ...home.papers.map((SJMC, at) => ({
      name: 'DJF_DJ_SJ',
      fields: { YWH: flowOf(home), SXH: at + 1, SJMC, SJSL: 1 },
    })),
    {
      name: 'DJF_DJ_SH',
      fields: {
        YWH: flowOf(home),
        SHRYXM: home.reviewer,
        SHJSSJ: home.reviewedOn,
        CZJG: home.reviewedOn ? '同意' : null,
      },
    },
    { name: 'KTT_FW_H', fields: houseOf(home) },
    { name: 'QLT_FW_FDCQ_YZ', fields: rightOf(home) },
    ...holdersOf(home),
  ]
}

const roles = { buyer: '权利人', seller: '义务人', agent: '代理人' } as const

const acceptanceOf = (home: HandedHome) => ({
  YWH: flowOf(home),
  DJDL: registrationCodes[home.kind],
  SQZSBS: 0,
  SQFBCZ: 0,
  SLRY: home.acceptor,
  SLSJ: home.acceptedOn,
  ZL: home.place,
})

const houseOf = (home: HandedHome) => ({
  BDCDYH: home.unitCode,
  ZRZH: home.building,
  ZL: home.place,
  DYH: home.entrance,
  SHBW: home.room,
  SZC: home.floor,
  FWYT1: home.use,
  SCJZMJ: home.areaM2,
  SCTNJZMJ: home.innerAreaM2,
  SCFTJZMJ: home.sharedAreaM2,
  FWLX: houseTypeCode(home.use),
  FWXZ: houseNatureCode(home.nature),
})

const rightOf = (home: HandedHome) => ({
  YWH: flowOf(home),
  BDCDYH: home.unitCode,
  QLLX: rightCode,
  QLXZ: landRightCode(home.nature),
  DJLX: registrationCodes[home.kind],
  DJYY: home.kind === 'transfer' ? '买卖' : '首次登记',
  FDZL: home.place,
  FDCJYJG: home.priceFen === null ? null : home.priceFen / 100,
  GHYT: home.use,
  FWXZ: houseNatureCode(home.nature),
  FWJG: structureCode(home.structure),
  SZC: home.floor,
  ZCS: home.floorsTotal,
  JZMJ: home.areaM2,
  ZYJZMJ: home.innerAreaM2,
  FTJZMJ: home.sharedAreaM2,
  FJ: home.remark,
  BDCQZH: home.certificateNo,
  DJSJ: home.enteredOn,
})

function holdersOf({ parties, coOwnership, unitCode }: HandedHome): Element[] {
  const holders = parties.filter(({ role }) => role === 'buyer')
  return holders.map(({ name, idKind, idNumber, phone, share }, at) => ({
    name: 'ZTT_GY_QLR',
    fields: {
      BDCDYH: unitCode,
      SXH: at + 1,
      QLRMC: name,
      ZJZL: idKindCodes[idKind ?? ''] ?? null,
      ZJH: idNumber,
      DH: phone,
      QLRLX: idKind === 'business' ? '2' : '1',
      QLBL: share,
      GYFS: coOwnership ? coOwnershipCodes[coOwnership] : null,
    },
  }))
}

function elementOf(name: string, fields: Element['fields'], depth: number): string {
  const [outer, inner] = ['  '.repeat(depth), '  '.repeat(depth + 1)]
  const lines = Object.entries(fields).map(([field, value]) =>
    value === null || value === '' ? `${inner}<${field}/>` : `${inner}<${field}>${escaped(String(value))}</${field}>`,
  )
  return `${outer}<${name}>\n${lines.join('\n')}\n${outer}</${name}>`
}

/** What XML allows of a text; characters it forbids altogether are left out. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

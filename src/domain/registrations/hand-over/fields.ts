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
import type { HandedHome, HandedParty } from './handed-home.ts'

/** A column of the hand-over: the standard's field name beside its Chinese words, and what stands in it. */
export type HandedField = {
  code: string
  title: string
  width: number
  of: (home: HandedHome) => string | number | null
}

const buyers = ({ parties }: HandedHome) => parties.filter(({ role }) => role === 'buyer')
const first = (home: HandedHome, role: HandedParty['role']) => home.parties.find((party) => party.role === role)

/** Several co-owners stand in one cell, in one order in every cell. */
const joined = (parties: readonly HandedParty[], of: (party: HandedParty) => string | null) =>
  parties.length === 0 ? null : parties.map((party) => of(party) ?? '').join('、')

/**
 * Fields of a home handed over as a table, by the names of the database standard (SLSQ, H, FDCQ2, QLR, HT). The last
 * three are what comes back; they are filled here only where we entered first.
 */
export const handedFields: readonly HandedField[] = [
  { code: 'BizMsgID', title: '报文编号', width: 20, of: ({ messageId }) => messageId },
  { code: 'YWH', title: '业务号', width: 24, of: ({ acceptanceNo }) => acceptanceNo },
  { code: 'DJLX', title: '登记类型', width: 9, of: ({ kind }) => registrationCodes[kind] },
  { code: 'RecType', title: '报文类型', width: 10, of: ({ kind }) => recordTypes[kind] },
  {
    code: 'ZDDM',
    title: '宗地代码',
    width: 22,
    of: ({ parcelCode, unitCode }) => parcelCode ?? unitCode?.slice(0, 19) ?? null,
  },
  { code: 'BDCDYH', title: '不动产单元号', width: 32, of: ({ unitCode }) => unitCode },
  { code: 'XMMC', title: '项目名称', width: 22, of: ({ estate }) => estate },
  { code: 'ZRZH', title: '自然幢号', width: 9, of: ({ building }) => building },
  { code: 'DYH', title: '单元', width: 7, of: ({ entrance }) => entrance },
  { code: 'SHBW', title: '室号部位', width: 9, of: ({ room }) => room },
  { code: 'ZL', title: '坐落', width: 36, of: ({ place }) => place },
  { code: 'SZC', title: '所在层', width: 8, of: ({ floor }) => floor },
  { code: 'ZCS', title: '总层数', width: 8, of: ({ floorsTotal }) => floorsTotal },
  { code: 'GHYT', title: '规划用途', width: 10, of: ({ use }) => use },
  { code: 'FWLX', title: '房屋类型', width: 9, of: ({ use }) => houseTypeCode(use) },
  { code: 'FWXZ', title: '房屋性质', width: 9, of: ({ nature }) => houseNatureCode(nature) },
  { code: 'FWJG', title: '房屋结构', width: 9, of: ({ structure }) => structureCode(structure) },
  { code: 'JZMJ', title: '建筑面积', width: 10, of: ({ areaM2 }) => areaM2 },
  { code: 'ZYJZMJ', title: '专有建筑面积', width: 12, of: ({ innerAreaM2 }) => innerAreaM2 },
  { code: 'FTJZMJ', title: '分摊建筑面积', width: 12, of: ({ sharedAreaM2 }) => sharedAreaM2 },
  { code: 'QLLX', title: '权利类型', width: 9, of: () => rightCode },
  { code: 'QLXZ', title: '权利性质', width: 9, of: ({ nature }) => landRightCode(nature) },
  {
    code: 'GYFS',
    title: '共有方式',
    width: 9,
    of: ({ coOwnership }) => (coOwnership ? coOwnershipCodes[coOwnership] : null),
  },
  {
    code: 'QLRMC',
    title: '权利人名称',
    width: 16,
    of: (home) => joined(buyers(home), ({ name }) => name) ?? home.applicant,
  },
  {
    code: 'ZJZL',
    title: '证件种类',
    width: 9,
    of: (home) => joined(buyers(home), ({ idKind }) => idKindCodes[idKind ?? ''] ?? null),
  },
  { code: 'ZJH', title: '证件号', width: 22, of: (home) => joined(buyers(home), ({ idNumber }) => idNumber) },
  { code: 'QLBL', title: '权利比例', width: 10, of: (home) => joined(buyers(home), ({ share }) => share) },
  { code: 'DH', title: '电话', width: 14, of: (home) => joined(buyers(home), ({ phone }) => phone) },
  {
    code: 'YWRMC',
    title: '义务人名称',
    width: 22,
    of: (home) => first(home, 'seller')?.name ?? (home.kind === 'transfer' ? home.applicant : null),
  },
  { code: 'DLRMC', title: '代理人名称', width: 12, of: (home) => first(home, 'agent')?.name ?? null },
  { code: 'DLRZJH', title: '代理人证件号', width: 22, of: (home) => first(home, 'agent')?.idNumber ?? null },
  { code: 'HTBH', title: '合同编号', width: 16, of: ({ contractNo }) => contractNo },
  { code: 'HTQDRQ', title: '合同签订日期', width: 12, of: ({ contractOn }) => contractOn },
  { code: 'HTJE', title: '合同金额', width: 12, of: ({ priceFen }) => (priceFen === null ? null : priceFen / 100) },
  { code: 'DJYY', title: '登记原因', width: 12, of: ({ kind }) => (kind === 'transfer' ? '买卖' : '首次登记') },
  { code: 'SLSJ', title: '受理时间', width: 12, of: ({ acceptedOn }) => acceptedOn },
  { code: 'SLRY', title: '受理人员', width: 10, of: ({ acceptor }) => acceptor },
  { code: 'SHRYXM', title: '审核人员', width: 10, of: ({ reviewer }) => reviewer },
  { code: 'SHJSSJ', title: '审核结束时间', width: 12, of: ({ reviewedOn }) => reviewedOn },
  { code: 'FJ', title: '附记', width: 40, of: ({ remark }) => remark },
  { code: 'BDCQZH', title: '不动产权证号', width: 34, of: ({ certificateNo }) => certificateNo },
  { code: 'DJSJ', title: '登记时间', width: 12, of: ({ enteredOn }) => enteredOn },
  { code: 'CLJG', title: '处理结果', width: 10, of: () => null },
]

/** The head of a column: its words and its field name, by either of which it is known again when it comes back. */
export const headOf = ({ title, code }: HandedField): string => `${title}(${code})`

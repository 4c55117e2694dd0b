import { findingKinds } from '../../ledgers/findings.ts'
import { judgeOwners } from '../../ledgers/rows/judge-owners.ts'
import type { RowNotes } from '../../ledgers/rows/row-notes.ts'
import type { IsoDate } from '../../shared/quantities.ts'
import { findIdFault, findUnitCodeFault, parseCertificateNumber } from '../../units/codes.ts'
import type { Authorisation } from './applicants.ts'
import { type OwnerRow, type OwnerRowColumns, readAuthorisation } from './owner-row.ts'
import { findSharesFault, readShare, type Share, type SharesFault } from './shares.ts'

/** Why a row stays out: which cell, under which code it is counted, and what to do about it in the clerk's words. */
export type RowFault = { cell: string | null; code: string; words: string }

/** A row as it will be applied for, once nothing is wrong with it. */
export type JudgedOwnerRow = {
  row: OwnerRow
  shares: readonly (Share | null)[]
  authorisation: Authorisation | null
  faults: readonly RowFault[]
}

const shareWords: Record<SharesFault, string> = {
  sole_with_several: '写了多个权利人，却是单独所有',
  several_without_kind: '有多个权利人，请填写共有方式（共同共有或按份共有）',
  shares_missing: '按份共有须写明每个人的份额，按姓名次序用顿号分隔，如 1/2、1/2',
  shares_not_whole: '份额合计不等于 1，请按分数填写，如 1/3、1/3、1/3',
}

/** Everything that is wrong with a row by itself, each at its cell. What was noted while it was read comes first. */
export function judgeOwnerRow(
  row: OwnerRow,
  columns: OwnerRowColumns,
  notes: RowNotes,
  { rowNo, today, countyCode }: { rowNo: number; today: IsoDate; countyCode: string },
): JudgedOwnerRow {
  const faults: RowFault[] = []
  const say = (field: keyof OwnerRowColumns, code: string, words: string) =>
    void faults.push({ cell: columns[field] ? `${columns[field].column}${rowNo}` : null, code, words })

  judgeOwners(row.owners, columns, row.owners.length, notes)
  judgeMandatory(row, say)
  judgeCodes(row, countyCode, say)
  judgeDay(row, today, say)
  const shares = judgeShares(row, say)
  const authorisation = judgeAgent(row, say)
  const read = notes
    .take()
    .findings.filter(({ kind }) => findingKinds[kind] === 'error')
    .map(({ cell, kind, message }) => ({ cell, code: kind, words: message }))
  return { row, shares, authorisation, faults: [...read, ...faults.filter(({ cell }) => !isTold(read, cell))] }
}

type Say = (field: keyof OwnerRowColumns, code: string, words: string) => void

/** A cell that could not be read is not also told to be empty. */
const isTold = (told: readonly RowFault[], cell: string | null) =>
  cell !== null && told.some((fault) => fault.cell === cell)

function judgeMandatory({ owners, unitCode, building, room }: OwnerRow, say: Say): void {
  if (unitCode === null && (building === null || room === null))
    say('room', 'place_missing', '看不出是哪一户：请填不动产单元号，或楼号、单元、房号')
  if (owners.length === 0) say('ownerName', 'owner_missing', '没有填写权利人')
  if (owners.some(({ name }) => name === null)) say('ownerName', 'owner_missing', '有证件号没有对应的姓名')
  if (owners.some(({ name, idNumber }) => name !== null && idNumber === null))
    say('idNumber', 'id_missing', '有权利人没有填写证件号码')
  const numbers = owners.flatMap(({ idNumber }) => idNumber ?? [])
  if (new Set(numbers).size < numbers.length) say('idNumber', 'same_owner_twice', '同一证件号写了两次')
}

function judgeCodes({ unitCode, certificateNo }: OwnerRow, countyCode: string, say: Say): void {
  if (unitCode !== null && findUnitCodeFault(unitCode))
    say('unitCode', 'unit_code_form', `不动产单元号应为 28 位且格式正确，现为 ${unitCode.length} 位`)
  else if (unitCode !== null && !unitCode.startsWith(countyCode))
    say('unitCode', 'unit_code_county', '不动产单元号前六位不是本县的代码')
  if (certificateNo === null) return
  const parts = parseCertificateNumber(certificateNo)
  if (parts === null) say('certificateNo', 'certificate_form', '证号格式不对，应如 晋（2022）汾阳市不动产权第0000001号')
  else if (parts.isProof) say('certificateNo', 'certificate_form', '这是不动产登记证明的号，不是不动产权证号')
}

function judgeDay({ contractOn }: OwnerRow, today: IsoDate, say: Say): void {
  if (contractOn !== null && contractOn > today)
    say('contractOn', 'dates_out_of_order', `合同签订日期 ${contractOn} 晚于今天`)
}

function judgeShares({ owners, coOwnership, shares: written }: OwnerRow, say: Say): readonly (Share | null)[] {
  const unreadable = written.find((share) => readShare(share) === null)
  if (unreadable !== undefined) {
    say('shares', 'share_unreadable', `份额“${unreadable}”看不懂，请写成分数，如 1/2`)
    return []
  }
  if (written.length > owners.length && owners.length > 0) {
    say('shares', 'shares_too_many', `有 ${owners.length} 个权利人，却写了 ${written.length} 个份额`)
    return []
  }
  const shares = owners.map((_, at) => readShare(written[at] ?? ''))
  const fault = findSharesFault(coOwnership, shares)
  if (fault)
    say(fault === 'shares_missing' || fault === 'shares_not_whole' ? 'shares' : 'coOwnership', fault, shareWords[fault])
  return shares
}

function judgeAgent({ agent }: OwnerRow, say: Say): Authorisation | null {
  if (agent === null) return null
  if (agent.name === null) say('agentName', 'agent_incomplete', '请填写代理人姓名')
  if (agent.idNumber === null) say('agentId', 'agent_incomplete', '请填写代理人身份证号')
  else if (findIdFault(agent.idNumber)) say('agentId', 'agent_id', '代理人身份证号不正确，请核对证件')
  const authorisation = agent.authorisation === null ? null : readAuthorisation(agent.authorisation)
  if (authorisation === null) say('authorisation', 'agent_incomplete', '请填写委托方式：现场、公证或照片')
  return authorisation
}

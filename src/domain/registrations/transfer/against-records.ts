import type { IsoDate } from '../../shared/quantities.ts'
import type { OwnerRow } from './owner-row.ts'
import type { RowFault } from './row-faults.ts'

/** The home a row is about, as the records have it. Numbers of owners are compared as digests only. */
export type RecordedHome = {
  unitId: string
  estateName: string
  isOfEstate: boolean
  firstRegisteredOn: IsoDate | null
  transferredOn: IsoDate | null
  owners: readonly { name: string; idDigest: string | null }[]
  /** Acceptance number of an open application of the home, or that it has none yet; null: no open application. */
  openApplication: string | null
  /** Name of another batch the home waits in; null: none. */
  otherBatch: string | null
  /** What a restriction holds up, by rule; null: nothing. */
  block: string | null
  /** Whether another home has the certificate number the row gives. */
  isCertificateTaken: boolean
}

export type RowAgainstRecords = {
  row: OwnerRow
  /** Digests of the owners' numbers, in their order. */
  digests: readonly (string | null)[]
  /** Rows of the file before this one that name the same home. */
  sameHomeIn: number | null
  submittedOn: IsoDate
  /** Whether who applies tells why the owner is another, as for heirs. */
  isDifferenceTold: boolean
  cellOf: (field: 'unitCode' | 'room' | 'ownerName' | 'estate' | 'certificateNo' | 'contractOn') => string | null
}

/** Everything the records have against a row; a home not found has nothing else. */
export function judgeAgainstRecords(home: RecordedHome | null, given: RowAgainstRecords): readonly RowFault[] {
  const { row, cellOf } = given
  const placeCell = cellOf(row.unitCode === null ? 'room' : 'unitCode')
  if (home === null) return [{ cell: placeCell, code: 'home_not_found', words: `台账中没有这一户：${placeWords(row)}` }]
  const faults: RowFault[] = []
  const say = (cell: string | null, code: string, words: string) => void faults.push({ cell, code, words })

  if (given.sameHomeIn !== null) say(placeCell, 'home_twice_in_file', `与第 ${given.sameHomeIn} 行是同一户`)
  if (!home.isOfEstate)
    say(cellOf('estate') ?? placeCell, 'other_estate', `这一户属于“${home.estateName}”，不是本批次的小区`)
  if (home.transferredOn !== null) say(placeCell, 'already_transferred', `已于 ${home.transferredOn} 办理转移登记`)
  else if (home.firstRegisteredOn === null) say(placeCell, 'not_first_registered', '尚未首次登记，不能申请转移登记')
  if (home.openApplication !== null) say(placeCell, 'application_open', `已有在办的申请（${home.openApplication}）`)
  if (home.otherBatch !== null) say(placeCell, 'in_other_batch', `已在另一个未办完的批次“${home.otherBatch}”中`)
  if (home.block !== null) say(placeCell, 'restricted', home.block)
  if (home.isCertificateTaken) say(cellOf('certificateNo'), 'certificate_taken', '这个证号已用于另一户')
  if (!given.isDifferenceTold && row.difference === null && isAnotherOwner(home.owners, row, given.digests))
    say(
      cellOf('ownerName'),
      'owner_differs',
      `与台账不一致（台账为 ${home.owners.map(({ name }) => name).join('、')}），请核对；确有变更的，填写“与台账不一致的原因”`,
    )
  if (row.contractOn !== null && row.contractOn > given.submittedOn)
    say(cellOf('contractOn'), 'dates_out_of_order', `合同签订日期 ${row.contractOn} 晚于申请日期 ${given.submittedOn}`)
  return faults
}

/**
 * Whether the row names other people than the records. Numbers decide where both have them; where the records have only
 * names, those do. Records without an owner contradict nobody.
 */
export function isAnotherOwner(
  recorded: RecordedHome['owners'],
  { owners }: Pick<OwnerRow, 'owners'>,
  digests: readonly (string | null)[],
): boolean {
  if (recorded.length === 0) return false
  if (recorded.length !== owners.length) return true
  const given = owners.map(({ name }, at) => ({ name: plain(name ?? ''), digest: digests[at] ?? null }))
  return !recorded.every(({ name, idDigest }) =>
    given.some((owner) => owner.name === plain(name) && (idDigest === null || owner.digest === idDigest)),
  )
}

const plain = (name: string) => name.normalize('NFKC').replaceAll(/[\s·・•]/g, '')

function placeWords({ unitCode, estate, building, entrance, room }: OwnerRow): string {
  if (unitCode !== null) return unitCode
  return `${estate ? `${estate} ` : ''}${[building, entrance, room].filter((part) => part !== null).join('-')}`
}

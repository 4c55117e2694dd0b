import { describe, expect, test } from 'vitest'
import { isAnotherOwner, judgeAgainstRecords, type RecordedHome, type RowAgainstRecords } from './against-records.ts'
import type { OwnerRow } from './owner-row.ts'

const owner = (name: string) => ({
  name,
  idKind: 'identity_card' as const,
  idNumber: '141199197001010018',
  phone: null,
})

const row: OwnerRow = {
  unitCode: null,
  estate: '示例小区',
  building: '3',
  entrance: '2',
  room: '501',
  owners: [owner('示例甲')],
  coOwnership: null,
  shares: [],
  contractNo: null,
  contractOn: '2020-06-18',
  priceFen: null,
  invoiceNo: null,
  taxReceiptNo: null,
  fundReceiptNo: null,
  agent: null,
  certificateNo: null,
  difference: null,
  remark: null,
}

const home: RecordedHome = {
  unitId: 'u',
  estateName: '示例小区',
  isOfEstate: true,
  firstRegisteredOn: '2021-12-01',
  transferredOn: null,
  owners: [{ name: '示例甲', idDigest: 'a' }],
  openApplication: null,
  otherBatch: null,
  block: null,
  isCertificateTaken: false,
}

const given: RowAgainstRecords = {
  row,
  digests: ['a'],
  sameHomeIn: null,
  submittedOn: '2022-06-01',
  isDifferenceTold: false,
  cellOf: (field) => `${field}12`,
}

test('a home the records agree with has nothing against it', () => {
  expect(judgeAgainstRecords(home, given)).toEqual([])
})

const wrong: readonly [string, Partial<RecordedHome>, Partial<RowAgainstRecords>, string][] = [
  ['the same home in another row', {}, { sameHomeIn: 7 }, 'home_twice_in_file'],
  ['a home of another estate', { isOfEstate: false }, {}, 'other_estate'],
  ['a home already transferred', { transferredOn: '2022-01-01' }, {}, 'already_transferred'],
  ['a home not first-registered', { firstRegisteredOn: null }, {}, 'not_first_registered'],
  ['a home in an open application', { openApplication: '汾受2022000001' }, {}, 'application_open'],
  ['a home in another batch', { otherBatch: '一期' }, {}, 'in_other_batch'],
  ['a seized home', { block: '查封（示例法院，1号）' }, {}, 'restricted'],
  ['a certificate number taken', { isCertificateTaken: true }, {}, 'certificate_taken'],
  ['another owner', { owners: [{ name: '示例乙', idDigest: 'b' }] }, {}, 'owner_differs'],
  ['a contract later than the application', {}, { submittedOn: '2020-06-17' }, 'dates_out_of_order'],
]

test.each(wrong)('%s stays out under its own code', (_, ofHome, ofRow, code) => {
  expect(judgeAgainstRecords({ ...home, ...ofHome }, { ...given, ...ofRow }).map((fault) => fault.code)).toEqual([code])
})

test('a home nobody finds is told by the place the row gives, and nothing else', () => {
  expect(judgeAgainstRecords(null, given)).toEqual([
    { cell: 'room12', code: 'home_not_found', words: '台账中没有这一户：示例小区 3-2-501' },
  ])
})

test('another owner goes through where the row, or who applies, tells why', () => {
  const differing = { ...home, owners: [{ name: '示例乙', idDigest: 'b' }] }

  expect(judgeAgainstRecords(differing, { ...given, row: { ...row, difference: '离婚析产' } })).toEqual([])
  expect(judgeAgainstRecords(differing, { ...given, isDifferenceTold: true })).toEqual([])
})

describe('who is another owner', () => {
  const two = { owners: [owner('示例甲'), owner('示例 乙')] }

  test.each([
    ['nobody recorded', [], ['a', 'b'], false],
    [
      'the same two',
      [
        { name: '示例乙', idDigest: 'b' },
        { name: '示例甲', idDigest: 'a' },
      ],
      ['a', 'b'],
      false,
    ],
    [
      'names alone recorded',
      [
        { name: '示例甲', idDigest: null },
        { name: '示例乙', idDigest: null },
      ],
      ['a', 'b'],
      false,
    ],
    [
      'the same name with another number',
      [
        { name: '示例甲', idDigest: 'a' },
        { name: '示例乙', idDigest: 'c' },
      ],
      ['a', 'b'],
      true,
    ],
    ['one more than recorded', [{ name: '示例甲', idDigest: 'a' }], ['a', 'b'], true],
  ] as const)('%s: %#', (_, recorded, digests, isAnother) => {
    expect(isAnotherOwner(recorded, two, digests)).toBe(isAnother)
  })
})

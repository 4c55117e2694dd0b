import { describe, expect, test } from 'vitest'
import { gatesOf } from './gates.ts'
import { acceptanceNumber, certificateNumber, numberInRun } from './numbers.ts'
import { refuseSubmission, type Submission, type SubmittedHome } from './submission.ts'

const today = '2022-11-30'
const open = (kind: 'first' | 'transfer') =>
  gatesOf[kind].map((gate) => ({ gate, state: 'open', basis: null }) as const)
const buyer = { role: 'buyer', hasNumber: true, share: null } as const

const transfer: Submission = {
  kind: 'transfer',
  homes: 1,
  applicantKind: 'both',
  applicantBasis: null,
  submittedOn: '2022-11-01',
  gates: open('transfer'),
  parties: [buyer],
  coOwnership: 'sole',
}
const first: Submission = {
  ...transfer,
  kind: 'first',
  homes: 2,
  applicantKind: 'developer',
  gates: open('first'),
  parties: [],
  coOwnership: null,
}
const home: SubmittedHome = {
  isOfPlace: true,
  firstRegisteredOn: '2022-03-01',
  transferredOn: null,
  openApplication: null,
  hold: null,
}
const unregistered = { ...home, firstRegisteredOn: null }

const codeOf = (submission: Submission, homes: readonly SubmittedHome[]) =>
  refuseSubmission(submission, homes, today)?.code ?? null

describe('a transfer', () => {
  const half = { parts: 1, whole: 2 }

  test('of a first-registered home to one buyer is handed in', () => expect(codeOf(transfer, [home])).toBeNull())

  test.each<[string, Partial<Submission>]>([
    ['date_in_future', { submittedOn: '2022-12-01' }],
    ['no_homes', { homes: 0 }],
    ['one_home_only', { homes: 2 }],
    ['applicant_of_other_kind', { applicantKind: 'successor' }],
    ['applicant_without_basis', { applicantKind: 'buyer' }],
    ['gates_other_than_kind', { gates: open('first') }],
    ['gates_other_than_kind', { gates: open('transfer').slice(1) }],
    [
      'gate_without_basis',
      { gates: open('transfer').map((gate) => (gate.gate === 'tax' ? { ...gate, state: 'deferred' } : gate)) },
    ],
    [
      'review_left_out',
      {
        gates: open('transfer').map((gate) =>
          gate.gate === 'review' ? { ...gate, state: 'not_needed', basis: '依据' } : gate,
        ),
      },
    ],
    ['no_buyer', { parties: [] }],
    ['buyer_without_number', { parties: [{ ...buyer, hasNumber: false }] }],
    ['co_ownership_missing', { coOwnership: null }],
    ['sole_with_several', { parties: [buyer, buyer] }],
    ['shares_missing', { coOwnership: 'by_share', parties: [buyer, { ...buyer, share: half }] }],
    ['shares_not_whole', { coOwnership: 'by_share', parties: [{ ...buyer, share: half }] }],
  ])('is refused as %s', (code, given) => {
    expect(codeOf({ ...transfer, ...given }, [home])).toBe(code)
  })

  test('by an unusual applicant on its basis, or with a gate put off on a rule, is handed in', () => {
    const gates = open('transfer').map((gate) =>
      gate.gate === 'tax' ? { ...gate, state: 'deferred' as const, basis: '证缴分离' } : gate,
    )

    expect(codeOf({ ...transfer, applicantKind: 'buyer', applicantBasis: '开发企业灭失' }, [home])).toBeNull()
    expect(codeOf({ ...transfer, gates }, [home])).toBeNull()
    expect(
      codeOf(
        {
          ...transfer,
          coOwnership: 'by_share',
          parties: [
            { ...buyer, share: half },
            { ...buyer, share: half },
          ],
        },
        [home],
      ),
    ).toBeNull()
  })

  test.each<[string, Partial<SubmittedHome>]>([
    ['other_building', { isOfPlace: false }],
    ['already_transferred', { transferredOn: '2022-05-01' }],
    ['not_first_registered', { firstRegisteredOn: null }],
    ['before_first_registration', { firstRegisteredOn: '2022-11-02' }],
    ['in_another_application', { openApplication: { acceptanceNo: '受（2022）汾阳市第0000001号' } }],
    ['held', { hold: { words: '查封', basis: '依据' } }],
  ])('of a home that is so is refused as %s', (code, given) => {
    expect(codeOf(transfer, [{ ...home, ...given }])).toBe(code)
  })
})

describe('a first registration', () => {
  test('of homes that have none is handed in', () => expect(codeOf(first, [unregistered, unregistered])).toBeNull())
  test('is refused for one home among them that has it', () =>
    expect(codeOf(first, [unregistered, home])).toBe('already_first_registered'))
  test('by a successor needs his basis', () =>
    expect(codeOf({ ...first, applicantKind: 'successor' }, [unregistered])).toBe('applicant_without_basis'))
})

describe('numbers', () => {
  const marks = { provinceMark: '晋', placeName: '方山县' }

  test('are written as the county writes them', () => {
    expect(certificateNumber(marks, 2022, 1)).toBe('晋（2022）方山县不动产权第0000001号')
    expect(acceptanceNumber(marks, 2022, 12)).toBe('受（2022）方山县第0000012号')
  })

  test.each([
    ['晋（2022）方山县不动产权第0000123号', 123],
    ['晋（2021）方山县不动产权第0000123号', null],
    ['晋（2022）汾阳市不动产权第0000123号', null],
    ['晋（2022）方山县不动产证明第0000123号', null],
    ['0000123', null],
  ])('%s is no. %s of this run', (written, no) => expect(numberInRun(written, marks, 2022)).toBe(no))
})

import type { NewTransfer } from '#contract/transfers.ts'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import { findIdFault } from '#domain/units/codes.ts'
import type { visitWords } from '../messages.ts'
import type { PhoneHome } from '../store/shapes.ts'
import { today } from './home-words.ts'

type Text = (typeof visitWords)['zh']

/** Kinds of documents people show; of organisations the window takes applications. */
export const idKinds = ['identity_card', 'hk_mo_tw', 'passport', 'household_register', 'officer_card', 'other'] as const

/** What is typed at a temporary point; `person` where the applicant is another than on record. */
export type IntakeValues = {
  applicant: NewTransfer['applicantKind']
  basis: string
  isOnRecord: boolean
  person: { name: string; idKind: (typeof idKinds)[number]; idNumber: string; phone: string }
  difference: string
  coOwnership: 'sole' | 'joint' | 'other'
  contractNo: string
  contractOn: string
  price: string
  invoiceNo: string
  held: readonly PaperKind[]
  reason: string
  note: string
}

export const freshIntake = (home: PhoneHome, text: Text): IntakeValues => ({
  applicant: 'both',
  basis: '',
  isOnRecord: home.owners.length > 0,
  person: { name: '', idKind: 'identity_card', idNumber: '', phone: '' },
  difference: '',
  coOwnership: home.owners.length > 1 ? 'joint' : 'sole',
  contractNo: '',
  contractOn: '',
  price: '',
  invoiceNo: '',
  held: home.fields.papers ?? [],
  reason: text.intakeReasonSuggested,
  note: '',
})

export function wrongInIntake(values: IntakeValues, isSigned: boolean, text: Text): Record<string, string> {
  const { applicant, basis, isOnRecord, person, difference, price, reason } = values
  const mustFill = (isEmpty: boolean, field: string) => (isEmpty ? { [field]: text.fillThis } : {})
  const another = isOnRecord
    ? {}
    : {
        ...mustFill(person.name.trim() === '', 'name'),
        ...(isLikelyNumber(person) ? {} : { idNumber: text.noIdChecked }),
        ...mustFill(difference.trim() === '', 'difference'),
      }
  return {
    ...mustFill((applicant === 'buyer' || applicant === 'heir') && basis.trim() === '', 'basis'),
    ...another,
    ...(price !== '' && !/^\d{1,9}(\.\d{1,2})?$/.test(price) && { price: text.number }),
    ...mustFill(reason.trim().length < 2, 'reason'),
    ...(!isSigned && { signature: text.needSignature }),
  }
}

/** Whether a number can be one of its kind at all. */
const isLikelyNumber = ({ idKind, idNumber }: IntakeValues['person']) =>
  idKind === 'identity_card' ? findIdFault(idNumber.trim().toUpperCase()) === null : idNumber.trim() !== ''

const fenPerYuan = 100

/** The application as the window takes it. */
export function transferOf(values: IntakeValues, home: PhoneHome): NewTransfer {
  const { applicant, basis, isOnRecord, person, difference, coOwnership, price, held, reason } = values
  const typed = (words: string) => words.trim() || null
  return {
    reason: reason.trim(),
    submittedOn: today(),
    applicantKind: applicant,
    applicantBasis: typed(basis),
    buyers: isOnRecord
      ? home.owners.map(({ ownerNo }) => ({ ownerNo, share: null }))
      : [
          {
            name: person.name.trim(),
            idKind: person.idKind,
            idNumber: person.idNumber.trim().toUpperCase(),
            phone: typed(person.phone),
            share: null,
          },
        ],
    coOwnership,
    difference: isOnRecord ? null : typed(difference),
    agent: null,
    contract: {
      no: typed(values.contractNo),
      on: typed(values.contractOn),
      priceFen: price === '' ? null : Math.round(Number(price) * fenPerYuan),
      invoiceNo: typed(values.invoiceNo),
    },
    held: [...held],
    remark: typed(values.note),
  }
}

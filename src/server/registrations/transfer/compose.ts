import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import type { OwnerEntry } from '#domain/ledgers/rows.ts'
import type { ApplicantFault, Authorisation, TransferApplicant } from '#domain/registrations/transfer/applicants.ts'
import { authorisations, findApplicantFault } from '#domain/registrations/transfer/applicants.ts'
import {
  type RuledRequirement,
  startingGates,
  type TransferCase,
  transferPapers,
} from '#domain/registrations/transfer/papers.ts'
import type { JudgedOwnerRow } from '#domain/registrations/transfer/row-faults.ts'
import type { CoOwnership, Share } from '#domain/registrations/transfer/shares.ts'
import type { TransferRules } from '../../diagnosis/actions.ts'
import type { GivenApplication } from '../given.ts'
import type { PlainParty } from '../parties.ts'

/** Terms that hold for every application of a batch, or for the one that is typed. */
export type TransferTerms = {
  applicantKind: TransferApplicant
  applicantBasis: string | null
  submittedOn: string
  /** Papers handed in. */
  held: readonly PaperKind[]
}

/** One transfer as it is told, by a row or by a form; numbers of people still in the clear. */
export type ToldTransfer = {
  estateId: string
  isHome: boolean
  buyers: readonly (Pick<OwnerEntry, 'idKind' | 'idNumber' | 'phone'> & { name: string; share: Share | null })[]
  coOwnership: CoOwnership | null
  difference: string | null
  agent: { name: string; idNumber: string; authorisation: Authorisation } | null
  contract: { no: string | null; on: string | null; priceFen: number | null; invoiceNo: string | null }
  remark: string | null
}

/** The application a told transfer becomes: its papers, gates, parties, and contract, each by rule. */
export function composeTransfer(
  told: ToldTransfer,
  terms: TransferTerms,
  closed: readonly RuledRequirement[],
): GivenApplication {
  const coOwnership = told.coOwnership ?? (told.buyers.length === 1 ? 'sole' : null)
  const of: TransferCase = {
    applicant: terms.applicantKind,
    coOwnership,
    agent: told.agent?.authorisation ?? null,
    isHome: told.isHome,
  }
  return {
    kind: 'transfer',
    estateId: told.estateId,
    buildingId: null,
    applicantKind: terms.applicantKind,
    organisationId: null,
    applicantBasis: terms.applicantBasis,
    submittedOn: terms.submittedOn,
    papers: transferPapers(of, new Set<string>(terms.held), closed),
    gates: startingGates(of, closed),
    parties: partiesOf(told, terms),
    contract: contractOf(told, terms, closed),
    coOwnership,
    remark: told.remark,
  }
}

function partiesOf(
  { buyers, agent, difference }: ToldTransfer,
  { applicantKind, applicantBasis }: TransferTerms,
): PlainParty[] {
  const basis = difference ?? (applicantKind === 'heir' ? applicantBasis : null)
  return [...buyers.map((buyer) => ({ role: 'buyer' as const, ...buyer, basis })), ...(agent ? [agentOf(agent)] : [])]
}

const agentOf = ({ name, idNumber, authorisation }: NonNullable<ToldTransfer['agent']>): PlainParty => ({
  role: 'agent',
  name,
  idKind: 'identity_card',
  idNumber,
  phone: null,
  share: null,
  basis: authorisations[authorisation],
})

/** Where a rule in force closes the contract, the purchase counts as a fact 视同已签订; else the contract is the filed one. */
function contractOf(
  { contract }: ToldTransfer,
  { applicantKind }: TransferTerms,
  closed: readonly RuledRequirement[],
): GivenApplication['contract'] {
  if (applicantKind === 'heir' && contract.no === null) return null
  const isRuled = closed.some(({ requirement }) => requirement === 'contract')
  return { ...contract, basis: contract.no === null && isRuled ? 'recognised' : 'filed' }
}

/** What a judged row of a workbook tells of the home it means. */
export function toldByRow(
  { row, shares, authorisation }: JudgedOwnerRow,
  home: { estateId: string; isHome: boolean },
): ToldTransfer {
  const { agent, contractNo, contractOn, priceFen, invoiceNo } = row
  return {
    estateId: home.estateId,
    isHome: home.isHome,
    buyers: row.owners.map(({ name, ...owner }, at) => ({ ...owner, name: name ?? '', share: shares[at] ?? null })),
    coOwnership: row.coOwnership,
    difference: row.difference,
    agent:
      agent?.name && agent.idNumber && authorisation
        ? { name: agent.name, idNumber: agent.idNumber, authorisation }
        : null,
    contract: { no: contractNo, on: contractOn, priceFen, invoiceNo },
    remark: row.remark,
  }
}

/** Papers a row shows by their numbers, beside those handed in with the whole file. */
export function heldByRow({ row }: JudgedOwnerRow, held: readonly PaperKind[]): PaperKind[] {
  const { contractNo, invoiceNo, taxReceiptNo, fundReceiptNo, agent } = row
  const told: readonly (readonly [unknown, PaperKind])[] = [
    [contractNo, 'contract'],
    [invoiceNo, 'invoice'],
    [taxReceiptNo, 'tax_receipt'],
    [fundReceiptNo, 'fund_receipt'],
    [agent, 'authorisation'],
  ]
  return [...new Set([...held, ...told.flatMap(([number, paper]) => (number === null ? [] : [paper]))])]
}

const standings: Readonly<Record<string, 'existing' | 'gone'>> = {
  existing: 'existing',
  deregistered: 'gone',
  revoked: 'gone',
  missing: 'gone',
  extinct: 'gone',
}

/** Whether the developer of an estate still exists, by the facts its diagnosis rests on. */
export const developerOf = (rules: TransferRules | undefined): 'existing' | 'gone' | 'unknown' =>
  standings[String(rules?.developerStanding)] ?? 'unknown'

/** What is wrong with who applies, as the facts of the estate have it. */
export const applicantFaultOf = (terms: TransferTerms, rules: TransferRules | undefined): ApplicantFault | null =>
  findApplicantFault(terms.applicantKind, { basis: terms.applicantBasis, developer: developerOf(rules) })

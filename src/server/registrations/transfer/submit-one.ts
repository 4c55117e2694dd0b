import { sql } from 'kysely'
import type { NewTransfer } from '#contract/transfers.ts'
import { papersHeld } from '#domain/archives/papers.ts'
import { isAnotherOwner } from '#domain/registrations/transfer/against-records.ts'
import { applicantFaultWords } from '#domain/registrations/transfer/applicants.ts'
import { type CodeFault, findCreditCodeFault, findIdFault } from '#domain/units/codes.ts'
import { filesOf } from '../../archives/actions.ts'
import { transferRulesOfUnit } from '../../diagnosis/actions.ts'
import { type Actor, type Db, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { type PlainParty, type SealedParty, sealParty } from '../parties.ts'
import { submitApplications } from '../submit.ts'
import { agentByPhoto } from './agents-by-photo.ts'
import { applicantFaultOf, composeTransfer, type TransferTerms } from './compose.ts'

export type UnitPlace = { countyCode: string; unitId: string }

type Buyer = NewTransfer['buyers'][number]
type TypedBuyer = Extract<Buyer, { name: string }>
type Home = { estateId: string; isHome: boolean }
type Recorded = SealedParty & { ownerNo: number }

/** Hands in the transfer of one home, as it is told at the window. */
export function submitTransfer(
  { db, secrets }: { db: Db; secrets: Secrets },
  actor: Actor,
  place: UnitPlace,
  told: NewTransfer,
): Promise<string> {
  return transact(db, actor, (tx) => submitTransferIn({ tx, secrets }, actor, place, told))
}

/**
 * The same within an act of the caller; refused before anything is written. Owners on record are passed on without opening their
 * numbers.
 */
export async function submitTransferIn(
  { tx, secrets }: { tx: Tx; secrets: Secrets },
  actor: Actor,
  { countyCode, unitId }: UnitPlace,
  told: NewTransfer,
): Promise<string> {
  refuseNumbers(told)
  const home = await getHome(tx, countyCode, unitId)
  const rules = await transferRulesOfUnit(tx, countyCode, unitId, officeToday())
  const terms: TransferTerms = told
  const fault = applicantFaultOf(terms, rules)
  if (fault) throw refused(fault, applicantFaultWords[fault])
  const recorded = await recordedOwners(tx, countyCode, unitId)
  const buyers = told.buyers.map((buyer) => buyerOf(secrets, buyer, recorded))
  refuseAnotherOwner(told, recorded, buyers)
  const { agent } = told
  const byPhoto = agent && 'authorisationId' in agent ? agent.authorisationId : null
  const shown = agent && 'authorisationId' in agent ? byPhotoUnnamed : agent
  const composed = composeTransfer({ ...told, agent: shown, ...home, buyers: [] }, terms, rules.closed)
  const agents =
    byPhoto === null
      ? composed.parties.map((party: PlainParty) => sealParty(secrets, party))
      : [await agentByPhoto(tx, countyCode, unitId, byPhoto)]
  const basis = told.difference ?? (told.applicantKind === 'heir' ? told.applicantBasis : null)
  const parties = [...buyers.map((buyer) => ({ ...buyer, basis })), ...agents]
  const filed = (await filesOf(tx, countyCode, 'unit', [unitId])).get(unitId) ?? []
  const papers = papersHeld(composed.papers, filed)
  const coOwnership = told.coOwnership
  const application = { ...composed, papers, coOwnership, parties, unitIds: [unitId], batchId: null }
  const [answer] = await submitApplications(tx, actor, countyCode, [application], told.reason)
  if (answer?.refusal) throw refused(answer.refusal.code, answer.refusal.words)
  if (!answer?.id) throw new Error('an application was neither taken nor refused')
  return answer.id
}

/** What an authorisation by photo means for the papers; who it names is passed on sealed. */
const byPhotoUnnamed = { name: '', idNumber: '', authorisation: 'photo' } as const

const refused = (code: string, message: string) => new Refused({ kind: 'conflict', code, message })

async function getHome(tx: Tx, countyCode: string, unitId: string): Promise<Home> {
  const { rows } = await sql<Home>`
    select estate_id as "estateId", coalesce(use, '住宅') ~ '住宅|成套|公寓|别墅' as "isHome"
      from units where county_code = ${countyCode} and id = ${unitId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_unit', message: '没有这一户' })
  return rows[0]
}

/** A number that cannot be one is refused before anything is looked up. */
function refuseNumbers({ buyers, agent, contract, submittedOn }: NewTransfer): void {
  for (const buyer of buyers) if ('name' in buyer) refuseNumber(buyer)
  if (agent && 'idNumber' in agent && findIdFault(agent.idNumber))
    throw refused('agent_id', `代理人“${agent.name}”的身份证号不正确，请核对证件`)
  if (contract.on !== null && contract.on > submittedOn)
    throw refused('dates_out_of_order', `合同签订日期 ${contract.on} 晚于申请日期 ${submittedOn}`)
}

function refuseNumber({ name, idKind, idNumber }: TypedBuyer): void {
  const fault =
    idKind === 'identity_card' ? findIdFault(idNumber) : idKind === 'business' ? findCreditCodeFault(idNumber) : null
  if (fault) throw refused('id_number_wrong', `“${name}”的证件号码${faultWords(fault)}，请核对证件`)
}

function faultWords(fault: CodeFault): string {
  if (fault.fault === 'check') return `校验码不符（末位应为 ${fault.expected}）`
  return fault.fault === 'length' ? '位数不对' : fault.fault === 'form' ? '含有不应有的字符' : '中的出生日期不存在'
}

function buyerOf(secrets: Secrets, buyer: Buyer, recorded: readonly Recorded[]): SealedParty {
  if ('name' in buyer) return sealParty(secrets, { role: 'buyer', ...buyer, basis: null })
  const owner = recorded.find(({ ownerNo }) => ownerNo === buyer.ownerNo)
  if (!owner) throw refused('no_such_owner', '台账中没有这个权利人')
  const { ownerNo: _, ...party } = owner
  return { ...party, share: buyer.share }
}

function refuseAnotherOwner(
  { difference, applicantKind }: NewTransfer,
  recorded: readonly Recorded[],
  buyers: readonly SealedParty[],
): void {
  if (difference !== null || applicantKind === 'heir') return
  const owners = recorded.map(({ name, id }) => ({ name, idDigest: id?.digest.toString('hex') ?? null }))
  const given = buyers.map(({ name }) => ({ name, idKind: null, idNumber: null, phone: null }))
  const digests = buyers.map(({ id }) => id?.digest.toString('hex') ?? null)
  if (isAnotherOwner(owners, { owners: given }, digests))
    throw refused('owner_differs', '权利人与台账不一致，请核对；确有变更的，写明与台账不一致的原因')
}

async function recordedOwners(tx: Tx, countyCode: string, unitId: string): Promise<Recorded[]> {
  const { rows } = await sql<{
    ownerNo: number
    name: string
    idKind: SealedParty['idKind']
    idCipher: Buffer | null
    idDigest: Buffer | null
    idMasked: string | null
    phoneCipher: Buffer | null
    phoneDigest: Buffer | null
    phoneMasked: string | null
  }>`
    select owner_no as "ownerNo", name, id_kind as "idKind", id_cipher as "idCipher", id_digest as "idDigest", id_masked as "idMasked",
           phone_cipher as "phoneCipher", phone_digest as "phoneDigest", phone_masked as "phoneMasked"
      from owners where county_code = ${countyCode} and unit_id = ${unitId} order by owner_no`.execute(tx)
  return rows.map(({ ownerNo, name, idKind, ...row }) => ({
    ownerNo,
    role: 'buyer',
    name,
    idKind,
    id: sealedOf(row.idCipher, row.idDigest, row.idMasked),
    phone: sealedOf(row.phoneCipher, row.phoneDigest, row.phoneMasked),
    share: null,
    basis: null,
  }))
}

const sealedOf = (cipher: Buffer | null, digest: Buffer | null, masked: string | null) =>
  cipher && digest && masked !== null ? { cipher, digest, masked } : null

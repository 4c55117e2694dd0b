import { sql } from 'kysely'
import type { BatchTerms } from '#domain/registrations/batches.ts'
import { gatesOf } from '#domain/registrations/gates.ts'
import { type Refusal, refusal } from '#domain/registrations/refusals.ts'
import type { CoOwnership } from '#domain/registrations/states.ts'
import type { Tx } from '../platform/acts.ts'
import type { BatchItem, Chunk, ItemResult } from './batch-run.ts'
import { applicationGiven } from './given.ts'
import { type PartyIdKind, type SealedParty, sealParty } from './parties.ts'
import { type NewApplication, submitApplications, trySubmission } from './submit.ts'

/** Hands in an application for each item: as its row says, or of a selected home by what the records know of its owners. */
export async function submitItems(tx: Tx, chunk: Chunk, items: readonly BatchItem[]): Promise<ItemResult[]> {
  const chosen = chunk.source === 'selection' ? items.flatMap(({ unitId }) => unitId ?? []) : []
  const known = await knownHomes(tx, chunk, chosen)
  const asked = items.map((item) => applicationOf(chunk, item, known))
  const list = asked.flatMap((application) => ('refusal' in application ? [] : [application.application]))
  const answers = chunk.isTrial
    ? (await trySubmission(tx, chunk.countyCode, list)).map((refused) => ({ id: null, refusal: refused }))
    : await submitApplications(tx, chunk.actor, chunk.countyCode, list, chunk.reason)
  const next = answers.values()
  return items.map(({ itemNo }, at) => {
    const own = asked[at]
    if (!own || 'refusal' in own) return { itemNo, applicationId: null, refusal: own?.refusal ?? null }
    const answer = next.next().value
    return { itemNo, applicationId: answer?.id ?? null, refusal: answer?.refusal ?? null }
  })
}

type Asked = { application: NewApplication } | { refusal: Refusal }

function applicationOf(
  { secrets, batchId, source }: Chunk,
  { unitId, given, refusal: code, words }: BatchItem,
  known: ReadonlyMap<string, NewApplication>,
): Asked {
  if (unitId === null) return { refusal: code && words ? { code, words } : refusal('no_such_home') }
  if (source === 'selection') {
    const application = known.get(unitId)
    return application ? { application } : { refusal: refusal('no_such_home') }
  }
  const told = given && applicationGiven(secrets, given)
  if (!told) return { refusal: refusal('nothing_given') }
  const parties = told.parties.map((party) => sealParty(secrets, party))
  return { application: { ...told, parties, unitIds: [unitId], batchId } }
}

type KnownOwner = {
  name: string
  idKind: PartyIdKind | null
  idCipher: Buffer | null
  idDigest: Buffer | null
  idMasked: string | null
  phoneCipher: Buffer | null
  phoneDigest: Buffer | null
  phoneMasked: string | null
}

type KnownHome = {
  id: string
  estateId: string
  buildingId: string
  coOwnership: CoOwnership | null
  contractNo: string | null
  priceFen: number | null
}

/** The transfer of each selected home to the owners its ledger names. */
export async function knownHomes(
  tx: Tx,
  { countyCode, batchId, terms }: { countyCode: string; batchId: string | null; terms: BatchTerms },
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, NewApplication>> {
  if (unitIds.length === 0) return new Map()
  const { rows } = await sql<KnownHome>`
    select id, estate_id as "estateId", building_id as "buildingId", co_ownership as "coOwnership", contract_no as "contractNo", price_fen as "priceFen"
      from units where county_code = ${countyCode} and id = any (${unitIds}::uuid[])`.execute(tx)
  const owners = await ownersOf(tx, countyCode, unitIds)
  return new Map(
    rows.map((home) => {
      const parties = (owners.get(home.id) ?? []).map(buyerFrom)
      return [home.id, { ...transferOf(home, parties), ...applicantOf(terms), submittedOn: terms.on, parties, batchId }]
    }),
  )
}

const applicantOf = ({ applicantKind, applicantBasis }: Chunk['terms']) => ({
  applicantKind: applicantKind ?? ('both' as const),
  applicantBasis: applicantBasis ?? null,
})

const transferOf = (
  { id, estateId, buildingId, coOwnership, contractNo, priceFen }: KnownHome,
  parties: readonly SealedParty[],
) => ({
  kind: 'transfer' as const,
  estateId,
  buildingId,
  unitIds: [id],
  organisationId: null,
  papers: [],
  gates: gatesOf.transfer.map((gate) => ({ gate, state: 'open' as const, basis: null })),
  contract:
    contractNo === null ? null : { no: contractNo, on: null, priceFen, invoiceNo: null, basis: 'filed' as const },
  coOwnership: coOwnership ?? (parties.length === 1 ? ('sole' as const) : null),
  remark: null,
})

async function ownersOf(
  tx: Tx,
  countyCode: string,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, readonly KnownOwner[]>> {
  const { rows } = await sql<KnownOwner & { unitId: string }>`
    select unit_id as "unitId", name, id_kind as "idKind", id_cipher as "idCipher", id_digest as "idDigest", id_masked as "idMasked",
           phone_cipher as "phoneCipher", phone_digest as "phoneDigest", phone_masked as "phoneMasked"
      from owners where county_code = ${countyCode} and unit_id = any (${unitIds}::uuid[]) order by unit_id, owner_no`.execute(
    tx,
  )
  return Map.groupBy(rows, ({ unitId }) => unitId)
}

/** Sealed as the ledger sealed it: nobody has to open what is only passed on. */
const buyerFrom = (owner: KnownOwner): SealedParty => ({
  role: 'buyer',
  name: owner.name,
  idKind: owner.idKind,
  id: sealedFrom(owner.idCipher, owner.idDigest, owner.idMasked),
  phone: sealedFrom(owner.phoneCipher, owner.phoneDigest, owner.phoneMasked),
  share: null,
  basis: null,
})

const sealedFrom = (cipher: Buffer | null, digest: Buffer | null, masked: string | null) =>
  cipher && digest && masked !== null ? { cipher, digest, masked } : null

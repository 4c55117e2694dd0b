import { type RawBuilder, sql } from 'kysely'
import type { DocumentHand, DocumentMover } from '#domain/documents/moves.ts'
import type { Permission } from '#domain/staff/permissions.ts'
import type { Tx } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import type { Session } from '../platform/http/sessions.ts'

const permissionOf = {
  drafter: 'documents.draft',
  signer: 'documents.sign',
  office: 'documents.serve',
  recipient: 'documents.answer',
} as const satisfies Record<DocumentHand, Permission>

/** Who asks: the hands it has in each county, and the counties whose documents it sees whole. */
export type Party = {
  accountId: string
  regionsOf: Readonly<Record<DocumentHand, readonly string[]>>
  /** Elsewhere it sees only what was issued by or to its own unit. */
  seesAllOf: readonly string[]
}

export function partyOf({ sessions }: Pick<House, 'sessions'>, session: Session): Party {
  const may = (hand: DocumentHand) => sessions.regionsFor(session, permissionOf[hand])
  const beyondUnit = { ...session, roles: session.roles.filter(({ role }) => role !== 'officer') }
  return {
    accountId: session.accountId,
    regionsOf: {
      drafter: may('drafter'),
      signer: may('signer'),
      office: may('office'),
      recipient: may('recipient'),
    },
    seesAllOf: sessions.regionsFor(beyondUnit, 'documents.read'),
  }
}

/** A party with the units it works for, as far as the transaction sees: what one document asks of its mover. */
export type Seat = Party & { organisations: readonly string[] }

/** An account that is nobody's person works for the organisation it was opened for. */
export async function seatOf(tx: Tx, party: Party): Promise<Seat> {
  const { rows } = await sql<{ id: string }>`
    select p.organisation_id as id from people as p where p.account_id = ${party.accountId} and p.left_on is null
     union
    select a.organisation_id from accounts as a
     where a.id = ${party.accountId} and a.organisation_id is not null
       and not exists (select from people as p where p.account_id = a.id and p.left_on is null)`.execute(tx)
  return { ...party, organisations: rows.map(({ id }) => id) }
}

export const moverIn = ({ accountId, regionsOf, organisations }: Seat, countyCode: string): DocumentMover => ({
  accountId,
  organisations,
  hands: (Object.keys(permissionOf) as DocumentHand[]).filter((hand) => regionsOf[hand].includes(countyCode)), // the keys of a literal
})

/** Which documents `d` somebody sees. */
export const isSeenBy = ({ seesAllOf, organisations }: Seat): RawBuilder<unknown> => sql`
  (d.county_code = any (${seesAllOf}::text[])
   or (d.number is not null and (d.recipient_id = any (${organisations}::uuid[]) or d.issuer_id = any (${organisations}::uuid[]))))`

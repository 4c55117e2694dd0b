import type { PartyRole } from '#domain/registrations/states.ts'
import type { Share } from '#domain/registrations/transfer/shares.ts'
import { maskIdNumber, maskPhone } from '#domain/units/masks.ts'
import type { Secrets } from '../platform/secrets.ts'

export type PartyIdKind =
  | 'identity_card'
  | 'hk_mo_tw'
  | 'passport'
  | 'household_register'
  | 'officer_card'
  | 'business'
  | 'other'

/** Somebody who buys, sells or acts for another, as typed or read. Never kept so, never logged. */
export type PlainParty = {
  role: PartyRole
  name: string
  idKind: PartyIdKind | null
  idNumber: string | null
  phone: string | null
  share: Share | null
  /** Of an agent the authorisation, of an heir the deed; `null`: none needed. */
  basis: string | null
}

type Sealed = { cipher: Buffer; digest: Buffer; masked: string }

/** The same with number and phone sealed: found by digest, shown by mask. */
export type SealedParty = Omit<PlainParty, 'idNumber' | 'phone'> & { id: Sealed | null; phone: Sealed | null }

export const sealParty = (secrets: Secrets, { idNumber, phone, ...party }: PlainParty): SealedParty => ({
  ...party,
  idKind: idNumber === null ? null : party.idKind,
  id: idNumber === null ? null : sealed(secrets, 'id', idNumber, maskIdNumber),
  phone: phone === null ? null : sealed(secrets, 'phone', phone, maskPhone),
})

const sealed = (secrets: Secrets, kind: 'id' | 'phone', text: string, mask: (text: string) => string): Sealed => ({
  cipher: secrets.seal(text),
  digest: secrets.digest(kind, text),
  masked: mask(text),
})

/** A party as a row of jsonb_to_recordset: bytes travel as hexadecimal, which PostgreSQL reads as bytea. */
export const partyRow = (party: SealedParty, partyNo: number) => ({
  party_no: partyNo,
  role: party.role,
  name: party.name,
  id_kind: party.idKind,
  ...sealedColumns('id', party.id),
  ...sealedColumns('phone', party.phone),
  share_parts: party.share?.parts ?? null,
  share_whole: party.share?.whole ?? null,
  basis: party.basis,
})

const hex = (bytes: Buffer | undefined) => (bytes ? `\\x${bytes.toString('hex')}` : null)

const sealedColumns = (column: 'id' | 'phone', sealed: Sealed | null) => ({
  [`${column}_cipher`]: hex(sealed?.cipher),
  [`${column}_digest`]: hex(sealed?.digest),
  [`${column}_masked`]: sealed?.masked ?? null,
})

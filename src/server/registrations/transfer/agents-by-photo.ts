import { sql } from 'kysely'
import type { WindowHome } from '#contract/transfers.ts'
import { authorisations } from '#domain/registrations/transfer/applicants.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import type { SealedParty } from '../parties.ts'

/** Authorisations of a home to apply, in force today, by somebody who owns it still. */
const inForce = (countyCode: string, unitId: string) => sql`
  a.county_code = ${countyCode} and a.unit_id = ${unitId} and a.state = 'accepted' and a.valid_until >= ${officeToday()} and 'apply' = any (a.purposes)
  and exists (select from owners as o where o.county_code = a.county_code and o.unit_id = a.unit_id and o.id_digest = a.owner_digest)`

/** The agents whom owners of a home authorised by photo and the window accepted. */
export async function agentsByPhoto(tx: Tx, countyCode: string, unitId: string): Promise<WindowHome['agents']> {
  const { rows } = await sql<WindowHome['agents'][number]>`
    select a.id, a.owner_name as "ownerName", a.agent_name as "agentName", a.agent_id_masked as "agentIdMasked", a.valid_until as "validUntil"
      from authorisations as a where ${inForce(countyCode, unitId)} order by a.id desc limit 20`.execute(tx)
  return rows
}

/** One of them as a party of an application; his numbers are passed on without opening them. */
export async function agentByPhoto(
  tx: Tx,
  countyCode: string,
  unitId: string,
  authorisationId: string,
): Promise<SealedParty> {
  const { rows } = await sql<{
    name: string
    validUntil: string
    idCipher: Buffer
    idDigest: Buffer
    idMasked: string
    phoneCipher: Buffer
    phoneDigest: Buffer
    phoneMasked: string
  }>`
    select a.agent_name as name, a.valid_until as "validUntil", a.agent_id_cipher as "idCipher", a.agent_id_digest as "idDigest", a.agent_id_masked as "idMasked",
           a.agent_phone_cipher as "phoneCipher", a.agent_phone_digest as "phoneDigest", a.agent_phone_masked as "phoneMasked"
      from authorisations as a where a.id = ${authorisationId} and ${inForce(countyCode, unitId)}`.execute(tx)
  const [agent] = rows
  if (!agent)
    throw new Refused({
      kind: 'conflict',
      code: 'authorisation_over',
      message: '这份拍照委托已经到期、被业主撤销，或不包含申请登记，请重新选择代办人',
    })
  return {
    role: 'agent',
    name: agent.name,
    idKind: 'identity_card',
    id: { cipher: agent.idCipher, digest: agent.idDigest, masked: agent.idMasked },
    phone: { cipher: agent.phoneCipher, digest: agent.phoneDigest, masked: agent.phoneMasked },
    share: null,
    basis: `${authorisations.photo}，有效期至 ${agent.validUntil}`,
  }
}

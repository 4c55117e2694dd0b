import { sql } from 'kysely'
import { type AuthorisationPurpose, purposeWords } from '#domain/outreach/owner-acts/authorisations.ts'
import { placeWords } from '#domain/registrations/place-words.ts'
import type { PrintedAuthorisation } from '#domain/registrations/prints/authorisation-form.ts'
import { type Actor, recordAct, type Tx, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { Refused } from '../../platform/refusals.ts'
import { type PrintFormat, printAuthorisation } from '../../registrations/actions.ts'
import type { Own } from './own.ts'

type Row = {
  ownerName: string
  ownerId: Buffer | null
  ownerPhone: Buffer | null
  agentName: string
  agentId: Buffer
  agentPhone: Buffer
  purposes: AuthorisationPurpose[]
  validUntil: string
  estate: string
  building: string
  entrance: string
  room: string
  location: string | null
}

/** The form filled in, for its owner alone; both ID numbers stand on it in full, which is an act. */
export function authorisationPaper(
  { db, secrets }: Pick<House, 'db' | 'secrets'>,
  actor: Actor,
  own: Own,
  id: string,
  format: PrintFormat,
): Promise<Buffer> {
  return transact(db, actor, async (tx) => {
    const row = await getRow(tx, own, id)
    const { countyCode } = own
    const payload = { print: 'authorisation_form', authorisation: id }
    await recordAct(tx, {
      countyCode,
      kind: 'personal_data_opened',
      actor,
      reason: '业主打印授权委托书',
      payload,
      rows: [],
    })
    const opened = (cipher: Buffer | null) => (cipher ? secrets.open(cipher) : null)
    const form: PrintedAuthorisation = {
      id,
      owner: { name: row.ownerName, idNumber: opened(row.ownerId) ?? '', phone: opened(row.ownerPhone) },
      agent: { name: row.agentName, idNumber: secrets.open(row.agentId), phone: secrets.open(row.agentPhone) },
      place: `${row.location ?? ''}${placeWords(row)}`,
      purposes: row.purposes.map((purpose) => purposeWords[purpose]),
      validUntil: row.validUntil,
    }
    return printAuthorisation(form, format)
  })
}

async function getRow(tx: Tx, { countyCode, unitId, ownerNo, ownerDigest }: Own, id: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select o.name as "ownerName", o.id_cipher as "ownerId", o.phone_cipher as "ownerPhone", a.agent_name as "agentName", a.agent_id_cipher as "agentId",
           a.agent_phone_cipher as "agentPhone", a.purposes, a.valid_until as "validUntil", e.name as estate, b.name as building, u.entrance, u.room,
           e.location
      from authorisations as a
      join units as u on u.county_code = a.county_code and u.id = a.unit_id
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
      join owners as o on o.county_code = a.county_code and o.unit_id = a.unit_id and o.owner_no = ${ownerNo}
     where a.county_code = ${countyCode} and a.id = ${id} and a.unit_id = ${unitId} and a.owner_digest = ${ownerDigest}
       and a.state in ('draft', 'returned')`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
  return rows[0]
}

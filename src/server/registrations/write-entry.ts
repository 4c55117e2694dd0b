import { sql } from 'kysely'
import { registerFirst, registerTransfers } from '../units/actions.ts'
import type { Going } from './write-moves.ts'
import { changeApplications } from './write-records.ts'

/** Entry 登簿: applications are entered, and what they are about becomes so in the records of their homes. */
export async function enter(going: Going, on: string): Promise<void> {
  const { tx, actor, countyCode, moving, certificates } = going
  const ids = moving.map(({ id }) => id)
  const numbered = sql`
    select * from unnest(${ids}::uuid[], ${ids.map((id) => certificates.get(id) ?? null)}::text[]) as n (id, certificate_no)`
  const set = sql`
    state = 'entered', entered_on = ${on}, entered_by = ${actor.accountId}, enterer_name = ${actor.name}, certificate_no = s.certificate_no`
  await changeApplications(going, numbered, set, [
    'state',
    'entered_on',
    'entered_by',
    'enterer_name',
    'certificate_no',
  ])
  if (moving.some(({ kind }) => kind === 'first')) await registerFirst(tx, countyCode, homesRegistered(countyCode, ids))
  if (moving.some(({ kind }) => kind === 'transfer'))
    await registerTransfers(tx, countyCode, {
      transfers: homesTransferred(countyCode, ids),
      owners: buyersOf(countyCode, ids),
    })
}

const homesRegistered = (countyCode: string, ids: readonly string[]) => sql`
  select c.unit_id, a.entered_on as on_day
    from applications as a join application_units as c on c.county_code = a.county_code and c.application_id = a.id
   where a.county_code = ${countyCode} and a.id = any (${ids}::uuid[])`

const homesTransferred = (countyCode: string, ids: readonly string[]) => sql`
  select a.unit_id, a.entered_on as on_day, a.certificate_no, a.co_ownership, a.contract_no, a.price_fen,
         case when a.invoice_no is not null then true end as has_invoice
    from applications as a
   where a.county_code = ${countyCode} and a.id = any (${ids}::uuid[]) and a.kind = 'transfer'`

/** The buyers of each home, numbered from one as owners are. */
const buyersOf = (countyCode: string, ids: readonly string[]) => sql`
  select a.unit_id, row_number() over (partition by p.application_id order by p.party_no)::smallint as owner_no,
         p.name, p.id_kind, p.id_cipher, p.id_digest, p.id_masked, p.phone_cipher, p.phone_digest, p.phone_masked
    from applications as a join application_parties as p on p.county_code = a.county_code and p.application_id = a.id and p.role = 'buyer'
   where a.county_code = ${countyCode} and a.id = any (${ids}::uuid[]) and a.kind = 'transfer'`

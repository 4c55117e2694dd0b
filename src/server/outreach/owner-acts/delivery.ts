import { sql } from 'kysely'
import type { z } from 'zod'
import type { OwnerDelivery } from '#contract/owner-act-shapes.ts'
import type { ownerActsEndpoints } from '#contract/owner-acts.ts'
import { type Actor, read, type Tx } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { planDeliveries } from '../../registrations/actions.ts'
import type { Own } from './own.ts'

type Wish = z.output<(typeof ownerActsEndpoints)['chooseDelivery']['body']>
type Row = Omit<OwnerDelivery, 'may' | 'sessions'> & {
  applicationId: string
  deliveryState: string | null
  isOver: boolean
}

/** How the certificate of the home comes to its owner, and where it is now. */
export async function ownerDelivery(tx: Tx, own: Own): Promise<OwnerDelivery> {
  const row = await latest(tx, own)
  const sessions = await sessionsFor(tx, own)
  if (!row) return { ...nothing, sessions }
  const { applicationId: _, deliveryState, isOver, ...told } = row
  return { ...told, may: mayChoose(deliveryState, isOver), sessions }
}

const nothing = {
  may: 'not_yet',
  way: null,
  place: null,
  heldOn: null,
  addressMasked: null,
  receiver: null,
  carrier: null,
  trackingNo: null,
  sentOn: null,
  trackingWords: null,
  deliveredOn: null,
  certificateNo: null,
} as const

function mayChoose(deliveryState: string | null, isOver: boolean): OwnerDelivery['may'] {
  if (deliveryState === 'sent') return 'sent'
  if (deliveryState === 'delivered') return 'delivered'
  return isOver ? 'not_yet' : 'choose'
}

/** The last application of the home that this owner applied for, with the try to deliver it that is under way or done. */
async function latest(tx: Tx, { countyCode, unitId, ownerDigest }: Own): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select a.id as "applicationId", a.state in ('not_accepted', 'refused', 'withdrawn') as "isOver", d.state as "deliveryState", d.way,
           p.name as place, s.held_on as "heldOn", d.address_masked as "addressMasked", d.receiver_name as receiver, d.carrier, d.tracking_no as "trackingNo",
           d.sent_on as "sentOn", d.tracking_words as "trackingWords", d.delivered_on as "deliveredOn", a.certificate_no as "certificateNo"
      from applications as a
      left join deliveries as d on d.county_code = a.county_code and d.application_id = a.id and d.state in ('planned', 'sent', 'delivered')
      left join place_sessions as s on s.county_code = d.county_code and s.id = d.session_id
      left join places as p on p.county_code = d.county_code and p.id = coalesce(d.place_id, s.place_id)
     where a.county_code = ${countyCode} and a.unit_id = ${unitId} and a.kind = 'transfer'
       and exists (select from application_parties as b
                    where b.county_code = a.county_code and b.application_id = a.id and b.role = 'buyer' and b.id_digest = ${ownerDigest})
     order by a.is_open desc, a.id desc limit 1`.execute(tx)
  return rows[0]
}

async function sessionsFor(tx: Tx, { countyCode, unitId }: Own): Promise<OwnerDelivery['sessions']> {
  const { rows } = await sql<OwnerDelivery['sessions'][number]>`
    select s.id, p.name as "placeName", p.address, s.held_on as "heldOn", to_char(s.starts_at, 'HH24:MI') as "startsAt", to_char(s.ends_at, 'HH24:MI') as "endsAt"
      from units as u
      join place_sessions as s on s.county_code = u.county_code and (s.estate_id is null or s.estate_id = u.estate_id)
      join places as p on p.county_code = s.county_code and p.id = s.place_id
     where u.county_code = ${countyCode} and u.id = ${unitId} and s.state = 'open' and s.held_on >= ${officeToday()}
     order by s.held_on, s.starts_at, s.id limit 30`.execute(tx)
  return rows
}

/** Keeps how this owner wishes to have the certificate; an address and a phone are sealed. */
export async function chooseDelivery(
  { db, secrets }: Pick<House, 'db' | 'secrets'>,
  actor: Actor,
  own: Own,
  wish: Wish,
): Promise<OwnerDelivery> {
  refuseIncomplete(wish)
  const row = await read(db, actor, (tx) => latest(tx, own))
  if (!row || row.isOver)
    throw new Refused({
      kind: 'conflict',
      code: 'no_application',
      message: '还没有以您的名义提交的登记申请，提交后再选领证方式',
    })
  const receiver = {
    name: await read(db, actor, (tx) => nameOfBuyer(tx, own, row.applicationId)),
    relation: 'owner' as const,
    authorisation: null,
    idNumber: null,
    phone: wish.phone,
  }
  const { way, sessionId, address } = wish
  const item = { applicationId: row.applicationId, receiver, address: way === 'post' ? address : null }
  const plan = { reason: '业主选择领证方式', way, sessionId: way === 'on_site' ? sessionId : null, items: [item] }
  const { results } = await planDeliveries({ db, secrets }, actor, own.countyCode, plan)
  const [result] = results
  if (!result?.ok) throw new Refused({ kind: 'conflict', code: 'not_planned', message: result?.message ?? '没有办成' })
  return read(db, actor, (tx) => ownerDelivery(tx, own))
}

function refuseIncomplete({ way, sessionId, phone, address }: Wish): void {
  const fields = [
    ...(way === 'post' && address === null ? [{ field: 'address', message: '请填写收件地址' }] : []),
    ...(way === 'post' && phone === null ? [{ field: 'phone', message: '请填写收件人手机号，快递员要联系您' }] : []),
    ...(way === 'on_site' && sessionId === null ? [{ field: 'sessionId', message: '请选择哪一场' }] : []),
  ]
  if (fields.length > 0)
    throw new Refused({ kind: 'invalid', code: 'bad_input', message: fields[0]?.message ?? '', fields })
}

async function nameOfBuyer(tx: Tx, { countyCode, ownerDigest }: Own, applicationId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from application_parties
     where county_code = ${countyCode} and application_id = ${applicationId} and role = 'buyer' and id_digest = ${ownerDigest} limit 1`.execute(
    tx,
  )
  return rows[0]?.name ?? ''
}

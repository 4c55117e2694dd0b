import { sql } from 'kysely'
import { type Actor, type Db, recordAct, transact } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Secrets } from '../../platform/secrets.ts'
import type { ObjectionPlace } from './objections.ts'

/** Opens who stands behind an objection from the public page, for a stated purpose. The opening is an act; what was seen is not written down. */
export function openObjector(
  { db, secrets }: { db: Db; secrets: Secrets },
  actor: Actor,
  { countyCode, applicationId, noticeId, objectionNo }: ObjectionPlace,
  reason: string,
): Promise<{ name: string; phone: string }> {
  return transact(db, actor, async (tx) => {
    const { rows } = await sql<{ name: Buffer; phone: Buffer }>`
      select p.name_cipher as name, p.phone_cipher as phone
        from public_objections as p
        join public_notices as n on n.county_code = p.county_code and n.id = p.notice_id
       where p.county_code = ${countyCode} and n.application_id = ${applicationId} and p.notice_id = ${noticeId} and p.objection_no = ${objectionNo}`.execute(
      tx,
    )
    const [sealed] = rows
    if (!sealed) throw new Refused({ kind: 'missing', code: 'no_such_objection', message: '没有这条网上异议' })
    const payload = { notice: noticeId, objection: objectionNo }
    await recordAct(tx, { countyCode, kind: 'personal_data_opened', actor, reason, payload, rows: [] })
    return { name: secrets.open(sealed.name), phone: secrets.open(sealed.phone) }
  })
}

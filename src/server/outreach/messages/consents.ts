import { sql } from 'kysely'
import type { OwnerConsent } from '#contract/messages.ts'
import { type Actor, type Db, nextAct, recordAct, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'

type Home = { countyCode: string; unitId: string }

/** The owners of a home, and whether each wants messages at his number. */
export async function consentsOf(tx: Tx, { countyCode, unitId }: Home): Promise<OwnerConsent[]> {
  const { rows } = await sql<OwnerConsent>`
    select o.owner_no as "ownerNo", o.name, o.phone_masked as "phoneShown",
           case when c.id is not null
                then json_build_object('state', c.state, 'basis', c.basis, 'saidOn', c.said_on, 'recorderName', c.recorder_name) end as consent
      from owners as o
      left join message_consents as c on c.county_code = o.county_code and c.phone_digest = o.phone_digest
     where o.county_code = ${countyCode} and o.unit_id = ${unitId}
     order by o.owner_no`.execute(tx)
  const { rows: homes } = await sql`select from units where county_code = ${countyCode} and id = ${unitId}`.execute(tx)
  if (homes.length === 0) throw new Refused({ kind: 'missing', code: 'no_such_unit', message: '没有这一户' })
  return rows
}

type Said = { ownerNo: number; state: 'given' | 'refused'; basis: string; saidOn: string }

/** Records whether an owner wants messages, and what that rests on; it holds for his number, whatever else he owns. */
export function recordConsent(db: Db, actor: Actor, home: Home, said: Said): Promise<OwnerConsent[]> {
  const { countyCode, unitId } = home
  if (said.saidOn > officeToday()) throw refused('saidOn', 'day_in_future', '日期在今天之后')
  return transact(db, actor, async (tx) => {
    await nextAct(tx, countyCode)
    const owner = (await consentsOf(tx, home)).find(({ ownerNo }) => ownerNo === said.ownerNo)
    if (!owner) throw new Refused({ kind: 'missing', code: 'no_such_owner', message: '没有这个权利人' })
    if (owner.phoneShown === null) throw refused('ownerNo', 'owner_without_phone', '这位权利人没有登记电话')
    const { rows } = await sql<{ id: string; record: Record<string, unknown> }>`
      insert into message_consents as c (county_code, phone_digest, state, basis, said_on, recorded_by, recorder_name)
      select o.county_code, o.phone_digest, ${said.state}, ${said.basis}, ${said.saidOn}::date, ${actor.accountId}::uuid, ${actor.name}
        from owners as o where o.county_code = ${countyCode} and o.unit_id = ${unitId} and o.owner_no = ${said.ownerNo}
      on conflict (county_code, phone_digest) do update
         set state = excluded.state, basis = excluded.basis, said_on = excluded.said_on,
             recorded_by = excluded.recorded_by, recorder_name = excluded.recorder_name
      returning c.id, to_jsonb(c) - '{county_code,id}'::text[] as record`.execute(tx)
    const changed = rows.map(({ id, record }) => ({ subjectKind: 'message' as const, subjectId: id, change: record }))
    await recordAct(tx, {
      countyCode,
      kind: 'message_consent_recorded',
      actor,
      reason: said.basis,
      payload: { unitId, ownerNo: said.ownerNo },
      rows: changed,
    })
    return consentsOf(tx, home)
  })
}

const refused = (field: string, code: string, message: string) =>
  new Refused({ kind: 'invalid', code, message, fields: [{ field, message }] })

import { sql } from 'kysely'
import type { z } from 'zod'
import type { OwnerWish } from '#contract/owner-act-shapes.ts'
import type { ownerActsEndpoints } from '#contract/owner-acts.ts'
import { type Actor, holdActs, type Tx, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { Refused } from '../../platform/refusals.ts'
import { listReasons } from '../plans/reasons.ts'
import { takeVisits } from '../visits/take-visits.ts'
import type { Own } from './own.ts'

type Wish = z.output<(typeof ownerActsEndpoints)['sayWish']['body']>

/** Whether the owner wants the home registered, as the records have it, and the reasons the county offers. */
export async function ownerWish(tx: Tx, { countyCode, unitId }: Own): Promise<OwnerWish> {
  const { rows } = await sql<Omit<OwnerWish, 'reasons'>>`
    select case when willingness in ('willing', 'unwilling') then willingness end as wish, willingness_on as "saidOn", reason
      from unit_outreach where county_code = ${countyCode} and unit_id = ${unitId}`.execute(tx)
  const reasons = (await listReasons(tx, countyCode)).filter(({ isListed, endedOn }) => isListed && endedOn === null)
  return {
    ...(rows[0] ?? { wish: null, saidOn: null, reason: null }),
    reasons: reasons.map(({ name, nameEn }) => ({ name, nameEn })),
  }
}

/**
 * The owner says on his own page what visiting officers ask at the door; it is a visit like theirs, and moves obstacle and
 * figures by the same rule. Sent twice, it is one.
 */
export function sayWish(
  { db, secrets }: Pick<House, 'db' | 'secrets'>,
  actor: Actor,
  own: Own,
  { key, wish, reason, note }: Wish,
): Promise<OwnerWish> {
  if (wish === 'unwilling' && reason === null) {
    const message = '请选一个原因，我们好帮您解决'
    throw new Refused({ kind: 'invalid', code: 'bad_input', message, fields: [{ field: 'reason', message }] })
  }
  const { countyCode, unitId } = own
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const known =
      await sql`select from visits where county_code = ${countyCode} and id = ${key} and unit_id = ${unitId}`.execute(
        tx,
      )
    if (known.rows.length > 0) return ownerWish(tx, own)
    const visit = {
      id: key,
      unitId,
      source: 'portal' as const,
      channel: 'portal' as const,
      isContacted: true,
      visitedAt: new Date().toISOString(),
      visitor: { accountId: actor.accountId, name: actor.name },
      fields: { contact: 'reached' as const, willingness: wish, reason: wish === 'willing' ? null : reason },
      note,
    }
    await takeVisits({ tx, secrets }, actor, countyCode, [visit], '业主网上表明意愿')
    return ownerWish(tx, own)
  })
}

import { sql } from 'kysely'
import type { Resolution } from '#contract/meeting-shapes.ts'
import type { Actor, Tx } from '../platform/acts.ts'
import type { ItemPlace, LockedItem } from './sitting.ts'
import type { LockedMeeting } from './store.ts'

/** What is being resolved, where, by whom. */
export type Resolving = {
  place: ItemPlace
  meeting: LockedMeeting
  item: LockedItem
  no: number
  actor: Actor
  reason: string
}

export type KeptResolution = { subjectKind: 'resolution'; subjectId: string; change: Record<string, unknown> }

/** Keeps a resolution; gives what history says of it. */
export async function insertResolution(
  tx: Tx,
  { place, meeting, item, no }: Resolving,
  given: {
    kind: Resolution['kind']
    matter: string
    organisationId?: string
    dueOn?: string
    referTo?: string | null
    policyId?: string
  },
): Promise<KeptResolution> {
  const { kind, matter, organisationId = null, dueOn = null, referTo = null, policyId = null } = given
  const { rows } = await sql<{ id: string; change: Record<string, unknown> }>`
    insert into resolutions (county_code, resolution_no, kind, matter, meeting_id, item_no, estate_id, organisation_id, due_on, refer_to, policy_id, decided_on)
    values (${place.countyCode}, ${no}, ${kind}, ${matter}, ${place.meetingId}, ${place.itemNo}, ${item.estateId}, ${organisationId}, ${dueOn},
            ${referTo}, ${policyId}, ${meeting.heldOn})
    returning id, to_jsonb(resolutions) - '{county_code,id}'::text[] as change`.execute(tx)
  const [kept] = rows
  if (!kept) throw new Error('a resolution was kept but gave no row')
  return { subjectKind: 'resolution', subjectId: kept.id, change: kept.change }
}

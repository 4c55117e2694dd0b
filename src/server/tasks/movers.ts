import { sql } from 'kysely'
import type { Permission } from '#domain/staff/permissions.ts'
import type { TaskHand, TaskMover } from '#domain/tasks/moves.ts'
import type { Tx } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import type { Session } from '../platform/http/sessions.ts'

const permissionOf = { holder: 'tasks.work', checker: 'tasks.check', office: 'tasks.assign' } as const satisfies Record<
  TaskHand,
  Permission
>

/** What an account may do with the tasks of one county. */
export type Hands = { accountId: string; hands: readonly TaskHand[]; isOffice: boolean }

export function handsIn({ sessions }: Pick<House, 'sessions'>, session: Session, countyCode: string): Hands {
  const may = (permission: Permission) => sessions.regionsFor(session, permission).includes(countyCode)
  const hands = (Object.keys(permissionOf) as TaskHand[]).filter((hand) => may(permissionOf[hand])) // the keys of a literal
  return { accountId: session.accountId, hands, isOffice: may('tasks.assign') }
}

/** Who moves tasks of a county: an account with the person it is there and that person's unit. */
export type Mover = TaskMover & { personId: string | null }

/** An account that is nobody's person works for the organisation it was opened for. */
export async function moverIn(tx: Tx, countyCode: string, hands: Hands): Promise<Mover> {
  const { rows } = await sql<{ personId: string | null; organisationId: string | null }>`
    select p.id as "personId", coalesce(p.organisation_id, case when p.id is null then a.organisation_id end) as "organisationId"
      from (values (${hands.accountId}::uuid)) as me (id)
      left join people as p on p.county_code = ${countyCode} and p.account_id = me.id and p.left_on is null
      left join accounts as a on a.county_code = ${countyCode} and a.id = me.id`.execute(tx)
  return { ...hands, personId: rows[0]?.personId ?? null, organisationId: rows[0]?.organisationId ?? null }
}

/** The mover as one task sees it: whom a task names may work on it, whatever unit he comes from. */
export const moverOf = (mover: Mover, task: { personId: string | null; organisationId: string }): TaskMover =>
  mover.personId !== null && task.personId === mover.personId
    ? { ...mover, organisationId: task.organisationId }
    : mover

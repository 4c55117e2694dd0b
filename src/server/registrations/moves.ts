import { type Move, refuseMove } from '#domain/registrations/moves.ts'
import { type Refusal, refusal } from '#domain/registrations/refusals.ts'
import { blockOf } from '#domain/units/restrictions.ts'
import { rediagnose } from '../diagnosis/actions.ts'
import { actGathering } from '../platform/act-changes.ts'
import { type Actor, holdActs, type Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { restrictionsOf } from '../units/actions.ts'
import { certificatesFor } from './certificates.ts'
import { firstBars } from './first/bars.ts'
import { findApplications, homesOf, type LockedApplication } from './store.ts'
import { tellApplications } from './tell.ts'
import { writeMove } from './write-moves.ts'

export type Moved = { id: string; refusal: Refusal | null }

/** One thing done, and in which batch; `null`: by itself. */
export type MoveReason = { reason: string; batchId: string | null }

/**
 * Makes one lawful move with many applications of a county: locks them, asks the rules of each, writes all that may as one act.
 * Each has its own answer, in the order given; none stops another. The number of statements does not grow with them.
 */
export async function moveApplications(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  ids: readonly string[],
  move: Move,
  reason: string | MoveReason,
): Promise<readonly Moved[]> {
  await holdActs(tx, [countyCode])
  const { answers, applications, certificates } = await decide(tx, actor, countyCode, ids, { move, isTrial: false })
  const moving = going(answers, applications)
  if (moving.length === 0) return answers
  const told = typeof reason === 'string' ? { reason, batchId: null } : reason
  const payload = { applications: moving.length, ...(told.batchId && { batch: told.batchId }), ...wordsOf(move) }
  const act = { countyCode, kind: `applications_${move.act}`, actor, reason: told.reason, payload }
  await actGathering(tx, act, () => writeMove({ tx, actor, countyCode, moving, move, certificates }))
  const registered = move.act === 'enter' ? estatesRegistered(moving) : []
  if (registered.length > 0) await rediagnose(tx, countyCode, registered, 'registration')
  await tellApplications(tx, countyCode)
  return answers
}

/** How far an estate is first-registered is a fact its diagnosis rests on. */
const estatesRegistered = (moving: readonly LockedApplication[]) => [
  ...new Set(moving.flatMap(({ kind, estateId }) => (kind === 'first' ? [estateId] : []))),
]

/** What a move would be refused for; nothing is written, no number taken. */
export async function tryMoves(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  ids: readonly string[],
  move: Move,
): Promise<readonly Moved[]> {
  return (await decide(tx, actor, countyCode, ids, { move, isTrial: true })).answers
}

type Decided = {
  answers: readonly Moved[]
  applications: ReadonlyMap<string, LockedApplication>
  /** Of transfers that are entered. */
  certificates: ReadonlyMap<string, string>
}

/** Asks the rules of each application. A trial holds nothing and takes no numbers. */
async function decide(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  ids: readonly string[],
  { move, isTrial }: { move: Move; isTrial: boolean },
): Promise<Decided> {
  const applications = await applicationsFor(tx, countyCode, ids, { move, held: !isTrial })
  const bars = await firstBars(tx, countyCode, ids, move)
  const asked = refuseEach(ids, applications, move, actor).map(({ id, refusal: refused }) => ({
    id,
    refusal: refused ?? bars.get(id) ?? null,
  }))
  const certificates = await certificatesFor(tx, countyCode, going(asked, applications), { move, isTrial })
  const answers = asked.map(({ id, refusal: refused }) => ({
    id,
    refusal: refused ?? certificates.refusals.get(id) ?? null,
  }))
  return { answers, applications, certificates: certificates.given }
}

/** What a move says that no column of the application keeps. */
const wordsOf = (move: Move) => (move.act === 'reopen' ? { gate: move.gate, words: move.words } : {})

const going = (answers: readonly Moved[], applications: ReadonlyMap<string, LockedApplication>): LockedApplication[] =>
  answers.flatMap(({ id, refusal: refused }) => (refused ? [] : (applications.get(id) ?? [])))

function refuseEach(
  ids: readonly string[],
  applications: ReadonlyMap<string, LockedApplication>,
  move: Move,
  { accountId }: Actor,
): Moved[] {
  const [today, seen] = [officeToday(), new Set<string>()]
  return ids.map((id) => {
    const application = applications.get(id)
    if (!application) return { id, refusal: refusal('no_such_application') }
    if (seen.has(id)) return { id, refusal: refusal('named_twice') }
    seen.add(id)
    return { id, refusal: refuseMove(application, move, { accountId, today }) }
  })
}

/** The applications as they stand, held; for an entry with what rests on their homes. */
async function applicationsFor(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  { move, held }: { move: Move; held: boolean },
): Promise<ReadonlyMap<string, LockedApplication>> {
  const applications = await findApplications(tx, countyCode, ids, { held })
  if (move.act !== 'enter') return applications
  const homes = await homesOf(tx, countyCode, ids)
  const restrictions = await restrictionsOf(
    tx,
    countyCode,
    homes.map(({ unitId }) => unitId),
  )
  if (restrictions.size === 0) return applications
  const byApplication = Map.groupBy(homes, ({ applicationId }) => applicationId)
  const holdOf = ({ id, kind }: LockedApplication) =>
    (byApplication.get(id) ?? [])
      .map(({ unitId }) => blockOf(restrictions.get(unitId) ?? [], kind, move.on))
      .find((block) => block !== null) ?? null
  return new Map([...applications].map(([id, application]) => [id, { ...application, hold: holdOf(application) }]))
}

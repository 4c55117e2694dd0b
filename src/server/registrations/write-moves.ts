import { type RawBuilder, sql } from 'kysely'
import { type Pause, termEnd } from '#domain/registrations/clock.ts'
import { applicationMoves, type Move } from '#domain/registrations/moves.ts'
import { addWorkingDays } from '#domain/tasks/calendar.ts'
import type { Actor, Tx } from '../platform/acts.ts'
import { calendarIn } from '../tasks/actions.ts'
import { takeAcceptanceNumbers } from './numbers.ts'
import { numberMarks, registrationSettings } from './settings.ts'
import type { LockedApplication } from './store.ts'
import { enter } from './write-entry.ts'
import { beginPause, changeApplications, changeGates, endPause } from './write-records.ts'

/** Applications that may go, and how: everything a move needs to be written. */
export type Going = {
  tx: Tx
  actor: Actor
  countyCode: string
  moving: readonly LockedApplication[]
  move: Move
  /** Of transfers that are entered. */
  certificates: ReadonlyMap<string, string>
}

/** Writes a move that stands decided; every kind has one way, set by set. */
export function writeMove(going: Going): Promise<void> {
  const { move } = going
  switch (move.act) {
    case 'accept':
      return accept(going, move)
    case 'reject':
    case 'refuse':
    case 'withdraw':
      return end(going, move)
    case 'call_for_correction':
      return beginPause(going, { kind: 'correction', on: move.on, missing: move.missing, state: 'correcting' })
    case 'correct':
      return resume(going, 'correction', move.on)
    case 'pause':
      return beginPause(going, { kind: 'notice', on: move.on, missing: [], state: null })
    case 'resume':
      return resume(going, 'notice', move.on)
    case 'pass':
    case 'reopen':
      return changeGates(going, move)
    case 'enter':
      return enter(going, move.on)
    case 'certify':
      return certify(going, move)
    case 'deliver':
      return changeApplications(going, idsOf(going), sql`state = 'delivered', delivered_on = ${move.on}`, [
        'state',
        'delivered_on',
      ])
  }
}

const idsOf = ({ moving }: Going) => sql`select unnest(${moving.map(({ id }) => id)}::uuid[]) as id`

async function accept(going: Going, { on, isDeemed = false }: Extract<Move, { act: 'accept' }>): Promise<void> {
  const { tx, actor, countyCode, moving } = going
  const settings = await registrationSettings(tx, countyCode)
  const [marks, calendar] = [await numberMarks(tx, countyCode, settings), await calendarIn(tx)]
  const numbers = await takeAcceptanceNumbers(tx, countyCode, {
    marks,
    year: Number(on.slice(0, 4)),
    count: moving.length,
  })
  const [legal, promised] = [settings.legalDays.value, settings.promisedDays.value]
  const promisedOn = promised === null ? null : addWorkingDays(calendar, on, promised)
  const numbered = sql`select * from unnest(${moving.map(({ id }) => id)}::uuid[], ${numbers}::text[]) as n (id, acceptance_no)`
  const set = sql`
    state = 'accepted', acceptance_no = s.acceptance_no, accepted_on = ${on}, accepted_by = ${actor.accountId}, acceptor_name = ${actor.name},
    is_deemed = ${isDeemed}, due_on = ${addWorkingDays(calendar, on, legal)}, legal_days = ${legal},
    promised_on = ${promisedOn}::date, promised_days = ${promised}::integer`
  await changeApplications(going, numbered, set, [
    'state',
    'acceptance_no',
    'accepted_on',
    'accepted_by',
    'acceptor_name',
    'is_deemed',
    'due_on',
    'legal_days',
    'promised_on',
    'promised_days',
  ])
}

function end(going: Going, move: Extract<Move, { act: 'reject' | 'refuse' | 'withdraw' }>): Promise<void> {
  const missing = JSON.stringify(move.act === 'reject' ? move.missing : [])
  const set = sql`
    state = ${applicationMoves[move.act].to}, ended_on = ${move.on}, end_reason = ${move.words}, missing = ${missing}::jsonb`
  return changeApplications(going, idsOf(going), set, ['state', 'ended_on', 'end_reason', 'missing'])
}

function certify(going: Going, { on, papers }: Extract<Move, { act: 'certify' }>): Promise<void> {
  const ids = going.moving.map(({ id }) => id)
  const printed = sql`
    select * from unnest(${ids}::uuid[], ${ids.map((id) => papers?.get(id) ?? null)}::text[]) as p (id, paper)`
  const set = sql`state = 'certified', certified_on = ${on}, certificate_paper = s.paper`
  return changeApplications(going, printed, set, ['state', 'certified_on', 'certificate_paper'])
}

/** A pause ends, and the terms end later by the working days it took. */
async function resume(going: Going, kind: Pause['kind'], on: string): Promise<void> {
  const { tx, moving } = going
  await endPause(going, kind, on)
  const calendar = await calendarIn(tx)
  const terms = moving.map(({ acceptedOn, legalDays, promisedDays, pauses }) => {
    const ended = pauses.map((pause) =>
      pause.kind === kind && pause.untilOn === null ? { ...pause, untilOn: on } : pause,
    )
    const endOf = (workingDays: number | null) =>
      acceptedOn === null || workingDays === null ? null : termEnd(calendar, { acceptedOn, workingDays, pauses: ended })
    return { due: endOf(legalDays), promised: endOf(promisedDays) }
  })
  const shifted = sql`
    select * from unnest(${moving.map(({ id }) => id)}::uuid[], ${terms.map(({ due }) => due)}::date[], ${terms.map(({ promised }) => promised)}::date[])
           as t (id, due_on, promised_on)`
  const set: RawBuilder<unknown> =
    kind === 'correction'
      ? sql`state = 'accepted', due_on = s.due_on, promised_on = s.promised_on`
      : sql`due_on = s.due_on, promised_on = s.promised_on`
  await changeApplications(going, shifted, set, ['state', 'due_on', 'promised_on'])
}

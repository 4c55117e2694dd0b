import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applicationActs, applicationMoves } from '#domain/registrations/moves.ts'
import {
  type ApplicationKind,
  type ApplicationState,
  applicationKinds,
  applicationStates,
} from '#domain/registrations/states.ts'
import { type Tx, transact } from '#server/platform/acts.ts'
import { fenyang } from '../made-house.ts'
import { days, type MadeWindow, makeWindow } from './made-window.ts'

/** An application of each kind in each state it can be in, brought there by acts. */
type Standing = Readonly<Record<ApplicationKind, Partial<Record<ApplicationState, string>>>>

let made: MadeWindow
let standing: Standing
beforeAll(async () => {
  made = await makeWindow({ homes: 12, unregistered: 8 })
  standing = { first: await everyState('first'), transfer: await everyState('transfer') }
})
afterAll(() => made.house.drop())

async function everyState(kind: ApplicationKind): Promise<Partial<Record<ApplicationState, string>>> {
  const states = applicationStates.filter(
    (state) => kind === 'transfer' || (state !== 'certified' && state !== 'delivered'),
  )
  const homes = kind === 'transfer' ? made.registered.unitIds : made.waiting.unitIds
  const submitted = await made.submit(
    states.map((_, at) => (kind === 'transfer' ? made.transferOf(homes[at] ?? '') : made.firstOf([homes[at] ?? '']))),
  )
  const ids = Object.fromEntries(states.map((state, at) => [state, submitted[at]?.id ?? '']))
  const of = (...wanted: ApplicationState[]) => wanted.flatMap((state) => ids[state] ?? [])
  await made.move(of('not_accepted'), { act: 'reject', on: days.accepted, words: '材料不全', missing: ['身份证明'] })
  await made.bringTo(of('entered', 'certified', 'delivered'), kind, 'entered')
  await made.bringTo(of('accepted', 'correcting', 'refused', 'withdrawn'), kind, 'passed')
  await made.move(of('correcting'), { act: 'call_for_correction', on: days.gate, missing: ['发票'] })
  await made.move(of('refused'), { act: 'refuse', on: days.gate, words: '存在争议' }, made.staff.registrar)
  await made.move(of('withdrawn'), { act: 'withdraw', on: days.gate, words: '申请人要求' })
  await made.move(of('certified', 'delivered'), { act: 'certify', on: days.entered }, made.staff.registrar)
  await made.move(of('delivered'), { act: 'deliver', on: days.entered })
  return ids
}

/** As the application's own role, past every rule of the program; whatever it did is undone. */
async function bypass(write: (tx: Tx) => Promise<unknown>): Promise<string> {
  const undo = new Error('undone')
  const outcome = transact(made.house.db, made.staff.window, async (tx) => {
    await write(tx)
    throw undo
  })
  return outcome.then(
    () => 'kept',
    (error: { constraint?: string; message: string }) =>
      error === undo ? 'allowed' : (error.constraint ?? error.message),
  )
}

/** The columns that a state asks for, so that nothing but the move itself stands in the way. */
const columnsOf = (to: ApplicationState) => {
  const accepted = sql`
    acceptance_no = coalesce(acceptance_no, 'made'), accepted_on = coalesce(accepted_on, submitted_on), accepted_by = coalesce(accepted_by, submitted_by),
    acceptor_name = coalesce(acceptor_name, 'made'), is_deemed = coalesce(is_deemed, false), due_on = coalesce(due_on, submitted_on), legal_days = coalesce(legal_days, 30)`
  const entered = sql`
    ${accepted}, entered_on = coalesce(entered_on, ${days.entered}), entered_by = coalesce(entered_by, ${made.staff.registrar.accountId}::uuid),
    enterer_name = coalesce(enterer_name, 'made'), certificate_no = coalesce(certificate_no, 'made')`
  const ends = to === 'not_accepted' || to === 'refused' || to === 'withdrawn'
  const ended = ends
    ? sql`ended_on = ${days.entered}::date, end_reason = 'made'`
    : sql`ended_on = null, end_reason = null`
  const certified =
    to === 'certified' || to === 'delivered' ? sql`, certified_on = coalesce(certified_on, ${days.entered})` : sql``
  const delivered = to === 'delivered' ? sql`, delivered_on = ${days.entered}::date` : sql`, delivered_on = null`
  if (to === 'submitted' || to === 'not_accepted' || to === 'withdrawn') return sql`${ended}${delivered}`
  if (to === 'accepted' || to === 'correcting' || to === 'refused') return sql`${accepted}, ${ended}${delivered}`
  return sql`${entered}, ${ended}${certified}${delivered}`
}

const isForeseen = (kind: ApplicationKind, was: ApplicationState, becomes: ApplicationState) =>
  applicationActs.some((act) => {
    const { from, to, kinds }: { from: readonly string[]; to: string; kinds: readonly string[] } = applicationMoves[act]
    return from.includes(was) && to === becomes && kinds.includes(kind)
  })

const pairs = applicationKinds.flatMap((kind) =>
  applicationStates.flatMap((was) =>
    applicationStates.filter((becomes) => becomes !== was).map((becomes) => ({ kind, was, becomes })),
  ),
)

describe('the table of moves', () => {
  test('is the same in the program and in the database', async () => {
    const { rows } = await made.house.owner.query(
      `select k.kind, w.was, b.becomes, application_may_go(k.kind, w.was, b.becomes) as may
         from unnest($1::text[]) as k (kind) cross join unnest($2::text[]) as w (was) cross join unnest($2::text[]) as b (becomes)`,
      [applicationKinds, applicationStates],
    )
    expect(rows).toHaveLength(2 * 9 * 9)
    for (const { kind, was, becomes, may } of rows)
      expect([kind, was, becomes, may]).toEqual([kind, was, becomes, isForeseen(kind, was, becomes)])
  })

  test.each(pairs)('$kind: from $was to $becomes past the program', async ({ kind, was, becomes }) => {
    const id = standing[kind][was]
    if (id === undefined) return expect(kind).toBe('first') // a first registration has no such state

    const outcome = await bypass((tx) =>
      sql`update applications set state = ${becomes}, ${columnsOf(becomes)} where county_code = ${fenyang} and id = ${id}`.execute(
        tx,
      ),
    )

    if (isForeseen(kind, was, becomes)) expect(outcome).toBe('allowed')
    else
      expect([
        'application_moves_as_allowed',
        'application_keeps_what_it_was',
        'entered_application_has_its_day',
        'delivery_follows_certificate',
        'certificate_follows_entry',
      ]).toContain(outcome)
  })
})

describe('past the program, as its own role,', () => {
  const change = (id: string | undefined, set: ReturnType<typeof sql>) => (tx: Tx) =>
    sql`update applications set ${set} where county_code = ${fenyang} and id = ${id}`.execute(tx)
  const decide = (id: string | undefined, gate: string, by: string) => (tx: Tx) =>
    sql`update application_gates set state = 'passed', decided_on = ${days.gate}, decided_by = ${by}, decider_name = 'made'
         where county_code = ${fenyang} and application_id = ${id} and gate = ${gate}`.execute(tx)

  test('nothing begins but as submitted', async () => {
    const copied = (tx: Tx) =>
      sql`
      insert into applications (county_code, kind, estate_id, unit_id, homes, applicant_kind, state, submitted_on, submitted_by, submitter_name, ended_on, end_reason)
      select county_code, kind, estate_id, unit_id, homes, applicant_kind, 'withdrawn', submitted_on, submitted_by, submitter_name, submitted_on, 'made'
        from applications where id = ${standing.transfer.delivered}`.execute(tx)

    expect(await bypass(copied)).toBe('application_begins_submitted')
  })

  test('who accepted neither reviews nor enters', async () => {
    const [submitted] = await made.submit([made.transferOf(made.registered.unitIds[9] ?? '')])
    const id = submitted?.id ?? ''
    await made.bringTo([id], 'transfer', 'accepted')

    expect(await bypass(decide(id, 'review', made.staff.window.accountId))).toBe('reviewed_by_a_second_person')
    expect(await bypass(decide(id, 'review', made.staff.registrar.accountId))).toBe('allowed')
    const own = sql`state = 'entered', entered_on = ${days.entered}, entered_by = accepted_by, enterer_name = 'made', certificate_no = 'made'`
    expect(await bypass(change(standing.transfer.accepted, own))).toBe('entered_by_a_second_person')
    const early = sql`state = 'entered', entered_on = ${days.entered}, entered_by = ${made.staff.registrar.accountId}, enterer_name = 'made', certificate_no = 'made'`
    expect(await bypass(change(id, early))).toBe('entry_waits_for_every_gate')
  })

  test.each(['submitted', 'entered', 'delivered', 'refused', 'withdrawn'] as const)(
    'no gate of one that is %s is decided',
    async (state) => {
      const id = standing.transfer[state]

      expect(await bypass(decide(id, 'tax', made.staff.window.accountId))).toBe('decided_while_under_way')
      const pause = (tx: Tx) =>
        sql`
      insert into application_pauses (county_code, application_id, pause_no, kind, from_on) values (${fenyang}, ${id}, 9, 'notice', ${days.gate})`.execute(
          tx,
        )
      expect(await bypass(pause)).toBe('decided_while_under_way')
    },
  )

  test('nothing is put beside an application that was told', async () => {
    const party = (tx: Tx) =>
      sql`
      insert into application_parties (county_code, application_id, party_no, role, name) values (${fenyang}, ${standing.transfer.accepted}, 9, 'buyer', '他人')`.execute(
        tx,
      )
    const gate = (tx: Tx) =>
      sql`
      insert into application_gates (county_code, application_id, gate) values (${fenyang}, ${standing.transfer.accepted}, 'notice')`.execute(
        tx,
      )

    expect(await bypass(party)).toBe('application_is_told_with_its_parts')
    expect(await bypass(gate)).toBe('application_is_told_with_its_parts')
  })

  test.each(['unit_id', 'estate_id', 'kind', 'submitted_by', 'homes'])('%s is never written again', async (column) => {
    const set = sql`${sql.ref(column)} = ${sql.ref(column)}`

    expect(await bypass(change(standing.transfer.accepted, set))).toMatch(/permission denied/)
  })

  test.each([
    'applications',
    'application_gates',
    'application_parties',
    'application_units',
    'application_pauses',
    'batches',
    'batch_items',
  ])('nothing leaves %s', async (table) => {
    expect(await bypass((tx) => sql`delete from ${sql.table(table)}`.execute(tx))).toMatch(/permission denied/)
  })

  test('what was decided stays as it was decided', async () => {
    expect(await bypass(change(standing.transfer.entered, sql`certificate_no = 'other'`))).toBe(
      'application_keeps_what_it_was',
    )
    expect(await bypass(change(standing.transfer.accepted, sql`accepted_on = ${days.entered}`))).toBe(
      'application_keeps_what_it_was',
    )
    expect(await bypass(change(standing.transfer.refused, sql`remark = 'other'`))).toBe('application_keeps_what_it_was')
    expect(await bypass(change(standing.transfer.accepted, sql`remark = '附记'`))).toBe('allowed')
  })

  test('a home stands in one open application and a certificate on one home', async () => {
    const again = (table: 'transfer' | 'first') => (tx: Tx) =>
      table === 'transfer'
        ? sql`insert into applications (county_code, kind, estate_id, unit_id, homes, applicant_kind, submitted_on, submitted_by, submitter_name)
              select county_code, kind, estate_id, unit_id, homes, applicant_kind, submitted_on, submitted_by, submitter_name from applications where id = ${standing.transfer.accepted}`.execute(
            tx,
          )
        : sql`insert into application_units (county_code, application_id, unit_id, is_open)
              select county_code, ${standing.first.submitted}::uuid, unit_id, true from application_units where application_id = ${standing.first.accepted}`.execute(
            tx,
          )

    expect(await bypass(again('transfer'))).toBe('one_open_transfer_per_home')
    expect(await bypass(again('first'))).toBe('one_open_first_registration_per_home')
    const taken = sql`certificate_no = (select certificate_no from applications where id = ${standing.transfer.entered})`
    expect(await bypass(change(standing.transfer.accepted, taken))).toBe('application_certificate_is_given_once')
  })

  test('homes of a decided first registration are free for another', async () => {
    const { rows } = await made.house.owner.query(
      'select a.state, c.is_open from applications as a join application_units as c on c.application_id = a.id',
    )
    const open = ['submitted', 'accepted', 'correcting']
    for (const { state, is_open } of rows) expect([state, is_open]).toEqual([state, open.includes(state)])
  })
})

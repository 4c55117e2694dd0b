import { describe, expect, test } from 'vitest'
import type { Permission } from '../staff/permissions.ts'
import { type Role, roles } from '../staff/roles.ts'
import type { ApplicationStanding } from './application.ts'
import { gatesOf } from './gates.ts'
import { type ApplicationAct, applicationActs, type Move, permissionFor, refuseMove } from './moves.ts'
import { type ApplicationKind, type ApplicationState, applicationKinds, applicationStates } from './states.ts'

/** What may be done, said a second time and from the other end: by the state an application is in. */
const underWay: readonly ApplicationAct[] = ['pass', 'reopen', 'pause', 'resume', 'refuse', 'withdraw']
const lawful: Readonly<Record<ApplicationState, readonly ApplicationAct[]>> = {
  submitted: ['accept', 'reject', 'withdraw'],
  accepted: [...underWay, 'call_for_correction', 'enter'],
  correcting: [...underWay, 'correct'],
  entered: ['certify'],
  certified: ['deliver'],
  delivered: [],
  not_accepted: [],
  refused: [],
  withdrawn: [],
}
/** A first registration is done once it is entered. */
const mayBeDone = (kind: ApplicationKind, state: ApplicationState, act: ApplicationAct) =>
  lawful[state].includes(act) && !(kind === 'first' && (act === 'certify' || act === 'deliver'))

/** And by the hand that does it. */
const window: readonly ApplicationAct[] = ['accept', 'reject', 'call_for_correction', 'correct', 'withdraw', 'deliver']
const desk: readonly ApplicationAct[] = ['pass', 'reopen', 'pause', 'resume']
const handOf: Readonly<Record<Role, readonly ApplicationAct[]>> = {
  window_clerk: [...window, ...desk],
  clerk: [...window, ...desk],
  officer: desk,
  registrar: ['refuse', 'enter', 'certify'],
  visiting_officer: ['deliver'],
  administrator: [],
  city_office: [],
  leader: [],
  inspector: [],
  surveyor: [],
  developer: [],
}

const today = '2022-11-30'
const on = '2022-11-28'
const mover = { accountId: 'second person', today }

const moves: Readonly<Record<ApplicationAct, Move>> = {
  accept: { act: 'accept', on },
  reject: { act: 'reject', on, words: '材料不全', missing: ['身份证明'] },
  call_for_correction: { act: 'call_for_correction', on, missing: ['身份证明'] },
  correct: { act: 'correct', on },
  pass: { act: 'pass', gate: 'papers', on, state: 'passed', evidence: null, basis: null },
  reopen: { act: 'reopen', gate: 'papers', on, words: '有误' },
  pause: { act: 'pause', on },
  resume: { act: 'resume', on },
  refuse: { act: 'refuse', on, words: '存在争议' },
  withdraw: { act: 'withdraw', on, words: '申请人要求' },
  enter: { act: 'enter', on },
  certify: { act: 'certify', on },
  deliver: { act: 'deliver', on },
}

/** An application in a state, with everything an act asks for beside the state. */
function readyFor(act: ApplicationAct, kind: ApplicationKind, state: ApplicationState): ApplicationStanding {
  const gateState = act === 'pass' ? 'open' : 'passed'
  return {
    id: 'a',
    kind,
    state,
    estateId: 'e',
    buildingId: null,
    unitId: kind === 'transfer' ? 'u' : null,
    homes: 1,
    submittedOn: '2022-11-01',
    submittedBy: 'first person',
    acceptanceNo: null,
    acceptedOn: '2022-11-02',
    acceptedBy: 'first person',
    dueOn: null,
    promisedOn: null,
    enteredOn: null,
    certificateNo: null,
    certifiedOn: null,
    gates: gatesOf[kind].map((gate) => ({ gate, state: gateState, decidedOn: null, decidedBy: null })),
    pauses: act === 'resume' ? [{ kind: 'notice', fromOn: '2022-11-03', untilOn: null }] : [],
    home: kind === 'transfer' ? { firstRegisteredOn: '2022-03-01', transferredOn: null } : null,
    homesRegistered: 0,
    hold: null,
  }
}

const everything = applicationKinds.flatMap((kind) =>
  applicationStates.flatMap((state) => applicationActs.map((act) => ({ kind, state, act }))),
)

describe('every state, act and kind', () => {
  test.each(everything)('$act of a $kind application that is $state', ({ kind, state, act }) => {
    const refused = refuseMove(readyFor(act, kind, state), moves[act], mover)

    expect(refused === null).toBe(mayBeDone(kind, state, act))
    if (refused) expect(['wrong_state', 'first_ends_entered']).toContain(refused.code)
  })

  test('there are nine states, thirteen acts and two kinds', () => expect(everything).toHaveLength(234))
})

describe('every act and role', () => {
  const everyRole = Object.keys(roles) as Role[] // the keys of the table itself

  test.each(everyRole.flatMap((role) => applicationActs.map((act) => ({ role, act }))))(
    '$act by a $role',
    ({ role, act }) => {
      const held: readonly Permission[] = roles[role]

      expect(held.includes(permissionFor(act))).toBe(handOf[role].includes(act))
    },
  )

  test.each(everyRole)('the review is for the registrar, not for a %s who is none', (role) => {
    const held: readonly Permission[] = roles[role]

    for (const act of ['pass', 'reopen'] as const)
      expect(held.includes(permissionFor(act, 'review'))).toBe(role === 'registrar')
  })
})

describe('beside the state', () => {
  const accepted = readyFor('enter', 'transfer', 'accepted')
  const code = (application: ApplicationStanding, move: Move, accountId = 'second person') =>
    refuseMove(application, move, { accountId, today })?.code ?? null

  test.each(['enter', 'refuse'] as const)('who accepted does not %s', (act) => {
    expect(code(accepted, moves[act], 'first person')).toBe('own_acceptance')
    expect(code(accepted, moves[act])).toBeNull()
  })

  test('who accepted does not review, and may pass any other gate', () => {
    const open = readyFor('pass', 'transfer', 'accepted')
    const review = { act: 'pass', gate: 'review', on, state: 'passed', evidence: null, basis: null } as const

    expect(code(open, review, 'first person')).toBe('own_acceptance')
    expect(code(open, moves.pass, 'first person')).toBeNull()
  })

  test.each(gatesOf.transfer)('entry waits for the gate %s', (gate) => {
    const gates = accepted.gates.map((standing) =>
      standing.gate === gate ? { ...standing, state: 'open' as const } : standing,
    )

    expect(code({ ...accepted, gates }, moves.enter)).toBe('gates_open')
  })

  test('a gate is left out or put off on a basis alone, the review never', () => {
    const open = readyFor('pass', 'transfer', 'accepted')
    const pass = { act: 'pass', gate: 'tax', on, state: 'deferred', evidence: null, basis: null } as const

    expect(code(open, pass)).toBe('gate_without_basis')
    expect(code(open, { ...pass, basis: '证缴分离' })).toBeNull()
    expect(code(open, { ...pass, gate: 'review', basis: '证缴分离' })).toBe('review_left_out')
    expect(code(open, { ...pass, gate: 'inspection', basis: '证缴分离' })).toBe('gate_of_other_kind')
  })

  test('nothing happens ahead of its day or before what happened last', () => {
    expect(code(accepted, { act: 'enter', on: '2022-12-01' })).toBe('date_in_future')
    expect(code(accepted, { act: 'enter', on: '2022-11-01' })).toBe('date_before_last')
  })

  test('a home is transferred once, after its first registration, and not while something holds it', () => {
    const home = { firstRegisteredOn: '2022-03-01', transferredOn: null }

    expect(code({ ...accepted, home: { ...home, transferredOn: '2022-05-01' } }, moves.enter)).toBe(
      'already_transferred',
    )
    expect(code({ ...accepted, home: { ...home, firstRegisteredOn: null } }, moves.enter)).toBe('not_first_registered')
    expect(code({ ...accepted, home: { ...home, firstRegisteredOn: '2022-11-29' } }, moves.enter)).toBe(
      'before_first_registration',
    )
    expect(code({ ...accepted, hold: { words: '查封', basis: '依据' } }, moves.enter)).toBe('held')
    const first = readyFor('enter', 'first', 'accepted')
    expect(code({ ...first, homesRegistered: 1 }, moves.enter)).toBe('already_first_registered')
  })

  test('a running notice holds up the entry and is started once', () => {
    const noticed = { ...accepted, pauses: [{ kind: 'notice', fromOn: '2022-11-03', untilOn: null } as const] }

    expect(code(noticed, moves.enter)).toBe('notice_running')
    expect(code(noticed, moves.pause)).toBe('pause_running')
    expect(code(accepted, moves.resume)).toBe('pause_not_running')
  })

  test('what is missing is told once and whole', () => {
    expect(code(accepted, { act: 'call_for_correction', on, missing: [] })).toBe('nothing_missing')
  })
})

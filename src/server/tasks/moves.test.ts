import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TaskResults } from '#contract/tasks.ts'
import { type Role, roles } from '#domain/staff/roles.ts'
import { type TaskMove, type TaskState, taskMoveNames, taskMoves, taskStates } from '#domain/tasks/moves.ts'
import { fenyang } from '../../../test/made-house.ts'
import { type MadeOffice, makeOffice, openOffice } from '../../../test/tasks/made-office.ts'
import { systemActor, transact } from '../platform/acts.ts'

let office: MadeOffice
let opened: Awaited<ReturnType<typeof openOffice>>
let submitter: string
let holder: string

beforeAll(async () => {
  office = await makeOffice()
  opened = await openOffice(office)
  submitter = (await office.house.owner.query(`select id from accounts where login = 'second-clerk'`)).rows[0].id
  holder = office.ids.住建局联络员 ?? ''
})
afterAll(() => office.house.drop())

/** Everybody who may try: whose unit the tasks are, and who hands them in. */
const people: readonly { login: string; role: Role; isUnit: boolean }[] = [
  { login: 'fenyang-clerk', role: 'clerk', isUnit: false },
  { login: 'second-clerk', role: 'clerk', isUnit: false },
  { login: 'housing-officer', role: 'officer', isUnit: true },
  { login: 'land-officer', role: 'officer', isUnit: false },
  { login: 'fenyang-visitor', role: 'visiting_officer', isUnit: true },
  { login: 'fenyang-window', role: 'window_clerk', isUnit: false },
  { login: 'leader', role: 'leader', isUnit: false },
  { login: 'inspector', role: 'inspector', isUnit: false },
  { login: 'city-office', role: 'city_office', isUnit: false },
  { login: 'administrator', role: 'administrator', isUnit: false },
]

const doors = {
  holder: ['work', 'tasks.work'],
  checker: ['check', 'tasks.check'],
  office: ['steer', 'tasks.assign'],
} as const

let made = 0

/** One task in each state, with a paper brought; what was handed in was handed in by the second clerk. */
async function oneOfEachState(): Promise<{ id: string; revision: number; state: TaskState }[]> {
  made += 100
  const { rows } = await office.house.owner.query(
    `with made as (
       insert into tasks (county_code, task_no, title, wanted, source, organisation_id, person_id, issued_on, starts_on, due_on, first_due_on,
                          state, state_on, paused_from, submitted_by, checked_by, written_off_by, written_off_on, light, light_on)
       select $1, $2 + n, '任务' || s, '材料', 'hand', $3, $4, current_date, current_date, current_date + 30, current_date + 30,
              s, current_date, case when s = 'paused' then 'working' end,
              case when s in ('submitted', 'accepted', 'returned', 'written_off') then $5::uuid end,
              null, case when s = 'written_off' then (select id from accounts where login = 'leader') end,
              case when s = 'written_off' then current_date end, 'green', current_date
         from unnest($6::text[]) with ordinality as states (s, n)
       returning id, state, revision
     ), papers as (
       insert into task_evidence (county_code, task_id, evidence_no, name, media_type, bytes, sha256, added_by, adder_name)
       select $1, id, 1, '材料.pdf', 'application/pdf', 10, '\\x00', $5, '汾阳复核' from made
     )
     select id, state, revision from made`,
    [fenyang, made, office.ids.住建局, holder, submitter, taskStates],
  )
  return rows
}

const everyPair = people.flatMap((person) => taskMoveNames.map((move) => ({ ...person, move })))

/** What the law says, told from the table of moves alone. */
function isLawful(state: TaskState, move: TaskMove, { role, isUnit, login }: (typeof people)[number]): boolean {
  const { from, by } = taskMoves[move]
  const allowed: readonly string[] = roles[role]
  if (!(from as readonly TaskState[]).includes(state)) return false
  if (by === 'holder') return isUnit || allowed.includes('tasks.assign')
  return !(by === 'checker' && login === 'second-clerk')
}

test.each(everyPair)('$login: $move from every state is as the table of moves says', async ({ move, ...person }) => {
  const tasks = await oneOfEachState()
  const [door, permission] = doors[taskMoves[move].by]
  const answer = await opened.send(person.login, 'POST', `/api/counties/${fenyang}/tasks/${door}`, {
    move,
    reason: '照章办理',
    tasks: tasks.map(({ id, revision }) => ({ id, revision })),
  })

  const mayEnter = (roles[person.role] as readonly string[]).includes(permission)
  expect(answer.statusCode).toBe(mayEnter ? 200 : 404)
  const lawful = tasks.filter(({ state }) => mayEnter && isLawful(state, move, person)).map(({ state }) => state)
  const moved: string[] = mayEnter
    ? (answer.json() as TaskResults).results.flatMap(({ id, ok }) =>
        ok ? (tasks.find((task) => task.id === id)?.state ?? []) : [],
      )
    : []
  expect(moved).toEqual(lawful)
  const { to } = taskMoves[move]
  const { rows } = await office.house.owner.query('select id, state from tasks where id = any ($1)', [
    tasks.map(({ id }) => id),
  ])
  const became = new Map<string, string>(rows.map(({ id, state }) => [id, state]))
  for (const { id, state } of tasks)
    expect(became.get(id)).toBe(lawful.includes(state) ? (to === 'as_before' ? 'working' : to) : state)
})

test('a move of one kind is not made through the door of another', async () => {
  const [task] = await oneOfEachState()
  for (const [move, door] of [
    ['write_off', 'work'],
    ['submit', 'check'],
    ['receive', 'steer'],
    ['cancel', 'work'],
  ] as const) {
    const body = { move, reason: '照章办理', tasks: [{ id: task?.id, revision: 1 }] }
    expect(
      (await opened.send('fenyang-clerk', 'POST', `/api/counties/${fenyang}/tasks/${door}`, body)).statusCode,
    ).toBe(400)
  }
})

describe('the database itself refuses', () => {
  const attempts = [
    [
      'a write-off by whoever handed in',
      'submitted',
      `state = 'written_off', written_off_on = current_date, written_off_by = submitted_by`,
      'write_off_is_by_a_second_person',
    ],
    [
      'an acceptance by whoever handed in',
      'submitted',
      `state = 'accepted', checked_by = submitted_by`,
      'acceptance_is_by_a_second_person',
    ],
    [
      'a write-off by nobody',
      'submitted',
      `state = 'written_off', written_off_on = current_date`,
      'write_off_names_who_did_it',
    ],
    [
      'a write-off without a day',
      'submitted',
      `state = 'written_off', written_off_by = '00000000-0000-0000-0000-000000000000'`,
      'write_off_has_its_day',
    ],
    ['an open task with nobody behind it', 'issued', 'person_id = null', 'open_task_has_a_named_person'],
    ['a pause that goes back nowhere', 'working', `state = 'paused'`, 'only_a_paused_task_goes_back'],
    ['a state nobody knows', 'working', `state = 'forgotten'`, 'task_state_is_known'],
    ['a term before its start', 'working', 'due_on = starts_on - 1', 'task_is_due_after_its_start'],
    ['another title', 'working', `title = '别的事'`, 'permission denied'],
    ['another unit', 'working', 'organisation_id = organisation_id', 'permission denied'],
  ] as const
  test.each(attempts)('%s', async (_, state, change, refusal) => {
    const task = (await oneOfEachState()).find((one) => one.state === state)
    const attempt = transact(office.house.db, systemActor([fenyang]), (tx) =>
      sql`update tasks set ${sql.raw(change)} where county_code = ${fenyang} and id = ${task?.id}`.execute(tx),
    )
    await expect(attempt).rejects.toThrow(refusal)
  })

  test('the taking out of a task, its papers and notices', async () => {
    for (const table of ['tasks', 'task_evidence', 'task_pauses', 'task_extensions', 'notices', 'clock_runs']) {
      const attempt = transact(office.house.db, systemActor([fenyang]), (tx) =>
        sql`delete from ${sql.table(table)}`.execute(tx),
      )
      await expect(attempt).rejects.toThrow('permission denied')
    }
  })

  test('every row of another county', async () => {
    await oneOfEachState()
    const { numAffectedRows } = await transact(office.house.db, systemActor(['141130']), (tx) =>
      sql`update tasks set revision = revision + 1`.execute(tx),
    )
    expect(numAffectedRows).toBe(0n)
  })
})

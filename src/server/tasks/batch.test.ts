import { afterAll, beforeAll, expect, test } from 'vitest'
import { fenyang } from '../../../test/made-house.ts'
import { type MadeOffice, makeOffice } from '../../../test/tasks/made-office.ts'
import { systemActor, transact } from '../platform/acts.ts'
import { createTasks } from './actions.ts'
import { moveTasks } from './move.ts'

let office: MadeOffice
beforeAll(async () => {
  office = await makeOffice()
})
afterAll(() => office.house.drop())

const n = 5000

test('five thousand tasks are given, received and cancelled, each batch one act with a row for each', async () => {
  const { db, owner } = office.house
  const by = { countyCode: fenyang, actor: systemActor([fenyang]), reason: '批量办理' }
  const draft = {
    title: '核对分户资料',
    wanted: '核对表',
    source: 'hand',
    estateId: null,
    organisationId: office.ids.住建局 ?? '',
    personId: null,
    startsOn: '2099-01-05',
    dueOn: null,
    workingDays: 5,
  } as const
  const ids = await transact(db, by.actor, (tx) =>
    createTasks(
      tx,
      by,
      Array.from({ length: n }, () => draft),
    ),
  )
  const hands = { accountId: by.actor.accountId, hands: ['holder', 'office'], isOffice: true } as const
  const chosen = (revision: number) => ids.map((id) => ({ id, revision }))
  const received = await moveTasks(db, by, hands, { move: 'receive', tasks: chosen(1) })
  const stale = await moveTasks(db, by, hands, {
    move: 'cancel',
    tasks: [...chosen(2).slice(0, -1), ...chosen(1).slice(-1)],
  })

  expect([received.done, received.refused, stale.done, stale.refused]).toEqual([n, 0, n - 1, 1])
  const { rows } = await owner.query(
    `select kind, row_count as rows from acts where county_code = $1 and reason = '批量办理' order by act_no`,
    [fenyang],
  )
  expect(rows).toEqual([
    { kind: 'tasks_issued', rows: n },
    { kind: 'tasks_receive', rows: n },
    { kind: 'tasks_cancel', rows: n - 1 },
  ])
})

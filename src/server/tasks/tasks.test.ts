import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Task, TaskLine, TaskResults } from '#contract/tasks.ts'
import { addWorkingDays } from '#domain/tasks/calendar.ts'
import { fenyang, jiaokou } from '../../../test/made-house.ts'
import { type MadeOffice, makeOffice, openOffice } from '../../../test/tasks/made-office.ts'
import { verify } from '../audit/verify.ts'
import { read, systemActor } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { officeToday } from '../platform/office-day.ts'
import { calendarIn } from './calendar.ts'

let office: MadeOffice
let opened: Awaited<ReturnType<typeof openOffice>>
let ids: Record<string, string>

beforeAll(async () => {
  office = await makeOffice()
  ids = office.ids
  opened = await openOffice(office)
})
afterAll(() => office.house.drop())

const today = officeToday()
const place = `/api/counties/${fenyang}`
const send = (...call: Parameters<typeof opened.send>) => opened.send(...call)
const after = (days: number) =>
  read(office.house.db, systemActor([fenyang]), async (tx) => addWorkingDays(await calendarIn(tx), today, days))

async function give(more: object = {}, login = 'fenyang-clerk') {
  const task = {
    title: '补办消防手续',
    wanted: '消防验收意见书',
    estateId: ids.晨光小区,
    organisationId: ids.住建局,
    personId: null,
    startsOn: today,
    dueOn: null,
    workingDays: 5,
    ...more,
  }
  return send(login, 'POST', `${place}/tasks`, { reason: '坐诊下达', tasks: [task] })
}
const given = async (more: object = {}): Promise<TaskLine> => (await give(more)).json()[0]
const open = async ({ id }: { id: string }, login = 'fenyang-clerk'): Promise<Task> =>
  (await send(login, 'GET', `${place}/tasks/${id}`)).json()
const pdf = { name: '意见书.pdf', content: '%PDF-1.7 made up' }
const bring = (login: string, { id }: { id: string }, files = [pdf]) =>
  opened.files(login, `${place}/tasks/${id}/evidence`, files, '消防验收')

async function move(login: string, move: string, ...tasks: { id: string }[]): Promise<TaskResults> {
  const door =
    { pause: 'steer', resume: 'steer', cancel: 'steer', return: 'check', accept: 'check', write_off: 'check' }[move] ??
    'work'
  const chosen = await Promise.all(tasks.map(async ({ id }) => ({ id, revision: (await open({ id })).revision })))
  const answer = await send(login, 'POST', `${place}/tasks/${door}`, { move, reason: '照章办理', tasks: chosen })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}
const codes = ({ results }: TaskResults) => results.map(({ code }) => code)

describe('a task from a step of a diagnosis', () => {
  test('goes to the unit its rule names, and ends with what it establishes of the estate', async () => {
    const proposed = (await send('fenyang-clerk', 'GET', `${place}/estates/${ids.晓月小区}/proposed-tasks`)).json()
    const fire = proposed.find(({ requirement }: { requirement: string }) => requirement === 'fire')
    expect(fire).toMatchObject({ taskId: null, homes: 2, needs: [] })
    const step = { estateId: ids.晓月小区, registration: fire.registration, rule: fire.rule, step: fire.step }
    const assigned = (
      await send('fenyang-clerk', 'POST', `${place}/task-assignments`, {
        reason: '坐诊下达',
        startsOn: today,
        steps: [step],
      })
    ).json()
    const [task] = assigned.tasks as TaskLine[]
    if (!task) throw new Error(JSON.stringify(assigned))
    expect(task).toMatchObject({
      source: 'diagnosis',
      state: 'issued',
      requirement: 'fire',
      homes: 2,
      dueOn: await after(fire.workingDays),
      organisation: fire.organisation,
      person: fire.person,
    })

    const again = (
      await send('fenyang-clerk', 'POST', `${place}/task-assignments`, {
        reason: '再下达',
        startsOn: today,
        steps: [step],
      })
    ).json()
    expect(again).toMatchObject({ tasks: [], left: [{ code: 'step_is_open', taskId: task.id }] })

    const holder = task.organisation.name === '住建局' ? 'housing-officer' : 'land-officer'
    const stranger = holder === 'housing-officer' ? 'land-officer' : 'housing-officer'
    expect(codes(await move(stranger, 'receive', task))).toEqual(['other_unit'])
    expect(codes(await move(holder, 'receive', task))).toEqual([null])
    expect(codes(await move(holder, 'submit', task))).toEqual(['no_evidence'])
    expect((await bring(stranger, task)).statusCode).toBe(409)
    expect((await bring(holder, task)).json()).toMatchObject({
      papers: [{ no: 1, name: '意见书.pdf', mediaType: 'application/pdf', submissionNo: null, note: '消防验收' }],
    })
    expect(codes(await move(holder, 'submit', task))).toEqual([null])
    expect(codes(await move('fenyang-clerk', 'return', task))).toEqual([null])
    expect(codes(await move(holder, 'submit', task))).toEqual(['no_evidence'])
    await bring(holder, task)
    expect(codes(await move(holder, 'submit', task))).toEqual([null])
    expect((await open(task)).papers.map(({ submissionNo }) => submissionNo)).toEqual([1, 2])

    const before = (await send('fenyang-clerk', 'GET', `${place}/estates/${ids.晓月小区}/diagnosis`)).json()
    expect(codes(await move('second-clerk', 'write_off', task))).toEqual([null])
    const now = (await send('fenyang-clerk', 'GET', `${place}/estates/${ids.晓月小区}/diagnosis`)).json()
    expect(now.no).toBe(before.no + 1)
    const stated = now.facts.flatMap(({ statements }: { statements: { said: string | null }[] }) => statements)
    expect(
      stated.filter(({ said }: { said: string | null }) => said === `任务第${task.no}号“${task.title}”已销号`),
    ).toHaveLength(1)
    expect(await open(task)).toMatchObject({
      state: 'written_off',
      light: 'blue',
      writtenOffOn: today,
      writtenOffBy: '汾阳复核',
    })

    const timeline = (await send('inspector', 'GET', `${place}/estates/${ids.晓月小区}/timeline`)).json()
    expect(timeline.map(({ kind }: { kind: string }) => kind).slice(0, 4)).toEqual([
      'facts_from_tasks',
      'tasks_write_off',
      'tasks_submit',
      'evidence_added',
    ])
    expect((await move('second-clerk', 'return', task)).results[0]?.message).toBe('任务已销号，不能这样办理')
  })
})

describe('what one person hands in', () => {
  test('the same person neither accepts, returns nor writes off, by no door', async () => {
    const task = await given()
    await bring('fenyang-clerk', task)
    expect(codes(await move('fenyang-clerk', 'receive', task))).toEqual([null])
    expect(codes(await move('fenyang-clerk', 'submit', task))).toEqual([null])
    for (const act of ['accept', 'return', 'write_off'])
      expect(codes(await move('fenyang-clerk', act, task))).toEqual(['own_submission'])
    const written = office.house.owner.query(
      `update tasks set state = 'written_off', written_off_on = current_date, written_off_by = submitted_by where id = $1`,
      [task.id],
    )
    await expect(written).rejects.toThrow('write_off_is_by_a_second_person')
    expect(codes(await move('second-clerk', 'write_off', task))).toEqual([null])
  })
})

describe('a task is refused', () => {
  const cases = [
    ['due before it starts', { startsOn: '2099-02-01', dueOn: '2099-01-01', workingDays: null }, 'due_before_start'],
    ['due in the past', { startsOn: '2020-01-01', dueOn: '2020-02-01', workingDays: null }, 'due_in_past'],
    ['with a day and a number of days', { dueOn: '2099-01-01' }, 'one_term'],
    ['for a person who is not there', { personId: '00000000-0000-7000-8000-000000000000' }, 'no_such_person'],
    ['needing a task that is not there', { needs: ['00000000-0000-7000-8000-000000000000'] }, 'no_such_task'],
    ['about an estate that is not there', { estateId: '00000000-0000-7000-8000-000000000000' }, 'no_such_estate'],
  ] as const
  test.each(cases)('%s', async (_, more, code) => {
    const answer = await give(more)
    expect([answer.statusCode, answer.json().code]).toEqual([400, code])
  })

  test.each([
    ['住建局前任', 'person_has_left'],
    ['交口住建局联络员', 'no_such_person'],
  ])('for %s', async (person, code) => {
    expect((await give({ personId: ids[person] })).json().code).toBe(code)
  })

  test('of a unit in which nobody holds a post; of another county', async () => {
    expect((await give({ organisationId: ids.空缺局 })).json()).toMatchObject({
      code: 'nobody_in_post',
      message: expect.stringContaining('该单位没有在任联络员或负责人'),
    })
    expect((await give({ organisationId: ids.交口住建局 })).json().code).toBe('no_such_organisation')
  })

  test('from whoever may not give one', async () => {
    for (const login of ['housing-officer', 'fenyang-visitor', 'leader', 'inspector', 'jiaokou-clerk'])
      expect([login, (await give({}, login)).statusCode]).toEqual([login, 404])
  })
})

test('evidence that is empty, or not what its name says, is refused with the reason and nothing is kept', async () => {
  const task = await given()
  const bad = [
    [{ name: '空.pdf', content: '' }, 'empty_file'],
    [{ name: '假.pdf', content: 'MZ not a pdf' }, 'other_content'],
    [{ name: '程序.exe', content: 'MZ' }, 'unknown_kind'],
    [{ name: '说明.txt', content: Buffer.from([0, 1, 2]).toString('latin1') }, 'other_content'],
  ] as const
  for (const [file, code] of bad) {
    const answer = await bring('housing-officer', task, [pdf, file])
    expect([file.name, answer.statusCode, answer.json().code]).toEqual([file.name, 400, code])
  }
  expect((await open(task)).papers).toEqual([])
  await bring('housing-officer', task, [pdf, { name: '说明.txt', content: '已到窗口办理' }])
  const url = `${place}/tasks/${task.id}/evidence`
  const text = await send('housing-officer', 'GET', `${url}/2`)
  expect([text.headers['content-type'], text.body]).toEqual(['application/octet-stream', '已到窗口办理'])
  expect((await send('inspector', 'GET', `${url}/1`)).headers['content-type']).toBe('application/pdf')
  expect((await send('jiaokou-clerk', 'GET', `${url}/1`)).statusCode).toBe(404)
  expect((await send('jiaokou-clerk', 'GET', `${url.replace(fenyang, jiaokou)}/1`)).statusCode).toBe(404)
})

describe('a batch', () => {
  test('answers for each task by itself, and keeps one act over those that moved', async () => {
    const [good, stale, other] = [await given(), await given(), await given({ organisationId: ids.自然资源局 })]
    const chosen = [
      { id: good.id, revision: 1 },
      { id: stale.id, revision: 7 },
      { id: other.id, revision: 1 },
      { id: '00000000-0000-7000-8000-000000000000', revision: 1 },
      { id: good.id, revision: 1 },
    ]
    const answer = (
      await send('housing-officer', 'POST', `${place}/tasks/work`, { move: 'receive', reason: '签收', tasks: chosen })
    ).json()
    expect(codes(answer)).toEqual([null, 'changed_meanwhile', 'other_unit', 'no_such_task', 'named_twice'])
    expect([answer.done, answer.refused]).toEqual([1, 4])
    expect(answer.results[1].message).toContain('别人刚刚改过')
    const { rows } = await office.house.owner.query(
      `select kind, row_count from acts where county_code = $1 order by act_no desc limit 1`,
      [fenyang],
    )
    expect(rows).toEqual([{ kind: 'tasks_receive', row_count: 1 }])
  })

  test('of two people who change one task at once, one is told that the other was first', async () => {
    const task = await given()
    const receive = (login: string) =>
      send(login, 'POST', `${place}/tasks/work`, {
        move: 'receive',
        reason: '签收',
        tasks: [{ id: task.id, revision: 1 }],
      })
    const answers = await Promise.all([receive('housing-officer'), receive('fenyang-visitor')])
    expect(answers.map((answer) => codes(answer.json())[0]).toSorted()).toEqual(['changed_meanwhile', null].toSorted())
    expect((await open(task)).revision).toBe(2)
  })
})

test('a pause gives its working days back, and what is not paused is not resumed', async () => {
  const task = await given()
  expect(codes(await move('fenyang-clerk', 'resume', task))).toEqual(['wrong_state'])
  expect(codes(await move('fenyang-clerk', 'pause', task))).toEqual([null])
  expect(await open(task)).toMatchObject({
    state: 'paused',
    pausedFrom: 'issued',
    light: 'grey',
    pauses: [{ until: null }],
  })
  const began = await after(-3)
  await office.house.owner.query(`update task_pauses set from_on = $1 where task_id = $2`, [began, task.id])
  expect(codes(await move('second-clerk', 'resume', task))).toEqual([null])
  const lost = addLost(await calendarOf(), began)
  expect(await open(task)).toMatchObject({
    state: 'issued',
    dueOn: lost(task.dueOn),
    pauses: [{ from: began, until: today }],
  })
})
const calendarOf = () => read(office.house.db, systemActor([fenyang]), calendarIn)
const addLost = (calendar: Awaited<ReturnType<typeof calendarOf>>, from: string) => (dueOn: string) => {
  let days = 0
  for (let day = from; addWorkingDays(calendar, day, 1) <= today; day = addWorkingDays(calendar, day, 1)) days += 1
  return addWorkingDays(calendar, dueOn, days)
}

test('more time is asked for by one and granted by another', async () => {
  const task = await given()
  const until = await after(9)
  const ask = async (login: string, day = until) =>
    (
      await send(login, 'POST', `${place}/tasks/extensions`, {
        until: day,
        reason: '等第三方检测',
        tasks: [{ id: task.id, revision: (await open(task)).revision }],
      })
    ).json()
  const decide = async (login: string, decision: string) =>
    send(login, 'POST', `${place}/tasks/extensions/decide`, {
      decision,
      reason: '情况属实',
      tasks: [{ id: task.id, revision: (await open(task)).revision }],
    })
  expect(codes(await ask('land-officer'))).toEqual(['other_unit'])
  expect(codes(await ask('housing-officer', task.dueOn))).toEqual(['not_later'])
  expect(codes(await ask('fenyang-clerk'))).toEqual([null])
  expect(codes(await ask('housing-officer'))).toEqual(['asked_already'])
  expect((await decide('housing-officer', 'granted')).statusCode).toBe(404)
  expect(codes((await decide('fenyang-clerk', 'granted')).json())).toEqual(['own_request'])
  expect((await open(task, 'second-clerk')).mayDecideExtension).toBe(true)
  expect(codes((await decide('second-clerk', 'granted')).json())).toEqual([null])
  expect(await open(task)).toMatchObject({
    dueOn: until,
    firstDueOn: task.dueOn,
    extensions: [{ decision: 'granted', decidedBy: '汾阳复核' }],
  })
})

test('a hand-over moves tasks to somebody who is there, and tells them', async () => {
  const task = await given()
  const visitor = (await office.house.owner.query(`select id from people where name = '汾阳包联'`)).rows[0].id
  const hand = (personId: string | undefined, login = 'fenyang-clerk') =>
    send(login, 'POST', `${place}/tasks/hand-over`, {
      personId,
      reason: '工作调整',
      tasks: [{ id: task.id, revision: 1 }],
    })
  expect((await hand(ids.住建局前任)).json().code).toBe('person_has_left')
  expect((await hand(visitor, 'housing-officer')).statusCode).toBe(404)
  expect(codes((await hand(visitor)).json())).toEqual([null])
  expect((await open(task)).person?.name).toBe('汾阳包联')
  const notices = (await send('fenyang-visitor', 'GET', '/api/notices')).json()
  expect(notices.rows).toContainEqual(
    expect.objectContaining({ kind: 'assigned', isRead: false, task: expect.objectContaining({ id: task.id }) }),
  )
  expect((await send('fenyang-visitor', 'POST', '/api/notices/read', { ids: null })).json()).toEqual({ unread: 0 })
})

test('a task that needs another is not handed in before it', async () => {
  const first = await given()
  const second = await given({ needs: [first.id] })
  await move('housing-officer', 'receive', second)
  await bring('housing-officer', second)
  expect(codes(await move('housing-officer', 'submit', second))).toEqual(['waits_for_others'])
  await move('fenyang-clerk', 'cancel', first)
  expect(codes(await move('housing-officer', 'submit', second))).toEqual([null])
})

test('desk and lists show each what is theirs; another county sees nothing', async () => {
  const task = await given({ title: '只此一件', organisationId: ids.自然资源局 })
  const list = async (login: string, query: string, region = fenyang) =>
    (await send(login, 'GET', `/api/regions/${region}/tasks?${query}`)).json()
  expect((await list('inspector', `search=${encodeURIComponent('只此一件')}`)).rows).toMatchObject([
    { id: task.id, daysLeft: 5 },
  ])
  expect((await list('jiaokou-clerk', '', jiaokou)).rows).toEqual([])
  const pages: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const page: { rows: TaskLine[]; next: string | null } = await list(
      'fenyang-clerk',
      `limit=3${next && `&after=${next}`}`,
    )
    pages.push(...page.rows.map(({ id }) => id))
    next = page.next
  }
  const whole: TaskLine[] = (await list('fenyang-clerk', 'limit=500')).rows
  expect(pages).toEqual(whole.map(({ id }) => id))
  expect(whole.map(({ dueOn }) => dueOn)).toEqual(whole.map(({ dueOn }) => dueOn).toSorted())
  for (const sort of ['no', 'rank'])
    expect((await list('leader', `sort=${sort}&limit=500`)).rows).toHaveLength(whole.length)

  const queue = (desk: { queues: { queue: string; n: number }[] }, name: string) =>
    desk.queues.find((one) => one.queue === name)?.n
  const clerk = (await send('fenyang-clerk', 'GET', '/api/desk')).json()
  expect(queue(clerk, 'to_receive')).toBe(whole.filter(({ state }) => state === 'issued').length)
  expect(queue((await send('jiaokou-clerk', 'GET', '/api/desk')).json(), 'to_receive')).toBe(0)
  const workbook = await send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/tasks.xlsx`)
  expect([workbook.statusCode, workbook.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
  const book = await send('inspector', 'GET', `${place}/organisations/${ids.自然资源局}/task-book.docx`)
  expect([book.statusCode, book.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
})

test('everything that moved is proved by its history', async () => {
  const { flaws } = await verify(ownerDb(office.house.owner), { counties: [fenyang], onProgress: () => {} })
  expect(flaws).toEqual([])
})

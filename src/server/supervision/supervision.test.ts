import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LadderStepView } from '#contract/supervision.ts'
import { addWorkingDays, type WorkCalendar, workingDayFrom } from '#domain/tasks/calendar.ts'
import { fenyang, jiaokou } from '../../../test/made-house.ts'
import { type MadeOffice, makeOffice, openOffice } from '../../../test/tasks/made-office.ts'
import { verify } from '../audit/verify.ts'
import { commitImport } from '../ledgers/actions.ts'
import { read, recordAct, systemActor, transact } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { officeToday } from '../platform/office-day.ts'
import { calendarIn, importTasks } from '../tasks/actions.ts'
import { proposeSteps } from './propose.ts'

const clerk = 'fenyang-clerk'
const county = `/api/counties/${fenyang}`
const today = officeToday()

let office: MadeOffice
let opened: Awaited<ReturnType<typeof openOffice>>
let calendar: WorkCalendar
beforeAll(async () => {
  office = await makeOffice()
  opened = await openOffice(office)
  calendar = await read(office.house.db, systemActor([fenyang]), calendarIn)
})
afterAll(() => office.house.drop())

const day = (n: number) => addWorkingDays(calendar, today, n)
/** A morning so many working days on; without any, today's or that of the next day worked. */
const run = (n = 0) => proposeSteps(office.house.db, fenyang, n === 0 ? workingDayFrom(calendar, today) : day(n))

/** A task of 住建局 as an older ledger tells it, due so many working days from today. */
async function give(title: string, dueIn: number): Promise<string> {
  const actor = systemActor([fenyang])
  const task = { sourceRef: title, title, wanted: '验收意见', estateId: office.ids.晨光小区 ?? null, personId: null }
  const days = { issuedOn: '2022-03-01', dueOn: day(dueIn), writtenOffOn: null }
  return transact(office.house.db, actor, async (tx) => {
    const { taken } = await importTasks(tx, fenyang, [{ ...task, ...days, organisationId: office.ids.住建局 ?? '' }])
    await recordAct(tx, { countyCode: fenyang, kind: 'tasks_imported', actor, reason: '台账', rows: taken })
    return taken[0]?.subjectId ?? ''
  })
}

const ask = async (login: string, method: string, path: string, body?: object) => {
  const answer = await opened.send(login, method, path, body)
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
}
const ladder = async (task: string): Promise<LadderStepView[]> =>
  (await ask(clerk, 'GET', `${county}/tasks/${task}/ladder`)).body
const steps = async (task: string) => (await ladder(task)).map(({ step, stage }) => `${step} ${stage}`)
const last = async (task: string) => {
  const step = (await ladder(task)).at(-1)
  if (!step) throw new Error('no step')
  return step
}
const choose = ({ id, revision }: LadderStepView) => [{ id, revision }]
const accept = async (task: string, login = clerk) =>
  ask(login, 'POST', `${county}/ladder-steps/draft`, { reason: '采纳建议', steps: choose(await last(task)) })
const passOver = async (task: string, reason = '已当面说明情况', login = clerk) =>
  ask(login, 'POST', `${county}/ladder-steps/pass-over`, { reason, steps: choose(await last(task)) })

const documents = `${county}/documents`
async function move(login: string, door: string, name: string, id: string) {
  const { revision } = (await ask(clerk, 'GET', `${documents}/${id}`)).body
  const body = { reason: '按程序办理', move: name, documents: [{ id, revision }] }
  const answer = await ask(login, 'POST', `${documents}/${door}`, body)
  expect(answer.body).toMatchObject({ done: 1 })
}

/** Takes the proposal against a task all the way to its recipient; gives the letter. */
async function serve(task: string): Promise<string> {
  expect((await accept(task)).status).toBe(200)
  const id = (await last(task)).document?.id ?? ''
  await move(clerk, 'drafts', 'submit', id)
  await move('leader', 'signatures', 'sign', id)
  await move(clerk, 'office', 'serve', id)
  return id
}

const flaws = async () =>
  (await verify(ownerDb(office.house.owner), { counties: [fenyang, jiaokou], onProgress: () => {} })).flaws

describe('the clock', () => {
  test('reminds, warns the head as well, and proposes a notice once a task is late; every run finds it said', async () => {
    const soon = await give('三日后到期', 3)
    const tomorrow = await give('次日到期', 1)
    const late = await give('已逾期一日', -1)

    expect(await run()).toEqual({ told: 2, proposed: 1 })
    expect(await Promise.all([run(), run()])).toEqual([
      { told: 0, proposed: 0 },
      { told: 0, proposed: 0 },
    ])
    expect(await steps(soon)).toEqual(['reminder told'])
    expect(await steps(tomorrow)).toEqual(['yellow told'])
    expect(await steps(late)).toEqual(['deadline_notice proposed'])
    const { rows } = await office.house.owner.query(
      `select n.kind, p.name from notices as n join people as p on p.county_code = n.county_code and p.id = n.person_id
        where n.task_id = any ($1) order by 1, 2`,
      [[soon, tomorrow]],
    )
    expect(rows).toEqual([
      { kind: 'reminder', name: '住建局联络员' },
      { kind: 'yellow', name: '住建局一把手' },
      { kind: 'yellow', name: '住建局联络员' },
    ])
  })

  test('after days missed takes the one step that is due now, with its facts as they are then', async () => {
    const task = await give('停机期间到期', 2)
    // ten working days pass with the server down
    await run(10)
    expect(await steps(task)).toEqual(['deadline_notice proposed'])
    expect((await last(task)).stated).toMatchObject({
      title: '停机期间到期',
      organisation: '住建局',
      person: '住建局联络员',
      daysLate: 8,
      earlier: [],
    })
  })

  test('lets rest what is paused, and nobody sends a letter about it', async () => {
    const task = await give('暂停的事项', -2)
    await run()
    const { revision } = (await ask(clerk, 'GET', `${county}/tasks/${task}`)).body
    const pause = { move: 'pause', reason: '等待上级批复', tasks: [{ id: task, revision }] }
    await ask(clerk, 'POST', `${county}/tasks/steer`, pause)

    expect((await accept(task)).body).toMatchObject({ code: 'matter_rests' })
    const open = (await ask(clerk, 'GET', `/api/regions/${fenyang}/ladder-steps?stage=open&limit=200`)).body
    expect(open.rows.map(({ task: about }: LadderStepView) => about?.id)).not.toContain(task)
    await run(20)
    expect(await steps(task)).toEqual(['deadline_notice proposed'])
  })
})

describe('a proposal', () => {
  test('becomes the draft of its letter with the facts, which another signs; a second taking-up is refused', async () => {
    const task = await give('发函事项', -3)
    await run()
    const proposed = await last(task)

    await accept(task)
    const { document, deciderName } = await last(task)
    expect(deciderName).toBe('示例汾阳经办')
    const { body } = await ask(clerk, 'GET', `${documents}/${document?.id}`)
    expect(body).toMatchObject({
      kind: 'deadline_notice',
      state: 'draft',
      recipient: { name: '住建局' },
      answerDays: 5,
    })
    expect(JSON.stringify(body.content)).toContain('3个工作日')
    const again = { reason: '重复', steps: choose(proposed) }
    expect((await ask(clerk, 'POST', `${county}/ladder-steps/draft`, again)).body).toMatchObject({
      code: 'step_decided',
    })
  })

  test('is passed over with a reason, and the ladder goes on after the time the letter would have given', async () => {
    const task = await give('略过事项', -1)
    await run()
    expect((await passOver(task, '')).status).toBe(400)
    await passOver(task)
    expect(await last(task)).toMatchObject({ stage: 'passed_over', reason: '已当面说明情况' })
    await run(5)
    expect(await steps(task)).toHaveLength(1)
    await run(6)
    expect(await steps(task)).toEqual(['deadline_notice passed_over', 'supervision_letter proposed'])
  })

  test.each(['housing-officer', 'leader', 'inspector', 'jiaokou-clerk'])(
    'is neither taken up nor passed over by %s',
    async (login) => {
      const task = await give(`他人不得处理 ${login}`, -1)
      await run()
      expect((await accept(task, login)).status).toBe(404)
      expect((await passOver(task, '不予发函', login)).status).toBe(404)
      expect(await steps(task)).toEqual(['deadline_notice proposed'])
    },
  )
})

describe('a letter with its recipient', () => {
  test('that is not answered leads to the next step, which tells of it; while it is answered nothing more comes', async () => {
    const task = await give('不答复的事项', -1)
    await run()
    const letter = await serve(task)
    const { answerBy, number } = (await last(task)).document ?? {}
    expect(answerBy).toBe(day(5))

    await run(5)
    expect(await steps(task)).toHaveLength(1)
    await run(6)
    const next = await last(task)
    expect(next).toMatchObject({ step: 'supervision_letter', stage: 'proposed' })
    expect(next.stated.earlier).toMatchObject([{ step: 'deadline_notice', number, servedOn: today }])
    expect(letter).not.toBe('')
  })

  test('whose answer is accepted ends the ladder', async () => {
    const task = await give('已答复的事项', -1)
    await run()
    const letter = await serve(task)
    const { revision } = (await ask(clerk, 'GET', `${documents}/${letter}`)).body
    const files = [{ name: '验收意见.txt', content: '同意验收' }]
    const url = `${documents}/${letter}/answers?revision=${revision}`
    expect((await opened.files('housing-officer', url, files, '已办结')).statusCode).toBe(200)
    await move(clerk, 'office', 'accept_answer', letter)

    await run(40)
    expect(await steps(task)).toEqual(['deadline_notice drafted'])
    expect((await last(task)).document).toMatchObject({ state: 'accepted', acceptedOn: today })
  })

  test('counts once in the log of work under the county’s word for it, also when a ledger tells of it later', async () => {
    const counted = async () =>
      (
        await office.house.owner.query(
          `select w.kind, w.number, d.number as issued from work_events as w
             left join documents as d on d.county_code = w.county_code and d.id = w.document_id
            where w.number is not null and d.number is not null or w.kind = '限时办结通知书' order by w.number`,
        )
      ).rows
    const before = await counted()
    expect(before.length).toBeGreaterThan(1)
    expect(before.every(({ kind, number, issued }) => kind === '限时办结通知书' && number === issued)).toBe(true)

    const path = join(office.house.folder, '督办台账.xlsx')
    const head = ['序号', '日期', '类别', '文号/期次', '涉及项目', '内容摘要', '数量', '计量单位', '人数']
    const told = ['1', today, '限时办结通知书', before[0]?.number, '', '限时办结', '1', '份', '']
    const other = ['2', '2022-03-01', '限时办结通知书', '晋汾清零办〔2022〕9号', '', '限时办结', '1', '份', '']
    const rows = [['工作台账一览'], ['填报时间：2022年10月10日'], head, told, other]
    await writeFile(path, await writeXlsx({ sheets: [{ name: '工作台账', rows }] }))
    const place = await office.house.bring(fenyang, [path])
    await commitImport(office.house, systemActor([fenyang]), place, '导入台账')
    expect((await counted()).length).toBe(before.length + 1) // the other letter alone is new
  })
})

describe('the rules of the ladder', () => {
  const url = `/api/regions/${jiaokou}/ladder-rules`
  const rule = { step: 'deadline_notice', workingDays: 3, answerDays: 7, isOn: true }

  test('are shipped until a county sets them; a letter before the day is refused at its step', async () => {
    const before = (await ask('jiaokou-clerk', 'GET', url)).body
    expect(before.every(({ isShipped }: { isShipped: boolean }) => isShipped)).toBe(true)
    const early = { reason: '提前', rules: [{ ...rule, workingDays: -1 }] }
    expect((await ask('jiaokou-clerk', 'PUT', url, early)).body).toMatchObject({ code: 'counted_backwards' })
    const { body } = await ask('jiaokou-clerk', 'PUT', url, { reason: '县里的规定', rules: [rule] })
    expect(body.find(({ step }: { step: string }) => step === rule.step)).toMatchObject({ ...rule, isShipped: false })
  })

  test('of one county are not set from another, and not by an officer or inspector', async () => {
    for (const login of [clerk, 'housing-officer', 'inspector'])
      expect((await ask(login, 'PUT', url, { reason: '越权', rules: [rule] })).status).toBe(404)
  })
})

describe('developers', () => {
  /** Who built an estate comes with its ledger; here it is put in and taken out again by hand. */
  async function setDeveloper(name: string | null) {
    await office.house.owner.query(
      `with developer as (insert into organisations (county_code, kind, name) select $1, 'developer', $3::text where $3::text is not null returning id)
       update estates set developer_id = (select id from developer) where county_code = $1 and id = $2`,
      [fenyang, office.ids.晨光小区, name],
    )
  }

  /** Put back and forth by hand: nobody may ask for something by a day that has passed. */
  const setDue = (id: string, due: string) =>
    office.house.owner.query(
      'update developer_matters set due_on = $2::date, first_due_on = $2::date, asked_on = $2::date where id = $1',
      [id, due],
    )

  test('are asked, urged by letter, and punished only once heard', async () => {
    await setDeveloper('示例开发公司')
    const asked = {
      reason: '催办',
      estateId: office.ids.晨光小区,
      matter: '补缴维修资金',
      basis: '商品房买卖合同',
      dueOn: today,
    }
    const { body: matter } = await ask(clerk, 'POST', `${county}/developer-matters`, asked)
    expect(matter).toMatchObject({ developer: { name: '示例开发公司' }, no: 1 })
    await run(2)
    const url = `${county}/developer-matters/${matter.id}`
    const { body: developer } = await ask(clerk, 'GET', `${url}/ladder`)
    expect(developer.steps).toMatchObject([{ step: 'demand_letter', stage: 'proposed' }])

    const penalty = { reason: '记载', authority: '住建局', basis: '《条例》第一条', informedOn: today }
    const record = (told: object) => ask(clerk, 'POST', `${url}/penalty`, { ...penalty, ...told })
    expect((await record({})).body).toMatchObject({ code: 'not_so_far' })

    // due the day before, as a clerk of that day would have asked it
    await setDue(matter.id, day(-2))
    const furthest = async (): Promise<LadderStepView> => (await ask(clerk, 'GET', `${url}/ladder`)).body.steps.at(-1)
    for (const [step, days] of [
      ['demand_letter', 11],
      ['developer_interview', 11],
      ['joint_discipline', 14],
    ] as const) {
      const proposed = await furthest()
      expect(proposed.step).toBe(step)
      const body = { reason: '已当面说明', steps: choose(proposed) }
      expect((await ask(clerk, 'POST', `${county}/ladder-steps/pass-over`, body)).status).toBe(200)
      await run(days)
    }
    const steps = choose(await furthest())
    const accepted = await ask(clerk, 'POST', `${county}/ladder-steps/draft`, { reason: '提请查处', steps })
    const letter = (await ask(clerk, 'GET', `${documents}/${accepted.body[0].document.id}`)).body
    expect(letter).toMatchObject({ kind: 'letter', recipient: { name: '住建局' } }) // goes to the authority, not to the developer
    await setDue(matter.id, today)

    const decided = { number: '罚〔2022〕1号', decidedOn: today, decision: '罚款' }
    expect((await record(decided)).body).toMatchObject({ code: 'unheard' })
    expect((await record({ heardOn: today, statement: '未提出陈述申辩' })).body).toMatchObject({ number: null })
    const heard = { heardOn: today, statement: '未提出陈述申辩', ...decided }
    expect((await record(heard)).body).toMatchObject({ decision: '罚款', statement: '未提出陈述申辩', revision: 2 })
    await setDeveloper(null)
  })

  test.each(['housing-officer', 'leader', 'inspector', 'jiaokou-clerk'])(
    'are asked for nothing by %s',
    async (login) => {
      const asked = { reason: '越权', estateId: office.ids.晨光小区, matter: '补缴', basis: '合同', dueOn: today }
      expect((await ask(login, 'POST', `${county}/developer-matters`, asked)).status).toBe(404)
    },
  )
})

test('every step, letter, count and inspection stands in history as it stands in the records', async () => {
  expect(await flaws()).toEqual([])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { fenyang, jiaokou } from '../../../../test/made-house.ts'
import { type MadeWindow, makeWindow } from '../../../../test/registrations/made-window.ts'
import { openWindow } from '../../../../test/registrations/open-window.ts'

let made: MadeWindow
let opened: Awaited<ReturnType<typeof openWindow>>
let ids: readonly string[]
beforeAll(async () => {
  made = await makeWindow()
  opened = await openWindow(made)
  const submitted = await made.submit([
    ...made.registered.unitIds.map((unitId, at) => made.transferOf(unitId, {}, at + 1)),
    made.firstOf(made.waiting.unitIds),
  ])
  ids = submitted.flatMap(({ id }) => (id ? [id] : []))
  await made.bringTo(ids.slice(0, 8), 'transfer', 'passed')
  await made.bringTo(ids.slice(-1), 'first', 'passed')
})
afterAll(() => made.house.drop())

const county = `/api/counties/${fenyang}`
const order = (change: object = {}) => ({
  choice: { state: 'ready', again: true },
  format: 'xml',
  recipient: '汾阳市不动产登记中心',
  reason: '移交登记',
  ...change,
})
const make = (login: string, change: object = {}) => opened.send(login, 'POST', `${county}/hand-overs`, order(change))
const bring = (login: string, name: string, content: string) =>
  opened.attach(login, `${county}/hand-over-results`, [{ name, content }])

test('what can be handed over is counted before: only what is accepted, all gates passed', async () => {
  const count = async (choice: object) =>
    (await opened.send('fenyang-clerk', 'POST', `${county}/hand-overs/count`, choice)).json()
  expect(await count({ state: 'ready' })).toEqual({ applications: 9, homes: 14, withoutCode: 14 })
  expect(await count({ state: 'ready', kind: 'first' })).toEqual({ applications: 1, homes: 6, withoutCode: 6 })
  expect(await count({ state: 'entered' })).toEqual({ applications: 0, homes: 0, withoutCode: 0 })
})

test('messages are numbered on from one hand-over to the next, and the file carries numbers in full', async () => {
  const first = (await make('fenyang-registrar')).json()
  const second = (await make('fenyang-registrar', { format: 'csv' })).json()
  expect([first.applications, first.homes]).toEqual([9, 14])
  expect(second.number).not.toBe(first.number)
  const { rows } = await made.house.owner.query('select message_id from hand_over_items order by message_id')
  expect(rows).toHaveLength(28)
  expect(rows.map(({ message_id }) => message_id.slice(-6))).toEqual(
    Array.from({ length: 28 }, (_, at) => String(at + 1).padStart(6, '0')),
  )
  const fetched = await opened.send('fenyang-registrar', 'POST', `${county}/hand-overs/${second.id}/file`, {
    reason: '补发',
  })
  expect(fetched.body).toMatch(/\d{17}[\dX]/)
  expect(fetched.body.startsWith('\ufeff报文编号(BizMsgID),')).toBe(true)
  const { rows: acts } = await made.house.owner.query(
    `select kind, reason from acts where kind in ('applications_handed_over', 'hand_over_fetched') order by act_no`,
  )
  expect(acts.map(({ kind }) => kind)).toEqual([
    'applications_handed_over',
    'applications_handed_over',
    'hand_over_fetched',
  ])
})

test('one message a home, zipped', async () => {
  const { id } = (await make('fenyang-registrar')).json()
  const { rawPayload } = await opened.send('fenyang-registrar', 'POST', `${county}/hand-overs/${id}/file`, {
    reason: '补发',
  })
  expect(rawPayload.toString('latin1').match(/Biz141182\d{12}\.xml/g)).toHaveLength(28) // each name stands at its file and in the directory
})

test('who may not hand over or enter does neither, and another county sees nothing of it', async () => {
  expect((await make('fenyang-window')).statusCode).toBe(404)
  expect((await make('leader')).statusCode).toBe(404)
  expect((await make('jiaokou-clerk')).statusCode).toBe(404)
  const { id } = (await make('fenyang-clerk')).json()
  expect((await opened.send('leader', 'GET', `${county}/hand-overs/${id}`)).statusCode).toBe(200)
  expect((await opened.send('leader', 'POST', `${county}/hand-overs/${id}/file`, { reason: '看看' })).statusCode).toBe(
    404,
  )
  expect((await opened.send('jiaokou-clerk', 'GET', `/api/counties/${jiaokou}/hand-overs/${id}`)).statusCode).toBe(404)

  const file = '业务号,不动产权证号,登簿日期\n没有的号,,2022-10-20\n'
  expect((await bring('fenyang-window', '结果.csv', file)).statusCode).toBe(404)
  const results = (await bring('fenyang-clerk', '结果.csv', file)).json()
  expect(results.counts).toMatchObject({ home_unknown: 1 })
  const take = (login: string) =>
    opened.send(login, 'POST', `${county}/hand-over-results/${results.id}/take`, { reason: '结果回收' })
  expect((await take('fenyang-clerk')).statusCode).toBe(404)
  expect((await take('fenyang-registrar')).statusCode).toBe(200)
})

test('a file that is none is refused in the user’s words', async () => {
  const words = async (name: string, content: string) => (await bring('fenyang-clerk', name, content)).json().message
  expect(await words('说明.csv', '序号,说明\n1,无\n')).toContain('没有登记结果表')
  expect(await words('空.csv', '')).toContain('是空文件')
  expect(await words('照片.xlsx', 'PK\u0003\u0004不是表格')).toBeTruthy()
})

test('a first registration is entered when the file tells of every home of it', async () => {
  const lines = made.waiting.unitIds.map((_, at) => `晓月小区,1,1,${101 + at},首次,2022-10-20`)
  const head = '项目名称,楼号,单元,房号,登记类型,登簿日期'
  const part = (await bring('fenyang-registrar', '部分.csv', [head, ...lines.slice(1)].join('\n'))).json()
  expect(part.counts).toMatchObject({ incomplete: 5, to_enter: 0 })
  const whole = (await bring('fenyang-registrar', '全部.csv', [head, ...lines].join('\n'))).json()
  expect(whole.counts).toMatchObject({ to_enter: 6 })
  const taken = await opened.send('fenyang-registrar', 'POST', `${county}/hand-over-results/${whole.id}/take`, {
    reason: '结果回收',
  })
  expect(taken.json().counts).toMatchObject({ entered: 6, to_enter: 0 })
})

test('a certificate’s day and paper come with the entry', async () => {
  const file = [
    '项目名称,楼号,单元,房号,登记类型,不动产权证号,登簿日期,缮证日期,印刷序列号',
    '晨光小区,1号楼,1单元,101室,200,晋(2022)汾阳市不动产权第0000501号,2022-10-20,2022-10-21,14000000501',
  ].join('\n')
  const { id } = (await bring('fenyang-registrar', '缮证.csv', file)).json()
  await opened.send('fenyang-registrar', 'POST', `${county}/hand-over-results/${id}/take`, { reason: '结果回收' })
  const { rows } = await made.house.owner.query(
    'select state, certificate_no, certified_on, certificate_paper from applications where id = $1',
    [ids[0]],
  )
  expect(rows).toEqual([
    {
      state: 'certified',
      certificate_no: '晋（2022）汾阳市不动产权第0000501号',
      certified_on: '2022-10-21',
      certificate_paper: '14000000501',
    },
  ])
})

test('the report is a workbook with every line', async () => {
  const { id } = (
    await bring('fenyang-registrar', '对账.csv', '业务号,不动产权证号,登簿日期\n没有的号,,2022-10-20\n')
  ).json()
  const answer = await opened.send(
    'leader',
    'GET',
    `${county}/hand-over-results/${id}/reconciliation.xlsx?finding=differing`,
  )
  expect(answer.statusCode).toBe(200)
  expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK')
  const lines = (
    await opened.send('leader', 'GET', `${county}/hand-over-results/${id}/lines?finding=home_unknown`)
  ).json()
  expect(lines.rows).toHaveLength(1)
})

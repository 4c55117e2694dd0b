import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callerOf } from '../../../test/caller.ts'
import { readDocx } from '../../../test/docx-content.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from '../../../test/made-house.ts'
import { verify } from '../audit/verify.ts'
import { ownerDb } from '../platform/database.ts'

let house: MadeHouse
let send: ReturnType<typeof callerOf>['send']
beforeAll(async () => {
  house = await createMadeHouse()
  await house.importCounty(smallPlan(fenyang))
  await house.importCounty(smallPlan(jiaokou))
  send = callerOf(await house.open()).send
})
afterAll(() => house.drop())

const november = `/api/regions/${fenyang}/reports/month/2022-11`
const reason = { reason: '月底冻结' }
const textOf = (report: { sections: { before: string[]; paragraphs: string[]; after: string[] }[] }) =>
  report.sections.flatMap(({ before, paragraphs, after }) => [...before, ...paragraphs, ...after])
const flaws = async () =>
  (await verify(ownerDb(house.owner), { counties: [fenyang, jiaokou, '141100'], onProgress: () => {} })).flaws

test('until it is frozen a report says what the records say now, to whoever may read it', async () => {
  for (const login of ['fenyang-clerk', 'fenyang-housing', 'inspector', 'leader']) {
    const report = (await send(login, 'GET', november)).json()
    expect(report).toMatchObject({ asOf: '2022-11-30', frozen: null, issued: null, nothing: null })
    expect(textOf(report).join()).toContain('房屋60套')
  }
  expect((await send('jiaokou-clerk', 'GET', november)).statusCode).toBe(404)
})

test('a period to come, or without any ledger, has no report, and the page says why', async () => {
  expect((await send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/reports/month/2099-01`)).json()).toMatchObject({
    nothing: '2099年1月还没有开始',
    sections: [],
  })
  expect((await send('fangshan-clerk', 'GET', '/api/regions/141128/reports/day/2022-11-30')).json()).toMatchObject({
    nothing: '方山县截至2022-11-30没有报送任何台账',
  })
  expect((await send('fenyang-clerk', 'GET', `/api/regions/${fenyang}/reports/week/2022-W60`)).statusCode).toBe(400)
})

test('words are put around the numbers by the office alone, never over what somebody else wrote', async () => {
  const remarks = {
    practice: '包联到户',
    demands: '',
    around: { standing: { before: '经县政府同意，现将情况通报如下。', after: '以上数据由台账统计。' } },
  }
  const body = { remarks, revision: 0, reason: '写开头' }
  for (const login of ['fenyang-housing', 'inspector', 'leader', 'jiaokou-clerk'])
    expect((await send(login, 'PUT', `${november}/text`, body)).statusCode).toBe(404)
  const report = (await send('fenyang-clerk', 'PUT', `${november}/text`, body)).json()
  expect(report.sections[0]).toMatchObject({
    key: 'standing',
    before: ['经县政府同意，现将情况通报如下。'],
    after: ['以上数据由台账统计。'],
  })
  expect(report.sections.at(-1)).toMatchObject({ key: 'practice', paragraphs: ['包联到户'] })
  expect((await send('fenyang-checker', 'PUT', `${november}/text`, body)).json()).toMatchObject({
    code: 'changed_meanwhile',
  })
  const inside = { ...body, revision: 1, remarks: { ...remarks, around: { totals: { before: '', after: '' } } } }
  expect((await send('fenyang-clerk', 'PUT', `${november}/text`, inside)).statusCode).toBe(400)
})

test('a period is frozen once, by the office alone', async () => {
  for (const login of ['fenyang-housing', 'inspector', 'leader', 'jiaokou-clerk'])
    expect((await send(login, 'POST', `${november}/freeze`, reason)).statusCode).toBe(404)
  const frozen = await send('fenyang-clerk', 'POST', `${november}/freeze`, reason)
  expect(frozen.json()).toMatchObject({ asOf: '2022-11-30', frozen: { by: '示例汾阳经办' } })
  const again = await send('fenyang-checker', 'POST', `${november}/freeze`, reason)
  expect(again.statusCode).toBe(409)
  expect(again.json().message).toBe('月通报（2022-11）的数据已由示例汾阳经办冻结（截至2022-11-30），不能再冻结')
})

test('of two who freeze at once one is told that it is done', async () => {
  const day = `/api/regions/${fenyang}/reports/day/2022-11-30/freeze`
  const answers = await Promise.all(
    ['fenyang-clerk', 'fenyang-checker'].map((login) => send(login, 'POST', day, reason)),
  )
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
})

test('a frozen number stays, whatever is recorded afterwards, and what is frozen cannot be altered', async () => {
  const before = (await send('fenyang-clerk', 'GET', november)).json()
  for (const table of ['tallies', 'county_tallies'])
    await house.owner.query(
      `update ${table} set n = n - 1 where county_code = $1 and indicator = 'transferred' and n > 1`,
      [fenyang],
    )
  const moved = (await send('fenyang-clerk', 'GET', november.replace('month/2022-11', 'ten_days/2022-11-T3'))).json()
  expect(textOf(moved)[0]).not.toBe(textOf(before)[1])
  expect(textOf((await send('fenyang-clerk', 'GET', november)).json())).toEqual(textOf(before))
  const alter = house.database.app.transaction().execute(async (tx) => {
    await sql`select set_config('app.counties', ${fenyang}, true)`.execute(tx)
    await sql`update report_freezes set as_of = as_of`.execute(tx)
  })
  await expect(alter).rejects.toThrow('permission denied')
})

test('what is issued is the frozen numbers with the words around, as a file that stays the same', async () => {
  const url = `/api/regions/${fenyang}/bulletins`
  const body = { kind: 'month', period: '2022-11', reason: '签发' }
  for (const login of ['fenyang-housing', 'inspector', 'leader'])
    expect((await send(login, 'POST', url, body)).statusCode).toBe(404)
  const other = await send('fenyang-clerk', 'POST', url, { ...body, asOf: '2022-11-29' })
  expect(other.json()).toMatchObject({ code: 'frozen_of_another_day' })
  const issued = (await send('fenyang-clerk', 'POST', url, body)).json()
  const take = async (login: string) => (await send(login, 'GET', `${url}/${issued.id}/docx`)).rawPayload
  const [first, second] = [await take('fenyang-clerk'), await take('inspector')]
  expect(hash('sha256', first)).toBe(issued.documentSha256)
  expect(second.equals(first)).toBe(true)
  const { paragraphs } = await readDocx(first, house.folder)
  const report = (await send('inspector', 'GET', november)).json()
  expect(report).toMatchObject({ issued: { issueNo: 1, by: '示例汾阳经办' } })
  expect(paragraphs).toEqual(expect.arrayContaining(textOf(report)))
  expect(paragraphs).toContain('经县政府同意，现将情况通报如下。')
})

test('after that nothing of it changes', async () => {
  const remarks = { practice: '改过的', demands: '' }
  const write = await send('fenyang-clerk', 'PUT', `${november}/text`, { remarks, revision: 1, reason: '再改' })
  expect(write.json()).toMatchObject({ code: 'period_issued' })
  expect((await send('fenyang-clerk', 'POST', `${november}/freeze`, reason)).json()).toMatchObject({
    code: 'period_issued',
  })
})

test('the history proves rhythm, words, freeze and issue, and finds a number changed behind it', async () => {
  const ofReports = async () =>
    (await flaws()).map(({ check }) => check).filter((check) => /report|bulletin/.test(check))
  expect(await ofReports()).toEqual([])
  await house.owner.query(`update bulletins set content = jsonb_set(content, '{totals,transferred}', '60')`)
  await house.owner.query(`update report_freezes set content = jsonb_set(content, '{totals,transferred}', '60')`)
  expect((await ofReports()).toSorted()).toEqual(['bulletins_records', 'report_freezes_records'])
})

import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type OwnerField, ownerColumns } from '#domain/registrations/transfer/workbook-columns.ts'
import { samplePerson } from '#samples/people.ts'
import { verify } from '#server/audit/verify.ts'
import { callerOf } from '../../../../test/caller.ts'
import { fenyang, jiaokou } from '../../../../test/made-house.ts'
import { days, type MadeWindow, makeWindow } from '../../../../test/registrations/made-window.ts'
import { openWorkbook } from '../../ledgers/actions.ts'
import { ownerDb } from '../../platform/database.ts'
import { readOwnersWorkbook } from './read-workbook.ts'

let made: MadeWindow
let caller: ReturnType<typeof callerOf>
beforeAll(async () => {
  made = await makeWindow({ homes: 40, unregistered: 4 })
  caller = callerOf(await made.house.open())
})
afterAll(() => made.house.drop())

const send: (typeof caller)['send'] = (...call) => caller.send(...call)
const county = `/api/counties/${fenyang}`
const owner = samplePerson(1)

type Row = Partial<Record<OwnerField, string | number>>

/** A home of 晨光小区 with the owner its ledger has. */
const good = (room: number, change: Row = {}): Row => ({
  ...{ estate: '晨光小区', building: '1号楼', entrance: '1', room: String(room) },
  ...{ ownerName: owner.name, idNumber: owner.idNumber, contractNo: `HT-${room}`, contractOn: '2020-06-18' },
  ...change,
})

async function workbook(rows: readonly Row[]): Promise<Buffer> {
  const lines = rows.map((row) => ownerColumns.map(({ field }) => row[field] ?? ''))
  return Buffer.from(
    await writeXlsx({ sheets: [{ name: '业主', rows: [ownerColumns.map(({ label }) => label), ...lines] }] }),
  )
}

const asked = (change: Record<string, string> = {}) =>
  new URLSearchParams({ key: crypto.randomUUID(), applicantKind: 'developer', submittedOn: days.submitted, ...change })

async function bring(rows: readonly Row[], change: Record<string, string> = {}, login = 'fenyang-window') {
  const file = { name: '晨光小区业主.xlsx', content: await workbook(rows) }
  return caller.attach(login, `${county}/owners-workbooks?${asked(change)}`, [file])
}

const batchOf = async (id: string, query = '') =>
  (await send('fenyang-window', 'GET', `${county}/registration-batches/${id}${query}`)).json()

async function run(id: string) {
  const answer = await send('fenyang-window', 'POST', `${county}/registration-batches/submit/${id}/run`, {
    reason: '材料已核对',
  })
  expect(answer.statusCode).toBe(200)
  await vi.waitFor(async () => expect((await batchOf(id)).state).toBe('finished'), { timeout: 20_000, interval: 100 })
  return batchOf(id)
}

describe('a developer’s workbook', () => {
  test('becomes a batch whose good rows are handed in and whose bad rows keep their reasons and come back', async () => {
    const rows = [
      good(101),
      good(102),
      good(103, { idNumber: '141199197001010019' }),
      good(999),
      good(104, { priceFen: -5 }),
    ]
    const brought = await bring(rows)
    expect([brought.statusCode, brought.json()]).toEqual([200, { batch: expect.any(String), rows: 5, refused: 3 }])
    const { batch } = brought.json()

    const preview = await batchOf(batch)
    expect(preview.state).toBe('previewed')
    expect(preview.rows.map((row: { state: string; code: string | null }) => [row.state, row.code])).toEqual([
      ['ready', null],
      ['ready', null],
      ['refused', 'id_check_digit'],
      ['refused', 'home_not_found'],
      ['refused', 'number_expected'],
    ])

    const done = await run(batch)
    expect([done.items, done.done, done.refused]).toEqual([5, 2, 3])
    expect(done.rows[2].code).toBe('id_check_digit') // a run does not ask again what only a corrected file can mend
    const returned = await send('fenyang-window', 'POST', `${county}/registration-batches/${batch}/refused.xlsx`, {})
    const path = join(made.house.folder, 'returned.xlsx')
    await writeFile(path, returned.rawPayload)
    const again = await readOwnersWorkbook(openWorkbook, path, '退回.xlsx', {
      countyCode: fenyang,
      today: '2022-12-01',
    })
    await rm(path)
    expect(again.rows.map(({ row }) => row.room)).toEqual(['103', '999', '104'])
    expect(again.rows.map(({ cells }) => cells.at(-1))).toEqual([
      expect.stringContaining('校验码不符'),
      expect.stringContaining('台账中没有这一户'),
      expect.stringContaining('不能是负数'),
    ])

    const corrected = await bring([good(103), good(104, { priceFen: 300_000 })])
    expect(corrected.json()).toMatchObject({ rows: 2, refused: 0 })
    expect(await run(corrected.json().batch)).toMatchObject({ done: 2, refused: 0 })
  })

  test('asked again with the same key answers with the same batch', async () => {
    const key = crypto.randomUUID()
    const [first, again] = [await bring([good(105)], { key }), await bring([good(105)], { key })]

    expect(again.statusCode).toBe(200)
    expect(again.json().batch).toBe(first.json().batch)
  })

  test('whose homes stand in another batch or application, twice in it, or with another owner, stay out', async () => {
    const waiting = await bring([good(110)])
    const stranger = { ownerName: '示例甲', idNumber: '141199197001010018' }
    const rows = [
      good(101),
      good(110),
      good(111),
      good(111),
      good(112, stranger),
      good(113, { ...stranger, difference: '离婚析产' }),
    ]
    const { batch } = (await bring(rows)).json()

    const codes = (await batchOf(batch)).rows.map(({ code }: { code: string | null }) => code)
    expect(codes).toEqual([
      'application_open',
      'in_other_batch',
      'home_twice_in_file',
      'home_twice_in_file',
      'owner_differs',
      null,
    ])

    const discarded = await send(
      'fenyang-window',
      'POST',
      `${county}/registration-batches/${waiting.json().batch}/discard`,
      {
        reason: '重新上传',
      },
    )
    expect(discarded.statusCode).toBe(200)
    expect((await bring([good(110)])).json()).toMatchObject({ refused: 0 })
  })

  test('leaves a seized home out and says who seized it; the window warns of it and offers nothing', async () => {
    const unit = made.registered.unitIds[20] ?? ''
    const seizure = { kind: 'seizure', debtor: 'owner', authority: '示例人民法院', documentNo: '（2022）示例执1号' }
    const told = { ...seizure, unitIds: [unit], fromOn: '2022-09-01', reason: '协助执行通知' }
    expect((await send('fenyang-clerk', 'POST', `${county}/restrictions`, told)).statusCode).toBe(200)
    const { batch } = (await bring([good(121), good(122)])).json()

    const [seized, free] = (await batchOf(batch)).rows
    expect([seized.code, free.code]).toEqual(['restricted', null])
    expect(seized.message).toContain('示例人民法院')
    const home = (await send('fenyang-window', 'GET', `${county}/units/${unit}/window`)).json()
    expect(home).toMatchObject({
      next: 'lift_restriction',
      restrictions: [{ effect: 'blocks', authority: '示例人民法院' }],
    })
    expect(await run(batch)).toMatchObject({ done: 1, refused: 1 })
  })

  test('may be delimited text, and names agents by the way they were authorised', async () => {
    const agent = { agentName: '示例丙', agentId: '141199199511150036', authorisation: '照片' }
    const rows = [good(123, agent), good(124, { ...agent, agentId: '141199199511150037' })]
    const lines = rows.map((row) => ownerColumns.map(({ field }) => row[field] ?? '').join(','))
    const content = [ownerColumns.map(({ label }) => label).join(','), ...lines].join('\r\n')
    const brought = await caller.attach('fenyang-window', `${county}/owners-workbooks?${asked()}`, [
      { name: '业主.csv', content },
    ])

    const done = await run(brought.json().batch)
    expect(done.rows.map(({ code }: { code: string | null }) => code)).toEqual([null, 'agent_id'])
    const path = `${county}/applications/${done.rows[0].applicationId}`
    const { parties, papers } = (await send('fenyang-window', 'GET', path)).json()
    expect(parties.map(({ role, basis }: { role: string; basis: string | null }) => [role, basis])).toEqual([
      ['buyer', null],
      ['agent', '手持身份证签署照片'],
    ])
    const standing = new Map(
      papers.map(({ paper, standing: how }: { paper: string; standing: string }) => [paper, how]),
    )
    expect([standing.get('authorisation'), standing.get('authorisation_photo')]).toEqual(['held', 'missing'])
  })

  test('of one estate takes no home of another, and none that is not first-registered', async () => {
    const estate = made.registered.id
    const other = { estate: '晓月小区', room: '101' }
    const codes = async (rows: readonly Row[], change: Record<string, string>) =>
      (await batchOf((await bring(rows, change)).json().batch)).rows.map(({ code }: { code: string }) => code)

    expect(await codes([good(101, other)], { estate })).toEqual(['other_estate'])
    expect(await codes([good(101, other)], {})).toEqual(['not_first_registered'])
  })

  test('of 10,000 rows with 3,000 faults is previewed in a few seconds, and nothing of it is lost', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) =>
      at % 10 < 3 ? good(500_000 + at, { idNumber: '141199197001010019' }) : good(500_000 + at),
    )
    const began = performance.now()
    const brought = await bring(rows)
    const seconds = (performance.now() - began) / 1000

    expect(brought.json()).toMatchObject({ rows: 10_000, refused: 10_000 })
    const { reasons, items } = await batchOf(brought.json().batch)
    expect(items).toBe(10_000)
    expect(reasons.map(({ code, items: n }: { code: string; items: number }) => [code, n])).toEqual([
      ['home_not_found', 7000],
      ['id_check_digit', 3000],
    ])
    expect(seconds).toBeLessThan(30) // two seconds on a machine that does nothing else
  }, 60_000)

  test('that is none is refused in the sender’s words', async () => {
    const url = `${county}/owners-workbooks?${asked()}`
    const picture = await caller.attach('fenyang-window', url, [
      { name: '照片.xlsx', content: Buffer.from('not a workbook\n') },
    ])
    expect([picture.statusCode, picture.json().code]).toEqual([400, 'not_a_spreadsheet'])

    const foreign = await writeXlsx({
      sheets: [
        {
          name: '表',
          rows: [
            ['姓名', '电话', '备注'],
            ['甲', '1', ''],
          ],
        },
      ],
    })
    const list = await caller.attach('fenyang-window', url, [{ name: '通讯录.xlsx', content: Buffer.from(foreign) }])
    expect(list.statusCode).toBe(400)
  })

  test('keeps numbers of people out of the database in the clear', async () => {
    const { rows } = await made.house.owner.query(
      `select count(*)::integer as n from batch_items where place like $1 or refusal_words like $1 or encode(given, 'escape') like $1`,
      [`%${owner.idNumber}%`],
    )
    expect(rows).toEqual([{ n: 0 }])
  })

  test('is not for another county, nor for who may not hand in', async () => {
    const refusedTo = async (login: string) => (await bring([good(120)], {}, login)).statusCode
    expect([await refusedTo('jiaokou-clerk'), await refusedTo('fenyang-registrar'), await refusedTo('leader')]).toEqual(
      [404, 404, 404],
    )
    const { batch } = (await bring([good(121, { priceFen: -1 })])).json()
    const take = (login: string, place = county) =>
      send(login, 'POST', `${place}/registration-batches/${batch}/refused.xlsx`, {})
    expect((await take('fenyang-registrar')).statusCode).toBe(404)
    expect((await take('jiaokou-clerk', `/api/counties/${jiaokou}`)).statusCode).toBe(404)
  })
})

describe('one home at the window', () => {
  const told = {
    ...{
      reason: '窗口收件',
      submittedOn: days.submitted,
      applicantKind: 'both',
      applicantBasis: null,
      coOwnership: 'sole',
    },
    ...{
      buyers: [{ ownerNo: 1, share: null }],
      difference: null,
      agent: null,
      held: ['identity', 'contract'],
      remark: null,
    },
    contract: { no: 'HT-9', on: '2020-06-18', priceFen: 38_650_000, invoiceNo: null },
  }
  const windowOf = async (unit: string, login = 'fenyang-window') =>
    send(login, 'GET', `${county}/units/${unit}/window`)
  const submit = (unit: string, change: object = {}, login = 'fenyang-window') =>
    send(login, 'POST', `${county}/units/${unit}/transfer-applications`, { ...told, ...change })

  test('shows what is next, from handing in to the open gates, and what is held', async () => {
    const unit = made.registered.unitIds[30] ?? ''
    expect((await windowOf(unit)).json()).toMatchObject({ next: 'apply', application: null, estateName: '晨光小区' })

    const { id } = (await submit(unit)).json()
    expect((await windowOf(unit)).json()).toMatchObject({ next: 'accept', application: { id, state: 'submitted' } })
    await send('fenyang-window', 'POST', `${county}/applications/accept`, {
      ids: [id],
      on: days.accepted,
      reason: '受理',
    })

    const home = (await windowOf(unit)).json()
    expect(home.next).toBe('pass_gates')
    const standing = Object.fromEntries(
      home.papers.map(({ paper, standing: how }: { paper: string; standing: string }) => [paper, how]),
    )
    expect(standing).toMatchObject({ identity: 'held', contract: 'held', tax_receipt: 'missing' })
    expect((await windowOf(made.waiting.unitIds[0] ?? '')).json().next).toBe('first_registration')
  })

  test('marks papers as they come, and not once it is decided', async () => {
    const unit = made.registered.unitIds[31] ?? ''
    const { id } = (await submit(unit)).json()
    const mark = (held: readonly string[], login = 'fenyang-window') =>
      send(login, 'PUT', `${county}/applications/${id}/papers`, { reason: '窗口补收', held })

    const papers = (await mark(['identity', 'contract', 'tax_receipt'])).json()
    expect(papers.find(({ paper }: { paper: string }) => paper === 'tax_receipt')).toMatchObject({ standing: 'held' })
    expect((await mark(['identity', 'contract', 'tax_receipt'])).statusCode).toBe(409)
    expect((await mark([], 'fenyang-registrar')).statusCode).toBe(404)
    const ended = { ids: [id], on: days.accepted, reason: '撤回', words: '申请人撤回' }
    await send('fenyang-window', 'POST', `${county}/applications/withdraw`, ended)
    expect((await mark([])).json().code).toBe('application_ended')
  })

  test('refuses what does not fit, in words', async () => {
    const unit = made.registered.unitIds[32] ?? ''
    const stranger = {
      name: '示例甲',
      idKind: 'identity_card',
      idNumber: '141199197001010018',
      phone: null,
      share: null,
    }
    const half = { parts: 1, whole: 2 }
    const codeOf = async (change: object) => (await submit(unit, change)).json().code

    expect(await codeOf({ buyers: [stranger] })).toBe('owner_differs')
    expect(await codeOf({ buyers: [{ ...stranger, idNumber: '141199197001010019' }], difference: '更名' })).toBe(
      'id_number_wrong',
    )
    expect(await codeOf({ applicantKind: 'buyer' })).toBe('basis_missing')
    expect(await codeOf({ contract: { ...told.contract, on: '2022-12-31' } })).toBe('dates_out_of_order')
    const third = { ...stranger, share: { parts: 1, whole: 3 } }
    const two = { buyers: [{ ownerNo: 1, share: half }, third], coOwnership: 'by_share', difference: '析产' }
    expect(await codeOf(two)).toBe('shares_not_whole')
    expect((await submit(unit, {}, 'fenyang-registrar')).statusCode).toBe(404)
    expect((await windowOf(unit, 'jiaokou-clerk')).statusCode).toBe(404)
  })
})

test('the desks of the gates count what waits, and the template is the workbook that is read', async () => {
  const desks = (await send('fenyang-window', 'GET', `${county}/gates`)).json()
  const openAt = Object.fromEntries(desks.map(({ gate, open }: { gate: string; open: number }) => [gate, open]))
  expect(openAt).toEqual({ papers: 1, tax: 1, fund: 1, inspection: 0, notice: 0, review: 1 })
  expect((await send('administrator', 'GET', `${county}/gates`)).statusCode).toBe(404)

  const template = await send('fenyang-window', 'GET', `${county}/owners-workbook.xlsx`)
  const path = join(made.house.folder, 'template.xlsx')
  await writeFile(path, template.rawPayload)
  await expect(
    readOwnersWorkbook(openWorkbook, path, '模板.xlsx', { countyCode: fenyang, today: '2022-12-01' }),
  ).rejects.toThrow('没有找到业主')
})

test('what a workbook began is entered by a second person, and all of it stands up to verification', async () => {
  const { batch } = (await bring([good(135), good(136)])).json()
  const ids = (await run(batch)).rows.map(({ applicationId }: { applicationId: string }) => applicationId)
  const act = (login: string, door: string, body: object) =>
    send(login, 'POST', `${county}/applications/${door}`, { ids, reason: '办理', ...body })
  await act('fenyang-window', 'accept', { on: days.accepted })
  for (const gate of ['papers', 'tax', 'fund'])
    await act('fenyang-window', 'pass', { on: days.gate, gate, state: 'passed', evidence: `${gate}-1`, basis: null })

  expect((await act('fenyang-window', 'review', { on: days.gate })).statusCode).toBe(404)
  expect((await act('fenyang-registrar', 'review', { on: days.gate })).json()).toMatchObject({ done: 2 })
  expect((await act('fenyang-registrar', 'enter', { on: days.entered })).json()).toMatchObject({ done: 2, refused: 0 })

  const home = (await send('fenyang-window', 'GET', `${county}/units/${made.registered.unitIds[34]}/window`)).json()
  expect(home).toMatchObject({
    next: 'certify',
    transferredOn: days.entered,
    certificateNo: expect.stringMatching(/^晋（2022）汾阳市/),
  })
  const { flaws } = await verify(ownerDb(made.house.owner), { counties: [fenyang], onProgress: () => {} })
  expect(flaws).toEqual([])
})

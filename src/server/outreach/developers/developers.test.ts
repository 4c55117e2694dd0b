import { readXlsx, writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { developersEndpoints } from '#contract/developers.ts'
import { type OwnerField, ownerColumns } from '#domain/registrations/transfer/workbook-columns.ts'
import { samplePerson } from '#samples/people.ts'
import { callerOf } from '../../../../test/caller.ts'
import { fenyang } from '../../../../test/made-house.ts'
import { type MadeWindow, makeWindow } from '../../../../test/registrations/made-window.ts'
import { verify } from '../../audit/verify.ts'
import { systemActor } from '../../platform/acts.ts'
import { ownerDb } from '../../platform/database.ts'
import { officeToday } from '../../platform/office-day.ts'
import { createSampleAccount } from '../../staff/actions.ts'

const base = `/api/counties/${fenyang}`
const own = `${base}/developer`
const owner = samplePerson(1)

let made: MadeWindow
let caller: ReturnType<typeof callerOf>
let ids: Record<string, string>
const send: (typeof caller)['send'] = (...call) => caller.send(...call)

/** Two developers of 汾阳市: the one of 晨光小区 and the one of 晓月小区. */
beforeAll(async () => {
  made = await makeWindow({ homes: 6, unregistered: 3 })
  const { house, registered, waiting } = made
  const opened = await house.open()
  for (const login of ['dev-one', 'dev-two', 'dev-none']) {
    const password = house.secrets.samplePassword(login)
    const roles = [{ role: 'developer' as const, region: fenyang }]
    await createSampleAccount(house.db, systemActor([fenyang]), { login, name: login, password, roles })
    opened.accounts.push({ login, name: login, password })
  }
  caller = callerOf(opened)
  const { rows } = await house.owner.query(
    `insert into organisations (county_code, kind, name)
     values ($1, 'developer', '汾阳市晨光开发公司'), ($1, 'developer', '汾阳市晓月开发公司'), ($1, 'responsible_unit', '住建局')
     returning name, id`,
    [fenyang],
  )
  const accounts = await house.owner.query('select login as name, id from accounts')
  ids = Object.fromEntries([...rows, ...accounts.rows].map(({ name, id }) => [name, id]))
  ids.estate = registered.id
  ids.other = waiting.id
  await house.owner.query('update estates set developer_id = $1 where id = $2', [ids.汾阳市晨光开发公司, ids.estate])
  await house.owner.query('update estates set developer_id = $1 where id = $2', [ids.汾阳市晓月开发公司, ids.other])
  expect((await bind('dev-one', '汾阳市晨光开发公司')).statusCode).toBe(200)
  expect((await bind('dev-two', '汾阳市晓月开发公司')).statusCode).toBe(200)
})
afterAll(() => made.house.drop())

const bind = (login: string, organisation: string, by = 'administrator') =>
  send(by, 'PUT', `${base}/accounts/${ids[login]}/organisation`, {
    organisationId: ids[organisation],
    reason: '委托书已核对',
  })

const look = async (login: string, path: string) => (await send(login, 'GET', `${own}${path}`)).json()
const flaws = async () =>
  (await verify(ownerDb(made.house.owner), { counties: [fenyang], onProgress: () => {} })).flaws.filter(
    ({ check }) => check !== 'estates_records', // whose developer this file set beside the records
  )

type Row = Partial<Record<OwnerField, string>>
const home = (room: number, change: Row = {}): Row => ({
  ...{ estate: '晨光小区', building: '1号楼', entrance: '1', room: String(room), ownerName: owner.name },
  ...{ idNumber: owner.idNumber, contractNo: `HT-${room}`, contractOn: '2020-06-18' },
  ...change,
})

async function book(rows: readonly Row[]) {
  const lines = rows.map((row) => ownerColumns.map(({ field }) => row[field] ?? ''))
  const sheet = { name: '业主', rows: [ownerColumns.map(({ label }) => label), ...lines] }
  return { name: '业主材料.xlsx', content: Buffer.from(await writeXlsx({ sheets: [sheet] })) }
}

const check = async (rows: readonly Row[], login = 'dev-one', estate = ids.estate) =>
  caller.attach(login, `${own}/estates/${estate}/owner-hand-ins`, [await book(rows)])

const paper = { name: '规划核实意见.txt', content: '已经规划核实' }
const handIn = (login = 'dev-one', estate = ids.estate, file: { name: string; content: string } = paper) =>
  caller.attach(login, `${own}/estates/${estate}/papers?paper=planning&requirement=planning`, [file], '原件在档案室')

describe('an account', () => {
  test('is bound to a developer by whoever manages accounts, and by nobody else', async () => {
    expect((await bind('dev-none', '汾阳市晨光开发公司', 'fenyang-clerk')).statusCode).toBe(404)
    expect((await bind('dev-none', '汾阳市晨光开发公司', 'dev-one')).statusCode).toBe(404)
    expect((await bind('dev-none', '住建局')).statusCode).toBe(400)
    expect((await bind('fenyang-clerk', '汾阳市晨光开发公司')).statusCode).toBe(404)
    expect(await look('dev-none', '/estates')).toEqual([])
    const organisations = (await send('administrator', 'GET', `${base}/outside-organisations`)).json()
    expect(organisations.map(({ name }: { name: string }) => name)).toEqual([
      '汾阳市晓月开发公司',
      '汾阳市晨光开发公司',
    ])
  })
})

describe('a developer', () => {
  test('sees its own estates whole: papers with measure and unit, what is owed, what waits', async () => {
    expect(await look('dev-one', '/estates')).toMatchObject([{ name: '晨光小区', homes: 6, firstRegistered: 6 }])
    const estate = await look('dev-one', `/estates/${ids.estate}`)
    expect(estate).toMatchObject({ organisation: '汾阳市晨光开发公司', waiting: 6, dues: [], handIns: [] })
    expect(estate.checklist.length).toBeGreaterThan(5)
    expect(estate.papersMissing).toBe(
      estate.checklist.filter(({ state }: { state: string }) => /missing|unknown/.test(state)).length,
    )
  })

  test('reaches nothing of another: every door of its own is shut there, as if there were nothing', async () => {
    const handed = (await handIn()).json()
    const checked = (await check([home(101)])).json()
    const doors: Record<string, string | undefined> = {
      ownEstate: ids.estate,
      handedPaper: handed.id,
      ownerHandIn: checked.id,
      ownLetter: crypto.randomUUID(),
    }
    const endpoints = Object.values(developersEndpoints).filter(({ permission }) => permission === 'developer.own')
    for (const { method, path } of endpoints) {
      if (!/:(?!county)/.test(path)) continue // its own lists, told below
      const url = path.replace(':county', fenyang).replace(/:(\w+)/, (_, name: string) => doors[name] ?? '')
      const body = method === 'POST' ? { reason: '照办' } : undefined
      const isFile = /papers$|owner-hand-ins$|answers$/.test(url) && method === 'POST'
      const asked = isFile
        ? await caller.attach('dev-two', `${url}?paper=other&revision=1`, [await book([home(101)])])
        : await send('dev-two', method, url, body)
      expect([`${method} ${path}`, asked.statusCode, asked.json().code]).toEqual([
        `${method} ${path}`,
        404,
        'not_found',
      ])
    }
    expect((await look('dev-two', '/estates')).map(({ name }: { name: string }) => name)).toEqual(['晓月小区'])
    const offices = ['estates', 'units', 'dues', 'tasks', 'documents'].map((list) => `/api/regions/${fenyang}/${list}`)
    for (const url of [...offices, `${base}/estates/${ids.estate}`, `${base}/developer-papers`])
      expect([url, (await send('dev-one', 'GET', url)).statusCode]).toEqual([url, 404])
  })

  test('loses all of it when the account belongs to nobody any more', async () => {
    expect((await bind('dev-none', '汾阳市晨光开发公司')).statusCode).toBe(200)
    expect((await send('dev-none', 'GET', `${own}/estates/${ids.estate}`)).statusCode).toBe(200)
    expect((await bind('dev-none', '')).statusCode).toBe(400)
    const none = { organisationId: null, reason: '人员离职' }
    await send('administrator', 'PUT', `${base}/accounts/${ids['dev-none']}/organisation`, none)
    expect((await send('dev-none', 'GET', `${own}/estates/${ids.estate}`)).statusCode).toBe(404)
  })
})

describe('a paper', () => {
  test('counts only once the office has accepted it: filed, and its fact stated from it', async () => {
    const handed = (await handIn('dev-one', ids.estate, { name: '消防意见.txt', content: '消防验收合格' })).json()
    expect(handed).toMatchObject({ state: 'waiting', note: '原件在档案室', organisation: '汾阳市晨光开发公司' })
    expect((await handIn('dev-one', ids.estate, { name: '消防意见.txt', content: '消防验收合格' })).json().id).toBe(
      handed.id,
    )

    const accept = (login: string, facts: object[] = []) =>
      send(login, 'POST', `${base}/developer-papers/${handed.id}/accept`, { reason: '核对原件无误', facts })
    expect((await accept('fenyang-window')).statusCode).toBe(404)
    expect((await accept('dev-one')).statusCode).toBe(404)
    expect((await accept('fenyang-clerk', [{ fact: 'no_such', value: true, asOf: officeToday() }])).statusCode).toBe(
      400,
    )
    const accepted = await accept('fenyang-clerk', [{ fact: 'fire', value: true, asOf: officeToday() }])
    expect([accepted.statusCode, accepted.json().state]).toEqual([200, 'accepted'])
    expect((await accept('fenyang-clerk')).statusCode).toBe(409)

    const { rows } = await made.house.owner.query(
      `select (select paper from archive_files where subject_id = $1) as paper,
              (select source_kind from estate_facts where estate_id = $1 and fact = 'fire' order by act_no desc limit 1) as source`,
      [ids.estate],
    )
    expect(rows).toEqual([{ paper: 'planning', source: 'document' }])
  })

  test('comes back with what is to be put right, and another may be handed in; what is no paper is refused', async () => {
    const handed = (await handIn()).json()
    const returned = await send('fenyang-clerk', 'POST', `${base}/developer-papers/${handed.id}/return`, {
      reason: '缺少公章',
    })
    expect(returned.json()).toMatchObject({ state: 'returned', decision: '缺少公章' })
    const again = (await handIn()).json()
    expect(again.id).not.toBe(handed.id)
    const content = await send('dev-one', 'GET', `${own}/papers/${again.id}/content`)
    expect(content.body).toBe('已经规划核实')

    const fake = await handIn('dev-one', ids.estate, { name: '照片.jpg', content: '不是照片' })
    expect([fake.statusCode, fake.json().message]).toEqual([400, '“照片.jpg”的内容与文件名不符'])
  })
})

describe('a workbook of owners', () => {
  test('is checked row by row before it is sent; the rows to be put right come back as a file', async () => {
    const before = await look('dev-one', `/estates/${ids.estate}`)
    const rows = [home(101), home(102, { idNumber: '141199197001010019' }), home(999)]
    const checked = (await check(rows)).json()
    expect(checked).toMatchObject({ state: 'checked', rows: 3, refused: 2 })
    expect(checked.faults[0].words).toContain('校验')

    const file = await send('dev-one', 'GET', `${own}/owner-hand-ins/${checked.id}/faults.xlsx`)
    const { sheets } = await readXlsx(file.rawPayload)
    expect(sheets[0]?.rows.map((row) => row.at(-1))).toEqual(['退回原因', expect.any(String), expect.any(String)])
    expect(before.waiting).toBe(6) // nothing was handed in by looking
    const batches = (await send('fenyang-window', 'GET', `${base}/registration-batches`)).json()
    expect(batches.rows).toEqual([])
  })

  test('of another estate’s homes tells of none of them', async () => {
    const stranger = home(101, { estate: '晓月小区' })
    const { faults } = (await check([stranger])).json()
    expect(faults).toHaveLength(1)
    expect(faults[0].words).toContain('没有')
    expect(faults[0].words).not.toContain(owner.name)
  })

  test('is sent once, and waits at the window as what its developer handed in', async () => {
    const checked = (await check([home(101), home(102), home(103)])).json()
    expect(checked).toMatchObject({ rows: 3, refused: 0 })
    const sending = () =>
      send('dev-one', 'POST', `${own}/owner-hand-ins/${checked.id}/send`, { reason: '业主材料已收齐' })
    expect((await sending()).json()).toMatchObject({ state: 'sent', sentOn: officeToday() })
    expect((await sending()).statusCode).toBe(409)

    const { rows } = (await send('fenyang-window', 'GET', `${base}/registration-batches`)).json()
    expect(rows).toMatchObject([{ handedInBy: '汾阳市晨光开发公司', state: 'previewed', items: 3, refused: 0 }])
    const again = (await check([home(101)])).json()
    expect(again.refused).toBe(1) // it waits in another batch already
    const none = await send('dev-one', 'POST', `${own}/owner-hand-ins/${again.id}/send`, { reason: '再交一次' })
    expect([none.statusCode, none.json().code]).toEqual([409, 'nothing_to_send'])
    const aside = await send('dev-one', 'POST', `${own}/owner-hand-ins/${again.id}/set-aside`, { reason: '不交了' })
    expect(aside.json().state).toBe('set_aside')
  })

  test('comes as a template with the estate’s open homes and nobody’s name', async () => {
    const file = await send('dev-one', 'GET', `${own}/estates/${ids.estate}/owners-workbook.xlsx`)
    const { sheets } = await readXlsx(file.rawPayload)
    const [head = [], ...lines] = sheets[0]?.rows ?? []
    const rooms = lines.map((line) => String(line[head.indexOf('房号')]))
    expect(rooms).toEqual(['101', '102', '103', '104', '105', '106'])
    expect(JSON.stringify(lines)).not.toContain(owner.name)
  })

  test('that is no workbook is refused in words', async () => {
    const file = { name: '业主.xlsx', content: 'not a workbook' }
    const answer = await caller.attach('dev-one', `${own}/estates/${ids.estate}/owner-hand-ins`, [file])
    expect(answer.statusCode).toBe(400)
    expect(answer.json().message).toMatch(/[\u4e00-\u9fff]/)
  })
})

describe('a letter', () => {
  test('is signed for by opening it and answered in words; another developer’s is none', async () => {
    const letter = await serveLetter()
    expect(await look('dev-one', '/letters')).toMatchObject({ rows: [{ id: letter, isRead: false, title: '催告函' }] })
    expect((await look('dev-two', '/letters')).rows).toEqual([])
    expect((await send('dev-two', 'GET', `${own}/letters/${letter}`)).statusCode).toBe(404)

    const opened = await look('dev-one', `/letters/${letter}`)
    expect(opened).toMatchObject({ mayAnswer: true, isRead: true, blocks: [{ text: '请限期补缴。' }] })
    const answers = `${own}/letters/${letter}/answers?revision=${opened.revision}`
    expect((await caller.attach('dev-two', answers, [], '代为答复')).statusCode).toBe(404)
    const answered = await caller.attach('dev-one', answers, [paper], '已安排本月补缴')
    expect([answered.statusCode, answered.json().answers]).toMatchObject([200, [{ words: '已安排本月补缴' }]])
    expect((await send('dev-one', 'GET', `${own}/letters/${letter}/pdf`)).statusCode).toBe(200)
  })

  async function serveLetter(): Promise<string> {
    const documents = `${base}/documents`
    const blocks = [{ kind: 'paragraph', text: '请限期补缴。' }]
    const content = { title: '催告函', addressee: '你公司：', blocks, attachments: [], copiesTo: [], contact: '' }
    const drafted = {
      kind: 'demand_letter',
      content,
      recipientId: ids.汾阳市晨光开发公司,
      answerDays: 5,
    }
    const first = await send('fenyang-clerk', 'POST', documents, { reason: '到期未缴', documents: [drafted] })
    expect([first.statusCode, first.body]).toEqual([200, first.body])
    const [id] = first.json()
    const move = async (login: string, door: string, name: string, revision: number) => {
      const body = { reason: '按程序办理', move: name, documents: [{ id, revision }] }
      const answer = await send(login, 'POST', `${documents}/${door}`, body)
      expect([door, answer.json().done]).toEqual([door, 1])
    }
    await move('fenyang-clerk', 'drafts', 'submit', 1)
    await move('leader', 'signatures', 'sign', 2)
    expect(await look('dev-one', '/letters')).toMatchObject({ rows: [] }) // not served yet
    const { revision } = (await send('fenyang-clerk', 'GET', `${documents}/${id}`)).json()
    await move('fenyang-clerk', 'office', 'serve', revision)
    return id
  }
})

test('everything handed in is what the history says', async () => {
  expect(await flaws()).toEqual([])
})

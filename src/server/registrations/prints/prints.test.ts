import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readDocx } from '../../../../test/docx-content.ts'
import { fenyang, jiaokou } from '../../../../test/made-house.ts'
import { type MadeWindow, makeWindow } from '../../../../test/registrations/made-window.ts'
import { openWindow } from '../../../../test/registrations/open-window.ts'

let made: MadeWindow
let opened: Awaited<ReturnType<typeof openWindow>>
let entered: string
let accepted: string
beforeAll(async () => {
  made = await makeWindow({ homes: 210 })
  opened = await openWindow(made)
  const submitted = await made.submit(made.registered.unitIds.map((unitId, at) => made.transferOf(unitId, {}, at + 1)))
  const ids = submitted.flatMap(({ id }) => (id ? [id] : []))
  ;[accepted = '', entered = ''] = ids
  await made.bringTo([accepted], 'transfer', 'accepted')
  await made.bringTo(ids.slice(1), 'transfer', 'entered')
}, 120_000)
afterAll(() => made.house.drop())

const county = `/api/counties/${fenyang}`
const print = (login: string, path: string, body: object) =>
  opened.send(login, 'POST', `${county}/registration-prints/${path}`, body)
const acts = async (kind: string) =>
  (await made.house.owner.query('select reason, payload from acts where kind = $1 order by act_no', [kind])).rows

test('a receipt is printed as Word and as PDF', async () => {
  const receipt = { kind: 'acceptance_receipt', application: accepted }
  const docx = await print('fenyang-window', 'docx', receipt)
  expect(docx.statusCode).toBe(200)
  expect(docx.rawPayload.subarray(0, 2).toString()).toBe('PK')
  const pdf = await print('fenyang-window', 'pdf', receipt)
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  expect(decodeURIComponent(String(pdf.headers['content-disposition']))).toContain('不动产登记受理回执')
})

test('a paper that is not due yet is refused in words', async () => {
  const answer = await print('fenyang-window', 'pdf', { kind: 'certificate_sheet', application: accepted })
  expect(answer.statusCode).toBe(409)
  expect(answer.json().message).toBe('尚未登簿，没有登记结果')
})

test('numbers stay masked until they are opened for a purpose, which is an act', async () => {
  const before = (await acts('personal_data_opened')).length
  const words = async (answer: { rawPayload: Buffer }) =>
    (await readDocx(answer.rawPayload, made.house.folder)).tables.flat(2).join('\n')
  const sheet = { kind: 'certificate_sheet', application: entered }
  const masked = await words(await print('fenyang-window', 'docx', sheet))
  expect(masked).not.toMatch(/\d{17}[\dX]/)
  expect(await acts('personal_data_opened')).toHaveLength(before)

  const full = await words(await print('fenyang-window', 'opened/docx', { ...sheet, reason: '缮写证书' }))
  expect(full).toMatch(/\d{17}[\dX]/)
  const [act] = (await acts('personal_data_opened')).slice(before)
  expect(act).toMatchObject({ reason: '缮写证书', payload: { print: 'certificate_sheet', applications: [entered] } })
  expect(JSON.stringify(act)).not.toMatch(/\d{17}[\dX]/)
})

test('who may not open personal data prints masked papers only, and nobody prints another county’s', async () => {
  const sheet = { kind: 'certificate_sheet', application: entered }
  expect((await print('leader', 'pdf', sheet)).statusCode).toBe(200)
  expect((await print('leader', 'opened/pdf', { ...sheet, reason: '看看' })).statusCode).toBe(404)
  expect((await print('fenyang-window', 'opened/pdf', sheet)).statusCode).toBe(400)
  expect((await print('jiaokou-clerk', 'pdf', sheet)).statusCode).toBe(404)
  const elsewhere = await opened.send(
    'jiaokou-clerk',
    'POST',
    `/api/counties/${jiaokou}/registration-prints/pdf`,
    sheet,
  )
  expect(elsewhere.statusCode).toBe(404)
})

test('two hundred data sheets are one file to print and one archive within seconds, with progress', async () => {
  const { rows } = await made.house.owner.query(
    `select id from applications where certificate_no is not null order by id limit 200`,
  )
  const applications = [...rows.map(({ id }) => id), accepted]
  const began = process.cpuUsage()
  const order = { kind: 'certificate_sheet', applications, reason: '集中缮证' }
  const ordered = (await opened.send('fenyang-registrar', 'POST', `${county}/print-runs/opened`, order)).json()
  expect(ordered).toMatchObject({ total: 201, isFinished: false })

  const run = `${county}/print-runs/${ordered.id}`
  const seen: number[] = []
  await vi.waitFor(
    async () => {
      const now = (await opened.send('fenyang-registrar', 'GET', run)).json()
      seen.push(now.done)
      expect(now.isFinished).toBe(true)
    },
    { timeout: 60_000, interval: 100 },
  )
  const { user, system } = process.cpuUsage(began) // its own work: not what else the machine is busy with
  expect((user + system) / 1e6).toBeLessThan(30)
  expect(new Set(seen).size).toBeGreaterThan(2)
  const { leftOut } = (await opened.send('fenyang-registrar', 'GET', run)).json()
  expect(leftOut).toEqual([
    { id: accepted, place: expect.stringContaining('晨光小区'), words: '尚未登簿，没有登记结果' },
  ])
  const pdf = await opened.send('fenyang-registrar', 'GET', `${run}/print.pdf`)
  expect(pdf.rawPayload.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(200)
  expect((await opened.send('fenyang-registrar', 'GET', `${run}/papers.zip`)).statusCode).toBe(200)
  expect((await opened.send('fenyang-clerk', 'GET', `${run}/print.pdf`)).statusCode).toBe(404)
}, 90_000)

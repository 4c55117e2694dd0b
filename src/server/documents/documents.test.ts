import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DocumentLine, DocumentResults, OfficialDocument } from '#contract/document-shapes.ts'
import { mostTableRows } from '#domain/documents/content.ts'
import { fenyang, jiaokou } from '../../../test/made-house.ts'
import { type MadeOffice, makeOffice, openOffice } from '../../../test/tasks/made-office.ts'
import { verify } from '../audit/verify.ts'
import { systemActor, transact } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { officeToday } from '../platform/office-day.ts'
import { documentStandings, draftDocument, type NewDocument } from './actions.ts'

const clerk = 'fenyang-clerk'
const base = `/api/counties/${fenyang}/documents`
const year = officeToday().slice(0, 4)

let office: MadeOffice
let opened: Awaited<ReturnType<typeof openOffice>>
beforeAll(async () => {
  office = await makeOffice()
  opened = await openOffice(office)
  for (const login of [clerk, 'leader']) await opened.send(login, 'GET', base) // signed in once, not by each of many at once
})
afterAll(() => office.house.drop())

const blank = { title: '', addressee: '', blocks: [], attachments: [], copiesTo: [], contact: '' }
const text = (title: string) => ({
  ...blank,
  title,
  addressee: '住建局：',
  blocks: [{ kind: 'paragraph' as const, text: '请于期限内办结消防验收手续。' }],
})
const letterOf = (title = '关于限期办理消防验收的督办函') => ({
  kind: 'supervision_letter',
  content: text(title),
  recipientId: office.ids.住建局,
  answerDays: 5,
})

async function draft(documents: object[] = [letterOf()], login = clerk): Promise<string[]> {
  const answer = await opened.send(login, 'POST', base, { reason: '按督办安排起草', documents })
  expect([answer.statusCode, answer.json().message]).toEqual([200, undefined])
  return answer.json()
}

async function open(id: string, login = clerk): Promise<OfficialDocument> {
  const answer = await opened.send(login, 'GET', `${base}/${id}`)
  expect([answer.statusCode, answer.json().message]).toEqual([200, undefined])
  return answer.json()
}

const doors = {
  submit: 'drafts',
  discard: 'drafts',
  sign: 'signatures',
  return: 'signatures',
  serve: 'office',
  accept_answer: 'office',
  return_answer: 'office',
  file: 'office',
} as const

async function move(login: string, name: keyof typeof doors, ids: readonly string[], reason = '按程序办理') {
  const documents = await Promise.all(ids.map(async (id) => ({ id, revision: (await open(id)).revision })))
  return moveSeen(login, name, documents, reason)
}

async function moveSeen(login: string, name: keyof typeof doors, documents: object[], reason = '按程序办理') {
  const answer = await opened.send(login, 'POST', `${base}/${doors[name]}`, { reason, move: name, documents })
  return { status: answer.statusCode, ...(answer.json() as DocumentResults & { code?: string }) }
}

async function issued(documents: object[] = [letterOf()]): Promise<string[]> {
  const ids = await draft(documents)
  expect((await move(clerk, 'submit', ids)).refused).toBe(0)
  expect((await move('leader', 'sign', ids)).refused).toBe(0)
  return ids
}

const one = async (ids: Promise<string[]>) => (await ids)[0] ?? ''

const answerWith = async (login: string, id: string, words: string, files: { name: string; content: string }[] = []) =>
  opened.files(login, `${base}/${id}/answers?revision=${(await open(id)).revision}`, files, words)

const flaws = async () =>
  (await verify(ownerDb(office.house.owner), { counties: [fenyang, jiaokou], onProgress: () => {} })).flaws

describe('a draft', () => {
  test('with empty mandatory parts is handed in by nobody; each part is named at its field', async () => {
    const id = await one(draft([{ kind: 'supervision_letter', content: blank }]))

    const { results } = await move(clerk, 'submit', [id])

    expect(results[0]).toMatchObject({ ok: false, code: 'incomplete' })
    expect(results[0]?.fields.map(({ field }) => field)).toEqual([
      'title',
      'addressee',
      'recipient',
      'blocks',
      'answerDays',
    ])
    expect((await open(id)).state).toBe('draft')
  })

  test('is edited by whoever has seen the last change, and by no other', async () => {
    const id = await one(draft())
    const edit = (revision: number, title: string) =>
      opened.send('second-clerk', 'PUT', `${base}/${id}`, {
        revision,
        content: text(title),
        recipientId: office.ids.自然资源局,
        answerDays: 3,
      })
    expect((await edit(1, '改过的督办函')).json()).toMatchObject({
      title: '改过的督办函',
      recipient: { name: '自然资源局' },
      answerDays: 3,
      revision: 2,
    })
    expect((await edit(1, '再改')).json()).toMatchObject({ code: 'changed_meanwhile' })
    const foreign = { revision: 2, content: text('x'), recipientId: office.ids.交口住建局, answerDays: 3 }
    const answer = await opened.send(clerk, 'PUT', `${base}/${id}`, foreign)
    expect(answer.json()).toMatchObject({ code: 'no_such_organisation', fields: [{ field: 'recipient' }] })
  })

  test('is returned with a reason, handed in again and signed off by the head', async () => {
    const id = await one(draft())
    await move(clerk, 'submit', [id])
    await move('leader', 'return', [id], '请写明逾期天数')
    const returned = await open(id)
    expect(returned).toMatchObject({ state: 'draft', number: null })
    expect(returned.history[0]).toMatchObject({ kind: 'documents_return', reason: '请写明逾期天数', actor: '示例领导' })
    await move(clerk, 'submit', [id])

    const { results } = await move('leader', 'sign', [id])

    expect(results[0]).toMatchObject({ ok: true, number: `晋汾清零办督〔${year}〕1号` })
    expect(await open(id)).toMatchObject({
      state: 'issued',
      issuer: '汾阳市清零行动办公室',
      signer: '示例领导',
      issuedOn: officeToday(),
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      checkUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/d\/[0-9A-Z]{20}$/),
    })
  })

  test('is signed off neither by who drafted it nor by who last wrote it, nor by a clerk', async () => {
    const [own = ''] = await draft([letterOf()], 'city-office')
    await move('city-office', 'submit', [own])
    expect((await move('city-office', 'sign', [own])).results[0]).toMatchObject({ code: 'own_draft' })
    const other = await one(draft())
    const { revision } = await open(other)
    const rewritten = { revision, content: text('改写'), recipientId: office.ids.住建局, answerDays: 5 }
    await opened.send('city-office', 'PUT', `${base}/${other}`, rewritten)
    await move(clerk, 'submit', [other])
    expect((await move('city-office', 'sign', [other])).results[0]).toMatchObject({ code: 'own_draft' })
    for (const login of [clerk, 'inspector', 'housing-officer', 'jiaokou-clerk'])
      expect([login, (await move(login, 'sign', [other])).status]).toEqual([login, 404])
  })

  test('that is discarded has no number and is not taken up again', async () => {
    const id = await one(draft())
    await move(clerk, 'discard', [id])
    expect(await open(id)).toMatchObject({ state: 'discarded', number: null, moves: [] })
    expect((await move(clerk, 'submit', [id])).results[0]).toMatchObject({
      code: 'wrong_state',
      message: '公文已作废，不能这样办理',
    })
  })
})

describe('numbers', () => {
  test('32 people who sign at once leave out none and give none twice', async () => {
    const ids = await draft(
      Array.from({ length: 32 }, (_, at) => ({ ...letterOf(`限时办结${at}`), kind: 'deadline_notice' })),
    )
    await move(clerk, 'submit', ids)
    const seen = await Promise.all(ids.map(async (id) => ({ id, revision: (await open(id)).revision })))

    const answers = await Promise.all(seen.map((document) => moveSeen('leader', 'sign', [document])))

    expect(answers.every(({ refused }) => refused === 0)).toBe(true)
    const numbers = await Promise.all(ids.map(async (id) => (await open(id)).number))
    expect(numbers.toSorted()).toEqual(
      Array.from({ length: 32 }, (_, at) => `晋汾清零办限〔${year}〕${at + 1}号`).toSorted(),
    )
  })

  test('of two who sign the same draft one wins, and the other is told', async () => {
    const id = await one(draft())
    await move(clerk, 'submit', [id])
    const { revision } = await open(id)

    const answers = await Promise.all(
      ['leader', 'city-office'].map((login) => moveSeen(login, 'sign', [{ id, revision }])),
    )

    expect(answers.map(({ done }) => done).toSorted()).toEqual([0, 1])
    const refused = answers.flatMap(({ results }) => results).find(({ ok }) => !ok)
    expect(refused).toMatchObject({ code: 'wrong_state', message: '公文已签发，不能这样办理' })
  })

  test('of one act follow the order of choice; what may not be signed holds up no other', async () => {
    const ids = await draft([letterOf('甲'), letterOf('乙'), letterOf('丙')].map((one) => ({ ...one, kind: 'letter' })))
    await move(clerk, 'submit', ids.slice(1))

    const { done, refused, results } = await move('leader', 'sign', ids)

    expect([done, refused]).toEqual([2, 1])
    expect(results.map(({ number }) => number)).toEqual([
      null,
      `晋汾清零办函〔${year}〕1号`,
      `晋汾清零办函〔${year}〕2号`,
    ])
  })

  test('begin as the city’s office says, from the next one on', async () => {
    const name = (login: string, region: string, county: string) =>
      opened.send(login, 'PUT', `/api/regions/${region}/document-issuers`, {
        reason: '统一机关代字',
        county,
        organisationId: null,
        name: '汾阳市房屋产权登记清零行动办公室',
        shortName: '汾清零办',
      })
    const before = (await opened.send(clerk, 'GET', `/api/counties/${fenyang}/document-issuers`)).json()
    expect(before).toMatchObject([{ name: '汾阳市清零行动办公室', shortName: '晋汾清零办', isDefault: true }])
    for (const login of [clerk, 'leader'])
      expect([login, (await name(login, fenyang, fenyang)).statusCode]).toEqual([login, 404])
    expect((await name('city-office', '141100', fenyang)).json()).toMatchObject([
      { shortName: '汾清零办', isDefault: false },
    ])
    const id = await one(issued([{ ...letterOf(), kind: 'interview_notice', answerDays: null }]))
    expect((await open(id)).number).toBe(`汾清零办约〔${year}〕1号`)
  })
})

describe('an issued document', () => {
  test('is frozen: no act, and not even a statement, alters what it says', async () => {
    const id = await one(issued())
    const { revision } = await open(id)
    const edit = { revision, content: text('改'), recipientId: null, answerDays: null }
    expect((await opened.send(clerk, 'PUT', `${base}/${id}`, edit)).json()).toMatchObject({ code: 'wrong_state' })
    await expect(
      office.house.owner.query(`update documents set content = content || '{"title":"假"}' where id = $1`, [id]),
    ).rejects.toThrow(/frozen/)
    await expect(
      office.house.owner.query(`update documents set marks = marks || '{"signedBy":"他人"}' where id = $1`, [id]),
    ).rejects.toThrow(/frozen/)
  })

  test('has one Word file and one PDF for ever; a draft is laid out as it stands', async () => {
    const id = await one(issued())
    const word = await opened.send('inspector', 'GET', `${base}/${id}/document.docx`)
    expect([word.statusCode, word.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
    const pdf = await opened.send('inspector', 'GET', `${base}/${id}/document.pdf`)
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    for (const [format, first] of [
      ['docx', word],
      ['pdf', pdf],
    ] as const) {
      const again = await opened.send(clerk, 'GET', `${base}/${id}/document.${format}`)
      expect(again.rawPayload.equals(first.rawPayload)).toBe(true)
    }
    expect((await open(id)).fonts?.length).toBeGreaterThan(1)
    const sketch = await one(draft())
    expect((await opened.send(clerk, 'GET', `${base}/${sketch}/document.docx`)).statusCode).toBe(200)
    expect((await open(sketch)).fonts).toBeNull()
  })
})

describe('service inside the product', () => {
  test('is signed for by the officer of the recipient who opens it, and runs the days of the answer', async () => {
    const id = await one(issued())
    expect((await opened.send('housing-officer', 'GET', `${base}/${id}`)).statusCode).toBe(200)
    expect((await move(clerk, 'serve', [id])).refused).toBe(0)
    const served = await open(id)
    expect(served).toMatchObject({
      state: 'served',
      servedOn: officeToday(),
      services: [{ way: 'product', readAt: null }],
    })
    expect(served.answerBy).toMatch(/^\d{4}-\d\d-\d\d$/)

    await open(id, 'housing-officer')

    expect((await open(id)).services).toMatchObject([{ readBy: '住建经办', readAt: expect.stringMatching(/Z$/) }])
    expect((await open(id)).history[0]).toMatchObject({ kind: 'document_read', actor: '住建经办' })
    expect(await flaws()).toEqual([])
  })

  test('reaches nobody where nobody is addressed or can sign in: refused in words', async () => {
    const [file = '', vacant = ''] = await issued([
      { ...letterOf(), kind: 'interview_record', recipientId: null, answerDays: null },
      { ...letterOf(), recipientId: office.ids.空缺局 },
    ])
    const { results } = await move(clerk, 'serve', [file, vacant])
    expect(results).toMatchObject([
      { code: 'serves_nobody', message: '没有收文单位，无处送达' },
      { code: 'nobody_to_open' },
    ])
  })

  test('shows an officer what was issued to or by his unit, and nothing else', async () => {
    const other = await one(issued([{ ...letterOf(), recipientId: office.ids.自然资源局 }]))
    const own = await one(issued())
    const unsigned = await one(draft())
    for (const [login, id, status] of [
      ['housing-officer', own, 200],
      ['housing-officer', other, 404],
      ['housing-officer', unsigned, 404],
      ['land-officer', other, 200],
    ] as const)
      expect([login, (await opened.send(login, 'GET', `${base}/${id}`)).statusCode]).toEqual([login, status])
    const list = await opened.send('housing-officer', 'GET', `/api/regions/${fenyang}/documents?limit=500`)
    const recipients = new Set(list.json().rows.map(({ recipient }: DocumentLine) => recipient?.name))
    expect([...recipients]).toEqual(['住建局'])
  })
})

describe('service on paper', () => {
  const photo = Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 1])
  const serve = async (id: string, servedOn: string, content: Buffer | string = photo, login = clerk) =>
    opened.files(
      login,
      `${base}/${id}/receipts?receiver=${encodeURIComponent('王某')}&servedOn=${servedOn}&revision=${(await open(id)).revision}`,
      [{ name: '送达回证.jpg', content }],
    )

  test('is proved by a photo of the receipt', async () => {
    const id = await one(issued([{ ...letterOf(), recipientId: office.ids.空缺局 }]))
    const answer = await serve(id, officeToday())
    expect(answer.json()).toMatchObject({
      state: 'served',
      services: [{ way: 'paper', receiver: '王某', receipt: '送达回证.jpg' }],
    })
    const receipt = await opened.send('inspector', 'GET', `${base}/${id}/receipts/1`)
    expect([receipt.headers['content-type'], receipt.rawPayload.equals(photo)]).toEqual(['image/jpeg', true])
    expect((await opened.send('land-officer', 'GET', `${base}/${id}/receipts/1`)).statusCode).toBe(404)
  })

  test('is refused before it was issued, on a day to come, without a photo, or by whoever may not', async () => {
    const id = await one(issued())
    expect((await serve(id, '2022-01-01')).json()).toMatchObject({
      code: 'service_day',
      fields: [{ field: 'servedOn' }],
    })
    expect((await serve(id, '2099-01-01')).json()).toMatchObject({ code: 'service_day' })
    expect((await serve(id, officeToday(), '<html>')).statusCode).toBe(400)
    expect((await serve(id, officeToday(), photo, 'inspector')).statusCode).toBe(404)
    expect((await serve(id, officeToday(), photo, 'leader')).statusCode).toBe(404)
    const sketch = await one(draft())
    expect((await serve(sketch, officeToday())).json()).toMatchObject({ code: 'wrong_state' })
    expect((await open(id)).services).toEqual([])
  })
})

describe('an answer', () => {
  async function served() {
    const id = await one(issued())
    await move(clerk, 'serve', [id])
    return id
  }

  test('is given by the recipient with papers, returned, given again, accepted and filed', async () => {
    const id = await served()
    const paper = { name: '整改说明.txt', content: '已受理' }
    expect((await answerWith('housing-officer', id, '已受理，正在办理。', [paper])).json()).toMatchObject({
      state: 'answered',
      answers: [{ answeredBy: '住建经办', files: [{ name: '整改说明.txt' }] }],
    })
    expect((await opened.send(clerk, 'GET', `${base}/${id}/answers/1/files/1`)).body).toBe('已受理')
    const { answerBy } = await open(id)
    await move(clerk, 'return_answer', [id], '没有附受理通知书')
    expect(await open(id)).toMatchObject({
      state: 'served',
      answerBy, // a poor answer buys no time
      answers: [{ decision: 'returned', decisionReason: '没有附受理通知书' }],
    })
    expect((await move(clerk, 'file', [id])).results[0]).toMatchObject({ code: 'not_answered' })
    expect((await answerWith('housing-officer', id, '补充受理通知书。')).statusCode).toBe(200)
    await move(clerk, 'accept_answer', [id])
    const standing = await transact(office.house.db, systemActor([fenyang]), (tx) => documentStandings(tx, [id]))
    expect(standing.get(id)).toMatchObject({
      state: 'accepted',
      servedAt: officeToday(),
      answeredAt: officeToday(),
      acceptedAt: officeToday(),
    })
    await move(clerk, 'file', [id])
    expect(await open(id)).toMatchObject({ state: 'filed' })
    expect(await flaws()).toEqual([])
  })

  test('without words is refused at its field, and from others than the recipient', async () => {
    const id = await served()
    expect((await answerWith('housing-officer', id, '')).json()).toMatchObject({
      code: 'no_words',
      fields: [{ field: 'words' }],
    })
    expect((await answerWith('land-officer', id, '不是我的事')).statusCode).toBe(404)
    expect((await answerWith(clerk, id, '代为回复')).statusCode).toBe(404)
    expect((await answerWith('inspector', id, '代为回复')).statusCode).toBe(404)
    expect((await open(id)).answers).toEqual([])
  })

  test('that came on paper is recorded with its scan by one clerk and accepted by another', async () => {
    const id = await served()
    const record = async (login: string, files: { name: string; content: string }[]) =>
      opened.files(login, `${base}/${id}/paper-answers?revision=${(await open(id)).revision}`, files, '已送来书面回复')
    expect((await record(clerk, [])).json()).toMatchObject({ code: 'no_file' })
    for (const login of ['inspector', 'leader', 'housing-officer'])
      expect([login, (await record(login, [{ name: '回复.pdf', content: '%PDF-1.7' }])).statusCode]).toEqual([
        login,
        404,
      ])
    expect((await record(clerk, [{ name: '回复.pdf', content: '%PDF-1.7' }])).json()).toMatchObject({
      state: 'answered',
    })
    expect((await move(clerk, 'accept_answer', [id])).results[0]).toMatchObject({ code: 'own_answer' })
    expect((await move('second-clerk', 'accept_answer', [id])).refused).toBe(0)
  })

  test('to a withdrawn letter is refused in words', async () => {
    const id = await served()
    const notice = (await opened.send(clerk, 'POST', `${base}/${id}/withdrawal`, { reason: '事实有误' })).json()
    expect(notice).toMatchObject({ kind: 'notice', state: 'draft', withdraws: { id } })
    expect((await opened.send(clerk, 'POST', `${base}/${id}/withdrawal`, { reason: '事实有误' })).json()).toMatchObject(
      {
        code: 'being_withdrawn',
      },
    )
    expect((await open(id)).state).toBe('served') // a draft withdraws nothing yet
    await move(clerk, 'submit', [notice.id])
    await move('leader', 'sign', [notice.id])

    const answer = await answerWith('housing-officer', id, '已办理')

    expect(answer.json()).toMatchObject({ code: 'wrong_state', message: '公文已撤回，不能这样办理' })
    expect(await open(id)).toMatchObject({ state: 'withdrawn', withdrawnBy: { id: notice.id }, moves: [] })
    expect((await open(id)).history[0]).toMatchObject({ kind: 'documents_withdrawn', reason: '按程序办理' })
    expect(await flaws()).toEqual([])
  })
})

describe('the public page', () => {
  const codeOf = async (id: string) => (await open(id)).checkUrl?.split('/').at(-1) ?? ''
  const check = (code: string, address = '127.0.0.9') =>
    opened.app.inject({ method: 'GET', url: `/api/public/documents/${code}`, remoteAddress: address })

  test('tells without sign-in whether a paper is genuine, and five things alone', async () => {
    const id = await one(issued())
    const answer = await check(await codeOf(id))
    expect(answer.json()).toEqual({
      standing: 'genuine',
      kind: 'supervision_letter',
      number: (await open(id)).number,
      issuedOn: officeToday(),
      issuer: '汾阳市房屋产权登记清零行动办公室',
    })
  })

  test('says that a withdrawn paper is withdrawn', async () => {
    const id = await one(issued())
    const notice = (await opened.send(clerk, 'POST', `${base}/${id}/withdrawal`, { reason: '事实有误' })).json()
    await move(clerk, 'submit', [notice.id])
    await move('leader', 'sign', [notice.id])
    expect((await check(await codeOf(id))).json()).toMatchObject({ standing: 'withdrawn' })
  })

  test('answers every unknown code alike, and tires of whoever tries them', async () => {
    const answers = await Promise.all(
      ['0'.repeat(20), 'short', encodeURIComponent("' or 1=1")].map((code) => check(code)),
    )
    const words = answers.map((answer) => {
      const { requestId, ...problem } = answer.json()
      return [answer.statusCode, problem]
    })
    expect(words.every((answer) => JSON.stringify(answer) === JSON.stringify(words[0]))).toBe(true)
    expect(words[0]).toMatchObject([404, { code: 'no_such_code' }])
    const tries = []
    for (let at = 0; at < 40; at++) tries.push((await check('X'.repeat(20), '127.0.0.10')).statusCode)
    expect(tries.at(-1)).toBe(429)
  })
})

describe('another county', () => {
  test('opens, numbers, serves and lists nothing of this one', async () => {
    const id = await one(issued())
    const foreign = `/api/counties/${jiaokou}/documents`
    for (const url of [
      `${base}/${id}`,
      `${foreign}/${id}`,
      `${base}/${id}/document.docx`,
      `${foreign}/${id}/document.pdf`,
    ])
      expect([url, (await opened.send('jiaokou-clerk', 'GET', url)).statusCode]).toEqual([url, 404])
    const serve = { reason: '按程序办理', move: 'serve', documents: [{ id, revision: 2 }] }
    const answer = await opened.send('jiaokou-clerk', 'POST', `${foreign}/office`, serve)
    expect(answer.json().results[0]).toMatchObject({ ok: false, code: 'no_such_document' })
    const sign = { ...serve, move: 'sign' }
    const signed = await opened.send('city-office', 'POST', `${foreign}/signatures`, sign)
    expect(signed.json().results[0]).toMatchObject({ ok: false, code: 'no_such_document' })
    expect((await opened.send('jiaokou-clerk', 'GET', `/api/regions/${jiaokou}/documents`)).json().rows).toEqual([])
    expect((await opened.send('jiaokou-clerk', 'GET', `/api/regions/${fenyang}/documents`)).statusCode).toBe(404)
    const told = await transact(office.house.db, systemActor([jiaokou]), (tx) => documentStandings(tx, [id]))
    expect(told.size).toBe(0) // not even to other slices acting for that county
  })

  test('has numbers of its own', async () => {
    const documents = [{ ...letterOf(), recipientId: office.ids.交口住建局 }]
    const created = await opened.send('jiaokou-clerk', 'POST', `/api/counties/${jiaokou}/documents`, {
      reason: '起草',
      documents,
    })
    const [id] = created.json()
    const act = (login: string, door: string, name: string, revision: number) =>
      opened.send(login, 'POST', `/api/counties/${jiaokou}/documents/${door}`, {
        reason: '按程序办理',
        move: name,
        documents: [{ id, revision }],
      })
    await act('jiaokou-clerk', 'drafts', 'submit', 1)
    const signed = await act('leader', 'signatures', 'sign', 2)
    expect(signed.json().results[0].number).toBe(`晋交口清零办督〔${year}〕1号`)
  })
})

describe('the list', () => {
  const list = async (query: string, login = clerk) =>
    (await opened.send(login, 'GET', `/api/regions/${fenyang}/documents?${query}`)).json()

  test('goes page by page, each document once, and tells what waits for whom', async () => {
    const waiting = await one(draft([letterOf('等待签发的函')]))
    await move(clerk, 'submit', [waiting])
    const all = (await list('limit=500')).rows as DocumentLine[]
    const seen: string[] = []
    for (let after = ''; ; ) {
      const page = await list(`limit=7${after && `&after=${after}`}`)
      seen.push(...page.rows.map(({ id }: DocumentLine) => id))
      if (page.next === null) break
      after = page.next
    }
    expect(seen).toEqual(all.map(({ id }) => id))
    const queue = async (login: string, name: string) =>
      (await list(`limit=500&queue=${name}`, login)).rows.map(({ id }: DocumentLine) => id)
    expect(await queue('leader', 'to_sign')).toContain(waiting)
    expect(await queue(clerk, 'mine')).toContain(waiting)
    expect(await queue(clerk, 'to_sign')).toEqual([])
    expect(await queue('second-clerk', 'mine')).toEqual([])
    expect(await list('after=x')).toMatchObject({ code: 'bad_place' })
  })

  test('is narrowed by kind, state, issuer, recipient, year and words', async () => {
    const rows = async (query: string) => (await list(`limit=500&${query}`)).rows as DocumentLine[]
    expect((await rows('kind=deadline_notice')).length).toBe(32)
    expect((await rows('state=discarded')).length).toBe(1)
    expect((await rows(`year=${year}&issuer=office`)).length).toBe((await rows('')).length)
    expect(await rows('year=2001')).toEqual([])
    expect((await rows(`search=${encodeURIComponent(`限〔${year}〕7号`)}`)).length).toBe(1)
    expect((await rows(`recipient=${office.ids.空缺局}`)).every(({ recipient }) => recipient?.name === '空缺局')).toBe(
      true,
    )
  })

  test('gives an inspector every line and no button', async () => {
    const rows = (await list('limit=500', 'inspector')).rows as DocumentLine[]
    expect(rows.length).toBe((await list('limit=500')).rows.length)
    expect(rows.flatMap(({ moves }) => moves)).toEqual([])
  })
})

describe('a batch', () => {
  test('that is signed is laid out with progress: one archive and one file to print', async () => {
    const ids = await draft(
      Array.from({ length: 3 }, (_, at) => ({ ...letterOf(`第${at}件`), kind: 'notice', answerDays: null })),
    )
    await move(clerk, 'submit', ids)
    const { batchId } = await move('leader', 'sign', ids)
    const batch = `/api/counties/${fenyang}/document-batches/${batchId}`
    await expect
      .poll(async () => (await opened.send('leader', 'GET', batch)).json(), { timeout: 20_000 })
      .toMatchObject({ total: 3, done: 3, isFinished: true, failure: null })
    const zip = await opened.send('leader', 'GET', `${batch}/documents.zip`)
    expect(zip.rawPayload.subarray(0, 2).toString()).toBe('PK')
    expect((await opened.send('leader', 'GET', `${batch}/documents.pdf`)).rawPayload.subarray(0, 4).toString()).toBe(
      '%PDF',
    )
    expect((await opened.send(clerk, 'GET', batch)).statusCode).toBe(404) // somebody else's
    const again = await opened.send(clerk, 'POST', `/api/counties/${fenyang}/document-batches`, { documents: ids })
    expect(again.json()).toMatchObject({ total: 3, failure: null })
    const sketch = await draft()
    const refused = await opened.send(clerk, 'POST', `/api/counties/${fenyang}/document-batches`, { documents: sketch })
    expect(refused.json()).toMatchObject({ code: 'not_issued' })
    expect(await flaws()).toEqual([])
  })
})

test('the minutes of a meeting that was held become a draft about that meeting', async () => {
  const meetings = `/api/counties/${fenyang}/meetings`
  const plan = {
    reason: '按计划召开',
    kind: 'weekly',
    title: '第三次周例会',
    heldOn: '2022-06-01',
    organisations: [office.ids.住建局],
  }
  const meeting = (await opened.send(clerk, 'POST', meetings, plan)).json()
  const drafting = (login: string) =>
    opened.send(login, 'POST', `${meetings}/${meeting.id}/minutes-document`, { reason: '会后拟写纪要' })
  expect((await drafting(clerk)).json()).toMatchObject({ code: 'meeting_not_held' })
  const came = [{ organisationId: office.ids.住建局, personName: '王某', status: 'present' }]
  const { revision } = meeting
  const change = { reason: '记到会', revision, attendance: came, minutes: '逐户核实。' }
  expect((await opened.send(clerk, 'PUT', `${meetings}/${meeting.id}`, change)).statusCode).toBe(200)
  for (const login of ['inspector', 'housing-officer', 'leader', 'jiaokou-clerk'])
    expect([login, (await drafting(login)).statusCode]).toEqual([login, 404])
  const minutes = await open((await drafting(clerk)).json().documentId)
  expect(minutes).toMatchObject({ kind: 'minutes', state: 'draft', subject: { kind: 'meeting', id: meeting.id } })
  const said = JSON.stringify(minutes.content.blocks)
  for (const words of ['出席：住建局（王某）。', '本次会议没有议定事项。', '逐户核实。']) expect(said).toContain(words)
  expect((await move(clerk, 'submit', [minutes.id])).refused).toBe(0)
})

test('the responsibility charter becomes a draft that names members, duties and charges', async () => {
  const path = `/api/counties/${fenyang}/responsibility/charter-document`
  const drafting = (login: string) => opened.send(login, 'POST', path, { reason: '明确职责分工' })
  const before = await documents()
  for (const login of ['inspector', 'housing-officer', 'leader', 'jiaokou-clerk'])
    expect([login, (await drafting(login)).statusCode]).toEqual([login, 404])
  expect(await documents()).toBe(before)
  const charter = await open((await drafting(clerk)).json().documentId)
  expect(charter).toMatchObject({
    kind: 'charter',
    state: 'draft',
    recipient: null,
    content: { title: '汾阳市清零行动成员名单及职责分工', addressee: '各成员单位：' },
  })
  const said = JSON.stringify(charter.content.blocks)
  for (const words of ['["住建局","一把手","住建局一把手","2022年1月1日"]', '["住建局","尚未确定"]', '三、包联'])
    expect(said).toContain(words)
  expect(said).not.toContain('交口')
  expect((await move(clerk, 'submit', [charter.id])).refused).toBe(0)
  expect((await move('leader', 'sign', [charter.id])).refused).toBe(0)
})

test('the task book of a unit becomes a draft to it, over its open tasks alone', async () => {
  const pathOf = (unit: string, county = fenyang) =>
    `/api/counties/${county}/organisations/${office.ids[unit]}/task-book-document`
  const drafting = (login: string, path = pathOf('自然资源局')) =>
    opened.send(login, 'POST', path, { reason: '下达任务书' })
  const task = { wanted: '核实意见', organisationId: office.ids.自然资源局, estateId: office.ids.晨光小区 }
  const issue = { ...task, personId: null, startsOn: officeToday(), dueOn: '2099-01-08', workingDays: null }
  const tasks = ['补办规划核实', '不再需要的任务'].map((title) => ({ ...issue, title }))
  const issued = await opened.send(clerk, 'POST', `/api/counties/${fenyang}/tasks`, { reason: '下达', tasks })
  expect([issued.statusCode, issued.json().message]).toEqual([200, undefined])
  const { id, revision } = issued.json()[1]
  const cancel = { move: 'cancel', reason: '不再需要', tasks: [{ id, revision }] }
  await opened.send(clerk, 'POST', `/api/counties/${fenyang}/tasks/steer`, cancel)

  const before = await documents()
  for (const login of ['inspector', 'land-officer', 'leader', 'jiaokou-clerk'])
    expect([login, (await drafting(login)).statusCode]).toEqual([login, 404])
  expect((await drafting('jiaokou-clerk', pathOf('自然资源局', jiaokou))).json().code).toBe('no_such_organisation')
  expect((await drafting(clerk, pathOf('交口住建局'))).json().code).toBe('no_such_organisation')
  expect((await drafting(clerk, pathOf('空缺局'))).json().code).toBe('no_open_tasks')
  expect(await documents()).toBe(before)
  const book = await open((await drafting(clerk)).json().documentId)
  expect(book).toMatchObject({
    kind: 'task_book',
    state: 'draft',
    recipient: { name: '自然资源局' },
    content: { title: '自然资源局清零行动任务书', addressee: '自然资源局：' },
  })
  const said = JSON.stringify(book.content.blocks)
  for (const words of ['补办规划核实', '自然资源局一把手', '未销号任务1件', '2099-01-08']) expect(said).toContain(words)
  expect(said).not.toContain('不再需要的任务')
})

const documents = async () =>
  (await office.house.owner.query('select count(*)::integer as n from documents')).rows[0].n as number

test('other slices draft in their own transaction, all or none', async () => {
  const drafting = (recipientId: string | null): NewDocument => ({
    countyCode: fenyang,
    issuerId: office.ids.清零办 ?? null,
    kind: 'demand_letter',
    content: text('催告函'),
    recipientId,
    subject: { kind: 'estate', id: office.ids.晨光小区 ?? '' },
    answerDays: 5,
  })
  const draftAll = (recipients: readonly (string | null)[]) =>
    transact(office.house.db, systemActor([fenyang]), (tx) =>
      draftDocument(tx, systemActor([fenyang]), recipients.map(drafting), '到期未办'),
    )
  await expect(draftAll([null, office.ids.交口住建局 ?? ''])).rejects.toThrow('没有这个发文或收文单位')
  const ids = await draftAll([null, office.ids.住建局 ?? ''])
  expect(await open(ids[1] ?? '')).toMatchObject({
    recipient: { name: '住建局' },
    subject: { kind: 'estate', id: office.ids.晨光小区 },
    issuer: '汾阳市房屋产权登记清零行动办公室',
  })
})

test('a document with more rows than one may have is drafted by nobody, and is told so', async () => {
  const rows = Array.from({ length: mostTableRows + 1 }, (_, at) => [`${at}`])
  const content = {
    ...text('任务书'),
    blocks: [{ kind: 'table' as const, columns: [{ title: '编号', width: 1 }], rows }],
  }
  const long: NewDocument = { ...noSubject, countyCode: fenyang, issuerId: null, kind: 'task_book', content }
  const before = await documents()
  await expect(
    transact(office.house.db, systemActor([fenyang]), (tx) =>
      draftDocument(tx, systemActor([fenyang]), [long], '下达任务书'),
    ),
  ).rejects.toThrow('“任务书”的表格超过3000行')
  expect(await documents()).toBe(before)
})

const noSubject = { recipientId: null, subject: null, answerDays: null }

test('a change behind a document’s history is found', async () => {
  const id = await one(draft())
  await office.house.owner.query(`update documents set answer_days = 99 where id = $1`, [id])
  const found = (await flaws()).filter(({ check }) => check === 'documents_records')
  expect(found).toMatchObject([{ record: id }])
  expect(found[0]?.message).toContain('answer_days')
})

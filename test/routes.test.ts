import { createHash } from 'node:crypto'
import Fastify, { type RouteOptions } from 'fastify'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { allDuesEndpoints } from '#contract/all-dues.ts'
import { archivesEndpoints } from '#contract/archives.ts'
import { auditEndpoints } from '#contract/audit.ts'
import { buildingTableEndpoints } from '#contract/building-table.ts'
import { campaignEndpoints } from '#contract/campaign.ts'
import { cashDeskEndpoints } from '#contract/cash-desk.ts'
import { deliveryEndpoints } from '#contract/delivery.ts'
import { developersEndpoints } from '#contract/developers.ts'
import { diagnosisEndpoints } from '#contract/diagnosis.ts'
import { diagnosisBoardEndpoints } from '#contract/diagnosis-board.ts'
import { documentTemplatesEndpoints } from '#contract/document-templates.ts'
import { documentsEndpoints } from '#contract/documents.ts'
import { dueAccountsEndpoints } from '#contract/due-accounts.ts'
import { dueRatesEndpoints } from '#contract/due-rates.ts'
import { duesEndpoints } from '#contract/dues.ts'
import { estatesEndpoints } from '#contract/estates.ts'
import { firstRegistrationsEndpoints } from '#contract/first-registrations.ts'
import { fundsEndpoints } from '#contract/funds.ts'
import { handOverEndpoints } from '#contract/hand-over.ts'
import { jointEndpoints } from '#contract/joint-acceptance.ts'
import { ledgersEndpoints } from '#contract/ledgers.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { messagesEndpoints } from '#contract/messages.ts'
import { outreachEndpoints } from '#contract/outreach.ts'
import { ownerActsEndpoints } from '#contract/owner-acts.ts'
import { ownerInboxEndpoints } from '#contract/owner-inbox.ts'
import { ownersEndpoints } from '#contract/owners.ts'
import { paymentListEndpoints } from '#contract/payment-lists.ts'
import { placesEndpoints } from '#contract/places.ts'
import type { Endpoint } from '#contract/platform/endpoint.ts'
import { policyEndpoints } from '#contract/policy-library.ts'
import { publicNoticesEndpoints } from '#contract/public-notices.ts'
import { publicationsEndpoints } from '#contract/publications.ts'
import { recoveriesEndpoints } from '#contract/recoveries.ts'
import { regionsEndpoints } from '#contract/regions.ts'
import { registrationPrintsEndpoints } from '#contract/registration-prints.ts'
import { registrationBatchEndpoints, registrationsEndpoints } from '#contract/registrations.ts'
import { reportRhythmEndpoints } from '#contract/report-rhythm.ts'
import { reportsEndpoints } from '#contract/reports.ts'
import { responsibilityEndpoints } from '#contract/responsibility.ts'
import { restrictionsEndpoints } from '#contract/restrictions.ts'
import { scheduleEndpoints } from '#contract/schedule.ts'
import { staffEndpoints } from '#contract/staff.ts'
import { supervisionEndpoints } from '#contract/supervision.ts'
import { surveySettingsEndpoints } from '#contract/survey-settings.ts'
import { surveysEndpoints } from '#contract/surveys.ts'
import { tasksEndpoints } from '#contract/tasks.ts'
import { thirdPartiesEndpoints } from '#contract/third-parties.ts'
import { transfersEndpoints } from '#contract/transfers.ts'
import { unitsEndpoints } from '#contract/units.ts'
import { visitSyncEndpoints } from '#contract/visit-sync.ts'
import { visitsEndpoints } from '#contract/visits.ts'
import { read, systemActor } from '#server/platform/acts.ts'
import { keepBytes } from '#server/platform/files.ts'
import { requireDeclaredPermissions } from '#server/platform/http/guard.ts'
import { officeToday } from '#server/platform/office-day.ts'
import { runBatch } from '#server/registrations/actions.ts'
import { callerOf } from './caller.ts'
import { firePolicy } from './diagnosis/fire-policy.ts'
import { createMadeHouse, fenyang, jiaokou, type MadeHouse, smallPlan } from './made-house.ts'
import { addSoundEstate } from './registrations/made-first.ts'
import { madeSurvey, madeWorkbook } from './surveys/made-survey.ts'

const contract: readonly Endpoint[] = [
  archivesEndpoints,
  auditEndpoints,
  buildingTableEndpoints,
  campaignEndpoints,
  diagnosisBoardEndpoints,
  diagnosisEndpoints,
  policyEndpoints,
  documentsEndpoints,
  documentTemplatesEndpoints,
  deliveryEndpoints,
  developersEndpoints,
  jointEndpoints,
  placesEndpoints,
  dueAccountsEndpoints,
  allDuesEndpoints,
  duesEndpoints,
  cashDeskEndpoints,
  dueRatesEndpoints,
  fundsEndpoints,
  paymentListEndpoints,
  estatesEndpoints,
  firstRegistrationsEndpoints,
  handOverEndpoints,
  ledgersEndpoints,
  ownerActsEndpoints,
  ownerInboxEndpoints,
  ownersEndpoints,
  publicationsEndpoints,
  publicNoticesEndpoints,
  recoveriesEndpoints,
  regionsEndpoints,
  registrationPrintsEndpoints,
  registrationsEndpoints,
  ...Object.values(registrationBatchEndpoints),
  reportRhythmEndpoints,
  reportsEndpoints,
  restrictionsEndpoints,
  scheduleEndpoints,
  staffEndpoints,
  supervisionEndpoints,
  surveySettingsEndpoints,
  surveysEndpoints,
  unitsEndpoints,
  meetingsEndpoints,
  messagesEndpoints,
  outreachEndpoints,
  responsibilityEndpoints,
  tasksEndpoints,
  thirdPartiesEndpoints,
  transfersEndpoints,
  visitsEndpoints,
  visitSyncEndpoints,
].flatMap((endpoints) => Object.values(endpoints))

let house: MadeHouse
let opened: Awaited<ReturnType<MadeHouse['open']>>
let known: Record<string, string>
let caller: ReturnType<typeof callerOf>
const send: (typeof caller)['send'] = (...call) => caller.send(...call)

beforeAll(async () => {
  house = await createMadeHouse()
  const { place } = await house.importCounty(smallPlan(fenyang))
  await house.importCounty(smallPlan(jiaokou))
  opened = await house.open()
  caller = callerOf(opened)
  known = {
    ...(await idsOfFenyang()),
    import: place.importId,
    ownerNo: '1',
    county: fenyang,
    region: fenyang,
    pack: 'made-fire',
    version: '1',
    year: '2022',
    kind: 'month',
    period: '2022-11',
    documentKind: 'brief',
    financeList: 'dues',
  }
  known.visitEstate = known.estate ?? ''
  const issued = await send('fenyang-clerk', 'POST', `/api/regions/${fenyang}/bulletins`, bodies.issueBulletin)
  known.bulletin = issued.json().id
  const drafts = `/api/regions/${fenyang}/packs/made-fire/drafts`
  expect((await send('fenyang-clerk', 'POST', drafts, bodies.draftPack)).statusCode).toBe(200)
  Object.assign(known, await makeWork())
  Object.assign(known, await makeLetter())
  Object.assign(known, await makeApplication())
  Object.assign(known, await makePaper())
  Object.assign(known, await makeFirst())
  Object.assign(known, await makeHall())
  Object.assign(known, await makeHandedOver())
  Object.assign(known, await makeSurvey())
  Object.assign(known, await makeDeveloper())
  Object.assign(known, await makeDue())
  Object.assign(known, await makePaymentList())
  Object.assign(known, await makeOutreach())
  Object.assign(known, await makeOwnersSent())
  const templates = `/api/counties/${fenyang}/document-templates/brief`
  const { rawPayload } = await send('fenyang-clerk', 'GET', `${templates}/shipped.docx`)
  expect(
    (await caller.attach('fenyang-clerk', templates, [{ name: '简报.docx', content: rawPayload }])).statusCode,
  ).toBe(200)
})
afterAll(() => house.drop())

async function idsOfFenyang(): Promise<Record<string, string>> {
  const { rows } = await read(house.db, systemActor([fenyang]), (tx) =>
    sql<Record<string, string>>`
      select (select estate_id from units where county_code = ${fenyang} and transferred_on is null limit 1) as estate, (select id from buildings where county_code = ${fenyang} limit 1) as building,
             (select id from units where county_code = ${fenyang} limit 1) as unit,
             (select account_id from account_roles where region_code = ${fenyang} limit 1) as account`.execute(tx),
  )
  return rows[0] ?? {}
}

/** A round with a photo, a resolution whose task has its evidence, a step to be done: one of each thing that paths name. */
async function makeWork(): Promise<Record<string, string>> {
  const county = `/api/counties/${fenyang}`
  const clerk = async (path: string, body: object) =>
    (await send('fenyang-clerk', 'POST', `${county}${path}`, body)).json()
  const { rows } = await house.owner.query(
    `with unit as (insert into organisations (county_code, kind, name) values ($1, 'responsible_unit', '住建局') returning id)
     insert into people (county_code, name, organisation_id) select $1, '丁某', id from unit returning id as person, organisation_id as organisation`,
    [fenyang],
  )
  const { person, organisation } = rows[0]
  const item = { title: null, estateId: known.estate, taskId: null, why: 'visit' }
  const plan = { reason: '按计划召开', kind: 'round', title: '巡诊', heldOn: officeToday(), items: [item] }
  const { id: meeting } = await clerk('/meetings', plan)
  const photo = { name: '现场.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 1]) }
  await caller.attach('fenyang-clerk', `${county}/meetings/${meeting}/items/1/photos`, [photo])
  const words = { kind: 'task', matter: '核实现状', wanted: '现场照片' }
  const resolution = { ...words, organisationId: organisation, personId: person, dueOn: officeToday() }
  const { items } = await clerk(`/meetings/${meeting}/items/1/resolutions`, { reason: '现场议定', resolution })
  const [{ id, tasks }] = items[0].resolutions
  const estate = `/estates/${known.estate}`
  const { revision } = (await send('fenyang-clerk', 'GET', `${county}${estate}/diagnosis`)).json()
  const taxUnpaid = { fact: 'deed_tax_paid', value: false, asOf: officeToday(), source: 'officer' }
  await clerk(`${estate}/facts`, { revision, reason: '走访核实', facts: [taxUnpaid] })
  const { activities } = (await send('fenyang-clerk', 'GET', `${county}${estate}/schedule`)).json()
  const paper = { name: '照片说明.txt', content: '现状与台账一致' }
  await caller.attach('fenyang-clerk', `${county}/tasks/${tasks[0].id}/evidence`, [paper])
  const scope = `${county}/estates/${known.estate}/scope`
  await send('fenyang-clerk', 'PUT', scope, { reason: '已整体拆除', inScope: false, basis: '拆除公告' })
  await caller.attach('fenyang-clerk', `${scope}/evidence`, [paper])
  const about = { organisationId: null, estateId: known.estate, taskId: null }
  const inspection = { reason: '专项检查', title: '资料检查', heldOn: officeToday(), checklist: ['是否齐全'], ...about }
  const inspected = (await send('inspector', 'POST', `${county}/inspections`, inspection)).json().id
  const asked = {
    reason: '催办',
    estateId: known.estate,
    matter: '补缴维修资金',
    basis: '合同约定',
    dueOn: officeToday(),
  }
  const { id: matter } = await clerk('/developer-matters', asked)
  return {
    inspection: inspected,
    matter,
    person,
    organisation,
    who: organisation,
    meeting,
    item: '1',
    photo: '1',
    resolution: id,
    task: tasks[0].id,
    evidence: '1',
    activity: activities[0].id,
  }
}

/** A letter that was served on paper and answered with a paper, and a batch with its files. */
async function makeLetter(): Promise<Record<string, string>> {
  const base = `/api/counties/${fenyang}/documents`
  const blocks = [{ kind: 'paragraph', text: '请于期限内办结。' }]
  const content = { title: '督办函', addressee: '住建局：', blocks, attachments: [], copiesTo: [], contact: '' }
  const letter = { kind: 'supervision_letter', content, recipientId: known.organisation, answerDays: 5 }
  const drafted = { reason: '到期未办', documents: [letter] }
  const [id] = (await send('fenyang-clerk', 'POST', base, drafted)).json()
  const move = (login: string, door: string, name: string, revision: number) =>
    send(login, 'POST', `${base}/${door}`, { reason: '按程序办理', move: name, documents: [{ id, revision }] })
  await move('fenyang-clerk', 'drafts', 'submit', 1)
  await move('leader', 'signatures', 'sign', 2)
  const { revision, checkUrl } = (await send('fenyang-clerk', 'GET', `${base}/${id}`)).json()
  const photo = { name: '回证.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 1]) }
  const receipts = `${base}/${id}/receipts?receiver=A&servedOn=${officeToday()}&revision=${revision}`
  await caller.attach('fenyang-clerk', receipts, [photo])
  await house.owner.query(`update accounts set organisation_id = $1 where login = 'fenyang-housing'`, [
    known.organisation,
  ])
  const paper = { name: '说明.txt', content: '已办理' }
  await caller.attach('fenyang-housing', `${base}/${id}/answers?revision=${revision + 1}`, [paper], '已办理')
  const batches = `/api/counties/${fenyang}/document-batches`
  const batch = (await send('fenyang-clerk', 'POST', batches, { documents: [id] })).json().id
  const finished = async () =>
    expect((await send('fenyang-clerk', 'GET', `${batches}/${batch}`)).json().isFinished).toBe(true)
  await vi.waitFor(finished, { timeout: 20_000, interval: 200 })
  return { document: id, service: '1', answer: '1', file: '1', batch, code: checkUrl.split('/').at(-1) }
}

/** The transfer of an open home, handed in by a batch. */
async function makeApplication(): Promise<Record<string, string>> {
  const batches = `/api/counties/${fenyang}/registration-batches`
  const { rows } = await house.owner.query(
    'select id from units where county_code = $1 and transferred_on is null limit 1',
    [fenyang],
  )
  const selection = { name: '现场收件', idempotencyKey: 'routes-test', units: [rows[0].id] }
  const terms = { on: officeToday() }
  const { id } = (await send('fenyang-clerk', 'POST', `${batches}/submit`, { ...selection, terms })).json()
  await runBatch(house, systemActor([fenyang]), fenyang, id, { try: false })
  const items = (await send('fenyang-clerk', 'GET', `${batches}/${id}`)).json().rows
  return { registrationBatch: id, application: items[0].applicationId }
}

/** A photo in the archive, an upload that was begun, a paper that is shared. */
async function makePaper(): Promise<Record<string, string>> {
  const county = `/api/counties/${fenyang}`
  const clerk = async (path: string, body: object) =>
    (await send('fenyang-clerk', 'POST', `${county}${path}`, body)).json()
  const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()
  const sha256 = createHash('sha256').update(photo).digest('hex')
  const subject = { kind: 'estate', id: known.estate }
  const files = ['照片.jpg', '没传完.jpg'].map((name) => ({ paper: 'site_photo', name, bytes: photo.length }))
  const { results } = await clerk('/archive-uploads', { subject, files })
  await opened.app.inject({
    method: 'PUT',
    url: `${county}/archive-uploads/${results[0].upload.id}/part?offset=0&sha256=${sha256}`,
    payload: photo,
    headers: { 'content-type': 'application/octet-stream' },
    cookies: { qingling_session: await caller.tokenOf('fenyang-clerk') },
  })
  const { fileId } = await clerk(`/archive-uploads/${results[0].upload.id}/finish`, { sha256 })
  return {
    archived: fileId,
    upload: results[1].upload.id,
    subjectKind: 'estate',
    subject: known.estate ?? '',
    below: 'units',
    paper: 'other',
  }
}

/** A first registration whose site was looked at and photographed. */
async function makeFirst(): Promise<Record<string, string>> {
  const estate = `/api/counties/${fenyang}/estates/${await addSoundEstate(house, '首登小区')}`
  const { diagnosisNo } = (await send('fenyang-clerk', 'GET', `${estate}/first-registration`)).json()
  const asked = {
    covered: { scope: 'estate' },
    applicantKind: 'developer',
    submittedOn: officeToday(),
    isNoticeAsked: true,
  }
  const application = { ...asked, reason: '申请首次登记', note: '', diagnosisNo }
  const { id } = (await send('fenyang-clerk', 'POST', `${estate}/first-registrations`, application)).json()
  const inspections = `/api/counties/${fenyang}/first-registrations/${id}/inspections`
  const found = { inspectors: '甲某、乙某', locationMatches: true, isCompleted: true, findings: '已竣工' }
  const looked = { reason: '实地查看', inspectedOn: officeToday(), ...found }
  const [inspection] = (await send('fenyang-clerk', 'POST', inspections, looked)).json().inspections
  const photo = { name: '现场.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 1]) }
  const kept = await caller.attach('fenyang-clerk', `${inspections}/${inspection.id}/photos`, [photo])
  return { first: id, firstPhoto: kept.json().inspections[0].photos[0].id, publicNotice: await postedNotice(id) }
}

/** A notice of that registration, hanging from today on. */
async function postedNotice(first: string): Promise<string> {
  const county = `/api/counties/${fenyang}`
  const accepted = { ids: [first], on: officeToday(), reason: '材料齐全' }
  await send('fenyang-window', 'POST', `${county}/applications/accept`, accepted)
  const notices = `${county}/first-registrations/${first}/notices`
  const draft = { reason: '公示', matter: '首次登记', basis: '县清零办议定', days: 5, dayKind: 'working' }
  const [notice] = (await send('fenyang-clerk', 'POST', notices, draft)).json().notices
  const posted = { reason: '张贴', postedOn: officeToday(), postedWhere: '小区门口' }
  expect((await send('fenyang-clerk', 'POST', `${notices}/${notice.id}/post`, posted)).statusCode).toBe(200)
  return notice.id
}

/** A place with a session today, a delivery with its signature, a joint acceptance. */
async function makeHall(): Promise<Record<string, string>> {
  const county = `/api/counties/${fenyang}`
  const clerk = async (path: string, body: object) =>
    (await send('fenyang-clerk', 'POST', `${county}${path}`, body)).json()
  const day = officeToday()
  const seats = { slotMinutes: 60, slotCapacity: 5, counters: 1, weekdays: [1, 2, 3, 4, 5, 6, 7] }
  const hours = { opensAt: '08:30', closesAt: '17:30', openedOn: day }
  const place = { reason: '设立', kind: 'window', name: '一号窗口', address: '政务大厅', ...seats, ...hours }
  const { id: placeId } = await clerk('/registration-places', place)
  const plan = { reason: '开放', from: day, until: day, worksDaysOff: true }
  await clerk(`/registration-places/${placeId}/sessions`, plan)
  const sessions = await send('fenyang-clerk', 'GET', `${county}/sessions?from=${day}&until=${day}`)
  await clerk('/deliveries', { reason: '业主意愿', way: 'window', items: [{ applicationId: known.application }] })
  const planned = await send('fenyang-clerk', 'GET', `${county}/applications/${known.application}/deliveries`)
  const [{ id: delivery }] = planned.json()
  const photo = { name: '签名.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 1]) }
  await caller.attach('fenyang-clerk', `${county}/deliveries/${delivery}/files/signature`, [photo])
  const file = { reason: '联合验收', estateId: known.estate, kind: 'house', title: '竣工联合验收' }
  const { id: joint } = await clerk('/joint-acceptances', file)
  return { place: placeId, session: sessions.json()[0].id, delivery, joint, proof: 'photo' }
}

/** The application accepted, printed, handed over and answered: one of each thing that paths of these name. */
async function makeHandedOver(): Promise<Record<string, string>> {
  const county = `/api/counties/${fenyang}`
  const ids = [known.application]
  const accepted = { ids, on: officeToday(), reason: '材料齐全' }
  expect((await send('fenyang-window', 'POST', `${county}/applications/accept`, accepted)).statusCode).toBe(200)
  const order = { kind: 'acceptance_receipt', applications: ids }
  const run = (await send('fenyang-clerk', 'POST', `${county}/print-runs`, order)).json().id
  const finished = async () =>
    expect((await send('fenyang-clerk', 'GET', `${county}/print-runs/${run}`)).json().hasFiles).toBe(true)
  await vi.waitFor(finished, { timeout: 20_000, interval: 200 })
  const choice = { state: 'accepted' }
  const handed = { choice, format: 'csv', recipient: '登记中心', reason: '移交' }
  const handOver = (await send('fenyang-clerk', 'POST', `${county}/hand-overs`, handed)).json().id
  const file = { name: '结果.csv', content: '业务号,不动产权证号,登簿日期\n受1,,2022-11-01\n' }
  const results = (await caller.attach('fenyang-clerk', `${county}/hand-over-results`, [file])).json().id
  return { run, handOver, results }
}

/** A due of the estate's developer, a part of it paid at a desk that closed its day, the rest pursued; and a fund. */
async function makeDue(): Promise<Record<string, string>> {
  const county = `/api/counties/${fenyang}`
  const clerk = async (path: string, body: object) =>
    (await send('fenyang-clerk', 'POST', `${county}${path}`, body)).json()
  await house.owner.query(
    `insert into organisations (county_code, kind, name) values ($1, 'developer', '某开发公司')`,
    [fenyang],
  )
  const owed = { kind: 'land_price', debtorKind: 'organisation', debtorName: '某开发公司', estateId: known.estate }
  const { id: due } = await clerk('/dues', { ...owed, amountFen: 100, basis: '出让合同', reason: '补录欠缴' })
  const [visit, desk] = ['019ad000-0000-7000-8000-000000000001', '1号窗口']
  const paid = { allocations: [{ dueId: due, fen: 60 }], ways: [{ way: 'pos', fen: 60 }] }
  const { receipts } = await clerk('/cash-desk/visits', { visitId: visit, desk, payerName: '某开发公司', ...paid })
  const counted = { cash: 0, pos: 60, bank: 0, offset: 0 }
  const { id: closing } = await clerk('/cash-closings', { desk, day: officeToday(), counted })
  const pursued = { estateId: known.estate, dueIds: [due], basis: '会议纪要', reason: '立案追缴' }
  const { id: recovery } = await clerk('/recoveries', pursued)
  const allotted = { purpose: '测绘费', amountFen: 100, allottedOn: officeToday(), reason: '预算安排' }
  const { id: fund } = await clerk('/funds', allotted)
  return { due, visit, payment: receipts[0].paymentId, closing, recovery, fund }
}

/** A payment list whose one line nobody is known of. */
async function makePaymentList(): Promise<Record<string, string>> {
  const content = '纳税人,税费种,金额,缴款日期,凭证号\n某外地人,契税,1,2022-11-03,票-1'
  const path = `/api/counties/${fenyang}/payment-lists`
  return { list: (await caller.attach('fenyang-window', path, [{ name: '清单.csv', content }])).json().id, row: '1' }
}

/** A draft of a message to many, and a plan to visit the open homes of the estate. */
async function makeOutreach(): Promise<Record<string, string>> {
  const clerk = async (path: string, body: object) =>
    (await send('fenyang-clerk', 'POST', `/api/counties/${fenyang}${path}`, body)).json()
  const draft = { title: '办证提醒', template: '可以办证了', segment: {}, reason: '提醒办证' }
  const { id: massMessage } = await clerk('/mass-messages', draft)
  const terms = { channel: 'visit', personId: known.person, fromOn: officeToday(), untilOn: officeToday() }
  const plan = { title: '走访', segment: { estates: [known.estate] }, ...terms, reason: '安排走访' }
  const { id: visitPlan } = await clerk('/visit-plans', plan)
  return { massMessage, visitPlan }
}

/** A paper an owner brought, and an agent he authorised by photo. */
async function makeOwnersSent(): Promise<Record<string, string>> {
  const { sha256, bytes } = await keepBytes(house.files, Buffer.from('%PDF-1.4'))
  const { rows } = await house.owner.query(
    `with home as (
       select id from units where county_code = $1 order by id limit 1
     ), paper as (
       insert into owner_papers (county_code, unit_id, owner_digest, owner_name, paper, name, media_type, bytes, sha256, came_on)
       select $1, id, '\\x01', '某*', 'contract', '合同.pdf', 'application/pdf', $3, $2, $4 from home returning id
     ), agent as (
       insert into authorisations (county_code, unit_id, owner_digest, owner_name, agent_name, agent_id_cipher, agent_id_digest, agent_id_masked,
                                   agent_phone_cipher, agent_phone_digest, agent_phone_masked, purposes, valid_until, begun_on, state, sent_on)
       select $1, id, '\\x01', '某*', '某人', '\\x01', '\\x01', '*', '\\x01', '\\x01', '*', '{apply}', $4, $4, 'waiting', $4 from home returning id
     ), photo as (
       insert into authorisation_photos (county_code, authorisation_id, photo, name, media_type, bytes, sha256)
       select $1, id, 'form', '委托书.jpg', 'image/jpeg', $3, $2 from agent
     )
     select paper.id as paper, agent.id as agent from paper, agent`,
    [fenyang, sha256, bytes, officeToday()],
  )
  return { ownerPaper: rows[0].paper, authorisation: rows[0].agent, authorisationPhoto: 'form' }
}

/** A commission, and a hand-in of the estate. */
async function makeSurvey(): Promise<Record<string, string>> {
  const estate = `/api/counties/${fenyang}/estates/${known.estate}`
  const [surveyor] = (await send('fenyang-clerk', 'GET', `/api/counties/${fenyang}/surveyors`)).json()
  const qualification = await qualify(surveyor)
  const body = { surveyor: surveyor.id, kind: surveyor.kind, reason: '委托测绘' }
  const { commissions } = (await send('fenyang-clerk', 'POST', `${estate}/survey-commissions`, body)).json()
  const file = { name: '成果.xlsx', content: await madeWorkbook(madeSurvey()) }
  const survey = (await caller.attach('fenyang-clerk', `${estate}/surveys`, [file])).json()
  return { commission: commissions[0].id, survey: survey.id, fileNo: '1', ...qualification }
}

/** A third party qualified for both fields, with an appraisal handed in under its commission. */
async function qualify(holder: { id: string; kind: string }): Promise<Record<string, string>> {
  const county = `/api/counties/${fenyang}`
  const held = { holder: holder.id, holderKind: holder.kind, reason: '核对资质证书' }
  const certificate = { certificateNo: '示例1号', grade: null, validFrom: '2020-01-01', validUntil: '2099-12-31' }
  const record = async (field: string) =>
    (await send('fenyang-clerk', 'POST', `${county}/qualifications`, { ...held, ...certificate, field })).json().id
  const [qualification] = [await record('survey'), await record('appraisal')]
  const wanted = {
    estateId: known.estate,
    subject: 'land',
    purpose: '核定出让价款',
    dueOn: officeToday(),
    fundUseId: null,
  }
  const commission = (
    await send('fenyang-clerk', 'POST', `${county}/appraisal-commissions`, { ...held, ...wanted })
  ).json()
  const told = 'reportNo=1&valueOn=2022-11-01&valueFen=100&validUntil=2099-11-01'
  const url = `${county}/appraisal-commissions/${commission.id}/appraisals?${told}`
  const { appraisals } = (await caller.attach('fenyang-clerk', url, [{ name: '报告.txt', content: '评估报告' }])).json()
  return { qualification, appraisalCommission: commission.id, appraisal: appraisals[0].id }
}

/** The developer of the estate with a paper and a workbook handed in, and a letter that was served on it. */
async function makeDeveloper(): Promise<Record<string, string>> {
  const county = `/api/counties/${fenyang}`
  const { rows } = await house.owner.query(
    `select e.developer_id as developer, a.id as account from estates as e, accounts as a where e.id = $1 and a.login = 'fenyang-developer'`,
    [known.estate],
  )
  const { developer, account } = rows[0]
  const bound = { organisationId: developer, reason: '委托书已核对' }
  await send('administrator', 'PUT', `${county}/accounts/${account}/organisation`, bound)
  const estate = `${county}/developer/estates/${known.estate}`
  const paper = { name: '说明.txt', content: '规划核实' }
  const handed = await caller.attach('fenyang-developer', `${estate}/papers?paper=planning`, [paper])
  const told = ['小区名称,楼号,房号,权利人姓名,证件号码', '没有的小区,1,101,丁某,141199197001010018'].join('\n')
  const owners = { name: '业主.csv', content: told }
  const checked = await caller.attach('fenyang-developer', `${estate}/owner-hand-ins`, [owners])
  const blocks = [{ kind: 'paragraph', text: '请限期补缴。' }]
  const content = { title: '催告函', addressee: '你公司：', blocks, attachments: [], copiesTo: [], contact: '' }
  const letter = { kind: 'demand_letter', content, recipientId: developer, answerDays: 5 }
  const drafted = { reason: '到期未缴', documents: [letter] }
  const [id] = (await send('fenyang-clerk', 'POST', `${county}/documents`, drafted)).json()
  for (const [login, door, move, revision] of [
    ['fenyang-clerk', 'drafts', 'submit', 1],
    ['leader', 'signatures', 'sign', 2],
    ['fenyang-clerk', 'office', 'serve', 3],
  ] as const) {
    const act = { reason: '按程序办理', move, documents: [{ id, revision }] }
    expect((await send(login, 'POST', `${county}/documents/${door}`, act)).json().done).toBe(1)
  }
  return { ownEstate: known.estate ?? '', handedPaper: handed.json().id, ownerHandIn: checked.json().id, ownLetter: id }
}

/** What reads must be asked with. */
const queries: Readonly<Record<string, string>> = {
  '/api/counties/:county/archive-due': '?until=2060-01-01',
  '/api/counties/:county/cash-desk/day': '?desk=1&day=2022-11-30',
  '/api/counties/:county/cash-desk/payments': '?desk=1&day=2022-11-30',
  '/api/counties/:county/meeting-candidates': '?kind=clinic',
  '/api/counties/:county/sessions': '?from=2022-11-01&until=2022-11-30',
  '/api/counties/:county/throughput': '?from=2022-11-01&until=2022-11-30',
  '/api/counties/:county/estates/:estate/schedule/slip': '?activity=:activity&days=1',
  '/api/regions/:region/hand-ins': '?kind=month',
  '/api/regions/:region/tasks/board': '?by=organisation',
  '/api/counties/:county/surveys/:survey/comparison': '?earlier=:survey',
  '/api/regions/:region/term': '?startsOn=2022-11-01&workingDays=3',
}

/** A body each endpoint would take, so that nothing but the jurisdiction stands in the way. */
const bodies: Readonly<Record<string, object>> = {
  issueBulletin: { kind: 'month', period: '2022-11', asOf: '2022-11-30', reason: '月通报' },
  draftPack: { content: firePolicy(fenyang), note: '试行办法' },
}

const urlOf = ({ path }: Endpoint) => path.replaceAll(/:(\w+)/g, (_, name: string) => known[name] ?? 'missing')
const queryOf = ({ path }: Endpoint) =>
  (queries[path] ?? '')
    .replace(':activity', encodeURIComponent(known.activity ?? ''))
    .replace(':survey', known.survey ?? '')
const ofPlaces = contract.filter(({ path }) => /:(county|region)\b/.test(path))

describe('every route of the product', () => {
  test('is in the contract, and the contract is served whole', async () => {
    const served = opened.app.routes
      .filter(({ method }) => method !== 'HEAD')
      .map(({ method, url }) => `${method} ${url}`)
    const beside = ['GET /api/openapi.json', 'GET /health']
    expect(served.toSorted()).toEqual(
      [...contract.map(({ method, path }) => `${method} ${path}`), ...beside].toSorted(),
    )
  })

  test('of 汾阳市 does not exist for a clerk of 交口县', async () => {
    const answers = []
    for (const endpoint of ofPlaces) {
      const answer = await send('jiaokou-clerk', endpoint.method, urlOf(endpoint), endpoint.body ? {} : undefined)
      answers.push([`${endpoint.method} ${endpoint.path}`, answer.statusCode])
    }
    expect(answers.length).toBeGreaterThan(30)
    expect(answers.filter(([, status]) => status !== 404)).toEqual([])
  })

  test('reads of 汾阳市 exist for its own clerk, or say which permission is missing by not existing', async () => {
    const reads = ofPlaces.filter(
      ({ method, permission }) =>
        method === 'GET' && !['staff.manage', 'audit.read', 'supervision.inspect'].includes(permission),
    )
    for (const endpoint of reads) {
      const reader = endpoint.permission === 'developer.own' ? 'fenyang-developer' : 'fenyang-clerk'
      const answer = await send(reader, 'GET', `${urlOf(endpoint)}${queryOf(endpoint)}`)
      expect([endpoint.path, answer.statusCode]).toEqual([endpoint.path, 200])
    }
  })

  test('is closed to whoever is not signed in', async () => {
    for (const endpoint of contract.filter(({ permission }) => permission !== 'open')) {
      const answer = await send(null, endpoint.method, urlOf(endpoint), endpoint.body ? {} : undefined)
      expect([endpoint.path, answer.statusCode]).toEqual([endpoint.path, 401])
    }
  })

  test('of another county is not opened by naming it under one’s own', async () => {
    for (const endpoint of ofPlaces.filter(
      ({ path, method }) =>
        method === 'GET' &&
        /:(archived|upload|subject|estate|unit|building|import|bulletin|account|meeting|task|organisation|who|document|batch|inspection|matter|session|application|delivery|joint|run|handOver|results|survey|due|payment|visit|closing|recovery|fund|list|visitEstate|massMessage|visitPlan|ownEstate|handedPaper|ownerHandIn|ownLetter|appraisal|publicNotice|ownerPaper|authorisation)\b/.test(
          path,
        ),
    )) {
      const url = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) =>
        name === 'county' || name === 'region' ? jiaokou : (known[name] ?? ''),
      )
      const answer = await send('jiaokou-clerk', 'GET', `${url}${queryOf(endpoint)}`)
      expect([url, answer.statusCode]).toEqual([url, 404])
    }
  })
})

test('the city’s office reads the board of every county; a changing request from another site is refused', async () => {
  expect((await send('city-office', 'GET', `/api/regions/141100/board`)).json().figures.units).toBe(122) // 60 of each county, and 首登小区
  const token = await caller.tokenOf('city-office')
  const foreign = await opened.app.inject({
    method: 'DELETE',
    url: '/api/session',
    cookies: { qingling_session: token },
    headers: { 'sec-fetch-site': 'cross-site' },
  })
  expect(foreign.statusCode).toBe(403)
  expect((await send('city-office', 'GET', '/api/session')).statusCode).toBe(200)
})

test('an application with a route that names no permission does not start', async () => {
  const start = async (route: Partial<RouteOptions>) => {
    const app = Fastify()
    requireDeclaredPermissions(app)
    app.route({ method: 'GET', url: '/api/secret', handler: async () => 'open to all', ...route })
    await app.ready()
  }
  await expect(start({})).rejects.toThrow('GET /api/secret')
  await expect(start({ config: { permission: 'no.such' as 'open' } })).rejects.toThrow('GET /api/secret')
  await expect(start({ config: { permission: 'open' } })).resolves.toBeUndefined()
})

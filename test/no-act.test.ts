import { afterAll, beforeAll, expect, test } from 'vitest'
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
import type { Permission } from '#domain/staff/permissions.ts'
import { type Role, roles } from '#domain/staff/roles.ts'
import { fenyang } from './made-house.ts'
import { type MadeOffice, makeOffice, openOffice } from './tasks/made-office.ts'

const contract: readonly Endpoint[] = [
  archivesEndpoints,
  auditEndpoints,
  buildingTableEndpoints,
  campaignEndpoints,
  diagnosisBoardEndpoints,
  diagnosisEndpoints,
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
  meetingsEndpoints,
  messagesEndpoints,
  outreachEndpoints,
  ownerActsEndpoints,
  ownerInboxEndpoints,
  ownersEndpoints,
  policyEndpoints,
  publicationsEndpoints,
  publicNoticesEndpoints,
  recoveriesEndpoints,
  regionsEndpoints,
  registrationsEndpoints,
  ...Object.values(registrationBatchEndpoints),
  registrationPrintsEndpoints,
  reportRhythmEndpoints,
  reportsEndpoints,
  responsibilityEndpoints,
  restrictionsEndpoints,
  scheduleEndpoints,
  staffEndpoints,
  supervisionEndpoints,
  surveySettingsEndpoints,
  surveysEndpoints,
  tasksEndpoints,
  thirdPartiesEndpoints,
  transfersEndpoints,
  unitsEndpoints,
  visitsEndpoints,
  visitSyncEndpoints,
].flatMap((endpoints) => Object.values(endpoints))

/** What moves nothing of the work: signing in and out, codes of owners and visitors, one's own password, notices read, questions asked by POST. */
const harmless: readonly string[] = [
  'POST /api/session',
  'DELETE /api/session',
  'PUT /api/session/password',
  'POST /api/people/owner-codes',
  'POST /api/people/visitor-codes',
  'POST /api/people/session',
  'DELETE /api/people/session',
  'POST /api/notices/read',
  'POST /api/regions/:region/units/search',
  'POST /api/regions/:region/applications/search',
  'POST /api/regions/:region/outreach/search',
  'POST /api/regions/:region/packs/:pack/check',
  'POST /api/regions/:region/matches',
  'POST /api/counties/:county/document-templates/:documentKind/check',
  'POST /api/counties/:county/document-templates/:documentKind/preview',
  'POST /api/regions/:region/whatif',
  'POST /api/counties/:county/registration-prints/docx',
  'POST /api/counties/:county/registration-prints/pdf',
  'POST /api/counties/:county/print-runs',
  'POST /api/regions/:region/dues/search',
  'POST /api/counties/:county/units/:unit/dues/compute',
  'POST /api/counties/:county/cash-desk/homes',
  'POST /api/counties/:county/due-accounts',
  'POST /api/counties/:county/due-accounts/entries',
  'POST /api/counties/:county/due-accounts/statement.pdf',
  'POST /api/counties/:county/estates/:estate/due-slips.pdf',
]

/**
 * The one exception: what an inspector writes are records of his own. Nothing else may change by his hand: no task,
 * document, fact, figure of homes. An inspection and a follow-up are told once in the log of work.
 */
const inspectorsPermission: Permission = 'supervision.inspect'
const inspectorsRecords = ['inspection', 'inspection_finding', 'inspector_note', 'work_event']

const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`
const changing = contract.filter((endpoint) => endpoint.method !== 'GET' && !harmless.includes(nameOf(endpoint)))

let office: MadeOffice
let opened: Awaited<ReturnType<typeof openOffice>>
beforeAll(async () => {
  office = await makeOffice()
  opened = await openOffice(office)
})
afterAll(() => office.house.drop())

const urlOf = ({ path }: Endpoint) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => {
    if (name === 'county') return fenyang
    if (name === 'region') return fenyang
    if (name === 'kind') return 'brief'
    if (name === 'paper') return 'other'
    if (name === 'proof') return 'signature'
    if (name === 'financeList') return 'dues'
    if (name === 'estate') return office.ids.晨光小区 ?? ''
    return ['ownerNo', 'item', 'photo', 'evidence', 'version', 'year'].includes(name)
      ? '1'
      : '00000000-0000-7000-8000-000000000000'
  })

/** Accounts that hold one role alone. */
const accounts: readonly { login: string; role: Role }[] = [
  { login: 'inspector', role: 'inspector' },
  { login: 'housing-officer', role: 'officer' },
  { login: 'fenyang-window', role: 'window_clerk' },
  { login: 'fenyang-visitor', role: 'visiting_officer' },
  { login: 'leader', role: 'leader' },
  { login: 'city-office', role: 'city_office' },
  { login: 'fenyang-clerk', role: 'clerk' },
  { login: 'administrator', role: 'administrator' },
]

test.each(changing.map((endpoint) => ({ name: nameOf(endpoint), endpoint })))(
  'an inspector changes nothing through $name, and its door is shut to every role that lacks its permission',
  async ({ endpoint }) => {
    const { permission, method } = endpoint
    expect(permission).not.toBe('open')
    expect(permission).not.toBe('signed_in')
    for (const { login, role } of accounts) {
      const allowed: readonly string[] = roles[role]
      if (allowed.includes(permission)) continue
      const answer = await opened.send(login, method, urlOf(endpoint), {})
      const isOutside = permission === 'owner' || permission === 'visitor' // an account of the offices is nobody there
      expect([login, answer.statusCode]).toEqual([login, isOutside ? 401 : 404])
    }
    const mayInspectors = (roles.inspector as readonly Permission[]).includes(permission as Permission)
    expect(mayInspectors).toBe(permission === inspectorsPermission)
  },
)

test('nothing was changed by all these attempts', async () => {
  const { rows } = await office.house.owner.query(
    `select count(*)::integer as n from acts where actor_name in ('示例监督员', '住建经办', '示例领导', '示例汾阳窗口')`,
  )
  expect(rows).toEqual([{ n: 0 }])
})

test('what an inspector does changes his own records alone', async () => {
  const { ids, house } = office
  const as = async (path: string, body: object) => {
    const answer = await opened.send('inspector', 'POST', `/api/counties/${fenyang}${path}`, body)
    expect([path, answer.statusCode, answer.body]).toEqual([path, 200, answer.body])
    return answer.json()
  }
  const about = { organisationId: ids.住建局, estateId: ids.晨光小区, taskId: null }
  const before = await bystanders()
  const plan = {
    reason: '专项检查',
    title: '消防手续专项检查',
    heldOn: '2022-11-01',
    checklist: ['资料是否齐全'],
    ...about,
  }
  const { id, revision } = await as('/inspections', plan)
  const results = [{ no: 1, result: 'no', note: '缺竣工图' }]
  const checked = await as(`/inspections/${id}/check`, { reason: '现场检查', revision, results })
  const finding = { reason: '现场检查', words: '缺竣工图', organisationId: ids.住建局, rectifyBy: '2022-11-10' }
  await as(`/inspections/${id}/findings`, finding)
  await as(`/inspections/${id}/findings/1/rectified`, { reason: '复查', how: '已补交竣工图' })
  await as(`/inspections/${id}/close`, { reason: '办结', revision: checked.revision, conclusion: '已整改到位' })
  const note = await as('/inspector-notes', { kind: 'follow_up', words: '跟踪竣工图补交', ...about })
  await as(`/inspector-notes/${note.id}/end`, { outcome: '已补交' })

  const { rows } = await house.owner.query(
    `select distinct h.subject_kind as kind from history as h join acts as a using (county_code, act_no) where a.actor_name = '示例监督员'`,
  )
  expect(rows.map(({ kind }) => kind).filter((kind) => !inspectorsRecords.includes(kind))).toEqual([])
  expect(await bystanders()).toEqual(before)
})

/** How the records stand that no inspector may touch. */
async function bystanders() {
  const { rows } = await office.house.owner.query(
    `select (select count(*) from tasks) as tasks, (select count(*) from documents) as documents, (select count(*) from ladder_steps) as steps,
            (select count(*) from estate_facts) as facts, (select sum(n) from tallies) as tallies`,
  )
  return rows
}

test('what is called harmless is in the contract', () => {
  const all = contract.map(nameOf)
  expect(harmless.filter((name) => !all.includes(name))).toEqual([])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEndpoints } from '#contract/audit.ts'
import { campaignEndpoints } from '#contract/campaign.ts'
import { diagnosisEndpoints } from '#contract/diagnosis.ts'
import { diagnosisBoardEndpoints } from '#contract/diagnosis-board.ts'
import { documentsEndpoints } from '#contract/documents.ts'
import { estatesEndpoints } from '#contract/estates.ts'
import { ledgersEndpoints } from '#contract/ledgers.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import type { Endpoint } from '#contract/platform/endpoint.ts'
import { policyEndpoints } from '#contract/policy-library.ts'
import { regionsEndpoints } from '#contract/regions.ts'
import { reportRhythmEndpoints } from '#contract/report-rhythm.ts'
import { reportsEndpoints } from '#contract/reports.ts'
import { responsibilityEndpoints } from '#contract/responsibility.ts'
import { scheduleEndpoints } from '#contract/schedule.ts'
import { staffEndpoints } from '#contract/staff.ts'
import { supervisionEndpoints } from '#contract/supervision.ts'
import { tasksEndpoints } from '#contract/tasks.ts'
import { unitsEndpoints } from '#contract/units.ts'
import { type Permission, type Role, roles } from '#domain/staff/roles.ts'
import { fenyang } from './made-house.ts'
import { type MadeOffice, makeOffice, openOffice } from './tasks/made-office.ts'

const contract: readonly Endpoint[] = [
  auditEndpoints,
  campaignEndpoints,
  diagnosisBoardEndpoints,
  diagnosisEndpoints,
  documentsEndpoints,
  estatesEndpoints,
  ledgersEndpoints,
  meetingsEndpoints,
  policyEndpoints,
  regionsEndpoints,
  reportRhythmEndpoints,
  reportsEndpoints,
  responsibilityEndpoints,
  scheduleEndpoints,
  staffEndpoints,
  supervisionEndpoints,
  tasksEndpoints,
  unitsEndpoints,
].flatMap((endpoints) => Object.values(endpoints))

/** What moves nothing of the work: signing in and out, one's own password, notices read, questions asked by POST. */
const harmless: readonly string[] = [
  'POST /api/session',
  'DELETE /api/session',
  'PUT /api/session/password',
  'POST /api/notices/read',
  'POST /api/regions/:region/units/search',
  'POST /api/regions/:region/packs/:pack/check',
  'POST /api/regions/:region/matches',
  'POST /api/regions/:region/whatif',
]

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
      expect([login, answer.statusCode]).toEqual([login, 404])
    }
    expect((roles.inspector as readonly Permission[]).includes(permission as Permission)).toBe(false)
  },
)

test('nothing was changed by all these attempts', async () => {
  const { rows } = await office.house.owner.query(
    `select count(*)::integer as n from acts where actor_name in ('示例监督员', '住建经办', '示例领导', '示例汾阳窗口')`,
  )
  expect(rows).toEqual([{ n: 0 }])
})

test('what is called harmless is in the contract', () => {
  const all = contract.map(nameOf)
  expect(harmless.filter((name) => !all.includes(name))).toEqual([])
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EstateDiagnosis } from '#contract/diagnosis.ts'
import type { Candidate, Meeting, Resolution } from '#contract/meeting-shapes.ts'
import { fenyang, jiaokou } from '../../../test/made-house.ts'
import { createMeetingHouse, dayFromNow, type MeetingHouse } from '../../../test/meetings/meeting-house.ts'
import { verify } from '../audit/verify.ts'
import { systemActor, transact } from '../platform/acts.ts'
import { ownerDb } from '../platform/database.ts'
import { officeToday } from '../platform/office-day.ts'
import { createTasks } from '../tasks/actions.ts'

let house: MeetingHouse
const clerk = 'fenyang-clerk'
const papers = ['有', '有', '有', '有'] as const

beforeAll(async () => {
  house = await createMeetingHouse([
    { name: '晨光小区', papers, problems: '', homes: 5 },
    { name: '云溪小区', papers, problems: '', homes: 4 },
    { name: '清溪小区', papers, problems: '', homes: 9 },
  ])
  for (const [name, occupied] of [
    ['晨光小区', true],
    ['云溪小区', true],
    ['清溪小区', false],
  ] as const)
    await record(name, { land_source_papers: 'none', occupied })
})
afterAll(() => house.drop())

const fileOf = (name: string) => `/api/counties/${fenyang}/estates/${house.estates[name]}`
const diagnosis = async (name: string): Promise<EstateDiagnosis> =>
  (await house.send(clerk, 'GET', `${fileOf(name)}/diagnosis`)).json()
const landSource = async (name: string) => {
  const { diagnosis: first } = await diagnosis(name)
  const outcome = first.requirements.find(({ requirement }) => requirement === 'land_source')
  return [outcome?.status, outcome?.by]
}

async function record(name: string, facts: Record<string, unknown>) {
  const answer = await house.send(clerk, 'POST', `${fileOf(name)}/facts`, {
    revision: (await diagnosis(name)).revision,
    reason: '走访核实',
    facts: Object.entries(facts).map(([fact, value]) => ({ fact, value, asOf: '2022-10-15', source: 'visit' })),
  })
  expect(answer.statusCode).toBe(200)
}

const candidates = async (kind: string): Promise<Candidate[]> =>
  (await house.send(clerk, 'GET', `/api/counties/${fenyang}/meeting-candidates?kind=${kind}`)).json()
const itemOf = (name: string, why = 'no_rule', signRule = 'all') => ({
  title: null,
  estateId: house.estates[name],
  taskId: null,
  why,
  signRule,
})
const say = (meeting: Meeting, item: number, unit: keyof MeetingHouse['organisations'], stance: string, more = {}) => {
  const { login = clerk, words = null } = more as { login?: string; words?: string | null }
  return house.act(login, `/${meeting.id}/items/${item}/opinions`, {
    organisationId: house.organisations[unit],
    stance,
    words,
  })
}
const resolve = (meeting: Meeting, item: number, resolution: object, login = clerk) =>
  house.act(login, `/${meeting.id}/items/${item}/resolutions`, { reason: '会议议定', resolution })
const ordered = (kind: string, more: object = {}) => ({
  kind,
  matter: '出具土地权属来源说明',
  wanted: '说明原件',
  organisationId: house.organisations.自然资源局,
  dueOn: dayFromNow(20),
  ...more,
})
/** A meeting with the units present and one item for each estate, on which all of them agree. */
async function agreed(kind: string, names: readonly string[]): Promise<Meeting> {
  const { meeting } = await house.plan(kind, { title: '第一次会诊', items: names.map((name) => itemOf(name)) })
  let { meeting: held } = await house.present(meeting, '自然资源局', '住建局')
  for (const { no } of held.items) {
    await say(held, no, '自然资源局', 'agree')
    held = (await say(held, no, '住建局', 'agree')).meeting
  }
  return held
}

describe('the opinions of a consultation', () => {
  let meeting: Meeting

  test('are asked about estates for which no rule has a way, the largest first', async () => {
    expect((await candidates('consultation')).map(({ title, why, verdict }) => [title, why, verdict])).toEqual([
      ['清溪小区', 'no_rule', 'consult'],
      ['晨光小区', 'no_rule', 'consult'],
      ['云溪小区', 'no_rule', 'consult'],
    ])
    const planned = await house.plan('consultation', {
      items: [itemOf('晨光小区'), itemOf('云溪小区', 'no_rule', 'any')],
    })
    meeting = (await house.present(planned.meeting, '自然资源局', '消防救援大队')).meeting
  })

  test('of a unit are given by its own officer, and entered for it by the clerk; each keeps its giver', async () => {
    const own = await say(meeting, 1, '自然资源局', 'agree', { login: 'planner' })
    expect(own.status).toBe(200)
    const entered = await say(meeting, 1, '消防救援大队', 'disagree', { words: '消防通道不足' })
    expect(entered.meeting.items[0]).toMatchObject({
      isCarried: false,
      opinions: [
        { organisation: { name: '自然资源局' }, stance: 'agree', givenBy: '甲某' },
        { organisation: { name: '消防救援大队' }, stance: 'disagree', words: '消防通道不足', givenBy: '示例汾阳经办' },
      ],
    })
  })

  test('of another unit are not an officer’s to give, nor of one that is not there, nor anybody’s who only reads', async () => {
    expect(await say(meeting, 1, '消防救援大队', 'agree', { login: 'planner' })).toMatchObject({
      status: 403,
      code: 'other_unit',
    })
    expect(await say(meeting, 1, '住建局', 'agree')).toMatchObject({ status: 409, code: 'not_attending' })
    expect(await say(meeting, 1, '自然资源局', 'agree', { login: 'leader' })).toMatchObject({ code: 'other_unit' })
    for (const login of ['inspector', 'visitor', 'jiaokou-clerk'])
      expect((await say(meeting, 1, '自然资源局', 'agree', { login })).status).toBe(404)
    expect(await say(meeting, 1, '消防救援大队', 'disagree')).toMatchObject({
      status: 400,
      code: 'dissent_without_words',
    })
  })

  test('must carry an item before anything is resolved on it: 会签 all, 或签 one', async () => {
    expect(await resolve(meeting, 1, ordered('task'))).toMatchObject({ status: 409, code: 'not_carried' })
    expect(await resolve(meeting, 2, ordered('task'))).toMatchObject({ status: 409, code: 'not_carried' })
    await say(meeting, 2, '消防救援大队', 'disagree', { login: 'fireman', words: '须先整改' })
    const one = await say(meeting, 2, '自然资源局', 'agree')
    expect(one.meeting.items[1]?.isCarried).toBe(true)
    expect(await house.count('resolutions')).toBe(0)
  })
})

describe('a resolution', () => {
  let meeting: Meeting
  let resolution: Resolution

  beforeAll(async () => {
    meeting = await agreed('consultation', ['晨光小区'])
  })

  test.each<[string, object]>([
    ['a unit', { organisationId: undefined }],
    ['a day', { dueOn: undefined }],
    ['a matter', { matter: '' }],
  ])('without %s is refused', async (_, lacking) => {
    for (const kind of ['task', 'by_law', 'refer'])
      expect((await resolve(meeting, 1, ordered(kind, { referTo: 'joint', ...lacking }))).status).toBe(400)
    expect(await house.count('resolutions')).toBe(0)
  })

  test('with a day that has passed, or a unit of nobody, leaves nothing behind', async () => {
    const acts = await house.count('acts')
    expect((await resolve(meeting, 1, ordered('task', { dueOn: dayFromNow(-1) }))).code).toBe('due_before_start')
    const nobody = { organisationId: '0199aa00-0000-7000-8000-000000000009' }
    expect((await resolve(meeting, 1, ordered('task', nobody))).code).toBe('no_such_organisation')
    expect([await house.count('resolutions'), await house.count('tasks'), await house.count('acts')]).toEqual([
      0,
      0,
      acts,
    ])
  })

  test('is the task: issued at once, to a named person', async () => {
    const { status, meeting: after } = await resolve(meeting, 1, ordered('task'))
    expect(status).toBe(200)
    expect(after.items[0]).toMatchObject({
      state: 'done',
      resolutions: [
        {
          no: 1,
          kind: 'task',
          organisation: { name: '自然资源局' },
          dueOn: dayFromNow(20),
          decidedOn: officeToday(),
          vote: { signRule: 'all', agree: 2, disagree: 0, abstain: 0, dissent: [] },
          estates: [{ name: '晨光小区', homesFirstRegistered: 0, homesTransferred: 0 }],
          tasks: [
            { title: '出具土地权属来源说明', person: '自然资源局联络员', state: 'issued', dueOn: dayFromNow(20) },
          ],
        },
      ],
    })
    expect(after).toMatchObject({ resolutions: 1, tasks: 1, assigned: [] })
    resolution = after.items[0]?.resolutions[0] as Resolution
  })

  test('is made by the clearance office alone, and no opinion is given after it', async () => {
    for (const login of ['inspector', 'leader', 'planner', 'jiaokou-clerk'])
      expect((await resolve(meeting, 1, ordered('task'), login)).status).toBe(404)
    expect(await say(meeting, 1, '住建局', 'disagree', { words: '再议' })).toMatchObject({
      status: 409,
      code: 'item_resolved',
    })
  })

  test('is followed to the homes registered after it, and found from its estate', async () => {
    const listed = async (query = '', login = clerk, region = fenyang) =>
      (await house.send(login, 'GET', `/api/regions/${region}/resolutions?${query}`)).json().rows as Resolution[]
    expect(await listed(`estate=${house.estates.晨光小区}`)).toMatchObject([
      { id: resolution.id, homesFirstRegistered: 0, homesTransferred: 0 },
    ])
    await house.owner.query(
      `insert into tallies (county_code, estate_id, indicator, day, recorded_on, n)
       select $1, $2, i.indicator, $3::date + i.days, current_date, i.n
         from (values ('first_registered', 0, 1), ('first_registered', 1, 3), ('transferred', 2, 2)) as i (indicator, days, n)`,
      [fenyang, house.estates.晨光小区, officeToday()],
    )
    expect(await listed()).toMatchObject([{ homesFirstRegistered: 3, homesTransferred: 2 }])
    await house.owner.query(`delete from tallies where day >= $1`, [officeToday()])
    expect(await listed(`estate=${house.estates.清溪小区}`)).toEqual([])
    expect(await listed('kind=rule')).toEqual([])
    expect(await listed(`resolution=${resolution.id}`)).toMatchObject([{ id: resolution.id }])
    expect(await listed('', 'jiaokou-clerk', jiaokou)).toEqual([])
    expect(await listed('', 'inspector', '141100')).toHaveLength(1)
  })

  test('takes up tasks that exist already; each task once', async () => {
    const office = { countyCode: fenyang, actor: systemActor([fenyang]), reason: '手工下达' }
    const [task] = await transact(house.db, systemActor([fenyang]), (tx) =>
      createTasks(tx, office, [
        {
          title: '测绘院界',
          wanted: '测绘报告',
          source: 'hand',
          estateId: house.estates.清溪小区 ?? null,
          organisationId: house.organisations.住建局,
          personId: null,
          startsOn: officeToday(),
          dueOn: dayFromNow(9),
          workingDays: null,
        },
      ]),
    )
    const link = (login: string) =>
      house.send(login, 'POST', `/api/counties/${fenyang}/resolutions/${resolution.id}/tasks`, {
        reason: '归入议定事项',
        tasks: [task],
      })
    for (const login of ['inspector', 'planner', 'jiaokou-clerk']) expect((await link(login)).statusCode).toBe(404)
    expect((await link(clerk)).json()).toMatchObject({
      estates: [{ name: '晨光小区' }, { name: '清溪小区' }],
      tasks: [{ no: 1 }, { no: 2, title: '测绘院界' }],
    })
    const again = await link(clerk)
    expect([again.statusCode, again.json().code]).toEqual([409, 'task_is_filed'])
  })

  test('that a list tells of is followed from the first of its tasks, not from the day of the list', async () => {
    const { rows } = await house.owner.query(
      `insert into resolutions (county_code, resolution_no, kind, matter, topic, decided_on, source_ref)
       values ($1, 900, 'advice', '据实追认购房合同', '合同', '2099-12-31', '意见建议:made') returning id`,
      [fenyang],
    )
    const read = async (): Promise<Resolution> =>
      (await house.send(clerk, 'GET', `/api/regions/${fenyang}/resolutions?resolution=${rows[0].id}`)).json().rows[0]
    expect(await read()).toMatchObject({ form: '意见建议', since: '2099-12-31', estates: [], vote: null })
    await house.owner.query(
      `update tasks set resolution_id = $1 where id = (select id from tasks where county_code = $2 order by task_no desc limit 1)`,
      [rows[0].id, fenyang],
    )
    expect(await read()).toMatchObject({ since: officeToday(), estates: [{ name: '清溪小区' }] })
    await house.owner.query(
      `update tasks set resolution_id = (select id from resolutions where county_code = $1 order by resolution_no limit 1) where resolution_id = $2`,
      [fenyang, rows[0].id],
    )
    await house.owner.query(`delete from resolutions where id = $1`, [rows[0].id])
  })

  test('goes up from body to body, and waits there until that body takes it up', async () => {
    const upward = (referTo: string) => ordered('refer', { referTo, matter: '研究土地处置' })
    const held = await agreed('consultation', ['清溪小区'])
    const { meeting: after } = await resolve(held, 1, upward('joint'))
    expect(after.items[0]?.resolutions[0]).toMatchObject({
      kind: 'refer',
      referTo: 'joint',
      tasks: [{ title: '提请联席会议：研究土地处置' }],
    })
    expect((await candidates('joint')).map(({ title, why }) => [title, why])).toEqual([['研究土地处置', 'referred']])
    expect(await candidates('standing_committee')).toEqual([])
    const joint = await agreed('joint', ['清溪小区'])
    expect(await candidates('joint')).toEqual([])
    expect(await resolve(joint, 1, upward('joint'))).toMatchObject({ status: 400, code: 'refers_down' })
    expect((await resolve(joint, 1, upward('standing_committee'))).status).toBe(200)
    expect(await candidates('standing_committee')).toMatchObject([{ title: '研究土地处置', why: 'referred' }])
  })

  test('by law is a task too', async () => {
    const { meeting: weekly } = await house.plan('weekly', { items: [itemOf('清溪小区', 'hand')] })
    const { meeting: after } = await resolve(weekly, 1, ordered('by_law', { matter: '依法查处违建' }))
    expect(after.items[0]?.resolutions[0]).toMatchObject({ kind: 'by_law', tasks: [{ title: '依法查处违建' }] })
  })

  test('is not cancelled with its meeting', async () => {
    const { revision } = await house.read(meeting.id)
    expect(await house.act(clerk, `/${meeting.id}/cancel`, { reason: '取消', revision })).toMatchObject({
      status: 409,
      code: 'meeting_resolved',
    })
  })
})

describe('a resolution as a rule', () => {
  const rule = (more: object = {}) => ({
    kind: 'rule',
    matter: '已入住小区以县政府说明替代土地权属来源材料',
    requirement: 'land_source',
    effect: 'substitute',
    conditions: [
      { fact: 'land_source_papers', is: 'none' },
      { fact: 'occupied', is: true },
    ],
    ...more,
  })
  const publish = (login: string, version: number) =>
    house.send(login, 'POST', `/api/regions/${fenyang}/packs/county-consultations/versions/${version}/publish`, {
      reason: '经会议研究同意',
    })
  let meeting: Meeting

  beforeAll(async () => {
    meeting = await agreed('consultation', ['晨光小区', '云溪小区', '清溪小区'])
  })

  test.each<[string, number, object]>([
    ['rule_without_conditions', 1, { conditions: [] }],
    ['case_with_conditions', 1, { kind: 'case' }],
    ['defer_without_end', 1, { effect: 'defer' }],
    ['requirement_not_open', 1, { requirement: 'planning' }],
    ['condition_fails_here', 3, {}],
    ['pack_has_faults', 1, { conditions: [{ fact: 'no_such_fact', is: true }] }],
    ['pack_has_faults', 1, { conditions: [{ fact: 'occupied', is: 'yes' }] }],
  ])('%s: refused, and nothing is drafted', async (code, item, lacking) => {
    expect((await resolve(meeting, item, rule(lacking))).code).toBe(code)
    expect(await house.count('policy_versions')).toBe(0)
  })

  test('is a draft: nothing is closed yet, and the estate is not asked about again meanwhile', async () => {
    const { meeting: after } = await resolve(meeting, 1, rule())
    expect(after.items[0]?.resolutions).toMatchObject([
      { kind: 'rule', tasks: [], policy: { packId: 'county-consultations', version: 1, status: 'draft' } },
    ])
    expect(await landSource('晨光小区')).toEqual(['missing', 'llq-09']) // put before a consultation
    expect((await candidates('consultation')).map(({ title }) => title)).not.toContain('晨光小区')
  })

  test('shares its draft with the next one, so that publishing one does not lose the other', async () => {
    const own = {
      kind: 'case',
      matter: '清溪小区一事一议',
      requirement: 'land_source',
      effect: 'defer',
      until: '转移登记前',
    }
    const { meeting: after } = await resolve(meeting, 3, own)
    expect(after.items.map(({ resolutions }) => resolutions[0]?.policy?.version)).toEqual([2, undefined, 2])
    const { rows } = await house.owner.query(
      `select version_no, status, json_array_length(content -> 'rules') as rules from policy_versions order by 1`,
    )
    expect(rows).toEqual([
      { version_no: 1, status: 'discarded', rules: 1 },
      { version_no: 2, status: 'draft', rules: 2 },
    ])
  })

  test('is published by a second person, re-diagnoses similar estates and closes their requirement', async () => {
    expect((await publish(clerk, 2)).json().code).toBe('second_person_needed')
    expect((await publish('inspector', 2)).statusCode).toBe(404)
    const before = await house.count('diagnoses')
    expect((await publish('leader', 2)).json()).toMatchObject({ rediagnosed: 3, changed: 3 })
    expect(await house.count('diagnoses')).toBe(before + 3)
    const numbers = (await house.read(meeting.id)).items.map(({ resolutions }) => resolutions[0]?.no)
    expect(await landSource('晨光小区')).toEqual(['substituted', `resolution-${numbers[0]}`])
    expect(await landSource('云溪小区')).toEqual(['substituted', `resolution-${numbers[0]}`]) // never on this item: it is alike
    expect(await landSource('清溪小区')).toEqual(['deferred', `resolution-${numbers[2]}`]) // its own case alone
    expect((await diagnosis('云溪小区')).diagnosis.verdict).not.toBe('consult')
  })

  test('answers an estate as soon as it becomes alike, and a case no other estate', async () => {
    await record('清溪小区', { occupied: true })
    expect((await landSource('清溪小区'))[0]).toBe('substituted') // the county's rule is surer than a single case
    await record('云溪小区', { occupied: false })
    expect(await landSource('云溪小区')).toEqual(['missing', 'llq-09']) // put before a consultation
  })

  test('is drafted from what is in force', async () => {
    const next = await agreed('consultation', ['云溪小区'])
    const { meeting: after } = await resolve(
      next,
      1,
      rule({ conditions: [{ fact: 'land_source_papers', is: 'none' }] }),
    )
    expect(after.items[0]?.resolutions[0]?.policy).toMatchObject({ version: 3, status: 'draft' })
    const { rows } = await house.owner.query(
      `select status, json_array_length(content -> 'rules') as rules from policy_versions where version_no >= 2 order by version_no`,
    )
    expect(rows).toEqual([
      { status: 'published', rules: 2 },
      { status: 'draft', rules: 3 },
    ])
  })
})

test('the meeting that resolved most is counted once, with its resolutions; everything is proved by history', async () => {
  const { rows } = await house.owner.query(
    `select meeting_id as id from resolutions where kind in ('rule', 'case') group by meeting_id having count(*) = 2`,
  )
  const { revision } = await house.read(rows[0].id)
  await house.act(clerk, `/${rows[0].id}/close`, { reason: '会议结束', revision })
  const events = await house.owner.query(`select kind, people, items from work_events where meeting_id = $1`, [
    rows[0].id,
  ])
  expect(events.rows).toEqual([{ kind: '集中研判（会诊）', people: 2, items: 2 }])
  const { flaws } = await verify(ownerDb(house.owner), { counties: [fenyang], onProgress: () => {} })
  expect(flaws).toEqual([])
  const tampered = await house.owner.query(
    `update resolutions set matter = '别的' where resolution_no = 1 returning id`,
  )
  const found = await verify(ownerDb(house.owner), { counties: [fenyang], onProgress: () => {} })
  expect(found.flaws).toMatchObject([{ check: 'resolutions_records', record: tampered.rows[0].id }])
})

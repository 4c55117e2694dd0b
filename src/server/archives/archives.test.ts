import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ArchiveFile } from '#contract/archive-shapes.ts'
import { verify } from '#server/audit/verify.ts'
import { officeToday } from '#server/platform/office-day.ts'
import { type MadeArchive, madePdf, makeArchive } from '../../../test/archives/made-archive.ts'
import { fenyang } from '../../../test/made-house.ts'

let archive: MadeArchive
let file: string
beforeAll(async () => {
  archive = await makeArchive()
  file = await archive.filed(clerk, '规划许可证.pdf', madePdf(900))
})
afterAll(() => archive.house.drop())

const clerk = 'fenyang-clerk'
const never = '00000000-0000-7000-8000-000000000000'
const sayable = async (answer: Awaited<ReturnType<MadeArchive['content']>>) => {
  const { requestId, ...told } = answer.json()
  return [answer.statusCode, told, Object.keys(answer.headers).toSorted()]
}
const dayFromNow = (days: number) => new Date(Date.parse(officeToday()) + days * 86_400_000).toISOString().slice(0, 10)
const share = (files: readonly string[], more: object = {}, login = clerk) =>
  archive.send(login, 'POST', `${archive.base}/archive-shares`, {
    files,
    organisationId: archive.ids.住建局,
    purpose: '核对消防手续',
    untilOn: dayFromNow(7),
    ...more,
  })
const sharedNow = async (files: readonly string[], more: object = {}) =>
  (await share(files, more)).json().results[0].share as string
const takeBack = (id: string, login = clerk) =>
  archive.send(login, 'POST', `${archive.base}/archive-shares/${id}/withdraw`, { reason: '已用完' })
const log = async (id: string) => (await archive.send(clerk, 'GET', `${archive.base}/archive-files/${id}/log`)).json()

describe('a link to a paper', () => {
  test('opens for those who see the archive of the county', async () => {
    for (const login of [clerk, 'fenyang-window', 'leader', 'inspector', 'city-office'])
      expect([login, (await archive.content(login, file)).statusCode]).toEqual([login, 200])
  })

  test.each(['jiaokou-clerk', 'housing-officer', 'administrator'])(
    'answers a stranger (%s) as if the paper had never been',
    async (login) => {
      const [there, notThere] = [await archive.content(login, file), await archive.content(login, never)]

      expect(there.statusCode).toBe(404)
      expect(await sayable(there)).toEqual(await sayable(notThere))
    },
  )

  test.each(['thumbnail', 'log'])('its %s is hidden from strangers alike', async (what) => {
    for (const login of ['jiaokou-clerk', 'housing-officer']) {
      const [there, notThere] = await Promise.all(
        [file, never].map((id) => archive.send(login, 'GET', `${archive.base}/archive-files/${id}/${what}`)),
      )
      expect([there?.statusCode, there?.json().message]).toEqual([404, notThere?.json().message])
    }
  })

  test('takes a stranger as long as one that leads nowhere', async () => {
    const times: Record<string, number[]> = { [file]: [], [never]: [] }
    for (let round = 0; round < 80; round += 1)
      for (const id of [file, never]) {
        const began = performance.now()
        await archive.content('housing-officer', id)
        if (round >= 20) times[id]?.push(performance.now() - began) // turn about, so that a busy moment meets both
      }
    const [there = 0, notThere = 0] = [file, never].map((id) => times[id]?.toSorted((a, b) => a - b)[30])

    expect(Math.max(there, notThere) / Math.min(there, notThere)).toBeLessThan(1.5)
  })

  test('opening it is written down, on the screen or as a file', async () => {
    const opened = await archive.filed(clerk, '留痕.pdf', madePdf(901))
    await archive.content('leader', opened, 'shown')
    await archive.content('leader', opened, 'saved')
    await archive.content('housing-officer', opened)

    expect((await log(opened)).openings.map(({ by, how }: { by: string; how: string }) => [by, how])).toEqual([
      ['示例领导', 'saved'],
      ['示例领导', 'shown'],
    ])
  })

  test('a browser that asks for the rest piece by piece has opened it once', async () => {
    const opened = await archive.filed(clerk, '分段.pdf', madePdf(902))
    await archive.content(clerk, opened, 'shown', { range: 'bytes=0-99' })
    await archive.content(clerk, opened, 'shown', { range: 'bytes=100-' })

    expect((await log(opened)).openings).toHaveLength(1)
  })

  test('is never kept by a browser, and shown by none but our own pages', async () => {
    const { headers } = await archive.content(clerk, file, 'shown')

    expect(headers['cache-control']).toBe('private, no-store')
    expect(headers['content-security-policy']).toContain("frame-ancestors 'self'")
  })
})

describe('sharing', () => {
  test('lets the unit open the paper, and each opening is written down with the unit', async () => {
    const shared = await archive.filed(clerk, '共享.pdf', madePdf(903))
    expect((await archive.content('housing-officer', shared)).statusCode).toBe(404)

    const id = await sharedNow([shared])

    expect((await archive.content('housing-officer', shared, 'shown')).statusCode).toBe(200)
    expect((await archive.content('land-officer', shared)).statusCode).toBe(404)
    const { shares, openings } = await log(shared)
    expect(shares).toMatchObject([{ id, purpose: '核对消防手续', organisation: { name: '住建局' }, openings: 1 }])
    expect(openings).toMatchObject([{ by: '住建经办', organisation: '住建局' }])
  })

  test('ends at once when it is withdrawn, and stays in the log', async () => {
    const shared = await archive.filed(clerk, '收回.pdf', madePdf(904))
    const id = await sharedNow([shared])

    expect((await takeBack(id)).statusCode).toBe(200)

    expect((await archive.content('housing-officer', shared)).statusCode).toBe(404)
    expect((await takeBack(id)).statusCode).toBe(404)
    expect((await log(shared)).shares).toMatchObject([{ id, withdrawnOn: officeToday() }])
  })

  test('ends with its day', async () => {
    const shared = await archive.filed(clerk, '到期.pdf', madePdf(905))
    const id = await sharedNow([shared])
    await archive.house.owner.query(
      `update archive_shares set shared_on = shared_on - 9, until_on = shared_on - 1 where id = $1`,
      [id],
    )

    expect((await archive.content('housing-officer', shared)).statusCode).toBe(404)
    await archive.house.owner.query(
      `update archive_shares set shared_on = shared_on + 9, until_on = shared_on + 16 where id = $1`,
      [id],
    )
    expect((await archive.content('housing-officer', shared)).statusCode).toBe(200)
  })

  test('ends with the paper itself', async () => {
    const shared = await archive.filed(clerk, '错归.pdf', madePdf(906))
    await sharedNow([shared])
    await archive.send(clerk, 'POST', `${archive.base}/archive-files/${shared}/withdraw`, { reason: '归错了' })

    expect((await archive.content('housing-officer', shared)).statusCode).toBe(404)
  })

  test('of many papers tells each; one that is not there is refused by itself', async () => {
    const { results } = (await share([file, never])).json()

    expect(results.map((result: { refusal: { code: string } | null }) => result.refusal?.code ?? 'shared')).toEqual([
      'shared',
      'no_such_file',
    ])
    expect(
      (await archive.send('housing-officer', 'GET', `/api/regions/${fenyang}/archive-shares`)).json().rows,
    ).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          file: expect.objectContaining({ id: file }),
          estate: expect.objectContaining({ name: '晨光小区' }),
        }),
      ]),
    )
    expect((await archive.send('land-officer', 'GET', `/api/regions/${fenyang}/archive-shares`)).json().rows).toEqual(
      [],
    )
  })

  test.each([
    ['until a day that is over', { untilOn: '2022-01-01' }, 'day_over'],
    ['with nobody', { organisationId: never }, 'no_such_unit'],
  ])('%s is refused at its field', async (_, more, code) => {
    const answer = await share([file], more)

    expect([answer.statusCode, answer.json().code]).toEqual([400, code])
  })

  test.each(['leader', 'housing-officer', 'inspector', 'jiaokou-clerk'])('is not for %s', async (login) => {
    expect((await share([file], {}, login)).statusCode).toBe(404)
    expect((await takeBack(never, login)).statusCode).toBe(404)
  })
})

describe('withdrawing a paper', () => {
  const withdraw = (login: string, id: string) =>
    archive.send(login, 'POST', `${archive.base}/archive-files/${id}/withdraw`, { reason: '归错小区' })
  const older = (id: string) =>
    archive.house.owner.query(`update archive_files set added_on = added_on - 1 where id = $1`, [id])

  test('on the same day its filer may; it stays, marked, and is no longer held', async () => {
    const wrong = await archive.filed(clerk, '消防.pdf', madePdf(907), { paper: 'fire' })
    expect((await archive.listed(clerk)).asked).toContainEqual(
      expect.objectContaining({ paper: 'fire', standing: 'held' }),
    )

    expect((await withdraw(clerk, wrong)).statusCode).toBe(200)

    const { rows, asked } = await archive.listed(clerk)
    expect(rows.find(({ id }) => id === wrong)).toMatchObject({
      withdrawn: { on: officeToday(), reason: '归错小区' },
      mayWithdraw: false,
    })
    expect(asked).toContainEqual(expect.objectContaining({ paper: 'fire', standing: 'missing' }))
    expect((await archive.content(clerk, wrong)).statusCode).toBe(200)
    expect((await withdraw(clerk, wrong)).json().code).toBe('already_withdrawn')
  })

  test('later only a second person may, and the database says so too', async () => {
    const wrong = await archive.filed(clerk, '隔日.pdf', madePdf(908))
    await older(wrong)

    expect((await withdraw(clerk, wrong)).json()).toMatchObject({
      code: 'second_person_needed',
      message: '隔日撤回须由另一人办理',
    })
    const byHand = archive.house.owner.query(
      `update archive_files set withdrawn_on = added_on + 1, withdrawn_by = added_by, withdrawer_name = 'x', withdrawn_reason = 'x' where id = $1`,
      [wrong],
    )
    await expect(byHand).rejects.toThrow('older_file_is_withdrawn_by_a_second_person')
    expect((await withdraw('second-clerk', wrong)).statusCode).toBe(200)
    await archive.house.owner.query(`update archive_files set added_on = added_on + 1 where id = $1`, [wrong])
  })

  test.each([
    ['housing-officer', 409, 'not_yours'],
    ['land-officer', 404, 'not_found'],
    ['leader', 404, 'not_found'],
    ['jiaokou-clerk', 404, 'not_found'],
  ])('%s may not, even one with whom it is shared', async (login, status, code) => {
    const answer = await withdraw(login, file)

    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  })

  test('the same paper may be filed again afterwards', async () => {
    const bytes = madePdf(909)
    const wrong = await archive.filed(clerk, '重来.pdf', bytes)
    await withdraw(clerk, wrong)

    expect(await archive.filed(clerk, '重来.pdf', bytes)).not.toBe(wrong)
  })
})

describe('what an officer of a unit sees', () => {
  test('what he filed himself and what is shared with his unit, nothing else', async () => {
    const own = await archive.filed('housing-officer', '住建局的.pdf', madePdf(910), { paper: 'completion' })
    const shared = await archive.filed(clerk, '给住建局.pdf', madePdf(911))
    await sharedNow([shared])

    const seen = (await archive.listed('housing-officer')).rows.map(({ id }: ArchiveFile) => id)

    expect(seen).toEqual(expect.arrayContaining([own, shared]))
    for (const id of seen) expect((await archive.content('housing-officer', id, 'shown')).statusCode).toBe(200)
    expect((await archive.listed('land-officer')).rows).toEqual([])
    expect((await archive.listed(clerk)).rows.length).toBeGreaterThan(seen.length)
  })
})

describe('the archive of an estate', () => {
  const tree = async (login = clerk, county = fenyang) =>
    archive.send(login, 'GET', `/api/counties/${county}/estates/${archive.estate.id}/archive`)

  test('tells its gaps, its buildings and of how many homes there are papers', async () => {
    const { rows: homes } = await archive.house.owner.query(
      'select id, building_id from units where estate_id = $1 order by id',
      [archive.estate.id],
    )
    await archive.filed(clerk, '合同.pdf', madePdf(912), { paper: 'contract' }, { kind: 'unit', id: homes[0].id })
    await archive.filed(
      clerk,
      '竣工图.pdf',
      madePdf(913),
      { paper: 'completion' },
      { kind: 'building', id: homes[0].building_id },
    )

    const { estate, buildings, applications } = (await tree()).json()

    expect(estate).toMatchObject({ name: '晨光小区', asked: 7 })
    expect(estate.missing).toContain('land_source')
    expect(estate.missing).not.toContain('planning')
    expect(buildings).toMatchObject([{ files: 1, homes: homes.length, homesWithPapers: 1 }])
    expect(applications).toBe(0)
    const url = `${archive.base}/estates/${archive.estate.id}/archive/units?building=${homes[0].building_id}`
    const { rows } = (await archive.send(clerk, 'GET', url)).json()
    expect(
      rows.map(({ files, missing }: { files: number; missing: string[] }) => [files, missing.includes('contract')]),
    ).toEqual(homes.map((_, at) => [at === 0 ? 1 : 0, at !== 0]))
  })

  test('goes page by page', async () => {
    const url = `${archive.base}/archive/estate/${archive.estate.id}?limit=2`
    const first = (await archive.send(clerk, 'GET', url)).json()
    const second = (await archive.send(clerk, 'GET', `${url}&after=${first.next}`)).json()

    expect([first.rows.length, second.rows.length]).toEqual([2, 2])
    expect(second.rows[0].id > first.rows[1].id).toBe(true)
  })

  test.each(['jiaokou-clerk', 'administrator'])('is hidden from %s', async (login) => {
    expect((await tree(login)).statusCode).toBe(404)
  })

  test('of another county is none of this one', async () => {
    const url = `${archive.base}/estates/${archive.ids.云岭小区}/archive`
    expect((await archive.send(clerk, 'GET', url)).statusCode).toBe(404)
  })
})

describe('how long papers are kept', () => {
  const url = () => `${archive.base}/archive-retentions`
  const set = (login: string, years: number | null) =>
    archive.send(login, 'PUT', `${url()}/other`, { reason: '本县规定', years, basis: '汾阳市档案管理办法（示例）' })
  const due = async (until: string, login = clerk) =>
    (await archive.send(login, 'GET', `${archive.base}/archive-due?until=${until}`)).json().rows as {
      id: string
      keptUntil: string
    }[]

  test('a county sets its own; what falls due by a day follows from it, and nothing is gone', async () => {
    const other = await archive.filed(clerk, '杂项.pdf', madePdf(914), { paper: 'other' })
    const year = Number(officeToday().slice(0, 4))
    expect(await due(`${year + 10}-12-31`)).toEqual([])
    expect(await due(`${year + 11}-01-01`)).toMatchObject([{ id: other, keptUntil: `${year + 11}-01-01` }])

    expect((await set(clerk, 2)).json()).toContainEqual({
      paper: 'other',
      years: 2,
      basis: '汾阳市档案管理办法（示例）',
      isOwn: true,
    })

    expect(await due(`${year + 3}-01-01`)).toMatchObject([{ id: other, keptUntil: `${year + 3}-01-01` }])
    await set(clerk, null)
    expect(await due(`${year + 99}-01-01`)).not.toContainEqual(expect.objectContaining({ id: other }))
    expect((await archive.content(clerk, other)).statusCode).toBe(200)
  })

  test.each(['fenyang-window', 'leader', 'housing-officer', 'jiaokou-clerk'])('%s sets nothing', async (login) => {
    expect((await set(login, 5)).statusCode).toBe(404)
  })

  test('an officer learns nothing of papers he may not see', async () => {
    expect(await due('2150-01-01', 'land-officer')).toEqual([])
  })
})

test('all of it can be replayed from the history', async () => {
  const { flaws } = await verify(archive.owner, { counties: [fenyang], onProgress: () => {} })

  expect(flaws.filter(({ check }) => /archive|chain|rows/.test(check))).toEqual([])
})

test('a record altered by hand is named', async () => {
  await archive.house.owner.query(`update archive_files set paper = 'fire' where id = $1`, [file])
  const { flaws } = await verify(archive.owner, { counties: [fenyang], onProgress: () => {} })
  await archive.house.owner.query(`update archive_files set paper = 'planning' where id = $1`, [file])

  expect(flaws).toMatchObject([
    { check: 'archive_files_records', record: file, message: expect.stringContaining('paper') },
  ])
})

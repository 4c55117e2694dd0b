import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { writeXlsx } from 'hucre'
import { samplePerson } from '../samples/people.ts'
import { actOnAll, bringOwners, carryOut, type ToldOwner, writeOwnersBook } from './owners-batch.ts'
import { button, expectNoEnglish, picture, product, test, window } from './product.ts'

const fenyang = '141182'
const estate = '试验转移小区'
const homes = 9
const owner = (home: number) => samplePerson(3_920_000 + home)
const address = (path: string) => `${product().address}/counties/${fenyang}/${path}`

/** An estate whose homes are first-registered and wait for their transfer, as its ledger tells it. */
async function writeLedger(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${estate}.xlsx`)
  const header = ['小区名称', '楼号', '单元', '房号', '建筑面积（㎡）', '权利人', '证件号码', '首次登记时间']
  const rows = Array.from({ length: homes }, (_, at) => {
    const { name, idNumber } = owner(at)
    return [estate, '1#', '1单元', String(101 + at), 88.5, name, idNumber, '2022-03-01']
  })
  const estates = [
    ['小区名称', '项目类别', '总套数', '幢数'],
    [estate, '历史遗留', homes, 1],
  ]
  const sheets = [
    { name: '小区台账', rows: estates },
    { name: '分户台账', rows: [header, ...rows] },
  ]
  await writeFile(path, await writeXlsx({ sheets }))
  return path
}

/** The developer's workbook: each home with its owner, some told wrongly. */
const writeOwners = (path: string, rows: readonly (ToldOwner & { home: number })[]) =>
  writeOwnersBook(
    path,
    rows.map(({ home, ...change }) => ({
      estate,
      building: '1号楼',
      entrance: '1',
      room: String(101 + home),
      ownerName: owner(home).name,
      idNumber: owner(home).idNumber,
      contractNo: `HT-${home}`,
      contractOn: '2020-06-18',
      ...change,
    })),
  )

test('a developer’s workbook goes in with its faults, is mended, and ends in certificates by many hands', async ({
  browser,
}, info) => {
  test.setTimeout(180_000)
  const clerk = await window(browser, 'fenyang-clerk')
  await clerk.goto(address('imports'))
  await clerk.locator('input[type=file]').setInputFiles(await writeLedger(info.outputDir))
  await clerk.getByRole('button', { name: '确认入库' }).click()
  await clerk.getByRole('dialog').getByLabel('理由').fill('新增小区')
  await clerk
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await expect(clerk.getByText(/已入库 \d+ 行/)).toBeVisible()

  const desk = await window(browser, 'fenyang-window')
  const wrong = [
    { home: 6, idNumber: '141199197001010019' },
    { home: 7, room: '999' },
    { home: 8, priceFen: '-5' },
  ]
  const good = [0, 1, 2, 3, 4, 5].map((home) => ({ home }))
  await bringOwners(desk, await writeOwners(join(info.outputDir, '业主一批.xlsx'), [...good, ...wrong]))
  await expect(desk.getByText('核对完毕：6 户可以办理，3 户退回')).toBeVisible()
  await expect(desk.getByText('身份证号校验码不符').first()).toBeVisible()
  await expect(desk.getByText('台账中没有这一户').first()).toBeVisible()
  await expectNoEnglish(desk)
  await picture(desk, 'owners-batch-zh')
  await desk.getByRole('button', { name: '办理 6 户' }).click()
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await expect(desk.getByText('已办理 6 户，退回 3 户')).toBeVisible()
  const taking = desk.waitForEvent('download')
  await desk.getByRole('button', { name: '下载退回的行' }).click()
  expect((await taking).suggestedFilename()).toBe('退回修改的业主.xlsx')
  const batch = desk.url().split('/').at(-1)

  await bringOwners(
    desk,
    await writeOwners(
      join(info.outputDir, '业主改正.xlsx'),
      [6, 7, 8].map((home) => ({ home })),
    ),
  )
  await carryOut(desk, 3)

  const tax = await window(browser, 'fenyang-tax')
  await tax.goto(address('gates?gate=tax'))
  const waiting = tax.getByRole('tab', { name: /税费/ }).locator('.value')
  const before = Number(await waiting.innerText()) // of the sample
  await actOnAll(desk, `batch=${batch}`, '受理', 6)
  await actOnAll(desk, `batch=${batch}`, '材料齐全', 6)
  await tax.reload()
  await expect(waiting).toHaveText(String(before + 6))
  await picture(tax, 'gates-zh')
  await actOnAll(tax, `batch=${batch}&gateOpen=tax`, '税费结清', 6)
  const housing = await window(browser, 'fenyang-housing')
  await actOnAll(housing, `batch=${batch}&gateOpen=fund`, '维修资金已交', 6)
  await expect(button(desk, '审核通过')).toHaveCount(0) // who accepted does not review

  const registrar = await window(browser, 'fenyang-registrar')
  await actOnAll(registrar, `batch=${batch}`, '审核通过', 6)
  await actOnAll(registrar, `batch=${batch}`, '登簿', 6)
  await registrar.goto(`${product().address}/regions/${fenyang}/registrations?batch=${batch}`)
  await registrar.locator('.ant-table-row').first().click()
  await expect(registrar.getByText(/晋（\d{4}）汾阳市不动产权第\d{7}号/).first()).toBeVisible()
  await picture(registrar, 'application-zh')
})

test('one window leads from a name to everything about a home, and a paper is marked with one press', async ({
  browser,
}) => {
  const desk = await window(browser, 'fenyang-window')
  await desk.goto(address('window'))
  const search = desk
    .getByRole('searchbox')
    .or(desk.getByLabel(/姓名、房号/))
    .first()
  await expect(search).toBeFocused()
  await search.fill(owner(6).name)
  await search.press('Enter')
  const choice = desk.getByRole('button', { name: new RegExp(`${estate} 1-1-107`) })
  await expect(choice.or(desk.getByRole('heading', { name: `${estate} 1-1-107` })).first()).toBeVisible()
  if (await choice.isVisible()) await choice.click()
  await expect(desk.getByRole('heading', { name: `${estate} 1-1-107` })).toBeVisible()
  expect(desk.url()).not.toContain(encodeURIComponent(owner(6).name))
  await expect(desk.getByText('等待受理')).toBeVisible()
  await expect(desk.getByText(/一次性告知 · 缺 \d+ 项/)).toBeVisible()
  await desk.getByRole('checkbox', { name: '购房发票' }).click()
  await expect(desk.getByRole('checkbox', { name: '购房发票' })).toBeChecked()
  await expectNoEnglish(desk)
  await picture(desk, 'window-zh')

  const stranger = await window(browser, 'jiaokou-clerk')
  await stranger.goto(desk.url())
  await expect(stranger.getByText('没有找到这一页，或不在您的辖区内')).toBeVisible()
})

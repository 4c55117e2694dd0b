import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, expect, type Page } from '@playwright/test'
import { samplePerson } from '../samples/people.ts'
import { madeSurvey, madeWorkbook } from '../test/surveys/made-survey.ts'
import { applyFirst, confirm, inspect } from './first-steps.ts'
import { byOpinion, recordFacts, sound } from './known-estate.ts'
import { bringEstates } from './made-ledger.ts'
import { actOnAll, bringOwners, carryOut, writeOwnersBook } from './owners-batch.ts'
import { act, button, picture, test, window } from './product.ts'

const fenyang = '141182'
const estate = '一窗里小区'
/** Two homes are in the ledger, the survey finds eight. */
const [inLedger, homes] = [2, 8]
const one = { entrance: '1', room: '101' }
const other = { entrance: '1', room: '102' }
const rooms = ['1', '2'].flatMap((entrance) => ['101', '102', '201', '202'].map((room) => ({ entrance, room })))

/** The survey of the estate's one building, on a parcel of its own beside the one other journeys survey. */
async function surveyFile() {
  const own = '141182004012GB00307'
  const survey = madeSurvey('1', 2)
  const named = <Row extends object>(row: Row) => ({ ...row, parcel: own })
  survey.parcels = survey.parcels.map((row) => ({ ...row, code: own }))
  survey.buildings = survey.buildings.map(named)
  survey.boundaries = survey.boundaries.map((row) => named({ ...row, metresEast: Number(row.metresEast) + 900 }))
  return { name: '测绘成果.xlsx', mimeType: 'application/octet-stream', buffer: await madeWorkbook(survey) }
}

/** Commissioned by the county, handed in by the surveyor, taken over by the county: two people stand for it. */
async function survey(clerk: Page, browser: Browser, place: string): Promise<void> {
  await clerk.goto(`${place}/surveys`)
  await clerk.getByRole('button', { name: '委托测绘' }).click()
  await clerk.getByLabel('测绘机构或账号').click()
  await clerk.getByText('示例汾阳测绘（账号）').click()
  await clerk.getByLabel('理由').fill('竣工后实测')
  await confirm(clerk)
  const surveyor = await window(browser, 'fenyang-surveyor')
  await surveyor.goto(`${place}/surveys`)
  await surveyor.getByRole('button', { name: '提交成果' }).click()
  await surveyor.locator('.ant-modal input[type=file]').setInputFiles(await surveyFile())
  await surveyor.getByRole('button', { name: '提交并检查' }).click()
  await expect(surveyor.getByRole('cell', { name: '待验收' })).toBeVisible()
  await expect(surveyor.getByRole('button', { name: '验收入库' })).toHaveCount(0)
  await clerk.reload()
  await clerk.getByRole('button', { name: '验收入库' }).click()
  await clerk.getByRole('dialog').getByLabel('理由').fill('核对无误')
  await confirm(clerk)
  await expect(clerk.getByText(`已入库：新增 ${homes - inLedger} 户，更新 ${inLedger} 户，1 幢`)).toBeVisible()
}

/** Fire acceptance is substituted by an opinion; the note says so; a second person decides and enters. */
async function registerFirst(desk: Page, registrar: Page, place: string): Promise<void> {
  await desk.goto(`${place}?view=first`)
  await expect(desk.getByText('以替代材料具备')).toBeVisible()
  const address = await applyFirst(desk, `${place}?view=first`)
  await act(desk, '受理')
  await inspect(desk)
  await act(desk, '材料通过')
  await expect(desk.getByText('申请材料电子件')).toBeVisible()
  await registrar.goto(address)
  await act(registrar, '审核通过')
  await act(registrar, '登簿')
  await expect(registrar.getByText(/消防以第三方检测评估合格后的认定意见作为首次登记依据/).first()).toBeVisible()
  await expect(registrar.getByText('已登簿').first()).toBeVisible()
  await downloaded(registrar, '不动产登记信息摘录')
}

/** The developer's workbook of all homes; gives the batch its applications came from. */
async function handInOwners(desk: Page, folder: string): Promise<string> {
  const owners = rooms.map(({ entrance, room }, at) => {
    const isInLedger = entrance === '1' && room.startsWith('10')
    const { name, idNumber } = samplePerson(isInLedger ? 3_910_000 : 3_970_000 + at)
    const contract = { contractNo: `YC-${at}`, contractOn: '2020-06-18' }
    return { estate, building: '1号楼', entrance, room, ownerName: name, idNumber, ...contract }
  })
  await bringOwners(desk, await writeOwnersBook(join(folder, '一窗里业主.xlsx'), owners))
  await expect(desk.getByText(`核对完毕：${homes} 户可以办理，0 户退回`)).toBeVisible()
  await carryOut(desk, homes)
  return desk.url().split('/').at(-1) ?? ''
}

/** Prints one paper of what is open or chosen, as a PDF. */
async function downloaded(page: Page, paper: string): Promise<void> {
  await page.getByRole('button', { name: '打印文书' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('文书', { exact: true }).click()
  await page.locator(`.ant-select-item-option[title=${paper}]`).click()
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: '生成文件' }).click()
  const file = await readFile(await (await download).path())
  expect(file.subarray(0, 5).toString()).toBe('%PDF-')
  await expect(dialog).toBeHidden()
}

const cell = (page: Page, { entrance, room }: { entrance: string; room: string }) =>
  page.getByRole('gridcell', { name: new RegExp(`^${room}(?!\\d)`) }).nth(Number(entrance) - 1)

/** The certificate of one home, from the building table: written, its data sheet printed, handed to the post, received. */
async function certificateToOwner(registrar: Page, desk: Page, table: string, home: typeof one) {
  await registrar.goto(table)
  await cell(registrar, home).click()
  await registrar.getByRole('button', { name: '打开登记申请' }).click()
  await act(registrar, '缮证')
  await expect(registrar.getByText('还没有发过')).toBeVisible()
  await downloaded(registrar, '不动产权证书缮证数据单')

  await desk.goto(registrar.url())
  await desk.getByRole('button', { name: '去发证' }).click()
  await expect(desk).toHaveURL(/delivery\?estate=/)
  const row = desk.locator('.ant-table-row', { hasText: `${home.entrance}-${home.room}` })
  await row.getByRole('checkbox').check()
  await button(desk, '安排发证').click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByLabel('方式').click()
  await desk.getByTitle('邮寄', { exact: true }).click()
  await dialog.getByLabel('邮寄地址').fill('山西省汾阳市英雄中路1号楼101')
  await confirm(desk)
  await expect(row).toContainText('已安排')
  await row.getByRole('checkbox').check()
  await act(desk, '交邮寄服务商')
  await expect(async () => {
    await desk.reload()
    await expect(row).toContainText(/CONSOLE\d{8}/, { timeout: 2000 })
  }).toPass()
  await row.getByRole('checkbox').check()
  await downloaded(desk, '不动产权证书领取回执')
  await act(desk, '签收发证')
  await expect(row).toHaveCount(0)

  await registrar.reload()
  await expect(registrar.getByText('已领证').first()).toBeVisible()
  await expect(registrar.getByText(/console CONSOLE\d{8}/).first()).toBeVisible()
}

test('from a survey to the certificate in its owner’s hand', async ({ browser }, info) => {
  test.setTimeout(180_000) // seven people, one after the other
  const clerk = await window(browser, 'fenyang-clerk')
  await bringEstates(clerk, fenyang, info.outputDir, [
    { name: estate, papers: ['有', '无', '有', '有'], homes: inLedger },
  ])
  const place = await recordFacts(clerk, fenyang, estate, { ...sound, ...byOpinion })
  await survey(clerk, browser, place)
  await clerk.goto(place)
  await clerk.locator('.building-card').first().click()
  await expect(clerk.getByRole('gridcell')).toHaveCount(homes)
  const table = clerk.url()

  const desk = await window(browser, 'fenyang-window')
  const registrar = await window(browser, 'fenyang-registrar')
  await registerFirst(desk, registrar, place)
  const batch = await handInOwners(desk, info.outputDir)
  await actOnAll(desk, `batch=${batch}`, '受理', homes)
  const [tax, housing] = await Promise.all([window(browser, 'fenyang-tax'), window(browser, 'fenyang-housing')])
  await Promise.all([
    actOnAll(desk, `batch=${batch}&gateOpen=papers`, '材料齐全', homes),
    actOnAll(tax, `batch=${batch}&gateOpen=tax`, '税费结清', homes),
    actOnAll(housing, `batch=${batch}&gateOpen=fund`, '维修资金已交', homes),
  ])
  await actOnAll(registrar, `batch=${batch}`, '审核通过', homes)
  await actOnAll(registrar, `batch=${batch}`, '登簿', homes)

  await certificateToOwner(registrar, desk, table, one)
  await picture(registrar, 'one-window-delivered')
  for (const page of [registrar, desk]) await page.setViewportSize({ width: 390, height: 844 })
  await certificateToOwner(registrar, desk, table, other)
  await registrar.goto(table)
  await expect(cell(registrar, other)).toHaveAccessibleName(/已发证/)
})

import { expect, type Page } from '@playwright/test'

/** Goes through the three steps of an application for the whole estate; gives the address of its page. */
export async function applyFirst(page: Page, place: string): Promise<string> {
  await page.goto(place)
  await page.getByRole('button', { name: '申请首次登记' }).click()
  const wizard = page.getByRole('dialog')
  await wizard.getByRole('button', { name: '下一步' }).click()
  await wizard.getByRole('button', { name: '添加共有部分' }).click()
  await wizard.getByLabel('名称').fill('物业服务用房')
  await wizard.getByLabel('面积（㎡）', { exact: true }).fill('120.5')
  await wizard.getByRole('button', { name: '下一步' }).click()
  await expect(wizard.getByText(/可以申请：\d+ 户/)).toBeVisible()
  await wizard.getByRole('button', { name: '提交申请' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('首次登记申请')
  return page.url()
}

/** Confirms what is asked before something is done. */
export async function confirm(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /确\s*定/ }).click()
  await expect(dialog).toBeHidden()
}

/** Looks at the site: who was there, what was found, a photo. */
export async function inspect(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: '记录查看' }).click()
  const form = desk.getByRole('dialog')
  await form.getByLabel('查看人').fill('张某、李某')
  for (const claim of ['坐落与调查成果相符', '房屋已竣工'])
    await form.locator('.ant-form-item').filter({ hasText: claim }).getByText('是', { exact: true }).click()
  await form.getByLabel('查看情况').fill('坐落相符，已竣工入住')
  await confirm(desk)
  const photo = await desk.screenshot({ type: 'jpeg' })
  const photos = desk.locator('.ant-card', { hasText: '记录查看' }).locator('input[type=file]')
  await photos.setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: photo })
  await desk.getByRole('button', { name: '查看通过' }).click()
  await confirm(desk)
}

import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

type Finding = { id: string; impact: string | null; nodes: { html: string; target: unknown[] }[] }

/** No serious or critical finding of axe on the page as it stands (WCAG 2.2 AA), and nothing wider than the screen. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source)
  const findings: Finding[] = await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations)",
  )
  const grave = findings
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ html, target }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
    )
  expect.soft(grave, new URL(page.url()).pathname).toEqual([])
  const isTooWide = await page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  )
  expect.soft([page.url(), isTooWide]).toEqual([page.url(), false])
}

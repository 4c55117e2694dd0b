import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DocumentContent } from '#domain/documents/content.ts'
import { exampleContents, exampleIssuer, exampleMarks } from '#domain/documents/example-words.ts'
import { type DocumentKind, documentKindNames, documentKinds } from '#domain/documents/kinds.ts'
import { type MeasuredLine, type MeasuredPage, measurePages } from '../../../../test/documents/measured-pages.ts'
import { documentDocx } from './document-docx.ts'
import { documentPdf } from './document-pdf.ts'

// GB/T 9704-2012 in millimetres; a point is 0.3528 of one.
const point = 25.4 / 72
const pitch = 28.99 * point
const edges = { left: 28, right: 184, top: 37, bottom: 262 }
/** Han characters of 16 points end so far below their base line, which is at four fifths of the line. */
const below = 0.08 * 16 * point

const folder = mkdtempSync(join(tmpdir(), 'layouts-'))
const hasOffice = isThere('soffice', '--version')
const hasMeasures = isThere('pdftoppm', '-v')
const long: DocumentContent = {
  ...exampleContents.notice,
  title:
    '关于进一步加快办理示例县明湖小区、湖东小区、示例家园等三十八个城镇居民住宅小区不动产首次登记和转移登记历史遗留问题的通知',
  addressee: Array.from({ length: 40 }, (_, at) => `示例县第${at + 1}乡镇人民政府`).join('，'),
  blocks: [
    {
      kind: 'table',
      columns: [
        { title: '序号', width: 8 },
        { title: '说明', width: 92 },
      ],
      rows: Array.from({ length: 24 }, (_, at) => [`${at + 1}`, '此项内容很长，用于检验表格跨页。'.repeat(4 + at)]),
    },
  ],
}
const longIssuer = '示例县城镇居民住宅不动产权证历史遗留问题清零行动工作领导小组办公室'
const printers = [...(hasOffice ? ['LibreOffice' as const] : []), 'our own PDF' as const]

let measured: Map<string, MeasuredPage[]>

beforeAll(async () => {
  mkdirSync(join(folder, 'own'))
  for (const kind of documentKindNames) await keep(kind, [kind, exampleContents[kind], exampleMarks(kind)])
  await keep('draft', ['supervision_letter', exampleContents.supervision_letter, null, exampleIssuer])
  await keep('long', ['notice', long, { ...exampleMarks('notice'), issuer: longIssuer }])
  const names = [...documentKindNames, 'draft', 'long']
  if (hasOffice) {
    execFileSync(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
      ].concat(names.map((name) => join(folder, `${name}.docx`))),
      { stdio: 'ignore' },
    )
  }
  measured = new Map(
    names.flatMap((name) =>
      printers.map((printer): [string, MeasuredPage[]] => [
        `${printer} ${name}`,
        measurePages(printer === 'our own PDF' ? join(folder, 'own', `${name}.pdf`) : join(folder, `${name}.pdf`)),
      ]),
    ),
  )
  if (process.env.QINGLING_PICTURES === 'keep' && hasOffice) for (const kind of documentKindNames) picture(kind)
}, 180_000)

/** The first page of a kind and the one it ends on, as LibreOffice prints its Word file. */
function picture(kind: DocumentKind): void {
  const pages = pagesOf({ printer: 'LibreOffice', kind }).length
  for (const [no, name] of [[1, kind] as const, ...(pages > 1 ? [[pages, `${kind}-end`] as const] : [])]) {
    const page = ['-f', String(no), '-l', String(no), '-singlefile']
    const files = [join(folder, `${kind}.pdf`), join('docs/screenshots/documents', name)]
    execFileSync('pdftoppm', ['-png', '-r', '72', ...page, ...files])
  }
}

afterAll(() => rmSync(folder, { recursive: true }))

async function keep(name: string, document: Parameters<typeof documentDocx>): Promise<void> {
  writeFileSync(join(folder, `${name}.docx`), (await documentDocx(...document)).bytes)
  writeFileSync(join(folder, 'own', `${name}.pdf`), (await documentPdf(...document)).bytes)
}

function isThere(program: string, flag: string): boolean {
  try {
    execFileSync(program, [flag], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const near = (value: number | undefined, wanted: number, within = 1) => {
  expect(value).toBeGreaterThan(wanted - within)
  expect(value).toBeLessThan(wanted + within)
}
const ofForm = (...forms: string[]) =>
  printers.flatMap((printer) =>
    documentKindNames.filter((kind) => forms.includes(documentKinds[kind].form)).map((kind) => ({ printer, kind })),
  )
const pagesOf = ({ printer, kind }: { printer: string; kind: DocumentKind | 'draft' | 'long' }) =>
  measured.get(`${printer} ${kind}`) ?? []
const firstOf = (which: Parameters<typeof pagesOf>[0]): MeasuredPage => {
  const [page] = pagesOf(which)
  if (!page) throw new Error('no page')
  return page
}
const lineOf = ({ lines }: MeasuredPage, text: string): MeasuredLine => {
  const line = lines.find((each) => each.text.includes(text.replaceAll(' ', '')))
  if (!line) throw new Error(`no line says ${text}`)
  return line
}
const letters = (text: string) => [...text].length
const isBody = ({ top, bottom }: MeasuredLine) => bottom < edges.bottom + 1 && top > edges.top

describe.runIf(hasMeasures)('The page', () => {
  test.each(ofForm('order', 'letter', 'minutes', 'plain'))(
    'of a $kind by $printer is A4 with all text within 156 × 225 mm',
    (which) => {
      const pages = pagesOf(which)

      expect(pages.length).toBeGreaterThan(0)
      for (const page of pages) {
        near(page.width, 210, 0.5)
        near(page.height, 297, 0.5)
        const ink = page.inkBetween(edges.top + 15, edges.bottom - 1)
        if (ink) {
          expect(ink.left).toBeGreaterThan(edges.left - 1)
          expect(ink.right).toBeLessThan(edges.right + 1)
        }
        const numbered = page.inkBetween(edges.bottom + 3, edges.bottom + 12)
        if (numbered) expect(page.inkBetween(edges.bottom + 0.7, edges.bottom + 3)).toBeNull()
      }
    },
  )

  test.each(printers)('by %s holds 22 lines of 28 characters, 28.99 pt apart', (printer) => {
    const [, second] = pagesOf({ printer, kind: 'notice' })
    const lines = second?.lines.filter(isBody) ?? []

    expect(lines).toHaveLength(22)
    for (const [at, line] of lines.entries()) {
      const ink = second?.inkBetween(edges.top + at * pitch + 1, edges.top + (at + 1) * pitch + 0.5)
      near(ink?.bottom, edges.top + (at + 0.8) * pitch + below)
      near(line.bottom - (lines[0]?.bottom ?? 0), at * pitch, 0.5)
    }
    const full = lines.filter(({ text, left, right }) => /^[^\d]{28}$/.test(text) && left < 29 && right > 180)
    expect(full.length).toBeGreaterThan(4)
    for (const { left, right } of full) {
      near(left, edges.left)
      near(right, edges.right)
    }
  })

  test.each(ofForm('order', 'letter', 'minutes', 'plain'))(
    'of a $kind by $printer bears its number 7 mm below the text, outside, one character in',
    (which) => {
      for (const [at, page] of pagesOf(which).entries()) {
        const foot = page.lines.filter(({ top }) => top > edges.bottom)
        if (at === 0 && documentKinds[which.kind].form === 'letter') {
          expect(foot).toEqual([])
          continue
        }
        const [number] = foot
        expect(foot.map(({ text }) => text)).toEqual([`—${at + 1}—`])
        const dash = at % 2 === 0 ? (number?.right ?? 0) - 2 : (number?.left ?? 0) + 2
        const dashes = page.inkBetween(edges.bottom + 4, edges.bottom + 12)
        expect(dashes).not.toBeNull()
        near(((dashes?.top ?? 0) + (dashes?.bottom ?? 0)) / 2, edges.bottom + 7)
        if (at % 2 === 0) near(number?.right, edges.right - 14 * point)
        else near(number?.left, edges.left + 14 * point)
        expect(dash).toBeGreaterThan(edges.left)
      }
    },
  )

  test.each(ofForm('order', 'letter', 'minutes', 'plain'))(
    'of a $kind by $printer has a title of 22 points, centred, not torn from its sense',
    (which) => {
      const page = firstOf(which)
      const title = exampleContents[which.kind].title
      const shown = page.lines.filter(({ text }) => text.length > 1 && title.replaceAll(' ', '').includes(text))

      expect(shown.map(({ text }) => text).join('')).toBe(title.replaceAll(' ', ''))
      for (const { text, left, right } of shown) {
        near((left + right) / 2, (edges.left + edges.right) / 2)
        const wide = letters(text.replaceAll(/\d/g, ''))
        const digits = letters(text) - wide
        if (digits === 0) near((right - left) / wide / point, 22, 0.4)
      }
    },
  )
})

describe.runIf(hasMeasures)('The red head', () => {
  test.each(ofForm('order', 'minutes'))('of a $kind by $printer begins 35 mm below the top of the text', (which) => {
    near(firstOf(which).redText?.top, edges.top + 35)
  })

  test.each(ofForm('order', 'minutes'))(
    'of a $kind by $printer ends in a line 4 mm below the number, 156 mm long',
    (which) => {
      const page = firstOf(which)
      const [line] = page.redLines
      const number = lineOf(page, '〔2022〕')
      const ink = page.inkBetween(number.top, (line?.y ?? 0) - 0.5)

      expect(page.redLines).toHaveLength(1)
      near(line?.left, 28)
      near(line?.right, 184)
      near((line?.y ?? 0) - (ink?.bottom ?? 0), 4)
      expect((ink?.top ?? 0) - (page.redText?.bottom ?? 0)).toBeGreaterThan(2 * pitch - 1)
      expect((ink?.top ?? 0) - (page.redText?.bottom ?? 0)).toBeLessThan(3 * pitch)
    },
  )

  test.each(ofForm('order', 'minutes'))('of a $kind by $printer is two lines above the title', (which) => {
    const page = firstOf(which)
    const line = page.redLines[0]?.y ?? 0
    const title = page.inkBetween(line + pitch, line + 3 * pitch)

    near(title?.bottom, line + 2.8 * pitch + 0.08 * 22 * point)
  })
})

describe.runIf(hasMeasures)('A letter', () => {
  test.each(ofForm('letter'))('($kind, $printer) bears its issuer 30 mm below the page’s edge', (which) => {
    near(firstOf(which).redText?.top, 30)
    expect(firstOf(which).lines[0]?.text).toBe(exampleIssuer)
  })

  test.each(ofForm('letter'))('($kind, $printer) has two pairs of red lines of 170 mm, thick outside', (which) => {
    const page = firstOf(which)
    const [upper, second, third, lowest] = page.redLines

    expect(page.redLines).toHaveLength(4)
    for (const { left, right } of page.redLines) {
      near(right - left, 170)
      near(left, 20)
    }
    near((upper?.y ?? 0) - (page.redText?.bottom ?? 0), 4)
    near(lowest?.y, 297 - 20)
    expect((second?.y ?? 0) - (upper?.y ?? 0)).toBeLessThan(2)
    expect((lowest?.y ?? 0) - (third?.y ?? 0)).toBeLessThan(2)
    expect(upper?.thickness).toBeGreaterThan(1.5 * (second?.thickness ?? 9))
    expect(lowest?.thickness).toBeGreaterThan(1.5 * (third?.thickness ?? 9))
    for (const other of pagesOf(which).slice(1)) expect(other.redLines).toEqual([])
  })

  test.each(ofForm('letter'))('($kind, $printer) has its number flush right, 7/8 of a character below', (which) => {
    const page = firstOf(which)
    const number = lineOf(page, '〔2022〕')
    const second = page.redLines[1]?.y ?? 0

    near(number.right, edges.right)
    near((page.inkBetween(second + 1, second + 12)?.top ?? 0) - second, (16 * 7 * point) / 8)
  })

  test.each(ofForm('letter'))('($kind, $printer) is not 印发', (which) => {
    expect(pagesOf(which).flatMap(({ lines }) => lines.filter(({ text }) => text.endsWith('印发')))).toEqual([])
  })
})

describe.runIf(hasMeasures)('The end', () => {
  test.each(ofForm('order', 'minutes'))(
    'of a $kind by $printer is its record at the foot of the last page',
    (which) => {
      const last = pagesOf(which).at(-1)
      const printed = last && lineOf(last, '印发')

      near(printed?.left, edges.left + 14 * point)
      near(printed?.right, edges.right - 14 * point)
      near(last?.inkBetween(edges.bottom - 12, edges.bottom + 2)?.bottom, edges.bottom)
    },
  )

  test.each(ofForm('order', 'letter'))('of a $kind by $printer is signed, the day four characters in', (which) => {
    const last = pagesOf(which).at(-1)
    const days = last?.lines.filter(({ text }) => text === '2022年9月16日') ?? []

    expect(days).toHaveLength(1)
    near(days[0]?.right, edges.right - 4 * 16 * point)
  })

  test.each(ofForm('order', 'letter', 'minutes', 'plain'))(
    'of a $kind by $printer bears the code 扫码核验',
    (which) => {
      expect(
        pagesOf(which)
          .at(-1)
          ?.lines.map(({ text }) => text)
          .join(),
      ).toContain('扫码核验')
    },
  )

  test.each(printers.map((printer) => ({ printer })))('of minutes by $printer is not signed', ({ printer }) => {
    const text = pagesOf({ printer, kind: 'minutes' }).flatMap(({ lines }) => lines.map((line) => line.text))

    expect(text.filter((line) => line === '2022年9月16日')).toEqual([])
    expect(text.filter((line) => /^(出席|请假|列席)：/.test(line))).toHaveLength(3)
  })
})

describe.runIf(hasMeasures)('What is long or not yet signed', () => {
  test.each(printers)('a table goes on over pages under its header (%s)', (printer) => {
    const pages = pagesOf({ printer, kind: 'weekly_list' })

    expect(pages.length).toBeGreaterThan(2)
    for (const { lines } of pages) expect(lines.map(({ text }) => text).join()).toMatch(/项目.*本周进展/)
  })

  test.each(printers)('names and rows of any length stay within the page (%s)', (printer) => {
    const pages = pagesOf({ printer, kind: 'long' })
    const text = pages.flatMap(({ lines }) => lines.map((line) => line.text.replaceAll(/\d/g, ''))).join('')

    expect(pages.length).toBeGreaterThan(4)
    for (const page of pages) {
      for (const { left, right, bottom } of page.lines.filter(({ top }) => top < edges.bottom)) {
        expect(left).toBeGreaterThan(edges.left - 1)
        expect(right).toBeLessThan(edges.right + 1)
        expect(bottom).toBeLessThan(edges.bottom + 1)
      }
    }
    expect(text.match(/此项内容很长/g)).toHaveLength(24 * 4 + (23 * 24) / 2)
    near(pages[0]?.redText?.top, edges.top + 35)
  })

  test.each(printers)('a draft says so where its number and its day will be (%s)', (printer) => {
    const pages = pagesOf({ printer, kind: 'draft' })
    const text = pages.flatMap(({ lines }) => lines.map((line) => line.text)).join('')

    expect(text).toContain('（草稿，未编号）')
    expect(text).toContain('（草稿，待签发）')
    expect(text).not.toContain('扫码核验')
  })
})

test('A document names the faces it uses and what stands in for them', async () => {
  const word = await documentDocx('letter', exampleContents.letter, exampleMarks('letter'))
  const own = await documentPdf('letter', exampleContents.letter, exampleMarks('letter'))

  expect(word.fonts.slice(0, 2)).toEqual(['方正小标宋简体', '方正小标宋_GBK'])
  expect(word.fonts).toContain('仿宋_GB2312')
  expect(own.fonts).toEqual(['Noto Serif SC'])
})

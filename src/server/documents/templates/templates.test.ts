import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PizZip from 'pizzip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DocumentTemplate, TemplateReading } from '#contract/document-templates.ts'
import { exampleContents, exampleIssuer, exampleMarks } from '#domain/documents/example-words.ts'
import { documentKindNames } from '#domain/documents/kinds.ts'
import { allPaths } from '#domain/documents/placeholders.ts'
import { templateFaultWords } from '#domain/documents/template-faults.ts'
import { fenyang, jiaokou } from '../../../../test/made-house.ts'
import { type MadeOffice, makeOffice, openOffice } from '../../../../test/tasks/made-office.ts'
import { verify } from '../../audit/verify.ts'
import { ownerDb } from '../../platform/database.ts'
import { fillTemplate } from './fill-template.ts'
import { readTemplate } from './read-template.ts'
import { shippedTemplate } from './shipped.ts'

const clerk = 'fenyang-clerk'
const base = `/api/counties/${fenyang}/document-templates`
const folder = mkdtempSync(join(tmpdir(), 'templates-'))
const hasOffice = isThere('soffice')

let office: MadeOffice
let opened: Awaited<ReturnType<typeof openOffice>>
beforeAll(async () => {
  office = await makeOffice()
  opened = await openOffice(office)
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await office.house.drop()
})

function isThere(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A Word file with the words of its text changed. */
function edited(bytes: Buffer, change: (xml: string) => string): Buffer {
  const zip = new PizZip(bytes)
  zip.file('word/document.xml', change(zip.file('word/document.xml')?.asText() ?? ''))
  return zip.generate({ type: 'nodebuffer' })
}

const textOf = (bytes: Buffer) =>
  (new PizZip(bytes).file('word/document.xml')?.asText() ?? '').replaceAll(/<\/w:p>/g, '\n').replaceAll(/<[^>]+>/g, '')

const faultsOf = (bytes: Buffer) => readTemplate(bytes, 'notice', exampleContents.notice).faults
const notice = () => shippedTemplate('notice', exampleIssuer)
const upload = (url: string, content: Buffer, login = clerk, note = '') =>
  opened.files(login, url, [{ name: '本县通知.docx', content }], note)

describe('The shipped template', () => {
  test.each(documentKindNames)('of a %s holds, and filled with the example says all of it', async (kind) => {
    const template = await shippedTemplate(kind, exampleIssuer)
    const content = exampleContents[kind]

    expect(readTemplate(template, kind, content).faults).toEqual([])
    const filled = textOf(await fillTemplate(template, kind, content, exampleMarks(kind)))
    const said = content.blocks.flatMap((block) =>
      block.kind === 'table' ? block.rows.flat() : block.kind === 'fields' ? block.rows.flat() : [block.text],
    )
    for (const words of [...said, ...content.attachments, ...content.copiesTo, content.contact, content.addressee])
      expect(filled).toContain(words)
    expect(filled).toContain(exampleMarks(kind).number)
    expect(filled).not.toMatch(/[{}]/)
  })

  test('filled for a draft says so and bears no code', async () => {
    const template = await notice()
    const draft = await fillTemplate(template, 'notice', exampleContents.notice, null, exampleIssuer)
    const issued = await fillTemplate(template, 'notice', exampleContents.notice, exampleMarks('notice'))
    const pictures = (bytes: Buffer) =>
      Object.values(new PizZip(bytes).files)
        .filter(({ name }) => name.endsWith('.png'))
        .map((file) => file.asUint8Array().length)
        .toSorted((a, b) => a - b)

    expect(textOf(draft)).toContain('（草稿，未编号）')
    expect(Math.max(...pictures(draft))).toBeLessThan(100)
    expect(Math.max(...pictures(issued))).toBeGreaterThan(300)
  })
})

describe('A fault in a template is named with its place', () => {
  test('a placeholder nobody fills', async () => {
    const faults = faultsOf(edited(await notice(), (xml) => xml.replace('{发文字号}', '{发文字号}{落款人}')))

    expect(faults).toEqual([{ code: 'unknown', tag: '落款人', part: 'text', paragraph: 2, near: '{发文字号}{落款人}' }])
  })

  test('a brace that is not closed, one that is not opened', async () => {
    const unclosed = faultsOf(edited(await notice(), (xml) => xml.replace('{标题}', '{标题')))
    const unopened = faultsOf(edited(await notice(), (xml) => xml.replace('{标题}', '标题}')))

    expect(unclosed).toMatchObject([{ code: 'unclosed', tag: '标题', part: 'text', paragraph: 3 }])
    expect(unopened).toMatchObject([{ code: 'unopened', part: 'text', paragraph: 3 }])
  })

  test('a loop without its end, without its beginning, or across another', async () => {
    const faults = async (from: string, to: string) => faultsOf(edited(await notice(), (xml) => xml.replace(from, to)))

    expect(await faults('{/正文}', '')).toMatchObject([{ code: 'unclosed_loop', tag: '正文', part: 'text' }])
    expect(await faults('{#附件}', '')).toMatchObject([{ code: 'unopened_loop', tag: '附件', part: 'text' }])
    expect((await faults('{/段落}', '{/事项}')).map(({ code }) => code)).toContain('crossed_loop')
  })

  test('several at once', async () => {
    const broken = edited(await notice(), (xml) => xml.replace('{标题}', '{标题').replace('{主送}：', '{主送：'))

    expect(faultsOf(broken).map(({ tag }) => tag)).toEqual(['标题', expect.stringContaining('主送')])
  })

  test('a mandatory part that is left out', async () => {
    const faults = faultsOf(edited(await notice(), (xml) => xml.replace('{发文字号}', '').replaceAll('{抄送}', '')))

    expect(faults).toEqual([
      { code: 'missing', tag: '发文字号' },
      { code: 'missing', tag: '抄送' },
    ])
  })

  test('what is no Word file, holds macros, or refers outside itself', async () => {
    const zip = new PizZip(await notice())
    zip.file('word/vbaProject.bin', 'x')
    const relations = 'word/_rels/document.xml.rels'
    const outside = new PizZip(await notice())
    const picture =
      '<Relationship Id="x" Type="http://x/image" Target="http://example.invalid/a.png" TargetMode="External"/>'
    outside.file(
      relations,
      (outside.file(relations)?.asText() ?? '').replace('</Relationships>', `${picture}</Relationships>`),
    )

    expect(faultsOf(Buffer.from('一段文字'))).toEqual([{ code: 'no_word_file', tag: '' }])
    expect(faultsOf(Buffer.from('PK 坏了'))).toEqual([{ code: 'no_word_file', tag: '' }])
    expect(faultsOf(zip.generate({ type: 'nodebuffer' }))).toMatchObject([{ code: 'has_macros' }])
    expect(faultsOf(outside.generate({ type: 'nodebuffer' }))).toEqual([
      { code: 'refers_outside', tag: 'http://example.invalid/a.png' },
    ])
  })

  test('in the words of the office', async () => {
    const answer = await upload(
      `${base}/notice/check`,
      edited(await notice(), (xml) => xml.replace('{标题}', '{题目}')),
    )

    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({
      code: 'template_faults',
      message: '模板“本县通知.docx”有 1 处问题：正文第 3 段“{题目}”：不认识占位符“题目”',
      faults: [{ code: 'unknown', tag: '题目', part: 'text', paragraph: 3, near: '{题目}' }],
    })
    expect(Object.values(templateFaultWords).every((words) => words.length > 3)).toBe(true)
  })
})

test('Every placeholder is explained in the guide', () => {
  const guide = readFileSync('docs/document-templates.md', 'utf8')
  const unexplained = allPaths.filter((path) => {
    const name = path.split('.').at(-1) ?? ''
    return !(/^列\d$/.test(name) || /^[二三]级标题$/.test(name) || new RegExp(`\\{#?${name}\\}`).test(guide))
  })

  expect(unexplained).toEqual([])
})

describe('A county’s template', () => {
  test('is checked, shown filled, kept, used, and retired again', async () => {
    const own = edited(await notice(), (xml) => xml.replace('{主送}：', '本县专用　{主送}：'))
    const reading: TemplateReading = (await upload(`${base}/notice/check`, own)).json()
    const preview = await upload(`${base}/notice/preview`, own)
    expect(reading.used).toContain('正文.段落.文字')
    expect(reading.unused).toContain('明细.列1')
    expect(textOf(preview.rawPayload)).toContain('本县专用　各乡镇人民政府')

    const kept = await upload(`${base}/notice`, own, clerk, '县里统一抬头')
    expect(kept.json()).toMatchObject({ kind: 'notice', name: '本县通知.docx', versions: [{ version: 1 }] })
    const file = await opened.send(clerk, 'GET', `${base}/notice/versions/1`)
    expect(file.rawPayload.equals(own)).toBe(true)
    expect(textOf(await printedNotice())).toContain('本县专用　住建局：')

    const retired = await opened.send(clerk, 'POST', `${base}/notice/retirement`, { reason: '恢复标准版式' })
    const { name, versions }: DocumentTemplate = retired.json()
    expect([name, versions.map(({ version }) => version)]).toEqual([null, [2, 1]])
    expect(textOf(await printedNotice())).not.toContain('本县专用')
    const { flaws } = await verify(ownerDb(office.house.owner), { counties: [fenyang], onProgress: () => {} })
    expect(flaws).toEqual([])
  })

  test('that has no place for what a paper says is passed over', async () => {
    const own = edited(await notice(), (xml) => xml.replace('{主送}：', '本县专用　{主送}：'))
    await upload(`${base}/notice`, own)
    const wide = Array.from({ length: 8 }, (_, at) => `第${at + 1}项`)
    const table = { kind: 'table', columns: wide.map((title) => ({ title, width: 1 })), rows: [wide] }

    const text = textOf(await printedNotice([table]))

    expect(text).not.toContain('本县专用')
    expect(text).toContain('第8项')
  })

  test('is nobody else’s, and is kept by those who draft', async () => {
    const own = await notice()
    for (const login of ['leader', 'inspector', 'housing-officer'])
      expect([login, (await upload(`${base}/brief`, own, login)).statusCode]).toEqual([login, 404])
    expect((await upload(`/api/counties/${jiaokou}/document-templates/brief`, own)).statusCode).toBe(404)
    const none = await opened.send(clerk, 'POST', `${base}/letter/retirement`, { reason: '停用' })
    expect([none.statusCode, none.json().code]).toEqual([409, 'no_own_template'])
  })
})

async function printedNotice(blocks: object[] = [{ kind: 'paragraph', text: '请认真执行。' }]): Promise<Buffer> {
  const documents = `/api/counties/${fenyang}/documents`
  const content = {
    title: '关于做好清零工作的通知',
    addressee: '住建局',
    blocks,
    attachments: [],
    copiesTo: [],
    contact: '',
  }
  const draft = { reason: '起草', documents: [{ kind: 'notice', content, recipientId: office.ids.住建局 }] }
  const [id] = (await opened.send(clerk, 'POST', documents, draft)).json()
  return (await opened.send(clerk, 'GET', `${documents}/${id}/document.docx`)).rawPayload
}

describe.runIf(hasOffice)('A template edited in LibreOffice', () => {
  const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`
  const row = (...cells: string[]) => `<w:tr>${cells.map(cell).join('')}</w:tr>`
  const table = `<w:tbl><w:tblPr><w:tblW w:w="8844" w:type="dxa"/></w:tblPr>${row('事由', '单位', '期限')}${row('{#明细}{列1}', '{列2}', '{列3}{/明细}')}</w:tbl>`
  const rows = [
    ['消防验收', '住建局', '10月10日'],
    ['土地出让', '自然资源局', '10月20日'],
  ]
  const blocks = [
    { kind: 'table' as const, columns: ['事由', '单位', '期限'].map((title) => ({ title, width: 1 })), rows },
  ]

  /** Through LibreOffice's own format and back: every paragraph and run is written anew. */
  function throughOffice(bytes: Buffer): Buffer {
    writeFileSync(join(folder, 'own.docx'), bytes)
    for (const [from, to] of [
      ['own.docx', 'odt'],
      ['own.odt', 'docx'],
    ] as const)
      execFileSync(
        'soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          to,
          '--outdir',
          folder,
          join(folder, from),
        ],
        { stdio: 'ignore' },
      )
    return readFileSync(join(folder, 'own.docx'))
  }

  const withTable = async () =>
    edited(await notice(), (xml) => xml.replace(/(<w:tbl>)(?![\s\S]*<w:tbl>)/, `${table}<w:p/>$1`))

  test('works with a loop over the rows of a table', async () => {
    const own = throughOffice(await withTable())
    expect(faultsOf(own)).toEqual([])

    const content = { ...exampleContents.notice, blocks }
    const filled = await fillTemplate(own, 'notice', content, exampleMarks('notice'))

    const text = textOf(filled)
    for (const words of rows.flat()) expect(text).toContain(words)
    expect(text).not.toMatch(/[{}]/)
    writeFileSync(join(folder, 'filled.docx'), filled)
    const profile = `-env:UserInstallation=file://${folder}/profile`
    execFileSync('soffice', [
      profile,
      '--headless',
      '--convert-to',
      'txt:Text',
      '--outdir',
      folder,
      join(folder, 'filled.docx'),
    ])
    expect(readFileSync(join(folder, 'filled.txt'), 'utf8')).toContain('自然资源局')
  }, 120_000)

  test('is refused where the loop is broken, with the place', async () => {
    const own = throughOffice(edited(await withTable(), (xml) => xml.replace('{/明细}', '')))

    const answer = await upload(`${base}/notice`, own)

    expect(answer.statusCode).toBe(400)
    const { message, faults } = answer.json()
    expect(faults).toMatchObject([{ code: 'unclosed_loop', tag: '明细', part: 'text', near: '{#明细}{列1}' }])
    expect(message).toContain('“明细”有开头没有结尾')
  }, 120_000)
})

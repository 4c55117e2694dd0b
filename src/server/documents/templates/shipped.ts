import { exampleContents } from '#domain/documents/example-words.ts'
import { type DocumentKind, documentKinds } from '#domain/documents/kinds.ts'
import { type Sheet, type SheetPiece, type SheetText, sheetOf } from '#domain/documents/sheet.ts'
import { sheetDocx } from '../../platform/documents/document-docx.ts'

/** The template of a kind as it comes with the release: its own layout, with placeholders for what documents say. */
export function shippedTemplate(kind: DocumentKind, issuer: string): Promise<Buffer> {
  const { title } = documentKinds[kind]
  return sheetDocx(templateSheet(kind, issuer), { creator: issuer, title: `${title}模板`, subject: title })
}

function templateSheet(kind: DocumentKind, issuer: string): Sheet {
  const example = exampleContents[kind]
  const marks = { issuer, number: '', issuedOn: '2022-12-31', signedBy: '', checkUrl: 'https://qingling.example/' }
  const sheet = sheetOf(kind, example, marks)
  const words = { order: '{发文机关}文件', letter: '{发文机关}', minutes: '{发文机关}会议纪要', plain: '' }[sheet.form]
  return {
    ...sheet,
    sizedFor: sheet.mark,
    mark: words === '' ? [] : [words],
    number: '{发文字号}',
    signedBy: sheet.signedBy === '' ? '' : '签发：{签发人}',
    title: ['{标题}'],
    pieces: bodyPieces(kind),
    signOff: sheet.signOff && [
      { text: '{发文机关}', indent: sheet.signOff[0]?.indent ?? 0 },
      { text: '{成文日期}', indent: sheet.signOff.at(-1)?.indent ?? 0 },
    ],
    note: '{联系人}',
    copies: sheet.form === 'plain' ? '' : '{抄送}',
    printed: sheet.printed && { by: '{发文机关}', on: '{印发日期}' },
  }
}

const line = (text: string, more: Partial<SheetText> = {}): SheetText => ({
  kind: 'text',
  level: 0,
  label: '',
  text,
  firstIndent: 2,
  indent: 0,
  linesBefore: 0,
  ...more,
})

const section = (name: string, pieces: readonly SheetPiece[]): SheetPiece[] => [
  line(`{#${name}}`),
  ...pieces,
  line(`{/${name}}`),
]

const levels = [
  ['一级标题', 1],
  ['二级标题', 2],
  ['三级标题', 3],
  ['四级标题', 4],
] as const

function bodyPieces(kind: DocumentKind): SheetPiece[] {
  return [
    line(''),
    ...section('主送', [line('{主送}：', { firstIndent: 0 })]),
    ...section('正文', [
      ...levels.flatMap(([name, level]) => section(name, [line('{文字}', { level })])),
      ...section('段落', [line('{文字}')]),
      ...itemPieces(kind),
      ...section('表格', [tablePiece(kind)]),
    ]),
    ...section('有附件', [line('')]),
    ...section('附件', [line('{编号}{名称}', { firstIndent: -4, indent: 6 })]),
  ]
}

/** A form has its items in boxes, other papers line by line. */
function itemPieces(kind: DocumentKind): SheetPiece[] {
  if (documentKinds[kind].form === 'plain') return [{ kind: 'form', rows: [['{#事项}{名称}', '{内容}{/事项}']] }]
  return section('事项', [line('{内容}', { label: '{名称}：', firstIndent: -5, indent: 7 })])
}

/** As many columns as documents of the kind have, and four for those without. */
function tablePiece(kind: DocumentKind): SheetPiece {
  const example = exampleContents[kind].blocks.find((block) => block.kind === 'table')
  const shape = example?.columns ?? [{ width: 10 }, { width: 40 }, { width: 25 }, { width: 25 }]
  const cells = shape.map((_, at) => `{列${at + 1}}`)
  const loop = (name: string) =>
    cells.map((cell, at) => `${at === 0 ? `{#${name}}` : ''}${cell}${at === cells.length - 1 ? `{/${name}}` : ''}`)
  const titles = loop('表头')
  return {
    kind: 'table',
    columns: shape.map((column, at) => ({ ...column, title: titles[at] ?? '' })),
    rows: [loop('行')],
  }
}

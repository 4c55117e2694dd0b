import type { DocumentBlock, DocumentContent, DocumentMarks } from './content.ts'
import type { DocumentKind } from './kinds.ts'
import { sheetOf } from './sheet.ts'

/** A word in braces that a template may hold; `inside`: what may stand between its beginning and its end. */
export type Placeholder = { name: string; inside?: readonly Placeholder[] }

/** Columns of a table a template can tell apart. */
const columns = Array.from({ length: 9 }, (_, at): Placeholder => ({ name: `列${at + 1}` }))
const text: readonly Placeholder[] = [{ name: '文字' }]
const item: readonly Placeholder[] = [{ name: '名称' }, { name: '内容' }]
const levels = ['一级标题', '二级标题', '三级标题', '四级标题'] as const

/** What templates may ask for, explained in docs/document-templates.md. */
const placeholders: readonly Placeholder[] = [
  ...['发文机关', '发文字号', '标题', '主送', '成文日期', '签发人', '联系人', '抄送', '印发日期'].map((name) => ({
    name,
  })),
  {
    name: '正文',
    inside: [
      ...levels.map((name) => ({ name, inside: text })),
      { name: '段落', inside: text },
      { name: '事项', inside: item },
      {
        name: '表格',
        inside: [
          { name: '表头', inside: columns },
          { name: '行', inside: columns },
        ],
      },
    ],
  },
  { name: '段落', inside: text },
  { name: '事项', inside: item },
  { name: '明细', inside: columns },
  { name: '有附件', inside: [] },
  { name: '附件', inside: [{ name: '编号' }, { name: '名称' }] },
]

/** A tree of the placeholders a template holds, as a reader of templates gives it. */
export type Held = { readonly [name: string]: Held }

/** Placeholders nobody fills, each where it stands; what stands further out may also be named further in. */
export function unknownPlaceholders(held: Held, known: readonly (readonly Placeholder[])[] = [placeholders]): string[] {
  return Object.entries(held).flatMap(([name, within]) => {
    const found = known.flat().find((each) => each.name === name)
    if (!found) return [name]
    return unknownPlaceholders(within, [found.inside ?? [], ...known])
  })
}

/** Names of a tree as paths, 正文.段落.文字. */
export const pathsOf = (held: Held, before = ''): string[] =>
  Object.entries(held).flatMap(([name, within]) => [`${before}${name}`, ...pathsOf(within, `${before}${name}.`)])

export const allPaths: readonly string[] = pathsOf(treeOf(placeholders))

function treeOf(known: readonly Placeholder[]): Held {
  return Object.fromEntries(known.map(({ name, inside }) => [name, treeOf(inside ?? [])]))
}

/** What a document says and a template has no place for; a paper that leaves something out is not printed from it. */
export function missingPlaceholders(paths: readonly string[], kind: DocumentKind, content: DocumentContent): string[] {
  const has = (...wanted: string[]) => wanted.some((path) => paths.includes(path))
  const { form } = sheetOf(kind, content, null)
  const needed: [isSaid: boolean, name: string, isHeld: boolean][] = [
    [true, '标题', has('标题')],
    [true, '发文字号', has('发文字号')],
    [form !== 'plain', '发文机关', has('发文机关')],
    [form === 'order' || form === 'letter', '成文日期', has('成文日期')],
    [content.addressee !== '', '主送', has('主送')],
    [content.attachments.length > 0, '附件', has('附件.名称')],
    [content.copiesTo.length > 0, '抄送', has('抄送')],
    [content.contact !== '', '联系人', has('联系人')],
    ...content.blocks.map((block): [boolean, string, boolean] => [true, ...placeOf(block, paths)]),
  ]
  return [...new Set(needed.filter(([isSaid, , isHeld]) => isSaid && !isHeld).map(([, name]) => name))]
}

function placeOf(block: DocumentBlock, paths: readonly string[]): [name: string, isHeld: boolean] {
  const has = (...wanted: string[]) => wanted.some((path) => paths.includes(path))
  if (block.kind === 'paragraph') return ['段落', has('段落.文字', '正文.段落.文字')]
  if (block.kind === 'heading') return [levelOf(block), has('段落.文字', `正文.${levelOf(block)}.文字`)]
  if (block.kind === 'fields') return ['事项', has('事项.内容', '正文.事项.内容')]
  const last = `列${block.columns.length}`
  return [`明细（${last}）`, has(`明细.${last}`, `正文.表格.行.${last}`)]
}

const levelOf = ({ level }: { level: 1 | 2 | 3 | 4 }) => levels[level - 1] ?? levels[0]

/** What each placeholder stands for in a document. */
export function placeholderValues(
  kind: DocumentKind,
  content: DocumentContent,
  marks: DocumentMarks | null,
  draftIssuer = '',
): Record<string, unknown> {
  const sheet = sheetOf(kind, content, marks, draftIssuer)
  const blocks = content.blocks
  return {
    发文机关: marks?.issuer ?? draftIssuer,
    发文字号: sheet.number,
    标题: sheet.title.join('\n'),
    主送: content.addressee.replace(/[：:]$/, ''),
    成文日期: sheet.date,
    签发人: marks?.signedBy ?? '待签发',
    联系人: sheet.note,
    抄送: sheet.copies,
    印发日期: sheet.printed?.on ?? '',
    正文: blocks.map(bodyValue),
    段落: blocks.flatMap((block) =>
      block.kind === 'heading' || block.kind === 'paragraph' ? [{ 文字: block.text }] : [],
    ),
    事项: blocks.flatMap((block) => (block.kind === 'fields' ? block.rows.map(itemValue) : [])),
    明细: blocks.flatMap((block) => (block.kind === 'table' ? block.rows.map(rowValue) : [])),
    有附件: content.attachments.length > 0,
    附件: content.attachments.map((name, at, { length }) => ({
      编号: `${at === 0 ? '附件：' : '　　　'}${length > 1 ? `${at + 1}. ` : ''}`,
      名称: name,
    })),
  }
}

/** Every other kind of piece is said to be none, or its name would be looked up further out. */
function bodyValue(block: DocumentBlock): Record<string, unknown> {
  const none = { ...Object.fromEntries(levels.map((level) => [level, false])), 段落: false, 事项: false, 表格: false }
  if (block.kind === 'heading') return { ...none, [levelOf(block)]: { 文字: block.text } }
  if (block.kind === 'fields') return { ...none, 事项: block.rows.map(itemValue) }
  if (block.kind === 'table') {
    return { ...none, 表格: { 表头: rowValue(block.columns.map(({ title }) => title)), 行: block.rows.map(rowValue) } }
  }
  return { ...none, 段落: block.text.split('\n').map((line) => ({ 文字: line })) }
}

const itemValue = ([name, value]: readonly [string, string]) => ({ 名称: name, 内容: value })

const rowValue = (row: readonly string[]) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? '']))

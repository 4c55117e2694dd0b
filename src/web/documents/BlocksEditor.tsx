import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button, Input, Select, Space } from 'antd'
import type { DocumentBlock } from '#domain/documents/content.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { emptyBlock, type KeyedBlock, moved, withCell, withColumn, withoutColumn } from './draft-blocks.ts'
import { documentPageWords, headingMarks } from './messages.ts'

type BlocksEditorProps = { blocks: readonly KeyedBlock[]; onChange: (blocks: KeyedBlock[]) => void }

/** The text of a draft, block by block, in the order in which it is printed. */
export function BlocksEditor({ blocks, onChange }: BlocksEditorProps) {
  const text = useText(documentPageWords)
  const added = { paragraph: text.addParagraph, heading: text.addHeading, table: text.addTable, fields: text.addFields }
  const nextKey = Math.max(-1, ...blocks.map(({ key }) => key)) + 1
  return (
    <>
      {blocks.map(({ key, block }, at) => (
        <section key={key} className="block-editor" aria-label={`${text[block.kind]} ${count(at + 1)}`}>
          <header>
            <strong>{text[block.kind]}</strong>
            <Button
              type="text"
              size="small"
              icon={<ArrowUpOutlined />}
              aria-label={text.up}
              disabled={at === 0}
              onClick={() => onChange(moved(blocks, at, -1))}
            />
            <Button
              type="text"
              size="small"
              icon={<ArrowDownOutlined />}
              aria-label={text.down}
              disabled={at === blocks.length - 1}
              onClick={() => onChange(moved(blocks, at, 1))}
            />
            <Button
              type="text"
              size="small"
              danger
              icon={<DeleteOutlined />}
              aria-label={text.remove}
              onClick={() => onChange(blocks.filter((_, place) => place !== at))}
            />
          </header>
          <BlockFields
            block={block}
            onChange={(changed) =>
              onChange(blocks.map((entry) => (entry.key === key ? { key, block: changed } : entry)))
            }
          />
        </section>
      ))}
      <Space wrap>
        {(Object.keys(added) as DocumentBlock['kind'][]).map((kind) => (
          <Button key={kind} onClick={() => onChange([...blocks, { key: nextKey, block: emptyBlock(kind) }])}>
            {added[kind]}
          </Button>
        ))}
      </Space>
    </>
  )
}

type BlockProps<B extends DocumentBlock> = { block: B; onChange: (block: DocumentBlock) => void }

function BlockFields({ block, onChange }: BlockProps<DocumentBlock>) {
  switch (block.kind) {
    case 'heading':
      return <HeadingFields block={block} onChange={onChange} />
    case 'paragraph':
      return <ParagraphFields block={block} onChange={onChange} />
    case 'table':
      return <TableFields block={block} onChange={onChange} />
    case 'fields':
      return <FormFields block={block} onChange={onChange} />
  }
}

const levels = [1, 2, 3, 4] as const

function HeadingFields({ block, onChange }: BlockProps<Extract<DocumentBlock, { kind: 'heading' }>>) {
  const text = useText(documentPageWords)
  return (
    <div className="block-row">
      <Select
        aria-label={text.level}
        value={block.level}
        options={levels.map((level) => ({ value: level, label: headingMarks[level] }))}
        onChange={(level) => onChange({ ...block, level })}
        style={{ width: 90 }}
      />
      <Input
        aria-label={text.heading}
        maxLength={200}
        value={block.text}
        onChange={({ target }) => onChange({ ...block, text: target.value })}
      />
    </div>
  )
}

function ParagraphFields({ block, onChange }: BlockProps<Extract<DocumentBlock, { kind: 'paragraph' }>>) {
  const text = useText(documentPageWords)
  return (
    <Input.TextArea
      aria-label={text.paragraph}
      autoSize={{ minRows: 2, maxRows: 16 }}
      maxLength={10_000}
      value={block.text}
      onChange={({ target }) => onChange({ ...block, text: target.value })}
    />
  )
}

function TableFields({ block, onChange }: BlockProps<Extract<DocumentBlock, { kind: 'table' }>>) {
  const text = useText(documentPageWords)
  const { columns, rows } = block
  return (
    <div className="block-rows">
      <div className="block-row">
        {columns.map((column, place) => (
          <Input
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
            key={place}
            maxLength={60}
            aria-label={text.columnTitle(count(place + 1))}
            placeholder={text.columnTitle(count(place + 1))}
            value={column.title}
            onChange={({ target }) =>
              onChange({
                ...block,
                columns: columns.map((one, at) => (at === place ? { ...one, title: target.value } : one)),
              })
            }
            suffix={
              columns.length > 1 && (
                <DeleteOutlined aria-label={text.remove} onClick={() => onChange(withoutColumn(block, place))} />
              )
            }
          />
        ))}
        <span className="room" />
      </div>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place
        <div key={at} className="block-row">
          {row.map((cell, place) => (
            <Input
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its place
              key={place}
              maxLength={2000}
              aria-label={text.cell(count(at + 1), count(place + 1))}
              value={cell}
              onChange={({ target }) => onChange(withCell(block, at, place, target.value))}
            />
          ))}
          <Button
            type="text"
            danger
            icon={<DeleteOutlined />}
            aria-label={text.remove}
            onClick={() => onChange({ ...block, rows: rows.filter((_, no) => no !== at) })}
          />
        </div>
      ))}
      <Space>
        <Button size="small" onClick={() => onChange({ ...block, rows: [...rows, columns.map(() => '')] })}>
          {text.addRow}
        </Button>
        {columns.length < 20 && (
          <Button size="small" onClick={() => onChange(withColumn(block))}>
            {text.addColumn}
          </Button>
        )}
      </Space>
    </div>
  )
}

function FormFields({ block, onChange }: BlockProps<Extract<DocumentBlock, { kind: 'fields' }>>) {
  const text = useText(documentPageWords)
  const { rows } = block
  const set = (at: number, change: readonly [string, string]) =>
    onChange({ ...block, rows: rows.map((row, no) => (no === at ? change : row)) })
  return (
    <div className="block-rows">
      {rows.map(([label, value], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line of a form is known by its place
        <div key={at} className="block-row">
          <Input
            aria-label={`${text.fieldName} ${count(at + 1)}`}
            placeholder={text.fieldName}
            maxLength={60}
            value={label}
            style={{ maxWidth: 160 }}
            onChange={({ target }) => set(at, [target.value, value])}
          />
          <Input.TextArea
            aria-label={`${text.fieldValue} ${count(at + 1)}`}
            placeholder={text.fieldValue}
            autoSize={{ minRows: 1, maxRows: 8 }}
            maxLength={2000}
            value={value}
            onChange={({ target }) => set(at, [label, target.value])}
          />
          <Button
            type="text"
            danger
            icon={<DeleteOutlined />}
            aria-label={text.remove}
            onClick={() => onChange({ ...block, rows: rows.filter((_, no) => no !== at) })}
          />
        </div>
      ))}
      <Button
        size="small"
        style={{ justifySelf: 'start' }}
        onClick={() => onChange({ ...block, rows: [...rows, ['', '']] })}
      >
        {text.addRow}
      </Button>
    </div>
  )
}

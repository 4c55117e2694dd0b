import type { DocumentBlock } from '#domain/documents/content.ts'

/** A block while it is being written; the key keeps its place on the screen when others move. */
export type KeyedBlock = { key: number; block: DocumentBlock }

export const keyed = (blocks: readonly DocumentBlock[]): KeyedBlock[] => blocks.map((block, key) => ({ key, block }))

/** An empty block of a kind, ready to be written. */
export function emptyBlock(kind: DocumentBlock['kind']): DocumentBlock {
  switch (kind) {
    case 'heading':
      return { kind, level: 1, text: '' }
    case 'paragraph':
      return { kind, text: '' }
    case 'table':
      return { kind, columns: [column(''), column('')], rows: [['', '']] }
    case 'fields':
      return { kind, rows: [['', '']] }
  }
}

const column = (title: string) => ({ title, width: 1 })

type Table = Extract<DocumentBlock, { kind: 'table' }>

export const withColumn = ({ columns, rows, ...table }: Table): Table => ({
  ...table,
  columns: [...columns, column('')],
  rows: rows.map((row) => [...row, '']),
})

export const withoutColumn = ({ columns, rows, ...table }: Table, at: number): Table => ({
  ...table,
  columns: columns.filter((_, place) => place !== at),
  rows: rows.map((row) => row.filter((_, place) => place !== at)),
})

export const withCell = ({ rows, ...table }: Table, at: number, place: number, text: string): Table => ({
  ...table,
  rows: rows.map((row, no) => (no === at ? row.map((cell, column) => (column === place ? text : cell)) : row)),
})

/** The block one place up (-1) or down (1); at the end it stays. */
export function moved(blocks: readonly KeyedBlock[], at: number, by: -1 | 1): KeyedBlock[] {
  const [one, other] = [blocks[at], blocks[at + by]]
  if (!one || !other) return [...blocks]
  return blocks.map((entry, place) => (place === at ? other : place === at + by ? one : entry))
}

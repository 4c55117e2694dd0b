import type { GridCell, PrintedPiece, PrintedSheet, SheetGrid, SheetText } from '../../documents/sheet.ts'
import { dayWords } from '../../reports/bulletin-words.ts'
import type { IsoDate } from '../../shared/quantities.ts'
import type { PrintedApplication, PrintedHome } from './facts.ts'

type Row = SheetGrid['rows'][number]

/** A row of labels and what stands beside them; the last value takes what is left of `columns`. */
export function row(columns: number, pairs: readonly (readonly [label: string, value: string])[], lines = 1): Row {
  const span = Math.floor(columns / pairs.length) - 1
  const cells = pairs.flatMap(([label, text], at): GridCell[] => [
    { text: label, as: 'label' },
    { text, span: at === pairs.length - 1 ? columns - (pairs.length - 1) * (span + 1) - 1 : span },
  ])
  return { cells, lines }
}

export const band = (columns: number, text: string): Row => ({ cells: [{ text, span: columns, as: 'band' }] })

/** A part of a form that goes over all its columns, left high enough to write in. */
export const open = (columns: number, text: string, lines: number): Row => ({ cells: [{ text, span: columns }], lines })

export const paragraph = (text: string, linesBefore = 0): SheetText => ({
  kind: 'text',
  level: 0,
  label: '',
  text,
  firstIndent: 2,
  indent: 0,
  linesBefore,
})

/** A paper without the red head: its title, its number, its boxes, and the code by which the application is found. */
export const formSheet = (paper: {
  title: string
  number?: string
  pieces: readonly PrintedPiece[]
  code: string
  codeWords?: string
  signOff?: PrintedSheet['signOff']
  note?: string
}): PrintedSheet => ({
  form: 'plain',
  mark: [],
  number: paper.number ?? '',
  signedBy: '',
  title: [paper.title],
  pieces: paper.pieces,
  date: '',
  signOff: paper.signOff ?? null,
  note: paper.note ?? '',
  copies: '',
  printed: null,
  checkUrl: paper.code,
  codeWords: paper.codeWords ?? '扫码录入',
})

/** The code of an application: its acceptance number once it has one. */
export const codeOf = ({ acceptanceNo, id }: PrintedApplication): string => acceptanceNo ?? id

export const numberWords = ({ acceptanceNo }: PrintedApplication): string =>
  acceptanceNo === null ? '受理编号：' : `受理编号：${acceptanceNo}`

/** A day, or room to write one. */
export const dayOr = (day: IsoDate | null, otherwise = '　　年　　月　　日'): string =>
  day === null ? otherwise : dayWords(day)

/** The office that signs and its day, at the right; `day` null leaves it to the stamp. */
export const signedBy = (office: string, day: IsoDate | null): PrintedSheet['signOff'] => [
  { text: office, indent: 2 },
  { text: dayOr(day), indent: 2 },
]

export const squareMetres = (area: number | null): string => (area === null ? '' : `${area.toFixed(2)} m²`)

export const yuan = (fen: number | null): string => (fen === null ? '' : `${(fen / 100).toFixed(2)} 元`)

export const registrationTypes = { first: '首次登记', transfer: '转移登记' } as const

/** 权利类型 4 of the national code list. */
export const rightType = '国有建设用地使用权/房屋所有权'

export const coOwnerships = { sole: '单独所有', joint: '共同共有', by_share: '按份共有', other: '其他共有' } as const

export const idKinds: Readonly<Record<string, string>> = {
  identity_card: '身份证',
  hk_mo_tw: '港澳台身份证件',
  passport: '护照',
  household_register: '户口簿',
  officer_card: '军官证（士兵证）',
  business: '营业执照',
  other: '其他',
}

/** Where the homes of an application lie: the one of a transfer, or how many a first registration covers. */
export function whereOf({ homes, estate }: PrintedApplication): string {
  const [only, another] = homes
  if (only && !another) return only.place
  return `${estate.location ?? ''}${estate.name}，共 ${homes.length} 套（见附表）`
}

/** The homes of a first registration, one a line. */
export function homesTable(homes: readonly PrintedHome[]): PrintedPiece[] {
  if (homes.length < 2) return []
  return [
    { ...paragraph('附表　房屋清单', 1), level: 1, firstIndent: 0 },
    {
      kind: 'table',
      columns: [
        { title: '序号', width: 8, isNumber: true },
        { title: '坐落', width: 44 },
        { title: '不动产单元号', width: 32 },
        { title: '面积（m²）', width: 16, isNumber: true },
      ],
      rows: homes.map(({ place, unitCode, areaM2 }, at) => [
        String(at + 1),
        place,
        unitCode ?? '—',
        areaM2 === null ? '—' : areaM2.toFixed(2),
      ]),
    },
  ]
}

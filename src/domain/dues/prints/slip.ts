import { responsibleUnits } from '../../diagnosis/catalogue.ts'
import type { PrintedSheet, SheetGrid } from '../../documents/sheet.ts'
import { formSheet, paragraph, signedBy } from '../../registrations/prints/form-parts.ts'
import { dayWords } from '../../reports/bulletin-words.ts'
import type { Fen, IsoDate } from '../../shared/quantities.ts'
import type { Computed } from '../computed.ts'
import { type DueKind, dueKinds } from '../kinds.ts'
import { yuanOf } from '../money.ts'
import { type PayPlace, placeLine } from './places.ts'

type Rows = readonly SheetGrid['rows'][number][]

/** Sizes of paper a slip is printed on; on the smaller one everything is smaller in the same measure. */
export const slipPapers = ['a4', 'a5'] as const
export type SlipPaper = (typeof slipPapers)[number]

/** What the owners of a home still owe, as of a day. `unassessed`: kinds every home is asked for and nobody has worked out here yet. */
export type SlipFacts = {
  county: string
  unitId: string
  place: string
  /** Of the application that is under way; by it the window finds everything. */
  acceptanceNo: string | null
  owners: string
  on: IsoDate
  dues: readonly {
    kind: DueKind
    amountFen: Fen
    paidFen: Fen
    reducedFen: Fen
    owedFen: Fen
    basis: string
    computed: Computed | null
    dueOn: IsoDate | null
    deferredUntil: IsoDate | null
  }[]
  unassessed: readonly Unassessed[]
}

/** `statedFen`: what a ledger says was paid, without a receipt here. */
type Unassessed = { kind: DueKind; statedFen: Fen | null }

/** 缴费告知单: everything a home still owes, each with its rule, and where to pay. Unknown is never nought: it says so. */
export function dueSlip(facts: SlipFacts, places: readonly PayPlace[]): PrintedSheet {
  const { county, unitId, acceptanceNo, owners, on, dues } = facts
  const total = dues.reduce((sum, { owedFen }) => sum + owedFen, 0)
  return formSheet({
    title: '不动产税费缴费告知单',
    number: acceptanceNo === null ? '' : `受理编号：${acceptanceNo}`,
    code: acceptanceNo ?? unitId,
    codeWords: '窗口扫码',
    signOff: signedBy(`${county}不动产登记窗口`, on),
    pieces: [
      { ...paragraph(`${owners}：`), firstIndent: 0 },
      paragraph(opening(facts, total)),
      { kind: 'grid', isLarge: true, columns, rows: [...dueRows(facts, total), ...whereRows(county, places)] },
    ],
  })
}

const columns = [25, 19, 56] as const

function dueRows({ dues, unassessed }: SlipFacts, total: Fen): Rows {
  if (dues.length + unassessed.length === 0) return []
  return [
    { cells: ['税　　费', '尚欠（元）', '怎样算的、谁来收'].map((text) => ({ text, as: 'label' as const })) },
    ...dues.map((due) => dueRow(due.kind, yuanOf(due.owedFen), owedWords(due))),
    ...unassessed.map((due) => dueRow(due.kind, '待核定', unassessedWords(due))),
    {
      cells: [
        { text: '合　　计', as: 'label' },
        { text: yuanOf(total), as: 'number' },
        { text: unassessed.length === 0 ? '' : `另有 ${unassessed.length} 项尚未核定` },
      ],
    },
  ]
}

const dueRow = (kind: DueKind, owed: string, words: string): Rows[number] => ({
  cells: [{ text: dueKinds[kind].title, as: 'label' }, { text: owed, as: 'number' }, { text: words }],
})

const whereRows = (county: string, places: readonly PayPlace[]): Rows => [
  {
    cells: [
      { text: '缴费地点', as: 'label' },
      { text: places.length === 0 ? `${county}不动产登记窗口` : places.map(placeLine).join('\n'), span: 2 },
    ],
  },
  {
    cells: [
      { text: '说　　明', as: 'label' },
      { text: '开发建设单位欠缴的税费、价款由主管部门另行追缴，不影响您缴费和办证。', span: 2 },
    ],
  },
]

function opening({ place, on, dues, unassessed }: SlipFacts, total: Fen): string {
  const home = `您的房屋（${place}）`
  if (total > 0) return `截至${dayWords(on)}，${home}还需缴纳下列税费 ${yuanOf(total)} 元。`
  if (unassessed.length > 0) return `截至${dayWords(on)}，${home}的下列税费尚未核定，请到窗口核定后缴纳。`
  return `截至${dayWords(on)}，${home}已登记的税费${dues.length === 0 ? '' : '均'}已结清，没有尚欠。`
}

type SlipDue = SlipFacts['dues'][number]

function owedWords({ kind, amountFen, paidFen, reducedFen, dueOn, deferredUntil, ...due }: SlipDue): string {
  const moved = [
    paidFen + reducedFen > 0 && `应缴 ${yuanOf(amountFen)} 元`,
    paidFen > 0 && `已缴 ${yuanOf(paidFen)} 元`,
    reducedFen > 0 && `减免 ${yuanOf(reducedFen)} 元`,
    deferredUntil !== null && `缓缴至${dayWords(deferredUntil)}`,
    deferredUntil === null && dueOn !== null && `${dayWords(dueOn)}前缴纳`,
    `${responsibleUnits[dueKinds[kind].unit]}收缴`,
  ].filter((part) => part !== false)
  return `${moved.join('，')}\n${ruleWords(due)}`
}

/** By which rule, or on which basis. */
function ruleWords({ basis, computed }: Pick<SlipDue, 'basis' | 'computed'>): string {
  if (computed === null) return `依据：${basis}`
  const { rule, source } = computed
  return `依据：${rule}（${source.number ?? source.document}${source.verified ? '' : '，待核实'}）`
}

function unassessedWords({ kind, statedFen }: Unassessed): string {
  const unit = responsibleUnits[dueKinds[kind].unit]
  if (statedFen === null) return `尚未核定，不等于免缴，由${unit}核定`
  return `台账记有已缴 ${yuanOf(statedFen)} 元，请带票据到窗口核对，由${unit}核定`
}

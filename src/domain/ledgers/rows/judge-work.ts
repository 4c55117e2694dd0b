import type { RecognisedColumn } from '../tables.ts'
import type { AdviceRow, ProblemRow, ResponsibleUnitRow, WorkRow } from '../work-rows.ts'
import { columnsByField, type ReadingContext } from './context.ts'
import { judgePhone } from './judge-owners.ts'
import { sayAhead } from './judge-unit.ts'
import { mandatory } from './mandatory.ts'
import type { RowNotes } from './row-notes.ts'

type Columns = readonly RecognisedColumn[]

export function judgeUnitList(row: ResponsibleUnitRow, all: Columns, notes: RowNotes): void {
  const columns = columnsByField<keyof ResponsibleUnitRow>(all)
  mandatory<keyof ResponsibleUnitRow>(all, notes)('unitName', row.unitName, '责任单位')
  if (columns.headPhone && row.headPhone !== null) judgePhone(row.headPhone, columns.headPhone, notes)
  if (columns.unitLiaisonPhone && row.unitLiaisonPhone !== null)
    judgePhone(row.unitLiaisonPhone, columns.unitLiaisonPhone, notes)
}

/** A line of a log happened on a day; a line of a summary says how many. Either is of some kind. */
export function judgeWork(
  row: WorkRow,
  all: Columns,
  { lastDay, isSummary }: Pick<ReadingContext, 'lastDay'> & { isSummary: boolean },
  notes: RowNotes,
): void {
  const columns = columnsByField<keyof WorkRow>(all)
  const must = mandatory<keyof WorkRow>(all, notes)
  if (columns.workKind) must('workKind', row.workKind, '类别')
  if (isSummary) must('quantity', row.quantity, '数量')
  else must('heldOn', row.heldOn, '日期')
  if (columns.heldOn && row.heldOn !== null && row.heldOn > lastDay)
    sayAhead('工作', row.heldOn, columns.heldOn, lastDay, notes)
  if (columns.quantity && row.quantity === 0)
    notes.say({ kind: 'number_expected', at: columns.quantity, message: '“数量”应大于零，现为 0' })
}

/** A problem has a unit and a time limit; its days follow each other. */
export function judgeProblem(
  row: ProblemRow,
  all: Columns,
  { lastDay }: Pick<ReadingContext, 'lastDay'>,
  notes: RowNotes,
): void {
  const columns = columnsByField<keyof ProblemRow>(all)
  const must = mandatory<keyof ProblemRow>(all, notes)
  must('problem', row.problem ?? row.problemKind, '问题')
  must('responsibleUnit', row.responsibleUnit, '责任单位')
  must('dueOn', row.dueOn, '办结时限')
  const { raisedOn, dueOn, doneOn } = row
  if (columns.doneOn && doneOn !== null && doneOn > lastDay) sayAhead('办结', doneOn, columns.doneOn, lastDay, notes)
  for (const [at, what, day] of [
    [columns.dueOn, '办结时限', dueOn],
    [columns.doneOn, '办结日期', doneOn],
  ] as const)
    if (at && raisedOn !== null && day !== null && day < raisedOn)
      notes.say({
        kind: 'dates_out_of_order',
        at,
        message: `${what} ${day} 早于提出日期 ${raisedOn}`,
        related: [columns.raisedOn],
      })
}

export function judgeAdvice(row: AdviceRow, all: Columns, notes: RowNotes): void {
  mandatory<keyof AdviceRow>(all, notes)('advice', row.advice, row.form)
}

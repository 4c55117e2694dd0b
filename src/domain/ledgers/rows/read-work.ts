import { readDay } from '../cells/dates.ts'
import { readCount } from '../cells/numbers.ts'
import { readCode, readName, readWords } from '../cells/texts.ts'
import { createYesNoReader } from '../cells/yes-no.ts'
import type { Cell } from '../sheet.ts'
import type { RecognisedColumn } from '../tables.ts'
import type { AdviceRow, ProblemRow, ResponsibleUnitRow, WorkRow } from '../work-rows.ts'
import { columnsByField } from './context.ts'
import { createFieldReader } from './read-estate.ts'
import type { RowNotes } from './row-notes.ts'

type Columns = readonly RecognisedColumn[]

export function createUnitListReader(all: Columns, notes: RowNotes): (cells: readonly Cell[]) => ResponsibleUnitRow {
  const read = createFieldReader<keyof ResponsibleUnitRow>(columnsByField(all), notes)
  return (cells) => ({
    unitName: read(cells, 'unitName', readName),
    head: read(cells, 'head', readName),
    headPhone: read(cells, 'headPhone', readCode),
    unitLiaison: read(cells, 'unitLiaison', readName),
    unitLiaisonPhone: read(cells, 'unitLiaisonPhone', readCode),
    duties: read(cells, 'duties', readWords),
  })
}

/** Makes the reader of logs and summaries; one line of a log is one thing unless it says how many. */
export function createWorkReader(all: Columns, notes: RowNotes): (cells: readonly Cell[]) => WorkRow {
  const read = createFieldReader<keyof WorkRow>(columnsByField(all), notes)
  return (cells) => ({
    workKind: read(cells, 'workKind', readName),
    heldOn: read(cells, 'heldOn', readDay),
    number: read(cells, 'number', readName),
    host: read(cells, 'host', readName),
    target: read(cells, 'target', readName),
    estate: read(cells, 'estate', readName),
    content: read(cells, 'content', readWords),
    quantity: read(cells, 'quantity', readCount),
    measure: read(cells, 'measure', readName),
    people: read(cells, 'people', readCount),
    items: read(cells, 'items', readCount),
    outcome: read(cells, 'outcome', readWords),
  })
}

export function createProblemReader(all: Columns, notes: RowNotes): (cells: readonly Cell[]) => ProblemRow {
  const columns = columnsByField<keyof ProblemRow | 'status'>(all)
  const read = createFieldReader(columns, notes)
  const readYesNo = createYesNoReader(notes)
  return (cells) => ({
    number: read(cells, 'number', readName),
    estate: read(cells, 'estate', readName),
    problemKind: read(cells, 'problemKind', readName),
    problem: read(cells, 'problem', readWords),
    responsibleUnit: read(cells, 'responsibleUnit', readName),
    raisedOn: read(cells, 'raisedOn', readDay),
    dueOn: read(cells, 'dueOn', readDay),
    doneOn: read(cells, 'doneOn', readDay),
    handling: read(cells, 'handling', readWords),
    isWrittenOff: read(cells, 'status', (cell) => readYesNo(cell).is),
  })
}

/** Makes the reader of a list of advice; what its entries are called is the name of their column. */
export function createAdviceReader(all: Columns, notes: RowNotes): (cells: readonly Cell[]) => AdviceRow {
  const columns = columnsByField<'topic' | 'advice'>(all)
  const read = createFieldReader(columns, notes)
  const header = columns.advice?.header ?? ''
  const form = header.slice(header.lastIndexOf('/') + 1)
  return (cells) => ({ form, topic: read(cells, 'topic', readName), advice: read(cells, 'advice', readWords) })
}

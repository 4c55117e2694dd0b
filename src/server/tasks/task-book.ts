import { AlignmentType, Document, LineRuleType, Packer, Paragraph } from 'docx'
import { sql } from 'kysely'
import type { TaskState } from '#domain/tasks/moves.ts'
import type { Tx } from '../platform/acts.ts'
import { character, faces, pitch, run } from '../platform/documents/faces.ts'
import { officialPage } from '../platform/documents/page.ts'
import { tableOf } from '../platform/documents/table.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { stateWords } from './task-words.ts'

type BookTask = {
  no: number
  title: string
  wanted: string
  estate: string | null
  person: string | null
  startsOn: string
  dueOn: string
  state: TaskState
}

export type TaskBook = {
  countyName: string
  name: string
  duties: string | null
  head: string | null
  liaison: string | null
  on: string
  tasks: BookTask[]
}

/** What one responsible unit has to do: who answers for it, and every task not yet written off. */
export async function getTaskBook(tx: Tx, countyCode: string, organisationId: string): Promise<TaskBook> {
  const inPost = (duty: string) => sql`
    (select p.name from postings as s join people as p on p.county_code = s.county_code and p.id = s.person_id
      where s.county_code = o.county_code and s.organisation_id = o.id and s.duty = ${duty} and s.until_on is null)`
  const { rows } = await sql<Omit<TaskBook, 'on'>>`
    select r.name as "countyName", o.name, o.duties, ${inPost('head')} as head, ${inPost('liaison')} as liaison,
           (select coalesce(json_agg(json_build_object('no', t.task_no, 'title', t.title, 'wanted', t.wanted, 'estate', e.name, 'person', p.name,
                                      'startsOn', t.starts_on, 'dueOn', t.due_on, 'state', t.state) order by t.due_on, t.task_no), '[]')
              from tasks as t
              left join estates as e on e.county_code = t.county_code and e.id = t.estate_id
              left join people as p on p.county_code = t.county_code and p.id = t.person_id
             where t.county_code = o.county_code and t.organisation_id = o.id and t.state not in ('written_off', 'cancelled')) as tasks
      from organisations as o join regions as r on r.code = o.county_code
     where o.county_code = ${countyCode} and o.id = ${organisationId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_organisation', message: '没有这个单位' })
  return { ...rows[0], on: officeToday() }
}

/** The task book 任务书 as an official document: unit, who answers, each task with its number, what proves it and its days. */
export function writeTaskBook(book: TaskBook): Promise<Buffer> {
  const line = (text: string) =>
    new Paragraph({ indent: { firstLine: 2 * character }, spacing: pitch, children: [run(text, faces.body)] })
  const document = new Document({
    creator: 'qingling',
    title: `${book.name}任务书`,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        ...officialPage,
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { line: 700, lineRule: LineRuleType.EXACT, after: 480 },
            children: [
              run(`${book.countyName}清零行动`, faces.title),
              run(`${book.name}任务书`, faces.title, { break: 1 }),
            ],
          }),
          line(`责任单位：${book.name}`),
          line(`一把手：${book.head ?? '（未明确）'}　　联络员：${book.liaison ?? '（未明确）'}`),
          ...(book.duties ? [line(`工作职责：${book.duties}`)] : []),
          line(`截至${book.on}，未销号任务${book.tasks.length}件。`),
          ...(book.tasks.length > 0 ? [taskTable(book.tasks)] : []),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

const taskTable = (tasks: readonly BookTask[]) =>
  tableOf(
    ['编号', '小区', '任务', '完成标志', '责任人', '开始', '期限', '状态'],
    [3, 6, 9, 8, 4, 5, 5, 4],
    tasks.map(({ no, title, wanted, estate, person, startsOn, dueOn, state }) => [
      String(no),
      estate ?? '—',
      title,
      wanted,
      person ?? '—',
      startsOn,
      dueOn,
      stateWords[state],
    ]),
  )

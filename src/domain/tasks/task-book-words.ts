import type { DocumentContent } from '../documents/content.ts'
import { dayWords } from '../reports/bulletin-words.ts'
import type { IsoDate } from '../shared/quantities.ts'

/** What a task book says: who answers for a unit, and each task it has not yet written off. */
export type TaskBookFacts = {
  name: string
  duties: string | null
  head: string | null
  liaison: string | null
  on: IsoDate
  tasks: readonly {
    no: number
    title: string
    wanted: string
    estate: string | null
    person: string | null
    dueOn: IsoDate
  }[]
}

const columns = [
  { title: '编号', width: 9 },
  { title: '小区', width: 17 },
  { title: '任务', width: 24 },
  { title: '完成标志', width: 21 },
  { title: '责任人', width: 11 },
  { title: '期限', width: 18 },
]

/** The task book 任务书 as the text of an official document to the unit. */
export function taskBookContent({ name, duties, head, liaison, on, tasks }: TaskBookFacts): DocumentContent {
  return {
    title: `${name}清零行动任务书`,
    addressee: `${name}：`,
    blocks: [
      { kind: 'paragraph', text: `截至${dayWords(on)}，你单位未销号任务${tasks.length}件，现予明确，请按期办结：` },
      {
        kind: 'fields',
        rows: [
          ['责任单位', name],
          ['一把手', head ?? '（未明确）'],
          ['联络员', liaison ?? '（未明确）'],
          ...(duties ? [['工作职责', duties] as const] : []),
        ],
      },
      {
        kind: 'table',
        columns,
        rows: tasks.map(({ no, title, wanted, estate, person, dueOn }) => [
          `${no}`,
          estate ?? '—',
          title,
          wanted,
          person ?? '—',
          dueOn,
        ]),
      },
    ],
    attachments: [],
    copiesTo: [],
    contact: '',
  }
}

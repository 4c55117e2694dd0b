import type { DocumentBlock, DocumentContent } from '../documents/content.ts'
import { dayWords } from '../reports/bulletin-words.ts'
import type { IsoDate } from '../shared/quantities.ts'

type Duty = 'head' | 'deputy' | 'liaison' | 'member'

/** What the charter needs of who answers for what; `until` null: still so. */
export type CharterFacts = {
  units: readonly {
    name: string
    duties: string | null
    postings: readonly { personId: string; duty: Duty; from: IsoDate; until: IsoDate | null }[]
  }[]
  people: readonly { id: string; name: string }[]
  charges: readonly { place: string; personId: string; from: IsoDate; until: IsoDate | null }[]
}

const dutyTitles: Readonly<Record<Duty, string>> = {
  head: '一把手',
  deputy: '副职',
  liaison: '联络员',
  member: '成员',
}

/** A part of the charter as a table; without rows nothing is settled yet. */
export type CharterPart = {
  heading: string
  columns: readonly { title: string; width: number }[]
  rows: readonly (readonly string[])[]
}

const column = (title: string, width: number) => ({ title, width })

/** The three parts of the charter: everybody who holds a post now, what each unit does, who looks after which place. */
export function charterParts({ units, people, charges }: CharterFacts): CharterPart[] {
  const nameOf = new Map(people.map(({ id, name }) => [id, name]))
  const members = units.flatMap(({ name, postings }) =>
    postings
      .filter(({ until }) => until === null)
      .map(({ personId, duty, from }) => [name, dutyTitles[duty], nameOf.get(personId) ?? '', dayWords(from)]),
  )
  const held = charges.filter(({ until }) => until === null)
  return [
    {
      heading: '一、成员名单',
      columns: [column('单位（专班）', 4), column('职务', 2), column('姓名', 2), column('任职时间', 3)],
      rows: members,
    },
    {
      heading: '二、职责分工',
      columns: [column('单位（专班）', 3), column('工作职责', 8)],
      rows: units.map(({ name, duties }) => [name, duties ?? '尚未确定']),
    },
    {
      heading: '三、包联',
      columns: [column('包联范围', 6), column('包联人', 2), column('起始时间', 3)],
      rows: held.map(({ place, personId, from }) => [place, nameOf.get(personId) ?? '', dayWords(from)]),
    },
  ]
}

/** The charter 成员名单及职责分工 as the text of an official document to all units. */
export function charterContent(facts: CharterFacts, regionName: string, today: IsoDate): DocumentContent {
  return {
    title: `${regionName}清零行动成员名单及职责分工`,
    addressee: '各成员单位：',
    blocks: [
      {
        kind: 'paragraph',
        text: `截至${dayWords(today)}，${regionName}清零行动成员名单、职责分工和包联安排明确如下：`,
      },
      ...charterParts(facts).flatMap(blocksOf),
    ],
    attachments: [],
    copiesTo: [],
    contact: '',
  }
}

function blocksOf({ heading, columns, rows }: CharterPart): DocumentBlock[] {
  const table: DocumentBlock =
    rows.length === 0 ? { kind: 'paragraph', text: '尚未确定。' } : { kind: 'table', columns, rows }
  return [{ kind: 'heading', level: 1, text: heading }, table]
}

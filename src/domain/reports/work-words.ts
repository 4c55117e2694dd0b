import { type Bulletin, type NamedTask, rankHolders, type Work } from './bulletin.ts'
import { type PlainTable, reported } from './bulletin-tables.ts'
import type { CountedSection } from './bulletin-words.ts'
import { percent } from './figures.ts'

/** The most tasks a document names; the rest stand in the annex. */
const named = 200

/** What was done in the period and which tasks are late: the sections of a report on its work. */
export function workSections({ work, level }: Bulletin): CountedSection[] {
  if (!work) return []
  return [
    {
      key: 'work',
      heading: '工作开展情况',
      paragraphs: [taskWords(work), counterWords(work)],
      ...(work.counters.length > 0 && {
        table: {
          header: ['工作', '计量', '本期', '累计'],
          shares: [50, 14, 18, 18],
          rows: work.counters.map(({ word, measure, added, total }) => [
            word,
            measure ?? '',
            reported(added),
            reported(total),
          ]),
        },
      }),
    },
    ...rankingSections(work, level),
    {
      key: 'overdue',
      heading: '逾期未销号任务',
      paragraphs: [overdueWords(work)],
      ...(work.overdue.length > 0 && { table: taskTable(work.overdue, level, 'late') }),
    },
    ...(work.writtenOff.length === 0
      ? []
      : [
          {
            key: 'written_off' as const,
            heading: '本期销号任务',
            paragraphs: [`本期销号任务${work.added.writtenOff}项。`],
            table: taskTable(work.writtenOff, level, 'done'),
          },
        ]),
  ]
}

function rankingSections({ holders = [] }: Work, level: 'city' | 'county'): CountedSection[] {
  const ranked = rankHolders(holders)
  if (ranked.length === 0) return []
  const who = level === 'city' ? '县（市、区）' : '责任单位'
  return [
    {
      key: 'task_ranking',
      heading: `${who}任务销号排名`,
      paragraphs: ['按销号任务占累计下达任务的比例排名，比例相同的名次并列。'],
      table: {
        header: ['名次', who, '下达', '销号', '在办', '逾期', '本期销号', '销号率'],
        shares: [8, 30, 10, 10, 10, 10, 12, 12],
        rows: ranked.map((line) => [
          line.rank,
          line.who,
          line.issued,
          line.writtenOff,
          line.open,
          line.overdue,
          line.added,
          percent(line.share),
        ]),
      },
    },
  ]
}

function taskWords({ tasks, added }: Work): string {
  if (tasks.issued === 0) return '任务台账未报。'
  return (
    `累计下达任务${tasks.issued}项、销号${tasks.writtenOff}项，在办${tasks.open}项，其中逾期${tasks.overdue}项；` +
    `本期下达${added.issued}项、销号${added.writtenOff}项。`
  )
}

const counterWords = ({ counters }: Work) =>
  counters.length === 0
    ? '工作台账未报。'
    : '各项工作本期和累计数如下，台账只有合计、说不出发生日期的，本期数记为“未报”。'

function overdueWords({ overdue, tasks }: Work): string {
  if (tasks.issued === 0) return '任务台账未报。'
  if (tasks.overdue === 0) return '没有逾期未销号的任务。'
  const shown = Math.min(named, overdue.length)
  return `逾期未销号的任务${tasks.overdue}项${shown < tasks.overdue ? `，其中逾期最久的${shown}项如下` : ''}。`
}

function taskTable(tasks: readonly NamedTask[], level: 'city' | 'county', as: 'late' | 'done'): PlainTable {
  return {
    header: ['小区', '事项', '责任单位', '责任人', '时限', as === 'late' ? '逾期天数' : '销号日期'],
    shares: [19, 25, 18, 11, 15, as === 'late' ? 12 : 15],
    rows: tasks
      .slice(0, named)
      .map(({ county, estate, title, organisation, person, dueOn, daysLate, writtenOffOn }) => [
        `${level === 'city' ? county : ''}${estate ?? '（不涉及单个小区）'}`,
        title,
        organisation,
        person ?? '未定',
        dueOn,
        as === 'late' ? daysLate : (writtenOffOn ?? '—'),
      ]),
  }
}

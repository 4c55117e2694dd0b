import type { TasksQuery } from '#contract/tasks.ts'

/** What the tasks of a page are narrowed to, as its address says. */
export type TasksFilter = Partial<Omit<TasksQuery, 'after' | 'limit'>>

export type TasksViewProps = { region: string; filter: TasksFilter }

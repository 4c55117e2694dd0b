import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty } from 'antd'
import { type TaskLine, tasksEndpoints } from '#contract/tasks.ts'
import { dayNumber, dayOfNumber, weekdayOf } from '#domain/shared/days.ts'
import { call } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { tasksPageWords } from './messages.ts'
import { TaskCard } from './TaskCard.tsx'
import type { TasksViewProps } from './tasks-filter.ts'

/** The timetable: what is due in which week, the earliest first. */
export function TasksTimetable({ region, filter }: TasksViewProps) {
  const text = useText(tasksPageWords)
  const query = { ...filter, sort: 'due' as const }
  const list = useInfiniteQuery({
    queryKey: [tasksEndpoints.listTasks.path, 'timetable', region, query],
    queryFn: ({ pageParam }) =>
      call(tasksEndpoints.listTasks, { params: { region }, query: { ...query, after: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  return (
    <Reading query={list}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows)
        return (
          <>
            {rows.length === 0 && <Empty description={text.noMatch} style={{ margin: 48 }} />}
            {byWeek(rows).map(([monday, tasks]) => (
              <section key={monday}>
                <h2 className="task-week">{text.week(monday, dayOfNumber(dayNumber(monday) + 6))}</h2>
                {tasks.map((task) => (
                  <TaskCard key={task.id} task={task} />
                ))}
              </section>
            ))}
            {list.hasNextPage && (
              <Button
                className="no-print"
                loading={list.isFetchingNextPage}
                onClick={() => list.fetchNextPage()}
                style={{ marginTop: 16 }}
              >
                {text.more}
              </Button>
            )}
          </>
        )
      }}
    </Reading>
  )
}

const mondayOf = (day: string) => dayOfNumber(dayNumber(day) - weekdayOf(dayNumber(day)))

/** Tasks in the order of their due days, under the Monday of each week. */
function byWeek(rows: readonly TaskLine[]): [string, TaskLine[]][] {
  return [...Map.groupBy(rows, ({ dueOn }) => mondayOf(dueOn))]
}

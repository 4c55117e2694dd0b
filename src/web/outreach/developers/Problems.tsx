import { Empty, Tag } from 'antd'
import type { OwnEstateView, OwnProblem } from '#contract/developer-shapes.ts'
import { useText } from '../../platform/text.ts'
import { developerWords } from './messages.ts'

/** What is to be settled about an estate: what the developer must do himself, then what others are at. */
export function Problems({ estate }: { estate: OwnEstateView }) {
  const text = useText(developerWords)
  if (estate.todo.length === 0) return <Empty description={text.noProblems} />
  const groups = [
    { title: text.ownTurn, rows: estate.todo.filter(({ isOwn }) => isOwn) },
    { title: text.others, rows: estate.todo.filter(({ isOwn }) => !isOwn) },
  ].filter(({ rows }) => rows.length > 0)
  return groups.map(({ title, rows }) => (
    <section key={title}>
      <h2 className="own-section">{title}</h2>
      <div className="own-lines">
        {rows.map((problem) => (
          <Line key={problem.id} problem={problem} />
        ))}
      </div>
    </section>
  ))
}

function Line({ problem }: { problem: OwnProblem }) {
  const text = useText(developerWords)
  return (
    <div className="own-line">
      <div className="own-line-head">
        <strong>{problem.words}</strong>
        <Tag>{text.problemKinds[problem.kind]}</Tag>
        {problem.isLate && <Tag color="red">{text.late}</Tag>}
      </div>
      {problem.measure && (
        <p>{problem.kind === 'matter' ? text.basis(problem.measure) : text.wanted(problem.measure)}</p>
      )}
      <p className="quiet">
        {problem.unitName}
        {problem.dueOn && ` · ${text.until(problem.dueOn)}`}
      </p>
    </div>
  )
}

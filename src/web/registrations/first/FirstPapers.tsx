import { Card, Empty } from 'antd'
import type { ShownPaper } from '#contract/first-registration-shapes.ts'
import { BasisWords } from '../../diagnosis/BasisWords.tsx'
import { StatusMark } from '../../diagnosis/Marks.tsx'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { firstWords } from './messages.ts'
import { useTitles } from './use-titles.ts'
import './first.css'

const isSettled = ({ status }: ShownPaper) => status !== 'missing' && status !== 'unknown'
const rank = ({ status }: ShownPaper) =>
  status === 'missing' ? 0 : status === 'unknown' ? 1 : status === 'met' ? 3 : status === 'not_applicable' ? 4 : 2

type FirstPapersProps = { papers: readonly ShownPaper[]; note: string }

/** The checklist of papers: what is met by what, what is missing, which rule opens the way and who must act. */
export function FirstPapers({ papers, note }: FirstPapersProps) {
  const text = useText(firstWords)
  const asked = papers.filter(({ status }) => status !== 'not_applicable')
  return (
    <Card
      size="small"
      title={text.papers}
      extra={<span className="quiet">{text.papersOf(count(asked.filter(isSettled).length), count(asked.length))}</span>}
    >
      {papers.length === 0 && <Empty description={note} />}
      {papers.length > 0 && <p className="quiet first-origin">{note}</p>}
      {papers
        .toSorted((one, other) => rank(one) - rank(other))
        .map((paper) => (
          <PaperRow key={paper.requirement} paper={paper} />
        ))}
    </Card>
  )
}

function PaperRow({ paper }: { paper: ShownPaper }) {
  const text = useText(firstWords)
  const { titleOf, unitOf, join } = useTitles()
  const { status, basis, rule, until, files } = paper
  const from = rule?.from && rule.from.version > 0 ? text.version(rule.from.title, count(rule.from.version)) : ''
  return (
    <div className={`first-paper is-${status}`}>
      <StatusMark status={status === 'noticed' ? 'deferred' : status} hasWay={paper.ways.length > 0} />
      <div>
        <b>{titleOf(paper)}</b> <span className="quiet">{unitOf(paper)}</span>
        {rule && <div>{titleOf(rule)}</div>}
        <div className="quiet">
          <BasisWords basis={basis} />
          {from && ` · ${from}`}
        </div>
        {until && <div className="quiet">{text.until(until)}</div>}
        {status === 'separated' && <div className="quiet">{text.arrears}</div>}
        <Ways paper={paper} />
        {files.length > 0 && (
          <div className="quiet">
            {text.files}：{join(files.map(({ name }) => name))}
          </div>
        )}
      </div>
      <span className="first-status">{text.status[status]}</span>
    </div>
  )
}

/** What can be done about a paper that is missing or not established. */
function Ways({ paper: { status, ways } }: { paper: ShownPaper }) {
  const text = useText(firstWords)
  const { titleOf, unitOf } = useTitles()
  if (status === 'unknown') return <div className="first-todo">{text.toEstablish}</div>
  if (status !== 'missing') return null
  const [way] = ways
  if (!way) return <div className="first-todo">{text.noWay}</div>
  const [step] = way.steps
  return (
    <div className="first-todo">
      {text.way(titleOf(way))}
      {step && <div>{text.nextStep(unitOf(step), titleOf(step))}</div>}
      <div className="quiet">
        <BasisWords basis={way.basis} />
      </div>
    </div>
  )
}

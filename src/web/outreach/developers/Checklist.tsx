import { Button, Empty, Tag } from 'antd'
import { useContext, useState } from 'react'
import type { CheckLine, HandedPaper, OwnEstateView } from '#contract/developer-shapes.ts'
import { developersEndpoints } from '#contract/developers.ts'
import { paperKinds } from '#domain/archives/paper-kinds.ts'
import { addressOf } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { LanguageContext, useText } from '../../platform/text.ts'
import { HandInPaperModal } from './HandInPaperModal.tsx'
import { developerWords } from './messages.ts'

const colours = { met: 'green', not_asked: 'default', missing: 'red', unknown: 'orange' } as const

/** The papers a first registration asks for, what is open first; each may be handed in. */
export function Checklist({ estate }: { estate: OwnEstateView }) {
  const text = useText(developerWords)
  const [handing, setHanding] = useState<CheckLine | 'other'>()
  return (
    <>
      <p className="own-quiet">{estate.diagnosedOn ? text.diagnosedOn(estate.diagnosedOn) : text.noDiagnosis}</p>
      <div className="own-lines own-columns">
        {estate.checklist.map((line) => (
          <Line key={line.requirement} line={line} onHandIn={() => setHanding(line)} />
        ))}
      </div>
      <div className="own-buttons">
        <Button onClick={() => setHanding('other')}>{text.otherPaper}</Button>
      </div>
      <h2 className="own-section">{text.handed}</h2>
      {estate.papers.length === 0 && <Empty description={text.nothingHanded} />}
      <div className="own-lines">
        {estate.papers.map((paper) => (
          <Handed key={paper.id} paper={paper} />
        ))}
      </div>
      {handing && (
        <HandInPaperModal
          estate={estate}
          line={handing === 'other' ? null : handing}
          onClose={() => setHanding(undefined)}
        />
      )}
    </>
  )
}

function Line({ line, onHandIn }: { line: CheckLine; onHandIn: () => void }) {
  const text = useText(developerWords)
  const { language } = useContext(LanguageContext)
  const named = (one: { title: string; titleEn: string }) => (language === 'zh' ? one.title : one.titleEn)
  const isOpen = line.state === 'missing' || line.state === 'unknown'
  return (
    <div className="own-line">
      <div className="own-line-head">
        <strong>{named(line)}</strong>
        <Tag color={colours[line.state]}>{text.checkStates[line.state]}</Tag>
        {line.waiting > 0 && <Tag color="blue">{text.waitingPapers(count(line.waiting))}</Tag>}
        {isOpen && (
          <Button className="end" onClick={onHandIn} aria-label={`${text.handInPaper} ${named(line)}`}>
            {text.handInPaper}
          </Button>
        )}
      </div>
      {line.rule && <p>{text.byRule(named(line.rule))}</p>}
      {line.measure && (
        <p>
          {text.measure(named(line.measure))}
          {line.measure.steps.length > 0 &&
            `：${line.measure.steps.map((step) => text.stepBy(named(step), step.unitName)).join(' → ')}`}
        </p>
      )}
      <p className="quiet">
        {text.responsible(line.unitName)}
        {isOpen && ` · ${line.dueOn ? text.until(line.dueOn) : text.noUntil}`}
      </p>
      {line.basis !== '' && <p className="quiet">{text.basis(line.basis)}</p>}
    </div>
  )
}

const stateColours = { waiting: 'blue', accepted: 'green', returned: 'red' } as const

function Handed({ paper }: { paper: HandedPaper }) {
  const text = useText(developerWords)
  const { language } = useContext(LanguageContext)
  const params = { county: paper.countyCode, handedPaper: paper.id }
  return (
    <div className="own-line">
      <div className="own-line-head">
        <strong>{paperKinds[paper.paper][language]}</strong>
        <Tag color={stateColours[paper.state]}>{text.paperStates[paper.state]}</Tag>
        <a className="end" href={addressOf(developersEndpoints.ownPaperContent.path, { params })}>
          {text.open}
        </a>
      </div>
      <p>{paper.name}</p>
      {paper.decidedOn && paper.decision && <p>{text.decidedOn(paper.decidedOn, paper.decision)}</p>}
      <p className="quiet">
        {text.handedOn(paper.handedInOn, paper.handedInBy)}
        {paper.note && ` · ${paper.note}`}
      </p>
    </div>
  )
}

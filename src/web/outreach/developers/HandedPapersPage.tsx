import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Button, Descriptions, Drawer, Segmented, Tag } from 'antd'
import { useContext, useState } from 'react'
import { type HandedPaper, handedPaperStates } from '#contract/developer-shapes.ts'
import { developersEndpoints } from '#contract/developers.ts'
import { paperKinds } from '#domain/archives/paper-kinds.ts'
import { addressOf, call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useMay } from '../../platform/session.ts'
import { LanguageContext, useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { handedPaperWords } from './office-messages.ts'

const colours = { waiting: 'blue', accepted: 'green', returned: 'red' } as const

/** Papers developers handed in: looked at, accepted into the archive or returned. */
export function HandedPapersPage() {
  const { county } = useParams({ from: '/signed-in/shell/counties/$county/developer-papers' })
  const search = useSearch({ from: '/signed-in/shell/counties/$county/developer-papers' })
  const text = useText(handedPaperWords)
  const { language } = useContext(LanguageContext)
  const setSearch = useSetSearch()
  const [opened, setOpened] = useState<HandedPaper>()
  const state = handedPaperStates.find((each) => each === search.state) ?? 'waiting'
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.title}</h1>
        <Segmented
          value={state}
          options={handedPaperStates.map((value) => ({ value, label: text.states[value] }))}
          onChange={(value) => setSearch({ state: value })}
        />
      </div>
      <RecordTable<HandedPaper>
        listKey={[developersEndpoints.handedPapers.path, county, state]}
        load={(after) => call(developersEndpoints.handedPapers, { params: { county }, query: { state, after } })}
        rowKey={({ id }) => id}
        onOpen={setOpened}
        width={1040}
        empty={text.none}
        columns={[
          { title: text.estate, dataIndex: 'estateName', width: 170, ellipsis: true },
          { title: text.organisation, dataIndex: 'organisation', width: 230, ellipsis: true },
          { title: text.paper, render: (_, { paper }) => paperKinds[paper][language], width: 140 },
          { title: text.file, dataIndex: 'name', width: 220, ellipsis: true },
          {
            title: text.handedIn,
            render: (_, { handedInOn, handedInBy }) => text.handedOn(handedInOn, handedInBy),
            width: 200,
            ellipsis: true,
          },
          {
            title: text.state,
            render: (_, row) => <Tag color={colours[row.state]}>{text.states[row.state]}</Tag>,
            width: 100,
          },
        ]}
      />
      {opened && <PaperDrawer paper={opened} onClose={() => setOpened(undefined)} />}
    </div>
  )
}

function PaperDrawer({ paper, onClose }: { paper: HandedPaper; onClose: () => void }) {
  const text = useText(handedPaperWords)
  const { language } = useContext(LanguageContext)
  const mayDecide = useMay('outreach.arrange', paper.countyCode)
  const [doing, setDoing] = useState<'accept' | 'return'>()
  const params = { county: paper.countyCode, handedPaper: paper.id }
  return (
    <Drawer open onClose={onClose} title={`${paper.estateName} · ${paperKinds[paper.paper][language]}`} size={480}>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'organisation', label: text.organisation, children: paper.organisation },
          { key: 'file', label: text.file, children: paper.name },
          { key: 'handed', label: text.handedIn, children: text.handedOn(paper.handedInOn, paper.handedInBy) },
          ...(paper.note ? [{ key: 'note', label: text.note, children: paper.note }] : []),
          ...(paper.decidedOn
            ? [
                {
                  key: 'decided',
                  label: text.decided,
                  children: `${text.states[paper.state]} · ${text.handedOn(paper.decidedOn, paper.decidedBy ?? '')} · ${paper.decision}`,
                },
              ]
            : []),
        ]}
      />
      <div className="own-buttons" style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 16 }}>
        <Button href={addressOf(developersEndpoints.handedPaperContent.path, { params })} target="_blank">
          {text.open}
        </Button>
        {mayDecide && paper.state === 'waiting' && (
          <>
            <Button type="primary" onClick={() => setDoing('accept')}>
              {text.accept}
            </Button>
            <Button onClick={() => setDoing('return')}>{text.return}</Button>
          </>
        )}
      </div>
      <h3 style={{ fontSize: 14, marginTop: 24 }}>{text.facts}</h3>
      <p>{text.factsHint}</p>
      <Link
        to="/counties/$county/estates/$estate"
        params={{ county: paper.countyCode, estate: paper.estateId }}
        search={{ view: 'diagnosis' }}
      >
        {text.toDiagnosis}
      </Link>
      {doing && <DecideModal paper={paper} act={doing} onClose={() => setDoing(undefined)} onDone={onClose} />}
    </Drawer>
  )
}

type DecideProps = { paper: HandedPaper; act: 'accept' | 'return'; onClose: () => void; onDone: () => void }

function DecideModal({ paper, act, onClose, onDone }: DecideProps) {
  const text = useText(handedPaperWords)
  const queries = useQueryClient()
  const params = { county: paper.countyCode, handedPaper: paper.id }
  return (
    <ReasonModal
      open
      title={`${act === 'accept' ? text.accept : text.return} · ${paper.name}`}
      suggested={act === 'accept' ? text.acceptReason : undefined}
      reasonLabel={act === 'return' ? text.returnLabel : undefined}
      done={act === 'accept' ? text.accepted : text.returned}
      onClose={onClose}
      act={async (body) => {
        await (act === 'accept'
          ? call(developersEndpoints.acceptPaper, { params, body })
          : call(developersEndpoints.returnPaper, { params, body }))
        await queries.invalidateQueries({ queryKey: [developersEndpoints.handedPapers.path] })
        onDone()
      }}
    />
  )
}

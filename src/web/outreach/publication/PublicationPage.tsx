import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, Button, Card, Empty, Modal, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { type Publication, publicationsEndpoints, type RegionPublication } from '#contract/publications.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useMay, useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { ComposePublication } from './ComposePublication.tsx'
import { publicationWords } from './messages.ts'
import { PublicationContent } from './PublicationContent.tsx'

const here = '/signed-in/shell/regions/$region/publication'

/** What a region publishes of its campaign: the draft, what stands, and what stood before. */
export function PublicationPage() {
  const { region } = useParams({ from: here })
  const text = useText(publicationWords)
  const name = useRegionName(region)
  const mayDraft = useMay('outreach.arrange', region)
  const [isComposing, setComposing] = useState(false)
  const params = { region }
  const { data } = useQuery({
    queryKey: [publicationsEndpoints.regionPublication.path, params],
    queryFn: () => call(publicationsEndpoints.regionPublication, { params }),
  })
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
        <div className="end no-print">
          <Button href={`/people/${region}/campaign`} target="_blank">
            {text.openPublic}
          </Button>
          {mayDraft && data && (
            <Button type="primary" onClick={() => setComposing(true)}>
              {text.compose}
            </Button>
          )}
        </div>
      </div>
      <p className="quiet">{text.hint}</p>
      {data ? (
        <div className="publication-cards">
          <DraftCard region={region} publication={data} />
          <StandingCard region={region} publication={data} />
        </div>
      ) : (
        <Skeleton active />
      )}
      <History region={region} />
      {isComposing && data && (
        <ComposePublication region={region} publication={data} onClose={() => setComposing(false)} />
      )}
    </div>
  )
}

type CardProps = { region: string; publication: RegionPublication }

function DraftCard({ region, publication: { draft, isOwnDraft, asOf } }: CardProps) {
  const text = useText(publicationWords)
  const mayPublish = useMay('documents.sign', region)
  return (
    <Card
      size="small"
      title={text.draft}
      extra={draft && mayPublish && !isOwnDraft && <Move region={region} publication={draft} move="publish" />}
    >
      {draft ? (
        <>
          {isOwnDraft && <Alert type="info" showIcon title={text.secondPerson} />}
          <p className="quiet">{text.draftAsOf(asOf)}</p>
          <PublicationContent publication={draft} />
        </>
      ) : (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noDraft} />
      )}
    </Card>
  )
}

function StandingCard({ region, publication: { standing } }: CardProps) {
  const text = useText(publicationWords)
  const mayWithdraw = useMay('documents.sign', region)
  return (
    <Card
      size="small"
      title={text.standing}
      extra={standing && mayWithdraw && <Move region={region} publication={standing} move="withdraw" />}
    >
      {standing ? (
        <>
          <p className="quiet">{text.asOf(standing.asOf ?? '')}</p>
          <PublicationContent publication={standing} />
        </>
      ) : (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.none} />
      )}
    </Card>
  )
}

type MoveProps = { region: string; publication: Publication; move: 'publish' | 'withdraw' }

/** Publishing a draft, or taking off what stands. */
function Move({ region, publication, move }: MoveProps) {
  const text = useText(publicationWords)
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const params = { region, publication: publication.id }
  const words = {
    publish: { title: text.publish, done: text.published, suggested: text.publishReason },
    withdraw: { title: text.withdraw, done: text.withdrawn, suggested: text.withdrawReason },
  }[move]
  const endpoint = { publish: publicationsEndpoints.publish, withdraw: publicationsEndpoints.withdrawPublication }[move]
  return (
    <>
      <Button type={move === 'publish' ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {words.title}
      </Button>
      <ReasonModal<object>
        open={isOpen}
        {...words}
        onClose={() => setOpen(false)}
        act={async ({ reason }) => {
          await call(endpoint, { params, body: { reason } })
          await queries.invalidateQueries()
        }}
      >
        {move === 'publish' && (
          <>
            <p>{text.publishCheck}</p>
            <PublicationContent publication={publication} />
          </>
        )}
      </ReasonModal>
    </>
  )
}

const colours = {
  drafted: 'gold',
  discarded: 'default',
  published: 'green',
  replaced: 'default',
  withdrawn: 'red',
} as const

function History({ region }: { region: string }) {
  const text = useText(publicationWords)
  const [opened, setOpened] = useState<Publication>()
  return (
    <Card size="small" title={text.history} className="publication-history">
      <RecordTable<Publication>
        listKey={[publicationsEndpoints.listPublications.path, region]}
        load={(after) => call(publicationsEndpoints.listPublications, { params: { region }, query: { after } })}
        rowKey={({ id }) => id}
        onOpen={setOpened}
        width={860}
        empty={text.noHistory}
        columns={[
          {
            title: text.state,
            width: 120,
            render: (_, { state }) => <Tag color={colours[state]}>{text.states[state]}</Tag>,
          },
          { title: text.figures, render: (_, { figures }) => figures.map((figure) => text.titles[figure]).join('、') },
          { title: text.drafter, width: 200, render: (_, { drafter, draftedOn }) => text.by(drafter, draftedOn) },
          {
            title: text.publisher,
            width: 200,
            render: (_, { publisher, publishedOn }) => (publisher ? text.by(publisher, publishedOn ?? '') : '—'),
          },
          { title: text.endedOn, width: 110, render: (_, { endedOn }) => endedOn ?? '—' },
        ]}
      />
      <Modal open={opened !== undefined} title={text.title} footer={null} onCancel={() => setOpened(undefined)}>
        {opened && <PublicationContent publication={opened} />}
      </Modal>
    </Card>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Card, Steps } from 'antd'
import { useState } from 'react'
import type { OfficialDocument } from '#contract/document-shapes.ts'
import { documentsEndpoints } from '#contract/documents.ts'
import { documentKinds } from '#domain/documents/kinds.ts'
import type { DocumentMove } from '#domain/documents/moves.ts'
import { addressOf, call, endpointQuery } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { AnswerModal } from './AnswerModal.tsx'
import { DocumentActModal, type Doing } from './DocumentActModal.tsx'
import { DocumentSheet } from './DocumentSheet.tsx'
import { About, Answers, Past, Services } from './DocumentSide.tsx'
import { DraftForm, type FieldFaults } from './DraftForm.tsx'
import { isPlain } from './document-acts.ts'
import { DocumentTag } from './document-marks.tsx'
import { stationOf, stationsOf } from './document-steps.ts'
import { documentPageWords, documentWords } from './messages.ts'
import { PaperServiceModal } from './PaperServiceModal.tsx'
import '../tasks/tasks.css'
import './documents.css'

/** One document: its text as it reads on paper, how far it is, and what the reader may do with it. */
export function DocumentPage() {
  const { county, document: id } = useParams({ from: '/signed-in/shell/counties/$county/documents/$document' })
  const document = useQuery(endpointQuery(documentsEndpoints.getDocument, { params: { county, document: id } }))
  return <Reading query={document}>{(data) => <DocumentView key={data.id} document={data} />}</Reading>
}

type Form = 'edit' | 'paper' | 'answer' | 'record_answer' | 'withdraw'

function DocumentView({ document }: { document: OfficialDocument }) {
  const text = useText(documentPageWords)
  const words = useText(documentWords)
  const { moves, countyCode: county } = document
  const isBlank = document.content.blocks.length === 0 && moves.includes('edit')
  const [open, setOpen] = useState<Form | undefined>(isBlank ? 'edit' : undefined)
  const [doing, setDoing] = useState<Doing>()
  const [faults, setFaults] = useState<FieldFaults>({})
  const close = () => setOpen(undefined)
  const isEditing = open === 'edit' && moves.includes('edit')
  return (
    <div className="page task-page">
      <div className="page-head">
        <DocumentTag document={document} />
        <h1>{document.title || words.untitled}</h1>
        <div className="end no-print">
          <Link to="/regions/$region/documents" params={{ region: county }}>
            <Button>{text.back}</Button>
          </Link>
          <Files document={document} />
        </div>
      </div>
      <Standing document={document} />
      {!isEditing && (
        <Acts document={document} onPlain={(move) => setDoing({ move, documents: [document] })} onForm={setOpen} />
      )}
      <div className="document-columns">
        {isEditing ? (
          <DraftForm
            document={document}
            faults={faults}
            onDone={() => {
              setFaults({})
              close()
            }}
          />
        ) : (
          <DocumentSheet document={document} />
        )}
        <div className="task-side">
          <About document={document} />
          <Services document={document} />
          <Answers document={document} />
          <Card size="small" title={text.history}>
            <Past entries={document.history} />
          </Card>
        </div>
      </div>
      <DocumentActModal
        doing={doing}
        onClose={() => setDoing(undefined)}
        onDone={({ results }) => {
          const missing = results[0]?.fields ?? []
          if (missing.length === 0) return
          setFaults(Object.fromEntries(missing.map(({ field, message }) => [field, message])))
          setDoing(undefined)
          setOpen('edit')
        }}
      />
      {open === 'paper' && <PaperServiceModal document={document} onClose={close} />}
      {(open === 'answer' || open === 'record_answer') && (
        <AnswerModal document={document} isOnPaper={open === 'record_answer'} onClose={close} />
      )}
      {open === 'withdraw' && <WithdrawModal document={document} onClose={close} />}
    </div>
  )
}

function Files({ document: { countyCode: county, id } }: { document: OfficialDocument }) {
  const text = useText(documentPageWords)
  const files = { params: { county, document: id } }
  return (
    <>
      <Button href={addressOf(documentsEndpoints.documentPdf.path, files)} target="_blank">
        {text.pdf}
      </Button>
      <Button href={addressOf(documentsEndpoints.documentDocx.path, files)}>{text.word}</Button>
    </>
  )
}

/** How far the document is, and whether another one takes it back. */
function Standing({ document }: { document: OfficialDocument }) {
  const text = useText(documentPageWords)
  const { state, servedOn, answerDays, answers, withdraws, withdrawnBy, countyCode: county } = document
  const asksAnswer = answerDays !== null || documentKinds[document.kind].asksAnswer
  const { place, status } = stationOf({ state, servedOn, answers: answers.length, asksAnswer })
  const isWithdrawn = state === 'withdrawn'
  const to = '/counties/$county/documents/$document'
  return (
    <>
      <Steps
        size="small"
        responsive={false}
        titlePlacement="vertical"
        current={place}
        status={status}
        style={{ marginBottom: 16 }}
        items={stationsOf(asksAnswer).map((station) => ({ title: text.steps[station] }))}
      />
      {withdrawnBy && (
        <Alert
          type={isWithdrawn ? 'error' : 'warning'}
          showIcon
          style={{ marginBottom: 12 }}
          message={isWithdrawn ? text.isWithdrawn : text.beingWithdrawn}
          description={
            <Link to={to} params={{ county, document: withdrawnBy.id }}>
              {isWithdrawn ? text.withdrawnBy(withdrawnBy.number ?? '') : withdrawnBy.title}
            </Link>
          }
        />
      )}
      {withdraws && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 12 }}
          message={
            <Link to={to} params={{ county, document: withdraws.id }}>
              {text.withdraws(withdraws.number ?? withdraws.title)}
            </Link>
          }
        />
      )}
    </>
  )
}

type ActsProps = {
  document: OfficialDocument
  onPlain: (move: Doing['move']) => void
  onForm: (form: Form) => void
}

/** What this person may do with the document now, as the server says; on a phone it stands under the thumb. */
function Acts({ document, onPlain, onForm }: ActsProps) {
  const text = useText(documentPageWords)
  const words = useText(documentWords)
  const { moves } = document
  if (moves.length === 0) return <p className="no-print">{text.nothing}</p>
  const [leading] = order.filter((move) => moves.includes(move) && !dangerous.includes(move))
  const button = (move: DocumentMove, label: string, act: () => void) => (
    <Button
      key={label}
      type={move === leading && label !== text.onPaper ? 'primary' : 'default'}
      danger={dangerous.includes(move)}
      onClick={act}
    >
      {label}
    </Button>
  )
  return (
    <div className="task-bar no-print" role="toolbar" aria-label={text.mustAct}>
      {order
        .filter((move) => moves.includes(move))
        .flatMap((move) => {
          if (move === 'serve')
            return [button(move, text.inside, () => onPlain(move)), button(move, text.onPaper, () => onForm('paper'))]
          if (isPlain(move)) return [button(move, words.moves[move], () => onPlain(move))]
          return [button(move, words.moves[move], () => onForm(move))]
        })}
    </div>
  )
}

/** In which order moves are offered: what leads on first, what undoes last. */
const order = [
  'submit',
  'sign',
  'answer',
  'accept_answer',
  'serve',
  'file',
  'record_answer',
  'edit',
  'return',
  'return_answer',
  'withdraw',
  'discard',
] as const satisfies readonly DocumentMove[]

const dangerous: readonly DocumentMove[] = ['return', 'return_answer', 'discard', 'withdraw']

function WithdrawModal({ document, onClose }: { document: OfficialDocument; onClose: () => void }) {
  const words = useText(documentWords)
  const navigate = useNavigate()
  const { countyCode: county, id } = document
  return (
    <ReasonModal
      open
      title={words.actOnOne(words.moves.withdraw, document.number ?? '')}
      onClose={onClose}
      act={async ({ reason }) => {
        const notice = await call(documentsEndpoints.withdrawDocument, {
          params: { county, document: id },
          body: { reason },
        })
        await navigate({ to: '/counties/$county/documents/$document', params: { county, document: notice.id } })
      }}
    >
      <Alert type="info" showIcon message={words.withdrawNote} style={{ marginBottom: 12 }} />
    </ReasonModal>
  )
}

import { useContext } from 'react'
import { Link } from 'wouter'
import { Actions, Busy, Facts, Say } from '../../people/platform/parts.tsx'
import { LanguageContext, useText } from '../../platform/text.ts'
import { visitWords } from '../messages.ts'
import { saidOf } from '../parts/said-words.ts'
import { wake } from '../sending/sender.ts'
import { photosOf } from '../store/photos.ts'
import { dropRecord, listRecords, sendAgain, shownAtMost } from '../store/records.ts'
import type { KeptRecord } from '../store/shapes.ts'
import type { Store } from '../store/store.ts'
import { useLocal } from '../told.ts'

/** What was recorded on this phone and what became of each record. */
export function OutboxPage({ store }: { store: Store }) {
  const text = useText(visitWords)
  const records = useLocal(store, listRecords)
  if (!records) return <Busy />
  return (
    <>
      <p className="crumbs">
        <Link href="/visit">‹ {text.estates}</Link>
      </p>
      <h1>{text.outbox}</h1>
      {records.length === 0 && <Say tone="info">{text.noRecords}</Say>}
      <ul className="rows">
        {records.map((record) => (
          <RecordRow key={record.id} store={store} record={record} />
        ))}
      </ul>
      {records.length === shownAtMost && <p>{text.shownLatest(shownAtMost)}</p>}
    </>
  )
}

function RecordRow({ store, record }: { store: Store; record: KeptRecord }) {
  const text = useText(visitWords)
  const { language } = useContext(LanguageContext)
  const photos = useLocal(store, photosOf, record.id) ?? []
  const { seq, state, title, sent, madeAt, answer } = record
  const refused = photos.filter((photo) => photo.state === 'refused')
  const codes: Readonly<Record<string, string>> = text.recordCodes
  const why = answer && ((answer.code && codes[answer.code]) || (language === 'zh' && answer.message) || answer.code)
  return (
    <li className="record" data-state={state}>
      <strong>{title}</strong>
      <span className="tag" data-state={state}>
        {text.recordStates[state]}
      </span>
      <small>
        {text.kinds[sent.kind]} · {new Date(madeAt).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', shortly)}
        {photos.length > 0 &&
          ` · ${text.photosOf(photos.length, photos.filter((photo) => photo.state === 'waiting').length)}`}
      </small>
      {refused.map((photo) => (
        <small key={photo.id} className="wrong">
          {text.photoStates.refused}: {photo.name} {photo.words}
        </small>
      ))}
      {why && (state === 'refused' || state === 'quarantined') && <small className="wrong">{why}</small>}
      {state === 'conflict' && <Conflicts record={record} />}
      {state === 'refused' && (
        <Actions>
          <button type="button" className="main" onClick={() => void sendAgain(store, seq).then(() => wake(store))}>
            {text.again}
          </button>
          <button type="button" onClick={() => confirm(text.dropSure) && void dropRecord(store, record)}>
            {text.drop}
          </button>
        </Actions>
      )}
    </li>
  )
}

/** What this phone said and what stands at the office, field by field. */
function Conflicts({ record: { sent, answer } }: { record: KeptRecord }) {
  const text = useText(visitWords)
  const { language } = useContext(LanguageContext)
  const mine = sent.fields as Record<string, unknown> // only visits have conflicts
  const names: Readonly<Record<string, string>> = text.fieldNames
  return (
    <>
      <Facts
        facts={(answer?.conflicts ?? []).map((field) => ({
          term: names[field] ?? field,
          value: (
            <>
              {text.conflictMine}: {saidOf(field, mine[field], text, language)}
              <br />
              {text.conflictStands}:{' '}
              {saidOf(field, answer?.standing?.[field === 'phone' ? 'phoneShown' : field], text, language)}
            </>
          ),
        }))}
      />
      <small>{text.conflictWaits}</small>
    </>
  )
}

const shortly = { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const

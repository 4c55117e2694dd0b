import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { OwnObjection } from '#contract/public-notices.ts'
import { useText } from '../../platform/text.ts'
import { Leave } from '../owners/Leave.tsx'
import { PhoneDoor } from '../owners/PhoneDoor.tsx'
import { useDay } from '../platform/days.ts'
import { Actions, Busy, Card, Facts, FileField, Say } from '../platform/parts.tsx'
import { Trouble, useSubmit } from '../platform/use-submit.tsx'
import { type Key, sendPaper, takeBack, useOwnObjections } from './api.ts'
import { publicWords } from './messages.ts'

/** What one has objected to, and what was decided. */
export function OwnObjectionsPage() {
  const text = useText(publicWords)
  return (
    <>
      <h1>{text.ownObjections}</h1>
      <PhoneDoor why={text.whyPhoneOwn}>
        <OwnList />
        <Leave />
      </PhoneDoor>
    </>
  )
}

function OwnList() {
  const text = useText(publicWords)
  const own = useOwnObjections()
  if (own.isPending) return <Busy />
  if (!own.data) return <Trouble of={own} />
  if (own.data.length === 0)
    return (
      <Card>
        <p>{text.noOwnObjections}</p>
        <Link href="/people/notices">{text.seeNotices}</Link>
      </Card>
    )
  return own.data.map((objection) => <OwnObjectionCard key={objection.noticeId} objection={objection} />)
}

/** One's own objection: what was said, where it stands, what may still be done. `isNew`: seen right after the notice. */
export function OwnObjectionCard({ objection, isNew = false }: { objection: OwnObjection; isNew?: boolean }) {
  const text = useText(publicWords)
  const day = useDay()
  const { decision, decisionWords, decidedOn, estateName, matter, raisedOn, words, papers, countyCode, noticeId } =
    objection
  const key = { region: countyCode, notice: noticeId }
  return (
    <Card title={estateName}>
      <p>{matter}</p>
      {decision === null ? (
        <Say tone="warn" title={text.undecided}>
          <p>{text.undecidedNext}</p>
        </Say>
      ) : (
        <Say tone={decision === 'upheld' ? 'good' : 'info'} title={text.decisions[decision]}>
          {decision !== 'taken_back' && <p>{decisionWords}</p>}
          <p>{text.decisionNext[decision]}</p>
        </Say>
      )}
      <Facts
        facts={[
          { term: text.raisedOn, value: day(raisedOn) },
          { term: text.words, value: words },
          { term: text.papers, value: papers.length === 0 ? text.noPapers : text.papersGiven(papers.length) },
          ...(decidedOn ? [{ term: text.decidedOn, value: day(decidedOn) }] : []),
        ]}
      />
      {decision === null && <AddPaper key={papers.length} noticeKey={key} />}
      {decision === null && <TakeBack noticeKey={key} />}
      {!isNew && <Link href={`/people/${countyCode}/notices/${noticeId}`}>{text.backToNotice}</Link>}
    </Card>
  )
}

function AddPaper({ noticeKey }: { noticeKey: Key }) {
  const text = useText(publicWords)
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const submit = useSubmit({
    check: () => (file ? {} : { file: text.fileWanted }),
    act: async () => {
      if (file) await sendPaper(noticeKey, file)
    },
    onDone: () => {
      setFile(null)
      void queries.invalidateQueries()
    },
  })
  return (
    <form {...submit.form}>
      <Trouble of={submit} words={text.refusals} />
      <FileField
        name="file"
        label={text.addPaper}
        hint={text.addPaperHint}
        error={submit.errorOf('file')}
        file={file}
        onChange={setFile}
        accept="photo_or_pdf"
      />
      <Actions>
        <button type="submit" disabled={submit.isPending}>
          {submit.isPending ? text.sending : text.sendPaper}
        </button>
      </Actions>
    </form>
  )
}

function TakeBack({ noticeKey }: { noticeKey: Key }) {
  const text = useText(publicWords)
  const queries = useQueryClient()
  const submit = useSubmit({ act: () => takeBack(noticeKey), onDone: () => void queries.invalidateQueries() })
  return (
    <details>
      <summary>{text.takeBack}</summary>
      <p>{text.takeBackHint}</p>
      <Trouble of={submit} words={text.refusals} />
      <Actions>
        <button type="button" onClick={() => submit.submit()} disabled={submit.isPending}>
          {text.takeBackNow}
        </button>
      </Actions>
    </details>
  )
}

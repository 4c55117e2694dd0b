import { useMutation } from '@tanstack/react-query'
import { useContext, useState } from 'react'
import type { OwnerPapers } from '#contract/owner-act-shapes.ts'
import { paperKinds } from '#domain/archives/paper-kinds.ts'
import { type OwnerPaperKind, ownerPaperKinds } from '#domain/outreach/owner-acts/papers.ts'
import { LanguageContext, useText } from '../../platform/text.ts'
import { Waiting } from '../owners/Waiting.tsx'
import { callAt } from '../platform/call.ts'
import { useDay } from '../platform/days.ts'
import { Actions, Card, Field, FileField, Say } from '../platform/parts.tsx'
import { Trouble, useSubmit } from '../platform/use-submit.tsx'
import { ActPage } from './ActPage.tsx'
import { type Acts, sendFile, useKeep, useOwn } from './api.ts'
import { actWords } from './messages.ts'

const path = '/api/owner/homes/:ownHome/papers'

/** Papers an owner brings with his phone, and what became of them. */
export function PapersPage({ unitId }: { unitId: string }) {
  const text = useText(actWords)
  const { language } = useContext(LanguageContext)
  const found = useOwn<'ownerPapers'>(path, unitId)
  if (!found.data) return <Waiting of={found} />
  const waiting = new Set(found.data.brought.flatMap(({ paper, state }) => (state === 'waiting' ? [paper] : [])))
  const missing = found.data.asked.filter(({ paper, standing }) => standing === 'missing' && !waiting.has(paper))
  return (
    <ActPage unitId={unitId} title={text.papers}>
      <Card title={text.asked}>
        {missing.length === 0 && <p>{text.allHere}</p>}
        <ul>
          {missing.map(({ paper }) => (
            <li key={paper}>{paperKinds[paper][language]}</li>
          ))}
        </ul>
      </Card>
      <Bring unitId={unitId} missing={missing.map(({ paper }) => paper)} />
      <Brought unitId={unitId} brought={found.data.brought} />
    </ActPage>
  )
}

function Bring({ unitId, missing }: { unitId: string; missing: readonly OwnerPaperKind[] }) {
  const text = useText(actWords)
  const { language } = useContext(LanguageContext)
  const keep = useKeep(path, unitId)
  const [paper, setPaper] = useState<string>(missing[0] ?? 'other')
  const [file, setFile] = useState<File | null>(null)
  const [sent, setSent] = useState<string | null>(null)
  const title = (kind: string) => {
    const known = ownerPaperKinds.find((one) => one === kind) ?? 'other'
    return known === 'other' ? text.otherPaper : paperKinds[known][language]
  }
  const submit = useSubmit<OwnerPapers>({
    check: () => (file ? {} : { file: text.fileWanted }),
    act: () =>
      sendFile<Acts['bringPaper']>(
        '/api/owner/homes/:ownHome/papers/:ownerPaperKind',
        { ownHome: unitId, ownerPaperKind: paper },
        file ?? new File([], ''),
      ),
    onDone: (answer) => {
      keep(answer)
      setSent(title(paper))
      setFile(null)
    },
  })
  const kinds = [...missing, ...ownerPaperKinds.filter((kind) => !missing.includes(kind))]
  return (
    <Card title={text.upload}>
      <p>{text.papersHow}</p>
      {sent && (
        <Say tone="good" title={text.uploaded(sent)}>
          {text.papersNext}
        </Say>
      )}
      <form {...submit.form}>
        <Trouble of={submit} words={text.refused} />
        <Field
          name="paper"
          label={text.whichPaper}
          value={paper}
          onChange={setPaper}
          options={kinds.map((value) => ({ value, label: title(value) }))}
        />
        <FileField
          key={sent === null || file ? 'file' : `after ${sent}`}
          name="file"
          label={text.file}
          hint={text.fileHint}
          error={submit.errorOf('file')}
          file={file}
          onChange={(chosen) => {
            setFile(chosen)
            if (chosen) setSent(null)
          }}
          accept="photo_or_pdf"
        />
        <Actions>
          <button type="submit" className="main" disabled={submit.isPending}>
            {submit.isPending ? text.wait : text.upload}
          </button>
        </Actions>
      </form>
    </Card>
  )
}

function Brought({ unitId, brought }: { unitId: string; brought: OwnerPapers['brought'] }) {
  const text = useText(actWords)
  const { language } = useContext(LanguageContext)
  const day = useDay()
  const keep = useKeep(path, unitId)
  const withdraw = useMutation({
    mutationFn: (ownerPaper: string) =>
      callAt<Acts['withdrawPaper']>('DELETE', '/api/owner/homes/:ownHome/papers/:ownerPaper', {
        params: { ownHome: unitId, ownerPaper },
      }),
    onSuccess: keep,
  })
  return (
    <Card title={text.brought}>
      <Trouble of={withdraw} words={text.refused} />
      {brought.length === 0 && <p>{text.noneBrought}</p>}
      <ul className="lines">
        {brought.map(({ id, paper, name, state, cameOn, words }) => (
          <li key={id}>
            <strong>{paper === 'other' ? text.otherPaper : paperKinds[paper][language]}</strong>
            <span>
              {day(cameOn)} · {name}
            </span>
            <p className={`standing ${state}`}>{text.paperStates[state]}</p>
            {state === 'returned' && words && <p>{text.why(words)}</p>}
            {state === 'waiting' && (
              <button type="button" disabled={withdraw.isPending} onClick={() => withdraw.mutate(id)}>
                {text.withdraw}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

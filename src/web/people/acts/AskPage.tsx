import { useState } from 'react'
import type { OwnerCase } from '#contract/owner-act-shapes.ts'
import { type CaseKind, type CaseTopic, caseTopicNames } from '#domain/outreach/owner-acts/cases.ts'
import { useText } from '../../platform/text.ts'
import { Waiting } from '../owners/Waiting.tsx'
import { callAt } from '../platform/call.ts'
import { useDay } from '../platform/days.ts'
import { Actions, Card, Choices, Field, Say } from '../platform/parts.tsx'
import { Trouble, useSubmit } from '../platform/use-submit.tsx'
import { ActPage } from './ActPage.tsx'
import { type Acts, useKeep, useOwn } from './api.ts'
import { actWords } from './messages.ts'

const path = '/api/owner/homes/:ownHome/cases'

/** Questions and complaints with their answers. */
export function AskPage({ unitId }: { unitId: string }) {
  const text = useText(actWords)
  const found = useOwn<'ownerCases'>(path, unitId)
  const [round, setRound] = useState(0)
  const [done, setDone] = useState<OwnerCase | null>(null)
  const day = useDay()
  if (!found.data) return <Waiting of={found} />
  return (
    <ActPage unitId={unitId} title={text.ask}>
      {done && <Say tone="good">{text.askedDone(done.no, day(done.dueOn))}</Say>}
      <AskForm
        key={round}
        unitId={unitId}
        onDone={(asked) => {
          setDone(asked)
          setRound(round + 1)
        }}
      />
      {found.data.length > 0 && (
        <Card title={text.myCases}>
          <ul className="lines">
            {found.data.map((one) => (
              <li key={one.id}>
                <Asked unitId={unitId} asked={one} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </ActPage>
  )
}

function AskForm({ unitId, onDone }: { unitId: string; onDone: (asked: OwnerCase | null) => void }) {
  const text = useText(actWords)
  const keep = useKeep(path, unitId)
  const [key] = useState(() => crypto.randomUUID())
  const [kind, setKind] = useState<CaseKind>('question')
  const [topic, setTopic] = useState<CaseTopic>('progress')
  const [words, setWords] = useState('')
  const submit = useSubmit({
    check: () => (words.trim().length < 5 ? { words: text.tooFew } : {}),
    act: () => callAt<Acts['ask']>('POST', path, { params: { ownHome: unitId }, body: { key, kind, topic, words } }),
    onDone: (answer) => {
      keep(answer)
      onDone(answer.find(({ id }) => id === key) ?? null)
    },
  })
  return (
    <Card title={text.askHow}>
      <form {...submit.form}>
        <Trouble of={submit} words={text.refused} />
        <Choices
          name="kind"
          label={text.kind}
          value={kind}
          onChange={setKind}
          choices={[
            { value: 'question', label: text.kinds.question },
            { value: 'complaint', label: text.kinds.complaint },
          ]}
        />
        <Field
          name="topic"
          label={text.topic}
          value={topic}
          onChange={(chosen) => setTopic(caseTopicNames.find((one) => one === chosen) ?? 'other')}
          options={caseTopicNames.map((value) => ({ value, label: text.topics[value] }))}
        />
        <Field
          name="words"
          label={text.askWords}
          hint={text.askHint}
          error={submit.errorOf('words')}
          value={words}
          onChange={setWords}
          lines={5}
          maxLength={1000}
        />
        <Actions>
          <button type="submit" className="main" disabled={submit.isPending}>
            {submit.isPending ? text.wait : text.send}
          </button>
        </Actions>
      </form>
    </Card>
  )
}

function Asked({ unitId, asked }: { unitId: string; asked: OwnerCase }) {
  const text = useText(actWords)
  const day = useDay()
  const { no, kind, topic, words, state, dueOn, organisation, answers } = asked
  const isOpen = state === 'open' || state === 'reopened'
  return (
    <>
      <strong>
        {text.caseNo(no)} · {text.kinds[kind]} · {text.topics[topic]}
      </strong>
      <p className="quoted">{words}</p>
      <p className={`standing ${state}`}>{text.caseStates[state]}</p>
      {isOpen && <p>{text.answerBy(day(dueOn), organisation)}</p>}
      {answers.map((answer) => (
        <Say key={answer.no} title={text.answeredBy(answer.answererName, day(answer.answeredOn))}>
          {answer.words}
        </Say>
      ))}
      {state === 'answered' && <Verdict unitId={unitId} asked={asked} />}
      {state === 'closed' && answers.at(-1)?.helped === false && <p>{text.afterSecond}</p>}
    </>
  )
}

function Verdict({ unitId, asked: { id, answers } }: { unitId: string; asked: OwnerCase }) {
  const text = useText(actWords)
  const keep = useKeep(path, unitId)
  const [helped, setHelped] = useState<'yes' | 'no' | null>(null)
  const [words, setWords] = useState('')
  const submit = useSubmit({
    check: () => (helped === null ? { helped: text.chooseOne } : {}),
    act: () =>
      callAt<Acts['sayHelped']>('POST', '/api/owner/homes/:ownHome/cases/:ownerCase/verdict', {
        params: { ownHome: unitId, ownerCase: id },
        body: { helped: helped === 'yes', words: words.trim() || null },
      }),
    onDone: keep,
  })
  const isAgain = helped === 'no' && answers.length === 1
  return (
    <form {...submit.form}>
      <Trouble of={submit} />
      <Choices
        name={`helped-${id}`}
        label={text.didItHelp}
        error={submit.errorOf('helped')}
        value={helped}
        onChange={setHelped}
        choices={[
          { value: 'yes', label: text.helped },
          { value: 'no', label: text.notHelped },
        ]}
      />
      {helped === 'no' && (
        <Field name="words" label={text.notHelpedWords} value={words} onChange={setWords} lines={2} maxLength={500} />
      )}
      <Actions>
        <button type="submit" disabled={submit.isPending}>
          {submit.isPending ? text.wait : isAgain ? text.toSecond : text.send}
        </button>
      </Actions>
    </form>
  )
}

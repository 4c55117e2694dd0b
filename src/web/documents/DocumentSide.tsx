import { Card, Empty, Tag, Timeline } from 'antd'
import type { ReactNode } from 'react'
import type { OfficialDocument } from '#contract/document-shapes.ts'
import { documentsEndpoints } from '#contract/documents.ts'
import { actWords } from '../audit/messages.ts'
import { addressOf } from '../platform/api.ts'
import { instant } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { documentPageWords, documentWords } from './messages.ts'

type Part = { document: OfficialDocument }

/** What is known of a document beside its text. */
export function About({ document }: Part) {
  const text = useText(documentPageWords)
  const words = useText(documentWords)
  const { recipient, signer, issuedOn, servedOn, answerBy, answerDays, contentHash, checkUrl, fonts, subject } =
    document
  const facts: readonly (readonly [string, ReactNode])[] = [
    [words.kind, words.kinds[document.kind]],
    [words.number, document.number ?? words.noNumber],
    [words.issuer, `${document.issuer}（${document.issuerShortName}）`],
    [words.recipient, recipient?.name ?? '—'],
    [words.drafter, `${document.drafter}，${document.draftedOn}`],
    ...(signer ? ([[text.signer, `${signer}，${issuedOn}`]] as const) : []),
    ...(servedOn ? ([[words.served, servedOn]] as const) : []),
    ...(answerDays === null ? [] : ([[text.answerDays, String(answerDays)]] as const)),
    ...(answerBy ? ([[words.answerBy, answerBy]] as const) : []),
    ...(subject ? ([[text.subject, text.subjects[subject.kind]]] as const) : []),
    ...(checkUrl
      ? ([
          [
            text.checkUrl,
            <a key="check" href={new URL(checkUrl).pathname} target="_blank" rel="noreferrer">
              {checkUrl}
            </a>,
          ],
        ] as const)
      : []),
    ...(contentHash ? ([[text.hash, <Folded key="hash" text={contentHash} />]] as const) : []),
    ...(fonts
      ? ([[text.fonts, <Folded key="fonts" text={`${fonts.join(' → ')}（${text.fontsNote}）`} />]] as const)
      : []),
  ]
  return (
    <Card size="small" title={text.about}>
      <dl className="document-facts">
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

/** What is seldom looked at and long. */
function Folded({ text }: { text: string }) {
  const { shown } = useText(documentPageWords)
  return (
    <details>
      <summary>{shown}</summary>
      {text}
    </details>
  )
}

/** How it reached its recipient. */
export function Services({ document }: Part) {
  const text = useText(documentPageWords)
  const { services, countyCode: county, id } = document
  if (document.number === null) return null
  return (
    <Card size="small" title={text.services}>
      {services.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noService} />}
      {services.map(({ no, way, servedOn, servedBy, receiver, receipt, readAt, readBy }) => (
        <div key={no} className="document-entry">
          <strong>{text.ways[way]}</strong> {servedOn}
          <div className="quiet">{text.by(servedBy)}</div>
          {receiver && <div>{text.receiver(receiver)}</div>}
          {receipt && (
            <a
              href={addressOf(documentsEndpoints.receiptFile.path, { params: { county, document: id, service: no } })}
              target="_blank"
              rel="noreferrer"
            >
              {receipt}
            </a>
          )}
          {way === 'product' && <div>{readAt ? text.read(readBy ?? '', instant(readAt)) : text.unread}</div>}
        </div>
      ))}
    </Card>
  )
}

/** What the recipient answered, and whether it was accepted. */
export function Answers({ document }: Part) {
  const text = useText(documentPageWords)
  const { answers, answerDays, countyCode: county, id } = document
  if (document.number === null || answerDays === null) return null
  return (
    <Card size="small" title={text.answers}>
      {answers.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noAnswer} />}
      {answers.map(({ no, words, answeredBy, answeredOn, decision, decidedBy, decidedOn, decisionReason, files }) => (
        <div key={no} className="document-entry">
          <Tag color={decision === 'accepted' ? 'green' : decision === 'returned' ? 'error' : 'purple'}>
            {text[decision ?? 'waiting']}
          </Tag>
          {answeredBy} {answeredOn}
          <p>{words}</p>
          {files.map((file) => (
            <div key={file.no}>
              <a
                href={addressOf(documentsEndpoints.answerFile.path, {
                  params: { county, document: id, answer: no, file: file.no },
                })}
              >
                {file.name}
              </a>
            </div>
          ))}
          {decision && (
            <div className="quiet">
              {decidedBy} {decidedOn}：{decisionReason}
            </div>
          )}
        </div>
      ))}
    </Card>
  )
}

/** Everything that happened to it, the latest first. */
export function Past({ entries }: { entries: OfficialDocument['history'] }) {
  const kinds: Readonly<Record<string, string>> = useText(actWords).kinds
  return (
    <Timeline
      style={{ marginTop: 8 }}
      items={entries.map(({ actNo, at, actor, kind, reason }) => ({
        key: `${actNo}`,
        content: (
          <>
            <strong>{kinds[kind] ?? kind}</strong> {actor}
            <div style={{ opacity: 0.75 }}>
              {instant(at)} · {reason}
            </div>
          </>
        ),
      }))}
    />
  )
}

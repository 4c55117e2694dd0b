import { UploadOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, App, Button, Form, Input, Upload } from 'antd'
import { useState } from 'react'
import type { Letter } from '#contract/developer-shapes.ts'
import { developersEndpoints } from '#contract/developers.ts'
import { addressOf, endpointQuery } from '../../platform/api.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import { LetterTag } from './LettersList.tsx'
import { developerWords } from './messages.ts'
import { sendFiles } from './send-files.ts'
import './developers.css'

/** A letter to the developer: what it says, and the answer to it. Opening it signs for it. */
export function LetterPage() {
  const params = useParams({ from: '/signed-in/shell/counties/$county/developer/letters/$ownLetter' })
  const letter = useQuery(endpointQuery(developersEndpoints.ownLetter, { params }))
  return <Reading query={letter}>{(data) => <LetterView letter={data} />}</Reading>
}

function LetterView({ letter }: { letter: Letter }) {
  const text = useText(developerWords)
  const params = { county: letter.countyCode, ownLetter: letter.id }
  return (
    <div className="page own-page">
      <Link to="/counties/$county/developer" params={{ county: letter.countyCode }} search={{ view: 'letters' }}>
        ← {text.letters}
      </Link>
      <div className="page-head">
        <h1>{letter.title}</h1>
        <LetterTag letter={letter} />
      </div>
      <p className="own-quiet">
        {[letter.number, letter.issuer, letter.issuedOn].filter(Boolean).join(' · ')}
        {letter.state === 'served' && letter.answerBy && ` · ${text.answerBy(letter.answerBy)}`}
      </p>
      <article className="own-line letter-text">
        <p>{letter.addressee}</p>
        {letter.blocks.map((block, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of an issued letter never change
          <Block key={at} block={block} />
        ))}
        <div className="own-buttons">
          <Button href={addressOf(developersEndpoints.ownLetterPdf.path, { params })} target="_blank">
            {text.original}
          </Button>
        </div>
      </article>
      {letter.answers.map((answer) => (
        <div key={answer.no} className="own-line letter-text" style={{ marginTop: 12 }}>
          <strong>{text.yourAnswer(answer.answeredOn, answer.answeredBy)}</strong>
          <p>{answer.words}</p>
          {answer.files.map(({ no, name }) => (
            <p key={no} className="quiet">
              {name}
            </p>
          ))}
          {answer.decision && (
            <p>{answer.decisionReason ? text.answerReturned(answer.decisionReason) : text.answerAccepted}</p>
          )}
        </div>
      ))}
      {letter.mayAnswer && <AnswerForm letter={letter} />}
    </div>
  )
}

function Block({ block }: { block: Letter['blocks'][number] }) {
  if ('text' in block)
    return block.kind === 'heading' ? <h2 style={{ fontSize: 16 }}>{block.text}</h2> : <p>{block.text}</p>
  return (
    <table>
      <tbody>
        {block.rows.map((row) => (
          <tr key={row.join('\u0000')}>
            {row.map((cell, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the cells of an issued letter never change
              <td key={at}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function AnswerForm({ letter }: { letter: Letter }) {
  const text = useText(developerWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [files, setFiles] = useState<File[]>([])
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  async function answer({ words }: { words: string }) {
    setBusy(true)
    setRefusal(undefined)
    try {
      const params = { county: letter.countyCode, ownLetter: letter.id }
      const query = { revision: letter.revision }
      await sendFiles(developersEndpoints.answerLetter, { params, query, files, note: words })
      await queries.invalidateQueries({ predicate: ({ queryKey }) => /developer/.test(String(queryKey[0])) })
      message.success(text.answered)
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : text.unreachable)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form layout="vertical" onFinish={answer} requiredMark={false} style={{ maxWidth: 760, marginTop: 16 }}>
      <Form.Item name="words" label={text.answerWords} rules={[{ required: true, min: 2, message: text.answerNeeded }]}>
        <Input.TextArea rows={5} maxLength={5000} />
      </Form.Item>
      <Form.Item label={text.attachments}>
        <Upload
          multiple
          showUploadList={false}
          beforeUpload={(file) => {
            setFiles((before) => [...before, file])
            return false
          }}
        >
          <Button icon={<UploadOutlined />}>{text.chooseFile}</Button>
        </Upload>
        {files.map(({ name, lastModified }) => (
          <p key={`${name} ${lastModified}`} className="own-quiet">
            {name}
          </p>
        ))}
      </Form.Item>
      {refusal && <Alert type="error" showIcon message={refusal} style={{ marginBottom: 12 }} />}
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {text.answer}
      </Button>
    </Form>
  )
}

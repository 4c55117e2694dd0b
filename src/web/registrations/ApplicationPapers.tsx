import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Application } from '#contract/registrations.ts'
import { transfersEndpoints } from '#contract/transfers.ts'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import { sourceOfPaper } from '#domain/registrations/transfer/papers.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { applicationWords } from './application-messages.ts'
import { registrationWords } from './messages.ts'
import { missingTitles } from './paper-titles.ts'

type Paper = Application['papers'][number]
type PapersProps = {
  application: Pick<Application, 'id' | 'countyCode' | 'kind' | 'state'> & { papers: readonly Paper[] }
}

const openStates: readonly string[] = ['submitted', 'accepted', 'correcting']

/** The papers asked for: a press marks one held; what is missing is one list that can be handed over as it is. */
export function ApplicationPapers({ application }: PapersProps) {
  const text = useText(applicationWords)
  const words = useText(registrationWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [sending, setSending] = useState<string>()
  const { id, countyCode, kind, state, papers } = application
  const mayMark = useMay('registrations.accept', countyCode) && kind === 'transfer' && openStates.includes(state)
  const missing = missingTitles(papers)
  const titles: Readonly<Record<string, string>> = words.papers
  const standings: Readonly<Record<string, string>> = words.standings

  async function mark(paper: string, isHeld: boolean) {
    const held = papers.filter((one) => (one.paper === paper ? isHeld : one.standing === 'held'))
    setSending(paper)
    try {
      await call(transfersEndpoints.markPapers, {
        params: { county: countyCode, application: id },
        body: { reason: text.papersReason, held: held.map((one) => one.paper as PaperKind) }, // papers of the archive's own list
      })
      await queries.invalidateQueries()
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setSending(undefined)
    }
  }

  return (
    <Space orientation="vertical" size={12} style={{ width: '100%' }}>
      {papers.length > 0 && (openStates.includes(state) || id === '') && <MissingList missing={missing} />}
      <ul className="paper-list">
        {papers.map(({ paper, standing, basis }) => (
          <li key={paper}>
            <Checkbox
              checked={standing === 'held'}
              disabled={!mayMark || sending !== undefined || (standing !== 'held' && standing !== 'missing')}
              onChange={({ target }) => mark(paper, target.checked)}
            >
              {titles[paper] ?? paper}
            </Checkbox>
            <Tag color={standingColours[standing] ?? 'default'}>{standings[standing] ?? standing}</Tag>
            <span className="application-note">{basis ? text.basis(basis) : sourceOfPaper(paper)}</span>
          </li>
        ))}
      </ul>
    </Space>
  )
}

/** Everything that is missing, once and whole 一次性告知. */
function MissingList({ missing }: { missing: readonly string[] }) {
  const text = useText(applicationWords)
  const { message } = App.useApp()
  if (missing.length === 0) return <Alert type="success" showIcon message={text.nothingMissing} />
  const copy = () => navigator.clipboard.writeText(missing.join('、')).then(() => message.success(text.copied))
  return (
    <Alert
      type="warning"
      showIcon
      message={`${text.missingOnce} · ${text.missingNow(count(missing.length))}${missing.join('、')}`}
      action={
        <Button size="small" onClick={() => void copy()}>
          {text.copyMissing}
        </Button>
      }
    />
  )
}

const standingColours: Readonly<Record<string, string>> = {
  held: 'success',
  missing: 'error',
  substituted: 'blue',
  deferred: 'purple',
  separated: 'purple',
  waived: 'blue',
}

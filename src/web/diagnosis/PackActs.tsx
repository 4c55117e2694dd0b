import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { App, Button, Space, Tooltip } from 'antd'
import { useState } from 'react'
import { type PackFile, policyEndpoints } from '#contract/policy-library.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { policyWords } from './policy-words.ts'

/** What may be done with a draft: published by a second person, or discarded. */
export function PackActs({ file: { line } }: { file: PackFile }) {
  const text = useText(policyWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { region, pack } = useParams({ from: '/signed-in/shell/regions/$region/policies/$pack' })
  const maySign = useMay('policies.publish', region)
  const mayDraft = useMay('policies.draft', region)
  const [act, setAct] = useState<'publish' | 'discard'>()
  const params = { region, pack, version: line.version }

  async function publish(body: { reason: string }) {
    const done = await call(policyEndpoints.publishPack, { params, body })
    message.success(text.publishDone(count(done.rediagnosed), count(done.changed)), 8)
    await queries.invalidateQueries()
  }
  async function discard(body: { reason: string }) {
    await call(policyEndpoints.discardPack, { params, body })
    await queries.invalidateQueries()
    await navigate({ to: '/regions/$region/policies', params: { region } })
  }

  return (
    <Space wrap>
      <Link
        to="/regions/$region/whatif"
        params={{ region }}
        search={{ pack, version: String(line.version), owner: line.owner }}
      >
        <Button>{text.tryDraft}</Button>
      </Link>
      {maySign && (
        <Tooltip title={line.mayPublish ? '' : text.mayNotPublish}>
          <Button type="primary" disabled={!line.mayPublish} onClick={() => setAct('publish')}>
            {text.publish}
          </Button>
        </Tooltip>
      )}
      {maySign && !line.mayPublish && <span className="quiet">{text.mayNotPublish}</span>}
      {mayDraft && (
        <Button danger onClick={() => setAct('discard')}>
          {text.discard}
        </Button>
      )}
      <ReasonModal title={text.publishTitle} open={act === 'publish'} onClose={() => setAct(undefined)} act={publish}>
        <p>{text.publishHint}</p>
      </ReasonModal>
      <ReasonModal
        title={text.discard}
        open={act === 'discard'}
        onClose={() => setAct(undefined)}
        act={discard}
        done={text.discarded}
      />
    </Space>
  )
}

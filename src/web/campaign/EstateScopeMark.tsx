import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Space, Upload } from 'antd'
import { useState } from 'react'
import { campaignEndpoints, type EstateScope } from '#contract/campaign.ts'
import { addressOf, download, endpointQuery, problemOf } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { campaignWords } from './messages.ts'
import { useCampaignAct } from './use-campaign-act.ts'

type Estate = { countyCode: string; id: string; name: string }

const scopeQuery = ({ countyCode, id }: Estate) =>
  endpointQuery(campaignEndpoints.estateScope, { params: { county: countyCode, estate: id } })

/** Over the file of an estate the campaign leaves out: since when, why, on what basis. Nothing over any other. */
export function EstateScopeMark({ estate }: { estate: Estate }) {
  const text = useText(campaignWords)
  const scope = useQuery(scopeQuery(estate)).data
  if (!scope || scope.inScope) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={text.outSince(scope.changedOn ?? '')}
      description={
        <>
          <div>{scope.reason}</div>
          <div>{text.basisWords(scope.basis ?? '')}</div>
          <div>{text.leftOutNote}</div>
          <ScopeEvidence estate={estate} scope={scope} />
        </>
      }
      style={{ marginBottom: 16 }}
    />
  )
}

function ScopeEvidence({ estate, scope: { evidence } }: { estate: Estate; scope: EstateScope }) {
  const text = useText(campaignWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const maySet = useMay('campaign.set', estate.countyCode)
  const params = { county: estate.countyCode, estate: estate.id }
  const tell = (error: Error) => message.error(error.message)

  async function bring(file: File): Promise<void> {
    const body = new FormData()
    body.append('files', file, file.name)
    const response = await fetch(addressOf(campaignEndpoints.addScopeEvidence.path, { params }), {
      method: 'POST',
      body,
    })
    if (!response.ok) throw await problemOf(response)
    message.success(text.evidenceAdded)
    await queries.invalidateQueries()
  }

  return (
    <Space wrap style={{ marginTop: 8 }}>
      {evidence && (
        <Button
          size="small"
          onClick={() => void download(campaignEndpoints.scopeEvidence, { params }, evidence.name).catch(tell)}
        >
          {evidence.name}
        </Button>
      )}
      {maySet && (
        <Upload
          showUploadList={false}
          beforeUpload={(file) => {
            void bring(file).catch(tell)
            return false
          }}
        >
          <Button size="small" className="no-print">
            {text.addEvidence}
          </Button>
        </Upload>
      )}
    </Space>
  )
}

/** Takes an estate out of the campaign or brings it back; shown to whoever may. */
export function EstateScopeButton({ estate }: { estate: Estate }) {
  const text = useText(campaignWords)
  const maySet = useMay('campaign.set', estate.countyCode)
  const scope = useQuery(scopeQuery(estate)).data
  const [isAsking, setAsking] = useState(false)
  if (!maySet || !scope) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>{scope.inScope ? text.takeOut : text.bringBack}</Button>
      {isAsking && <ScopeModal estate={estate} inScope={!scope.inScope} onClose={() => setAsking(false)} />}
    </>
  )
}

type ScopeModalProps = { estate: Estate; inScope: boolean; onClose: () => void }

function ScopeModal({ estate, inScope, onClose }: ScopeModalProps) {
  const text = useText(campaignWords)
  const act = useCampaignAct()
  return (
    <ReasonModal<{ basis?: string }>
      open
      title={(inScope ? text.bringBackOf : text.takeOutOf)(estate.name)}
      done={inScope ? text.broughtBack : text.takenOut}
      onClose={onClose}
      act={({ reason, basis }) =>
        act(campaignEndpoints.setScope, {
          params: { county: estate.countyCode, estate: estate.id },
          body: { reason, inScope, basis: basis ?? null },
        })
      }
    >
      {!inScope && (
        <Form.Item name="basis" label={text.basisField} extra={text.leftOutNote} rules={[{ required: true }]}>
          <Input maxLength={200} placeholder={text.basisExample} />
        </Form.Item>
      )}
    </ReasonModal>
  )
}

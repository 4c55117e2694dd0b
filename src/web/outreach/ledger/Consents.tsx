import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, DatePicker, Form, Input, Radio } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { messagesEndpoints, type OwnerConsent } from '#contract/messages.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { Reading } from '../../platform/Reading.tsx'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { outreachWords } from '../messages.ts'

type Values = { reason: string; state: 'given' | 'refused'; basis: string; saidOn: Dayjs }

/** Whether the owners of a home want text messages. */
export function Consents({ county, unit }: { county: string; unit: string }) {
  const text = useText(outreachWords)
  const mayArrange = useMay('outreach.arrange', county)
  const queries = useQueryClient()
  const [asked, setAsked] = useState<OwnerConsent>()
  const owners = useQuery(endpointQuery(messagesEndpoints.listConsents, { params: { county, unit } }))

  async function record({ state, basis, saidOn }: Values) {
    const body = { ownerNo: asked?.ownerNo ?? 0, state, basis, saidOn: saidOn.format('YYYY-MM-DD') }
    await call(messagesEndpoints.recordConsent, { params: { county, unit }, body })
    await queries.invalidateQueries()
  }
  const standing = ({ phoneShown, consent }: OwnerConsent) => {
    if (phoneShown === null) return text.noPhone
    if (consent === null) return `${phoneShown} · ${text.notAsked}`
    return `${phoneShown} · ${text.consents[consent.state]} · ${consent.saidOn} · ${consent.basis}`
  }
  return (
    <Card size="small" title={text.consent}>
      <Reading query={owners}>
        {(found) => (
          <ul className="outreach-list">
            {found.map((owner) => (
              <li key={owner.ownerNo}>
                <strong>{owner.name}</strong> <span className="outreach-quiet">{standing(owner)}</span>{' '}
                {mayArrange && owner.phoneShown !== null && (
                  <Button type="link" size="small" onClick={() => setAsked(owner)}>
                    {text.setConsent}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Reading>
      <ReasonModal<Values>
        open={asked !== undefined}
        title={`${text.setConsent} · ${asked?.name ?? ''}`}
        reasonLabel={null}
        done={text.recorded}
        onClose={() => setAsked(undefined)}
        act={record}
      >
        <Form.Item name="state" label={text.consent} rules={[{ required: true }]}>
          <Radio.Group
            options={[
              { value: 'given', label: text.consents.given },
              { value: 'refused', label: text.consents.refused },
            ]}
          />
        </Form.Item>
        <Form.Item name="saidOn" label={text.onDay} initialValue={dayjs()} rules={[{ required: true }]}>
          <DatePicker maxDate={dayjs()} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="basis" label={text.basis} extra={text.basisHint} rules={[{ required: true }]}>
          <Input maxLength={200} />
        </Form.Item>
      </ReasonModal>
    </Card>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { Form, Radio, Space, Typography } from 'antd'
import { useState } from 'react'
import { visitSyncEndpoints } from '#contract/visit-sync.ts'
import type { VisitConflict } from '#contract/visits.ts'
import { call } from '../../platform/api.ts'
import { instant } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { syncWords } from './messages.ts'
import { useShownValue } from './use-shown-value.ts'

/** What several people told differently of a home, with the words side by side; one is chosen, all stay. */
export function ConflictsList({ region }: { region: string }) {
  const text = useText(syncWords)
  const shown = useShownValue()
  const mayArrange = useMay('outreach.arrange', region)
  const [deciding, setDeciding] = useState<VisitConflict | null>(null)
  return (
    <>
      <RecordTable<VisitConflict>
        listKey={[visitSyncEndpoints.listVisitConflicts.path, region]}
        load={(after) => call(visitSyncEndpoints.listVisitConflicts, { params: { region }, query: { after } })}
        rowKey={({ unitId, field }) => `${unitId} ${field}`}
        onOpen={(row) => mayArrange && setDeciding(row)}
        width={1060}
        empty={text.noConflicts}
        columns={[
          { title: text.home, render: (_, row) => text.homeOf(row), width: 260, ellipsis: true },
          { title: text.field, render: (_, { field }) => text.fields[field], width: 110 },
          {
            title: text.standing,
            render: (_, { standing }) => <Said value={shown(standing.value)} by={standing.by} at={standing.at} />,
            width: 300,
          },
          {
            title: text.given,
            render: (_, { given }) =>
              given.map(({ id, value, by, at }) => <Said key={id} value={shown(value)} by={by} at={at} />),
            width: 390,
          },
        ]}
      />
      {deciding && <DecideConflict conflict={deciding} onClose={() => setDeciding(null)} />}
    </>
  )
}

function Said({ value, by, at }: { value: string; by: string | null; at: string | null }) {
  const text = useText(syncWords)
  return (
    <div>
      <strong>{value}</strong>{' '}
      {by && at && <Typography.Text type="secondary">{text.told(by, instant(at))}</Typography.Text>}
    </div>
  )
}

const standing = 'standing'

function DecideConflict({ conflict, onClose }: { conflict: VisitConflict; onClose: () => void }) {
  const text = useText(syncWords)
  const shown = useShownValue()
  const queries = useQueryClient()
  async function act({ reason, chosen }: { reason: string; chosen: string }) {
    const { countyCode, unitId, field, revision } = conflict
    const body = { unitId, field, revision, reason, chosen: chosen === standing ? null : chosen }
    await call(visitSyncEndpoints.decideVisitConflict, { params: { county: countyCode }, body })
    await queries.invalidateQueries()
  }
  return (
    <ReasonModal<{ chosen: string }>
      open
      title={`${text.homeOf(conflict)} · ${text.fields[conflict.field]}`}
      done={text.decided}
      suggested={text.verified}
      onClose={onClose}
      act={act}
    >
      <Form.Item
        name="chosen"
        label={text.decideTitle}
        extra={text.decideHint}
        rules={[{ required: true, message: text.required }]}
      >
        <Radio.Group>
          <Space direction="vertical">
            <Radio value={standing}>
              {text.stands}：
              <Said value={shown(conflict.standing.value)} by={conflict.standing.by} at={conflict.standing.at} />
            </Radio>
            {conflict.given.map((given) => (
              <Radio key={given.id} value={given.id}>
                {text.takes}：<Said value={shown(given.value)} by={given.by} at={given.at} />
              </Radio>
            ))}
          </Space>
        </Radio.Group>
      </Form.Item>
    </ReasonModal>
  )
}

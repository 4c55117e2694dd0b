import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Empty, Form, Input, InputNumber, Table, Tag } from 'antd'
import { useState } from 'react'
import { visitSyncEndpoints } from '#contract/visit-sync.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import type { Out } from '../../platform/send.ts'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useCounties } from '../../supervision/use-counties.ts'
import { syncWords } from './messages.ts'

/** The numbers a county visits by, each with its source; set by the county itself. */
export function VisitRules({ region }: { region: string }) {
  const text = useText(syncWords)
  const { isCity } = useCounties(region)
  return isCity ? <Empty description={text.chooseCounty} /> : <CountyRules county={region} />
}

function CountyRules({ county }: { county: string }) {
  const text = useText(syncWords)
  const queries = useQueryClient()
  const mayArrange = useMay('outreach.arrange', county)
  const settings = useQuery(endpointQuery(visitSyncEndpoints.listVisitSettings, { params: { county } }))
  const [changing, setChanging] = useState<Setting | null>(null)
  async function change(given: Given & { reason: string }, setting: Setting['setting']) {
    await call(visitSyncEndpoints.setVisitSetting, { params: { county }, body: { ...given, setting } })
    await queries.invalidateQueries()
  }
  return (
    <>
      <Table
        size="small"
        rowKey="setting"
        pagination={false}
        loading={settings.isPending}
        dataSource={settings.data ?? []}
        scroll={{ x: 760 }}
        columns={[
          { title: text.setting, render: (_, { setting }) => text.settings[setting], width: 240 },
          { title: text.number, dataIndex: 'number', className: 'number', width: 80 },
          { title: text.source, dataIndex: 'source' },
          {
            title: text.standingOf,
            render: (_, { isVerified, isDefault }) => (
              <>
                <Tag color={isVerified ? 'green' : 'gold'}>{isVerified ? text.isVerified : text.notVerified}</Tag>
                {isDefault && <Tag>{text.isDefault}</Tag>}
              </>
            ),
            width: 170,
          },
          {
            title: '',
            render: (_, row) =>
              mayArrange && (
                <Button size="small" onClick={() => setChanging(row)}>
                  {text.change}
                </Button>
              ),
            width: 90,
          },
        ]}
      />
      {changing && (
        <ReasonModal<Given>
          open
          title={text.settings[changing.setting]}
          done={text.changed}
          suggested={text.changeReason}
          onClose={() => setChanging(null)}
          act={(given) => change(given, changing.setting)}
        >
          <Form.Item name="number" label={text.number} initialValue={changing.number} rules={[{ required: true }]}>
            <InputNumber min={1} max={50} precision={0} />
          </Form.Item>
          <Form.Item
            name="source"
            label={text.source}
            initialValue={changing.source}
            rules={[{ required: true, min: 2 }]}
          >
            <Input.TextArea rows={2} maxLength={300} />
          </Form.Item>
          <Form.Item name="isVerified" valuePropName="checked" initialValue={changing.isVerified}>
            <Checkbox>{text.isVerified}</Checkbox>
          </Form.Item>
        </ReasonModal>
      )}
    </>
  )
}

type Setting = Out<typeof visitSyncEndpoints.listVisitSettings.response>[number]
type Given = { number: number; source: string; isVerified: boolean }

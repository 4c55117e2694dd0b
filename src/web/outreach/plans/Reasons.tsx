import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Select, Space, Table, Tag } from 'antd'
import { useContext, useState } from 'react'
import { type OutreachReason, outreachEndpoints } from '#contract/outreach.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { LanguageContext, useText } from '../../platform/text.ts'
import { outreachWords } from '../messages.ts'
import { reasonsOf } from '../SegmentFields.tsx'

type Act = { kind: 'add' } | { kind: 'end' | 'merge'; name: string }

/** The reasons of a county: which are offered, which were ended or merged, and what is said that is on no list. */
export function Reasons({ county }: { county: string }) {
  const text = useText(outreachWords)
  const { language } = useContext(LanguageContext)
  const mayArrange = useMay('outreach.arrange', county)
  const [act, setAct] = useState<Act>()
  const reasons = useQuery(reasonsOf(county))
  const kindOf = ({ isShipped, isListed }: OutreachReason) =>
    isShipped ? text.shipped : isListed ? text.own : text.loose
  return (
    <>
      <div className="page-head">
        <span className="outreach-quiet">{text.reasonsHint}</span>
        {mayArrange && (
          <div className="end no-print">
            <Button type="primary" onClick={() => setAct({ kind: 'add' })}>
              {text.addReason}
            </Button>
          </div>
        )}
      </div>
      <Reading query={reasons}>
        {(found) => (
          <>
            <Table<OutreachReason>
              size="small"
              pagination={false}
              rowKey="name"
              dataSource={found}
              scroll={{ x: 640 }}
              columns={[
                {
                  title: text.reasonName,
                  width: 240,
                  render: (_, { name, nameEn }) => (language === 'en' && nameEn ? nameEn : name),
                },
                {
                  title: text.origin,
                  width: 220,
                  render: (_, row) => (
                    <Space wrap size={4}>
                      <Tag>{kindOf(row)}</Tag>
                      {row.mergedInto ? text.mergedInto(row.mergedInto) : row.endedOn && text.endedOn(row.endedOn)}
                    </Space>
                  ),
                },
                { title: text.homesNow, width: 80, className: 'number', render: (_, { homes }) => count(homes) },
                {
                  title: '',
                  width: 150,
                  render: (_, { name, endedOn, isListed }) =>
                    mayArrange &&
                    endedOn === null && (
                      <Space>
                        <Button size="small" onClick={() => setAct({ kind: 'merge', name })}>
                          {text.mergeReason}
                        </Button>
                        {isListed && (
                          <Button size="small" onClick={() => setAct({ kind: 'end', name })}>
                            {text.endReason}
                          </Button>
                        )}
                      </Space>
                    ),
                },
              ]}
            />
            {act && <ReasonAct county={county} act={act} reasons={found} onClose={() => setAct(undefined)} />}
          </>
        )}
      </Reading>
    </>
  )
}

type Values = { name?: string; into?: string }

function ReasonAct({
  county,
  act,
  reasons,
  onClose,
}: {
  county: string
  act: Act
  reasons: readonly OutreachReason[]
  onClose: () => void
}) {
  const text = useText(outreachWords)
  const queries = useQueryClient()
  async function change({ name = '', into, reason }: Values & { reason: string }) {
    const params = { county }
    if (act.kind === 'add') await call(outreachEndpoints.addOutreachReason, { params, body: { name, reason } })
    else
      await call(outreachEndpoints.endOutreachReason, { params, body: { name: act.name, into: into ?? null, reason } })
    await queries.invalidateQueries()
  }
  const titles = {
    add: text.addReason,
    end: text.endTitle(act.kind === 'add' ? '' : act.name),
    merge: text.mergeTitle(act.kind === 'add' ? '' : act.name),
  }
  const suggested = { add: text.reasonWhy, end: text.endWhy, merge: text.mergeWhy }[act.kind]
  return (
    <ReasonModal<Values>
      open
      title={titles[act.kind]}
      suggested={suggested}
      done={text.recorded}
      onClose={onClose}
      act={change}
    >
      {act.kind === 'add' && (
        <Form.Item name="name" label={text.reasonName} rules={[{ required: true, min: 2 }]}>
          <Input maxLength={40} />
        </Form.Item>
      )}
      {act.kind === 'merge' && (
        <Form.Item name="into" label={text.mergeInto} rules={[{ required: true }]}>
          <Select
            showSearch
            options={reasons
              .filter(({ name, isListed, endedOn }) => name !== act.name && isListed && endedOn === null)
              .map(({ name }) => ({ value: name, label: name }))}
          />
        </Form.Item>
      )}
    </ReasonModal>
  )
}

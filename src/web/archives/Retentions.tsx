import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Table, Tag } from 'antd'
import { useState } from 'react'
import { archivesEndpoints } from '#contract/archives.ts'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import type { Retention } from '#domain/archives/retention.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { archiveWords } from './messages.ts'

/** How long each paper is kept and by what; a county sets its own. */
export function Retentions({ county }: { county: string }) {
  const text = useText(archiveWords)
  const maySet = useMay('campaign.set', county)
  const retentions = useQuery(endpointQuery(archivesEndpoints.listRetentions, { params: { county } }))
  const [setting, setSetting] = useState<PaperKind>()
  const yearsWords = (years: number | null) => (years === null ? text.forEver : text.yearsCount(count(years)))
  return (
    <Reading query={retentions}>
      {(rows) => (
        <>
          <Table<Retention>
            size="small"
            rowKey="paper"
            pagination={false}
            scroll={{ x: 640 }}
            dataSource={rows}
            columns={[
              { title: text.paper, width: 180, render: (_, { paper }) => text.papers[paper] },
              { title: text.years, width: 110, render: (_, { years }) => yearsWords(years) },
              {
                title: text.basis,
                render: (_, { basis, isOwn }) => (
                  <>
                    {isOwn && <Tag color="blue">{text.ownRule}</Tag>}
                    {isOwn ? basis : text.shippedRule}
                  </>
                ),
              },
              ...(maySet
                ? [
                    {
                      title: '',
                      width: 90,
                      render: (_: unknown, { paper }: Retention) => (
                        <Button
                          size="small"
                          aria-label={`${text.setRetention} ${text.papers[paper]}`}
                          onClick={() => setSetting(paper)}
                        >
                          {text.setRetention}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          <SetRetention county={county} paper={setting} onClose={() => setSetting(undefined)} />
        </>
      )}
    </Reading>
  )
}

type Values = { years?: number | null; basis: string; reason: string }

function SetRetention({
  county,
  paper,
  onClose,
}: {
  county: string
  paper: PaperKind | undefined
  onClose: () => void
}) {
  const text = useText(archiveWords)
  const queries = useQueryClient()
  async function set({ years, basis, reason }: Values) {
    if (!paper) return
    const body = { years: years ?? null, basis, reason }
    await call(archivesEndpoints.setRetention, { params: { county, paper }, body })
    await queries.invalidateQueries({ predicate: ({ queryKey }) => /archive/.test(String(queryKey[0])) })
  }
  return (
    <ReasonModal<Values>
      title={paper ? text.papers[paper] : ''}
      open={paper !== undefined}
      onClose={onClose}
      act={set}
      done={text.retentionSet}
    >
      <Form.Item name="years" label={text.years}>
        <InputNumber min={1} max={100} precision={0} placeholder={text.forEver} />
      </Form.Item>
      <Form.Item name="basis" label={text.basis} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={300} />
      </Form.Item>
    </ReasonModal>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input, Select, Tag } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { type DeveloperMatter, supervisionEndpoints } from '#contract/supervision.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { EstateSelect } from '../tasks/SearchSelects.tsx'
import { DeveloperDrawer } from './DeveloperDrawer.tsx'
import { ladderWords, supervisionWords } from './messages.ts'
import { useCounties } from './use-counties.ts'

type Place = { county: string; matter: string }

/** What developers were asked to do, the longest overdue first; one opens with its ladder beside it. */
export function DevelopersList({ region, open }: { region: string; open: Place | null }) {
  const text = useText(supervisionWords)
  const words = useText(ladderWords)
  const mayAct = useMay('supervision.act', region)
  const [shown, setShown] = useState(open)
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      {mayAct && (
        <Button type="primary" className="no-print" style={{ marginBottom: 12 }} onClick={() => setAsking(true)}>
          {text.letOpen}
        </Button>
      )}
      <RecordTable<DeveloperMatter>
        listKey={[supervisionEndpoints.listDeveloperMatters.path, region]}
        load={(after) => call(supervisionEndpoints.listDeveloperMatters, { params: { region }, query: { after } })}
        rowKey={({ id }) => id}
        onOpen={({ countyCode, id }) => setShown({ county: countyCode, matter: id })}
        width={1120}
        empty={text.noneAsked}
        columns={[
          { title: text.developer, render: (_, { developer }) => developer.name, width: 190, ellipsis: true },
          { title: text.estate, render: (_, { estate }) => estate.name, width: 150, ellipsis: true },
          { title: text.matter, dataIndex: 'matter', width: 240, ellipsis: true },
          { title: text.dueOn, dataIndex: 'dueOn', width: 110 },
          { title: text.daysLate, render: (_, { daysLate }) => count(daysLate), className: 'number', width: 110 },
          {
            title: text.lastStep,
            render: (_, { lastStep, endedOn }) =>
              endedOn ? <Tag color="green">{text.ended}</Tag> : lastStep ? words.steps[lastStep] : '—',
            width: 130,
          },
          { title: text.county, dataIndex: 'countyName', width: 100 },
        ]}
      />
      {shown && <DeveloperDrawer place={shown} onClose={() => setShown(null)} />}
      {isAsking && <AskDeveloper region={region} onClose={() => setAsking(false)} />}
    </>
  )
}

type Asked = { county?: string; estateId: string; matter: string; basis: string; dueOn: Dayjs }

/** Asks the developer of an estate for something by a day. */
function AskDeveloper({ region, onClose }: { region: string; onClose: () => void }) {
  const text = useText(supervisionWords)
  const queries = useQueryClient()
  const { counties, isCity } = useCounties(region)
  async function act({ reason, county = region, estateId, matter, basis, dueOn }: Asked & { reason: string }) {
    const body = { reason, estateId, matter, basis, dueOn: dueOn.format('YYYY-MM-DD') }
    await call(supervisionEndpoints.openDeveloperMatter, { params: { county }, body })
    await queries.invalidateQueries()
  }
  return (
    <ReasonModal<Asked>
      open
      title={text.letOpen}
      done={text.letOpened}
      suggested={text.openReason}
      onClose={onClose}
      act={act}
    >
      {isCity && (
        <Form.Item name="county" label={text.county} rules={[{ required: true }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={counties} />
        </Form.Item>
      )}
      <Form.Item noStyle dependencies={['county']}>
        {({ getFieldValue }) => (
          <Form.Item name="estateId" label={text.estate} rules={[{ required: true }]}>
            <EstateSelect county={isCity ? (getFieldValue('county') ?? '') : region} />
          </Form.Item>
        )}
      </Form.Item>
      <Form.Item name="matter" label={text.matter} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="basis" label={text.basis} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="dueOn" label={text.dueOn} rules={[{ required: true }]}>
        <DatePicker minDate={dayjs()} style={{ width: '100%' }} />
      </Form.Item>
    </ReasonModal>
  )
}

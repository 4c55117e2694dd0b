import { useQuery, useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { tasksEndpoints } from '#contract/tasks.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { regionsQuery } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { tasksPageWords, taskWords } from './messages.ts'
import { PersonSelect, UnitSelect } from './PersonSelect.tsx'
import { EstateSelect, TaskSelect } from './SearchSelects.tsx'
import { TermWords } from './TermWords.tsx'

type Values = {
  county?: string
  title: string
  wanted: string
  organisationId: string
  personId?: string
  estateId?: string
  startsOn: Dayjs
  by: 'days' | 'day'
  workingDays?: number
  dueOn?: Dayjs
  needs?: string[]
}

const iso = (day: Dayjs) => day.format('YYYY-MM-DD')

/** Issues one task by hand: to whom, what, by when. */
export function TaskNewModal({ region, onClose }: { region: string; onClose: () => void }) {
  const text = useText(tasksPageWords)
  const queries = useQueryClient()
  const regions = useQuery(regionsQuery).data ?? []
  const isCity = regions.find(({ code }) => code === region)?.level === 'city'

  async function create(given: Values & { reason: string }) {
    const task = {
      title: given.title,
      wanted: given.wanted,
      estateId: given.estateId ?? null,
      organisationId: given.organisationId,
      personId: given.personId ?? null,
      startsOn: iso(given.startsOn),
      dueOn: given.by === 'day' && given.dueOn ? iso(given.dueOn) : null,
      workingDays: given.by === 'days' ? (given.workingDays ?? null) : null,
      needs: given.needs ?? [],
    }
    await call(tasksEndpoints.createTasks, {
      params: { county: given.county ?? region },
      body: { reason: given.reason, tasks: [task] },
    })
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<Values> open title={text.create} onClose={onClose} act={create} done={text.created}>
      {isCity && (
        <Form.Item name="county" label={text.pickCounty} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={regions
              .filter(({ level }) => level === 'county')
              .map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
      )}
      <What />
      <Form.Item noStyle dependencies={['county', 'organisationId']}>
        {({ getFieldValue }) => (
          <Who
            county={isCity ? (getFieldValue('county') ?? '') : region}
            organisation={getFieldValue('organisationId')}
          />
        )}
      </Form.Item>
      <When region={region} />
    </ReasonModal>
  )
}

function What() {
  const text = useText(tasksPageWords)
  const task = useText(taskWords)
  return (
    <>
      <Form.Item name="title" label={task.title} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={200} placeholder={text.titleExample} />
      </Form.Item>
      <Form.Item name="wanted" label={task.wanted} rules={[{ required: true, min: 2 }]}>
        <Input.TextArea rows={2} maxLength={500} placeholder={text.wantedExample} />
      </Form.Item>
    </>
  )
}

function Who({ county, organisation }: { county: string; organisation: string | undefined }) {
  const text = useText(tasksPageWords)
  const task = useText(taskWords)
  return (
    <>
      <Form.Item name="organisationId" label={task.unit} rules={[{ required: true }]}>
        <UnitSelect county={county} />
      </Form.Item>
      <Form.Item name="personId" label={task.person}>
        <PersonSelect county={county} organisation={organisation} placeholder={text.personHint} />
      </Form.Item>
      <Form.Item name="estateId" label={task.estate}>
        <EstateSelect county={county} />
      </Form.Item>
      <Form.Item name="needs" label={text.needs}>
        <TaskSelect county={county} />
      </Form.Item>
    </>
  )
}

/** Start and end: a day, or so many working days, with the day they lead to as the calendar counts it. */
function When({ region }: { region: string }) {
  const text = useText(tasksPageWords)
  const task = useText(taskWords)
  return (
    <>
      <Form.Item name="startsOn" label={task.starts} initialValue={dayjs()} rules={[{ required: true }]}>
        <DatePicker allowClear={false} minDate={dayjs()} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="by" initialValue="days" style={{ marginBottom: 8 }}>
        <Radio.Group
          options={[
            { value: 'days', label: text.byDays },
            { value: 'day', label: text.byDay },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['by', 'startsOn', 'workingDays']}>
        {({ getFieldValue }) =>
          getFieldValue('by') === 'day' ? (
            <Form.Item name="dueOn" label={task.due} rules={[{ required: true }]}>
              <DatePicker minDate={getFieldValue('startsOn')} style={{ width: '100%' }} />
            </Form.Item>
          ) : (
            <>
              <Form.Item name="workingDays" label={text.days} initialValue={5} rules={[{ required: true }]}>
                <InputNumber min={1} max={500} precision={0} style={{ width: '100%' }} />
              </Form.Item>
              <LiveTerm
                region={region}
                startsOn={getFieldValue('startsOn')}
                workingDays={getFieldValue('workingDays') ?? 5}
              />
            </>
          )
        }
      </Form.Item>
    </>
  )
}

type LiveTermProps = { region: string; startsOn: Dayjs; workingDays: number }

function LiveTerm({ region, startsOn, workingDays }: LiveTermProps) {
  const query = { startsOn: iso(startsOn), workingDays }
  const term = useQuery(endpointQuery(tasksEndpoints.term, { params: { region }, query }))
  return term.data ? (
    <div style={{ marginBottom: 16 }}>
      <TermWords term={term.data} />
    </div>
  ) : null
}

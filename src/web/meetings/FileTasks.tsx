import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { Resolution } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { tasksEndpoints } from '#contract/tasks.ts'
import { useDebounced } from '../diagnosis/use-debounced.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { meetingWords } from './messages.ts'

/** Files tasks that exist already, open or done, under a resolution or a suggestion; found by words, all at once. */
export function FileTasks({ resolution, onClose }: { resolution: Resolution; onClose: () => void }) {
  const text = useText(meetingWords)
  const queries = useQueryClient()
  const { countyCode: county, id } = resolution
  async function file({ tasks, reason }: { tasks: string[]; reason: string }) {
    await call(meetingsEndpoints.linkTasks, { params: { county, resolution: id }, body: { reason, tasks } })
    await queries.invalidateQueries()
  }
  return (
    <ReasonModal<{ tasks: string[] }>
      open
      title={`${text.fileTasks} · ${text.resolutionNo(String(resolution.no))}`}
      suggested={text.fileReason}
      done={text.filed}
      onClose={onClose}
      act={file}
    >
      <p>{resolution.matter}</p>
      <FoundTasks county={county} filed={resolution.tasks.map((task) => task.id)} />
    </ReasonModal>
  )
}

function FoundTasks({ county, filed }: { county: string; filed: readonly string[] }) {
  const text = useText(meetingWords)
  const form = Form.useFormInstance<{ tasks: string[] }>()
  const [typed, setTyped] = useState('')
  const search = useDebounced(typed.trim(), 250)
  const query = { limit: 500, ...(search && { search }) }
  const found = useQuery(endpointQuery(tasksEndpoints.listTasks, { params: { region: county }, query }))
  const rows = (found.data?.rows ?? []).filter(({ id }) => !filed.includes(id))
  return (
    <>
      <Form.Item label={text.findTasks}>
        <Input.Search
          aria-label={text.findTasks}
          allowClear
          onChange={({ target }) => setTyped(target.value)}
          loading={found.isFetching}
        />
        <Button
          type="link"
          size="small"
          style={{ paddingInline: 0 }}
          disabled={search === '' || rows.length === 0}
          onClick={() =>
            form.setFieldValue(
              'tasks',
              rows.map(({ id }) => id),
            )
          }
        >
          {text.takeAllFound(count(rows.length))}
        </Button>
      </Form.Item>
      <Form.Item name="tasks" label={text.tasks} rules={[{ required: true }]}>
        <Select
          mode="multiple"
          maxTagCount={8}
          showSearch={{ optionFilterProp: 'label' }}
          options={rows.map(({ id, no, title, estate }) => ({
            value: id,
            label: [no, title, estate?.name].filter(Boolean).join(' · '),
          }))}
        />
      </Form.Item>
    </>
  )
}

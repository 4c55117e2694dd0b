import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, DatePicker, Form, Input, Modal, Radio } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { diagnosisEndpoints, type EstateDiagnosis } from '#contract/diagnosis.ts'
import type { FactValue } from '#domain/diagnosis/values.ts'
import { call, ProblemError } from '../platform/api.ts'
import { platformWords } from '../platform/messages.ts'
import { useText } from '../platform/text.ts'
import { FactRow } from './FactRow.tsx'
import { diagnosisWords } from './messages.ts'
import type { Names } from './names.ts'

export type FactEntry = { fact?: string; value?: FactValue | null; isUnknown?: boolean; said?: string }
type Values = { entries: FactEntry[]; source: 'visit' | 'document' | 'officer'; asOf: Dayjs; reason: string }

type RecordFactsProps = {
  estate: EstateDiagnosis
  names: Names
  /** What the form starts with; it is closed while there is nothing. */
  start: FactEntry[] | undefined
  onClose: () => void
}

/** Records facts with where they are known from. Nobody overwrites what they have not seen. */
export function RecordFacts({ estate, names, start, onClose }: RecordFactsProps) {
  const text = useText(diagnosisWords)
  const words = useText(platformWords)
  const [form] = Form.useForm<Values>()
  const recording = useRecording(estate, names, onClose)
  return (
    <Modal
      title={`${text.record} · ${estate.estateName}`}
      open={start !== undefined}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={words.confirm}
      cancelText={words.cancel}
      confirmLoading={recording.isBusy}
      width={720}
      destroyOnHidden
      afterOpenChange={(isOpen) => {
        if (!isOpen || !start) return
        recording.see(estate.revision)
        form.setFieldsValue({ entries: start, source: 'visit', asOf: dayjs(), reason: '' }) // not what an earlier opening left
      }}
    >
      {recording.isOutdated && (
        <Alert
          type="warning"
          showIcon
          message={text.changedMeanwhile}
          action={<Button onClick={recording.reload}>{text.reloadKeep}</Button>}
          style={{ marginBottom: 12 }}
        />
      )}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ entries: start ?? [{}], source: 'visit', asOf: dayjs() }}
        onFinish={recording.record}
      >
        <Form.List name="entries">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <FactRow
                  key={key}
                  place={name}
                  estate={estate}
                  names={names}
                  onRemove={fields.length > 1 ? () => remove(name) : undefined}
                />
              ))}
              <Button type="dashed" size="small" onClick={() => add({})} style={{ marginBottom: 16 }}>
                {text.addFact}
              </Button>
            </>
          )}
        </Form.List>
        <div className="split">
          <Form.Item name="source" label={text.sourceKind}>
            <Radio.Group
              options={(['visit', 'document', 'officer'] as const).map((value) => ({
                value,
                label: text.sourceKinds[value],
              }))}
            />
          </Form.Item>
          <Form.Item name="asOf" label={text.asOf} rules={[{ required: true }]}>
            <DatePicker maxDate={dayjs()} />
          </Form.Item>
        </div>
        <Form.Item name="reason" label={words.reason} extra={words.reasonHint} rules={[{ required: true, min: 2 }]}>
          <Input.TextArea rows={2} maxLength={200} placeholder={text.reasonExample} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** Sends what was written with the revision its writer has seen; refused, the form stays as it is. */
function useRecording(estate: EstateDiagnosis, names: Names, onDone: () => void) {
  const text = useText(diagnosisWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [seen, see] = useState(estate.revision)
  const [isBusy, setBusy] = useState(false)
  const [isOutdated, setOutdated] = useState(false)

  async function record({ entries, source, asOf, reason }: Values) {
    setBusy(true)
    try {
      await call(diagnosisEndpoints.recordFacts, {
        params: { county: estate.countyCode, estate: estate.estateId },
        query: { language: names.language },
        body: {
          revision: seen,
          reason,
          facts: entries.flatMap(({ fact, value, isUnknown, said }) =>
            fact
              ? [
                  {
                    fact,
                    value: isUnknown ? null : (value ?? null),
                    asOf: asOf.format('YYYY-MM-DD'),
                    source,
                    said: said || null,
                  },
                ]
              : [],
          ),
        },
      })
      message.success(text.recorded)
      onDone()
      await queries.invalidateQueries()
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'changed_meanwhile') setOutdated(true)
      else message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }

  async function reload() {
    const path = diagnosisEndpoints.estateDiagnosis.path
    await queries.refetchQueries({ queryKey: [path] })
    const latest = await call(diagnosisEndpoints.estateDiagnosis, {
      params: { county: estate.countyCode, estate: estate.estateId },
      query: { language: names.language },
    })
    see(latest.revision)
    setOutdated(false)
    message.info(text.reloaded)
  }

  return { isBusy, isOutdated, record, reload: () => void reload(), see }
}

import { Button, Form, Input, Space } from 'antd'
import { useState } from 'react'
import { type Report, reportRhythmEndpoints } from '#contract/report-rhythm.ts'
import { type SectionKey, sectionKeys } from '#domain/reports/bulletin.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { CountedPart } from './ReportSections.tsx'
import { rhythmWords } from './rhythm-messages.ts'
import { useReportsChanged } from './use-report-period.ts'

type Remarks = Report['remarks']

/** Words before and after each section of numbers, and the office's own sections; the numbers stand between and stay. */
export function ReportTextForm({ report, onDone }: { report: Report; onDone: () => void }) {
  const text = useText(rhythmWords)
  const [form] = Form.useForm<Remarks>()
  const [isSaving, setSaving] = useState(false)
  const changed = useReportsChanged()
  const counted = report.sections.flatMap(({ key, ...section }) => {
    const known = sectionKeys.find((one) => one === key)
    return known ? [{ key: known, ...section }] : []
  })

  async function save(reason: string) {
    const { practice, demands, around = {} } = form.getFieldsValue()
    await call(reportRhythmEndpoints.writeReportText, {
      params: { region: report.region, kind: report.kind, period: report.period },
      body: {
        remarks: { practice, demands, around: { ...report.remarks.around, ...around } },
        revision: report.revision,
        reason,
      },
    })
    await changed()
    onDone()
  }

  return (
    <Form form={form} layout="vertical" initialValues={report.remarks} className="report-paper report-writing">
      {counted.map((section) => (
        <section key={section.key}>
          <h3>{section.heading}</h3>
          <AroundField name={section.key} place="before" label={text.before} />
          <CountedPart section={section} />
          <AroundField name={section.key} place="after" label={text.after} />
        </section>
      ))}
      {(['practice', 'demands'] as const).map((name) => (
        <Form.Item key={name} name={name} label={text[name]}>
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={4000} showCount />
        </Form.Item>
      ))}
      <Space className="report-save">
        <Button type="primary" onClick={() => setSaving(true)}>
          {text.save}
        </Button>
        <Button onClick={onDone}>{text.cancel}</Button>
      </Space>
      <ReasonModal
        open={isSaving}
        title={text.save}
        suggested={text.suggestedText}
        done={text.saved}
        onClose={() => setSaving(false)}
        act={({ reason }) => save(reason)}
      />
    </Form>
  )
}

function AroundField({ name, place, label }: { name: SectionKey; place: 'before' | 'after'; label: string }) {
  return (
    <Form.Item name={['around', name, place]} label={label} initialValue="">
      <Input.TextArea autoSize={{ minRows: 1 }} maxLength={2000} />
    </Form.Item>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Alert, Button, DatePicker, Form, Modal, Table } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { type Report, reportRhythmEndpoints } from '#contract/report-rhythm.ts'
import { type Mismatch, reportsEndpoints } from '#contract/reports.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { rhythmWords } from './rhythm-messages.ts'
import { usePeriodName, useReportsChanged } from './use-report-period.ts'

type Act = 'check' | 'freeze' | 'issue'

/** Check, write, freeze, issue: what the office does to a report that is not issued. */
export function ReportActs({ report, onWrite }: { report: Report; onWrite: () => void }) {
  const text = useText(rhythmWords)
  const [act, setAct] = useState<Act | null>(null)
  const close = () => setAct(null)
  return (
    <>
      <Button onClick={() => setAct('check')}>{text.check}</Button>
      <Button onClick={onWrite}>{text.write}</Button>
      <Button type="primary" onClick={() => setAct(report.frozen ? 'issue' : 'freeze')}>
        {report.frozen ? text.issue : text.freeze}
      </Button>
      {act === 'check' && <CheckModal report={report} onClose={close} />}
      {act === 'freeze' && <FreezeModal report={report} onClose={close} />}
      {act === 'issue' && <IssueModal report={report} onClose={close} />}
    </>
  )
}

type ModalProps = { report: Report; onClose: () => void }

function FreezeModal({ report, onClose }: ModalProps) {
  const text = useText(rhythmWords)
  const nameOf = usePeriodName()
  const changed = useReportsChanged()
  const { region, kind, period, asOf } = report
  return (
    <ReasonModal<{ asOf?: Dayjs }>
      open
      title={text.freeze}
      suggested={text.suggestedFreeze(nameOf(kind, period))}
      done={text.frozen}
      onClose={onClose}
      act={async (values) => {
        const day = values.asOf?.format('YYYY-MM-DD') ?? asOf ?? undefined
        await call(reportRhythmEndpoints.freezePeriod, {
          params: { region, kind, period },
          body: { asOf: day, reason: values.reason },
        })
        await changed()
      }}
    >
      <Form.Item name="asOf" label={text.freezeOn}>
        <DatePicker />
      </Form.Item>
    </ReasonModal>
  )
}

function IssueModal({ report: { region, kind, period }, onClose }: ModalProps) {
  const text = useText(rhythmWords)
  const nameOf = usePeriodName()
  const changed = useReportsChanged()
  return (
    <ReasonModal
      open
      title={text.issue}
      suggested={text.suggestedIssue(nameOf(kind, period))}
      done={text.issued}
      onClose={onClose}
      act={async ({ reason }) => {
        await call(reportsEndpoints.issueBulletin, { params: { region }, body: { kind, period, reason } })
        await changed()
      }}
    />
  )
}

function CheckModal({ report: { region, asOf }, onClose }: ModalProps) {
  const text = useText(rhythmWords)
  const check = useQuery({
    ...endpointQuery(reportsEndpoints.checkBulletin, { params: { region }, query: { asOf: asOf ?? undefined } }),
    staleTime: 0,
  })
  return (
    <Modal open title={text.check} footer={null} onCancel={onClose} width={720} loading={check.isPending}>
      {check.data && <CheckResult mismatches={check.data} />}
    </Modal>
  )
}

function CheckResult({ mismatches }: { mismatches: Mismatch[] }) {
  const text = useText(rhythmWords)
  if (mismatches.length === 0) return <Alert type="success" showIcon message={text.checked} />
  return (
    <>
      <Alert type="error" showIcon message={text.mismatches} style={{ marginBottom: 8 }} />
      <Table<Mismatch>
        size="small"
        dataSource={mismatches}
        rowKey={({ place, what }) => place + what}
        scroll={{ x: 560 }}
        columns={[
          { title: text.place, dataIndex: 'place' },
          { title: text.what, dataIndex: 'what' },
          { title: text.expected, render: (_, { expected }) => count(expected), className: 'number' },
          { title: text.found, render: (_, { found }) => count(found), className: 'number' },
        ]}
      />
    </>
  )
}

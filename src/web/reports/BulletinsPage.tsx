import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, App, Button, DatePicker, Empty, Form, Input, Segmented, Space, Table } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { type Bulletin, type Mismatch, reportsEndpoints } from '#contract/reports.ts'
import { type PeriodKind, periodKinds, periodOf } from '#domain/reports/periods.ts'
import { call, download, endpointQuery } from '../platform/api.ts'
import { count, instant } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay, useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { reportWords } from './messages.ts'

export function BulletinsPage() {
  const { region } = useParams({ from: '/signed-in/shell/regions/$region/bulletins' })
  const text = useText(reportWords)
  const name = useRegionName(region)
  const mayIssue = useMay('reports.issue', region)
  const bulletins = useQuery(endpointQuery(reportsEndpoints.listBulletins, { params: { region } }))
  const check = useQuery({ ...endpointQuery(reportsEndpoints.checkBulletin, { params: { region } }), enabled: false })
  const [isIssuing, setIssuing] = useState(false)

  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.bulletins}
        </h1>
        <div className="end">
          <Button loading={check.isFetching} onClick={() => check.refetch()}>
            {text.check}
          </Button>
          {mayIssue && (
            <Button type="primary" onClick={() => setIssuing(true)}>
              {text.issue}
            </Button>
          )}
        </div>
      </div>
      {check.data && <CheckResult mismatches={check.data} />}
      <Reading query={bulletins}>
        {(rows) =>
          rows.length === 0 ? <Empty description={text.none} /> : <BulletinTable rows={rows} region={region} />
        }
      </Reading>
      <IssueModal region={region} open={isIssuing} onClose={() => setIssuing(false)} />
    </div>
  )
}

function CheckResult({ mismatches }: { mismatches: Mismatch[] }) {
  const text = useText(reportWords)
  if (mismatches.length === 0)
    return <Alert type="success" showIcon message={text.checked} style={{ marginBottom: 16 }} />
  return (
    <>
      <Alert type="error" showIcon message={text.mismatches} style={{ marginBottom: 8 }} />
      <Table<Mismatch>
        size="small"
        dataSource={mismatches}
        rowKey={({ place, what }) => place + what}
        style={{ marginBottom: 16 }}
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

function BulletinTable({ rows, region }: { rows: Bulletin[]; region: string }) {
  const text = useText(reportWords)
  const { message } = App.useApp()
  const take = (
    endpoint: typeof reportsEndpoints.bulletinDocument | typeof reportsEndpoints.bulletinWorkbook,
    bulletin: Bulletin,
    kind: string,
  ) =>
    download(
      endpoint,
      { params: { region, bulletin: bulletin.id } },
      `${text.kinds[bulletin.kind]}-${bulletin.period}.${kind}`,
    ).catch((error: Error) => message.error(error.message))
  return (
    <Table<Bulletin>
      size="small"
      rowKey="id"
      dataSource={rows}
      pagination={false}
      scroll={{ x: 760 }}
      columns={[
        { title: text.issueNo, dataIndex: 'issueNo', className: 'number', width: 80 },
        { title: text.kind, render: (_, { kind }) => text.kinds[kind] },
        { title: text.period, dataIndex: 'period' },
        { title: text.asOf, dataIndex: 'asOf' },
        { title: text.issuedAt, render: (_, { issuedAt }) => instant(issuedAt) },
        { title: text.issuedBy, dataIndex: 'issuedBy' },
        {
          title: '',
          render: (_, bulletin) => (
            <Space>
              <Button size="small" onClick={() => take(reportsEndpoints.bulletinDocument, bulletin, 'docx')}>
                {text.document} .docx
              </Button>
              <Button size="small" onClick={() => take(reportsEndpoints.bulletinWorkbook, bulletin, 'xlsx')}>
                {text.workbook} .xlsx
              </Button>
            </Space>
          ),
        },
      ]}
    />
  )
}

type Asked = { kind: PeriodKind; day: Dayjs; asOf?: Dayjs; practice?: string; demands?: string }

function IssueModal({ region, open, onClose }: { region: string; open: boolean; onClose: () => void }) {
  const text = useText(reportWords)
  const queries = useQueryClient()
  const [kind, setKind] = useState<PeriodKind>('month')
  async function issue({ day, asOf, reason, practice = '', demands = '' }: Asked & { reason: string }) {
    const period = periodOf(kind, day.format('YYYY-MM-DD'))
    const today = dayjs().format('YYYY-MM-DD')
    await call(reportsEndpoints.issueBulletin, {
      params: { region },
      body: {
        kind,
        period: period.key,
        asOf: asOf?.format('YYYY-MM-DD') ?? (period.to > today ? today : period.to),
        remarks: { practice, demands },
        reason,
      },
    })
    await queries.invalidateQueries({ queryKey: [reportsEndpoints.listBulletins.path] })
  }
  return (
    <ReasonModal<Asked> title={text.issue} open={open} onClose={onClose} act={issue} done={text.issued}>
      <Form.Item label={text.kind}>
        <Segmented
          block
          value={kind}
          onChange={setKind}
          options={periodKinds.map((value) => ({ value, label: text.kinds[value] }))}
        />
      </Form.Item>
      <Form.Item name="day" label={text.pick[kind]} rules={[{ required: true }]}>
        <DatePicker picker={kind === 'month' ? 'month' : 'date'} />
      </Form.Item>
      <Form.Item name="asOf" label={text.asOf}>
        <DatePicker />
      </Form.Item>
      <Form.Item name="practice" label={text.practice}>
        <Input.TextArea rows={2} maxLength={4000} />
      </Form.Item>
      <Form.Item name="demands" label={text.demands}>
        <Input.TextArea rows={2} maxLength={4000} />
      </Form.Item>
    </ReasonModal>
  )
}

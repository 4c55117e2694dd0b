import { InboxOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Progress, Table, Tag, Upload } from 'antd'
import { useState } from 'react'
import { Import, ledgersEndpoints } from '#contract/ledgers.ts'
import { addressOf, endpointQuery, problemOf } from '../platform/api.ts'
import { instant } from '../platform/format.ts'
import { platformWords } from '../platform/messages.ts'
import { Reading } from '../platform/Reading.tsx'
import { useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { ledgerWords } from './messages.ts'

const colours: Partial<Record<Import['status'], string>> = {
  committed: 'success',
  refused: 'error',
  discarded: 'default',
}

export function ImportsPage() {
  const { county } = useParams({ from: '/signed-in/shell/counties/$county/imports' })
  const text = useText(ledgerWords)
  const words = useText(platformWords)
  const name = useRegionName(county)
  const navigate = useNavigate()
  const imports = useQuery(endpointQuery(ledgersEndpoints.listImports, { params: { county } }))
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {words.imports}
        </h1>
      </div>
      <BringLedgers county={county} />
      <h2 style={{ fontSize: 18, marginTop: 24 }}>{text.earlier}</h2>
      <Reading query={imports}>
        {(rows) => (
          <Table
            size="small"
            rowKey="id"
            dataSource={rows}
            pagination={{ pageSize: 20 }}
            scroll={{ x: 760 }}
            locale={{ emptyText: text.none }}
            onRow={({ id }) => ({
              onClick: () => navigate({ to: '/counties/$county/imports/$import', params: { county, import: id } }),
              style: { cursor: 'pointer' },
              tabIndex: 0,
              onKeyDown: (event) =>
                event.key === 'Enter' &&
                navigate({ to: '/counties/$county/imports/$import', params: { county, import: id } }),
            })}
            columns={[
              { title: text.broughtAt, render: (_, { broughtAt }) => instant(broughtAt), width: 150 },
              { title: text.files, render: (_, { fileNames }) => fileNames.join('、') },
              {
                title: text.status,
                render: (_, { status }) => <Tag color={colours[status] ?? 'processing'}>{text.statuses[status]}</Tag>,
                width: 110,
              },
              { title: text.errors, dataIndex: 'errors', className: 'number', width: 80 },
              { title: text.warnings, dataIndex: 'warnings', className: 'number', width: 80 },
              { title: text.broughtBy, dataIndex: 'broughtBy', width: 120 },
            ]}
          />
        )}
      </Reading>
    </div>
  )
}

/** Takes several files at once; they are one import, so that estates and units are held against each other. */
function BringLedgers({ county }: { county: string }) {
  const text = useText(ledgerWords)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [sent, setSent] = useState<number>()
  const [refusal, setRefusal] = useState<string>()

  function send(files: File[]) {
    const form = new FormData()
    for (const file of files) form.append('files', file, file.name)
    const request = new XMLHttpRequest() // fetch tells no progress of an upload
    request.open('POST', addressOf(ledgersEndpoints.bringLedgers.path, { params: { county } }))
    request.upload.onprogress = ({ loaded, total }) => setSent(loaded / total)
    request.onload = async () => {
      setSent(undefined)
      const response = new Response(request.responseText, { status: request.status })
      if (!response.ok) return setRefusal((await problemOf(response)).message)
      await queries.invalidateQueries({ queryKey: [ledgersEndpoints.listImports.path] })
      return navigate({
        to: '/counties/$county/imports/$import',
        params: { county, import: Import.parse(await response.json()).id },
      })
    }
    request.onerror = () => {
      setSent(undefined)
      setRefusal(text.notSent)
    }
    setRefusal(undefined)
    setSent(0)
    request.send(form)
  }

  return (
    <>
      <Upload.Dragger
        multiple
        accept=".xlsx,.xls,.ods,.csv"
        showUploadList={false}
        disabled={sent !== undefined}
        beforeUpload={(file, all) => {
          if (file === all.at(-1)) send(all)
          return false
        }}
      >
        <p style={{ fontSize: 36, margin: 0 }}>
          <InboxOutlined />
        </p>
        <p style={{ fontSize: 16 }}>{text.drop}</p>
        <p style={{ opacity: 0.75 }}>{text.dropHint}</p>
      </Upload.Dragger>
      {refusal && <Alert type="error" showIcon message={refusal} style={{ marginTop: 12 }} />}
      {sent !== undefined && <Progress percent={Math.round(sent * 100)} aria-label={text.sending} />}
    </>
  )
}

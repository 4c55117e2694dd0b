import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { App, Button, Collapse, Space, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { type DocumentTemplate, documentTemplatesEndpoints } from '#contract/document-templates.ts'
import { call, download, endpointQuery } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { documentWords } from './messages.ts'
import { TemplateUpload } from './TemplateUpload.tsx'
import { templateWords } from './template-messages.ts'

/** Which template each kind of document is laid out with, and how staff bring their own. */
export function TemplatesPage() {
  const { county } = useParams({ from: '/signed-in/shell/counties/$county/document-templates' })
  const text = useText(templateWords)
  const name = useRegionName(county)
  const templates = useQuery(endpointQuery(documentTemplatesEndpoints.listTemplates, { params: { county } }))
  const [bringing, setBringing] = useState<DocumentTemplate['kind']>()
  const [retiring, setRetiring] = useState<DocumentTemplate['kind']>()
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
      </div>
      <Typography.Paragraph style={{ maxWidth: 860 }}>{text.intro}</Typography.Paragraph>
      <Guide />
      <Reading query={templates}>
        {(rows) => <TemplatesTable county={county} rows={rows} onBring={setBringing} onRetire={setRetiring} />}
      </Reading>
      {bringing && <TemplateUpload county={county} kind={bringing} onClose={() => setBringing(undefined)} />}
      {retiring && <Retirement county={county} kind={retiring} onClose={() => setRetiring(undefined)} />}
    </div>
  )
}

/** What may stand in braces, for whoever has the template open in Word. */
function Guide() {
  const text = useText(templateWords)
  return (
    <Collapse
      size="small"
      style={{ marginBottom: 16 }}
      items={[
        {
          key: 'guide',
          label: text.guide,
          children: (
            <Table
              size="small"
              rowKey="0"
              pagination={false}
              scroll={{ x: 560 }}
              dataSource={Object.entries(text.meanings)}
              columns={[
                { title: text.placeholder, dataIndex: '0', width: 300 },
                { title: text.says, dataIndex: '1' },
              ]}
            />
          ),
        },
      ]}
    />
  )
}

type TableProps = {
  county: string
  rows: DocumentTemplate[]
  onBring: (kind: DocumentTemplate['kind']) => void
  onRetire: (kind: DocumentTemplate['kind']) => void
}

function TemplatesTable({ county, rows, onBring, onRetire }: TableProps) {
  const text = useText(templateWords)
  const { kinds } = useText(documentWords)
  return (
    <Table<DocumentTemplate>
      size="small"
      rowKey="kind"
      dataSource={rows}
      pagination={false}
      scroll={{ x: 860 }}
      expandable={{
        rowExpandable: ({ versions }) => versions.length > 0,
        expandedRowRender: (template) => <Versions county={county} template={template} />,
      }}
      columns={[
        { title: text.kind, render: (_, { kind }) => kinds[kind], width: 170 },
        {
          title: text.inUse,
          render: (_, { name }) => (name === null ? <Tag>{text.shipped}</Tag> : <Tag color="processing">{name}</Tag>),
        },
        {
          title: text.kept,
          render: (_, { name, versions: [newest] }) =>
            name !== null && newest ? text.keptBy(newest.keeper, newest.keptOn) : '—',
          width: 200,
        },
        {
          title: '',
          render: (_, { kind, name }) => (
            <Space size={4} wrap>
              <TemplateFile county={county} kind={kind} />
              <Button type="link" size="small" icon={<UploadOutlined />} onClick={() => onBring(kind)}>
                {text.upload}
              </Button>
              {name !== null && (
                <Button type="link" size="small" onClick={() => onRetire(kind)}>
                  {text.retire}
                </Button>
              )}
            </Space>
          ),
          width: 430,
        },
      ]}
    />
  )
}

type FileProps = { county: string; kind: DocumentTemplate['kind']; version?: { version: number; name: string } }

/** The template that comes with the release, or a version of the county's own. */
function TemplateFile({ county, kind, version }: FileProps) {
  const text = useText(templateWords)
  const { kinds } = useText(documentWords)
  const { message } = App.useApp()
  const take = () =>
    (version
      ? download(
          documentTemplatesEndpoints.keptTemplate,
          { params: { county, kind, version: version.version } },
          version.name,
        )
      : download(
          documentTemplatesEndpoints.shippedTemplate,
          { params: { county, documentKind: kind } },
          text.templateName(kinds[kind]),
        )
    ).catch((error: Error) => message.error(error.message))
  return (
    <Button type="link" size="small" icon={<DownloadOutlined />} onClick={take}>
      {version ? version.name : text.download}
    </Button>
  )
}

function Versions({ county, template: { kind, versions } }: { county: string; template: DocumentTemplate }) {
  const text = useText(templateWords)
  return (
    <ul style={{ margin: 0 }} aria-label={text.versions}>
      {versions.map(({ version, name, keeper, keptOn }) => (
        <li key={version}>
          {text.version(String(version), text.keptBy(keeper, keptOn))}{' '}
          {name === null ? (
            text.backToShipped
          ) : (
            <TemplateFile county={county} kind={kind} version={{ version, name }} />
          )}
        </li>
      ))}
    </ul>
  )
}

function Retirement({
  county,
  kind,
  onClose,
}: {
  county: string
  kind: DocumentTemplate['kind']
  onClose: () => void
}) {
  const text = useText(templateWords)
  const { kinds } = useText(documentWords)
  const queries = useQueryClient()
  return (
    <ReasonModal
      open
      title={text.retireOf(kinds[kind])}
      done={text.retired}
      onClose={onClose}
      act={async (body) => {
        await call(documentTemplatesEndpoints.retireTemplate, { params: { county, documentKind: kind }, body })
        await queries.invalidateQueries({ queryKey: [documentTemplatesEndpoints.listTemplates.path] })
      }}
    />
  )
}

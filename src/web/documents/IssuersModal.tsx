import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import type { DocumentIssuer } from '#contract/document-shapes.ts'
import { documentsEndpoints } from '#contract/documents.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { regionsQuery, useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { documentsPageWords } from './messages.ts'

/** How the issuers of a county are called and numbered; the city's office may set it. */
export function IssuersModal({ region, onClose }: { region: string; onClose: () => void }) {
  const text = useText(documentsPageWords)
  const regions = useQuery(regionsQuery).data ?? []
  const city = regions.find(({ level }) => level === 'city')?.code ?? ''
  const maySet = useMay('documents.sign', city)
  const [county, setCounty] = useState(region)
  const [changing, setChanging] = useState<DocumentIssuer>()
  const issuers = useQuery(endpointQuery(documentsEndpoints.listIssuers, { params: { county } }))
  const offered = regions.filter(({ level }) => level === 'county' || level === 'city')
  return (
    <Modal open title={text.issuersTitle} onCancel={onClose} footer={null} width={720}>
      {region === city && (
        <Select
          aria-label={text.forCounty}
          value={county}
          options={offered.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={setCounty}
          style={{ width: 200, marginBottom: 12 }}
        />
      )}
      <Table<DocumentIssuer>
        size="small"
        rowKey={({ organisationId }) => organisationId ?? ''}
        loading={issuers.isPending}
        dataSource={issuers.data ?? []}
        pagination={false}
        scroll={{ x: 480 }}
        columns={[
          { title: text.issuerName, dataIndex: 'name' },
          { title: text.shortName, dataIndex: 'shortName', width: 150 },
          {
            title: '',
            render: (_, issuer) => <Tag>{issuer.isDefault ? text.isDefault : text.isSet}</Tag>,
            width: 150,
          },
          ...(maySet
            ? [
                {
                  title: '',
                  render: (_: unknown, issuer: DocumentIssuer) => (
                    <Button type="link" size="small" onClick={() => setChanging(issuer)}>
                      {text.change}
                    </Button>
                  ),
                  width: 80,
                },
              ]
            : []),
        ]}
      />
      {changing && <IssuerForm city={city} issuer={changing} onClose={() => setChanging(undefined)} />}
    </Modal>
  )
}

type IssuerFormProps = { city: string; issuer: DocumentIssuer; onClose: () => void }

function IssuerForm({ city, issuer, onClose }: IssuerFormProps) {
  const text = useText(documentsPageWords)
  const queries = useQueryClient()
  const { countyCode: county, organisationId } = issuer
  return (
    <ReasonModal<{ name: string; shortName: string }>
      open
      title={text.issuersTitle}
      done={text.saved}
      onClose={onClose}
      act={async (values) => {
        await call(documentsEndpoints.nameIssuer, {
          params: { region: city },
          body: { ...values, county, organisationId },
        })
        await queries.invalidateQueries()
      }}
    >
      <Form.Item name="name" label={text.issuerName} initialValue={issuer.name} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="shortName"
        label={text.shortName}
        extra={text.shortNameHint}
        initialValue={issuer.shortName}
        rules={[{ required: true, min: 2 }]}
      >
        <Input maxLength={30} />
      </Form.Item>
    </ReasonModal>
  )
}

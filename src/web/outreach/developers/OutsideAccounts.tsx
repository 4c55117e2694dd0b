import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { developersEndpoints } from '#contract/developers.ts'
import type { Account } from '#contract/staff.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { handedPaperWords } from './office-messages.ts'

type Organisation = z.output<typeof developersEndpoints.outsideOrganisations.response>[number]
type Doing = { organisation: Organisation; account: string | null }

/** Which accounts belong to which developer or third party; whoever manages accounts binds them. */
export function OutsideAccounts({ county, accounts }: { county: string; accounts: readonly Account[] }) {
  const text = useText(handedPaperWords)
  const [doing, setDoing] = useState<Doing>()
  const organisations = useQuery(endpointQuery(developersEndpoints.outsideOrganisations, { params: { county } }))
  return (
    <>
      <h2 style={{ marginTop: 32, fontSize: 18 }}>{text.organisations}</h2>
      <p style={{ opacity: 0.75 }}>{text.organisationsHint}</p>
      <Table<Organisation>
        size="small"
        rowKey="id"
        loading={organisations.isPending}
        dataSource={organisations.data ?? []}
        pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
        scroll={{ x: 720 }}
        columns={[
          { title: text.organisation, dataIndex: 'name' },
          { title: '', render: (_, { kind }) => text.kinds[kind], width: 120 },
          {
            title: text.accounts,
            render: (_, organisation) =>
              organisation.accounts.map((account) => (
                <Tag key={account.id}>
                  {account.login}{' '}
                  <Button
                    type="link"
                    size="small"
                    onClick={() => setDoing({ organisation, account: account.id })}
                    aria-label={`${text.unbind} ${account.login}`}
                  >
                    {text.unbind}
                  </Button>
                </Tag>
              )),
          },
          {
            title: '',
            width: 130,
            render: (_, organisation) => (
              <Button size="small" onClick={() => setDoing({ organisation, account: null })}>
                {text.bind}
              </Button>
            ),
          },
        ]}
      />
      {doing && <BindModal county={county} doing={doing} accounts={accounts} onClose={() => setDoing(undefined)} />}
    </>
  )
}

type BindProps = { county: string; doing: Doing; accounts: readonly Account[]; onClose: () => void }

function BindModal({ county, doing: { organisation, account }, accounts, onClose }: BindProps) {
  const text = useText(handedPaperWords)
  const queries = useQueryClient()
  const isBinding = account === null
  const options = accounts
    .filter(({ roles }) => roles.some(({ role }) => role === 'developer' || role === 'surveyor'))
    .map(({ id, login, name }) => ({ value: id, label: `${name}（${login}）` }))
  return (
    <ReasonModal<{ account?: string }>
      open
      title={`${isBinding ? text.bind : text.unbind} · ${organisation.name}`}
      done={text.bound}
      onClose={onClose}
      act={async ({ account: chosen, reason }) => {
        const params = { county, account: account ?? chosen ?? '' }
        const organisationId = isBinding ? organisation.id : null
        await call(developersEndpoints.bindAccount, { params, body: { organisationId, reason } })
        await queries.invalidateQueries({ queryKey: [developersEndpoints.outsideOrganisations.path] })
      }}
    >
      {isBinding && options.length === 0 && <Alert type="info" showIcon message={text.noAccounts} />}
      {isBinding && (
        <Form.Item name="account" label={text.account} extra={text.chooseAccount} rules={[{ required: true }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
        </Form.Item>
      )}
    </ReasonModal>
  )
}

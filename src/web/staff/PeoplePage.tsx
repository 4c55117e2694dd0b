import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, Form, Input, Select, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { type Account, type NewAccount, Password, staffEndpoints } from '#contract/staff.ts'
import { permissions } from '#domain/staff/permissions.ts'
import { type RoleGrant, roles } from '#domain/staff/roles.ts'
import { OutsideAccounts } from '../outreach/developers/OutsideAccounts.tsx'
import { call, endpointQuery } from '../platform/api.ts'
import { instant } from '../platform/format.ts'
import { platformWords } from '../platform/messages.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { meQuery, regionsQuery } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { staffWords } from './messages.ts'

type Doing = { act: 'create' } | { act: 'roles' | 'disable' | 'enable' | 'reset' | 'signOut'; account: Account }

export function PeoplePage() {
  const { county } = useParams({ from: '/signed-in/shell/counties/$county/people' })
  const text = useText(staffWords)
  const words = useText(platformWords)
  const accounts = useQuery(endpointQuery(staffEndpoints.listAccounts, { params: { county } }))
  const regions = useQuery(regionsQuery).data ?? []
  const me = useQuery(meQuery).data
  const [doing, setDoing] = useState<Doing>()
  const nameOf = (code: string) => regions.find((region) => region.code === code)?.name ?? code

  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.people}</h1>
        <div className="end">
          <Button type="primary" onClick={() => setDoing({ act: 'create' })}>
            {text.newAccount}
          </Button>
        </div>
      </div>
      <Reading query={accounts}>
        {(rows) => (
          <>
            <Table<Account>
              size="small"
              rowKey="id"
              dataSource={rows}
              pagination={false}
              scroll={{ x: 900 }}
              columns={[
                { title: text.login, dataIndex: 'login' },
                { title: text.name, dataIndex: 'name' },
                {
                  title: text.roles,
                  render: (_, account) =>
                    account.roles.map(({ role, region }) => (
                      <Tag key={role + region}>
                        {words.role[role]} · {nameOf(region)}
                      </Tag>
                    )),
                },
                {
                  title: text.state,
                  render: (_, { isDisabled, isLocked }) => (
                    <Tag color={isDisabled ? 'default' : isLocked ? 'error' : 'success'}>
                      {isDisabled ? text.disabled : isLocked ? text.locked : text.inUse}
                    </Tag>
                  ),
                },
                { title: text.lastSeen, render: (_, { lastSeenAt }) => (lastSeenAt ? instant(lastSeenAt) : '—') },
                { title: text.openSessions, dataIndex: 'openSessions', className: 'number' },
                {
                  title: '',
                  render: (_, account) =>
                    account.id !== me?.id && (
                      <Space size={4} wrap>
                        <Button size="small" onClick={() => setDoing({ act: 'roles', account })}>
                          {text.changeRoles}
                        </Button>
                        <Button
                          size="small"
                          onClick={() =>
                            setDoing({ act: account.isDisabled || account.isLocked ? 'enable' : 'disable', account })
                          }
                        >
                          {account.isDisabled ? text.enable : account.isLocked ? text.unlock : text.disable}
                        </Button>
                        <Button size="small" onClick={() => setDoing({ act: 'reset', account })}>
                          {text.reset}
                        </Button>
                        <Button
                          size="small"
                          disabled={account.openSessions === 0}
                          onClick={() => setDoing({ act: 'signOut', account })}
                        >
                          {text.signOutAll}
                        </Button>
                      </Space>
                    ),
                },
              ]}
            />
            <OutsideAccounts county={county} accounts={rows} />
          </>
        )}
      </Reading>
      <h2 style={{ marginTop: 32, fontSize: 18 }}>{text.matrix}</h2>
      <RoleMatrix />
      {doing && <AccountAct key={doing.act} county={county} doing={doing} onClose={() => setDoing(undefined)} />}
    </div>
  )
}

function RoleMatrix() {
  const text = useText(staffWords)
  const words = useText(platformWords)
  const names = Object.keys(roles) as (keyof typeof roles)[] // keys of the table itself
  return (
    <Table
      size="small"
      pagination={false}
      scroll={{ x: 900 }}
      rowKey="permission"
      dataSource={permissions.map((permission) => ({ permission }))}
      columns={[
        { title: '', fixed: 'left' as const, render: (_, { permission }) => text.permission[permission] },
        ...names.map((role) => ({
          title: words.role[role],
          align: 'center' as const,
          render: (_: unknown, { permission }: { permission: (typeof permissions)[number] }) =>
            (roles[role] as readonly string[]).includes(permission) ? '✓' : '',
        })),
      ]}
    />
  )
}

type Filled = Partial<NewAccount> & { reason: string }

function AccountAct({ county, doing, onClose }: { county: string; doing: Doing; onClose: () => void }) {
  const text = useText(staffWords)
  const queries = useQueryClient()
  const titles = {
    create: text.newAccount,
    roles: text.changeRoles,
    disable: text.disable,
    enable: text.enable,
    reset: text.reset,
    signOut: text.signOutAll,
  }

  async function act({ reason, ...filled }: Filled) {
    await perform(county, doing, filled, reason)
    await queries.invalidateQueries({ queryKey: [staffEndpoints.listAccounts.path] })
  }

  const hasPassword = doing.act === 'create' || doing.act === 'reset'
  return (
    <ReasonModal<Partial<NewAccount>>
      title={`${titles[doing.act]}${doing.act === 'create' ? '' : ` · ${doing.account.name}`}`}
      open
      onClose={onClose}
      act={act}
      done={text.done}
    >
      {doing.act === 'create' && (
        <>
          <Form.Item
            name="login"
            label={text.login}
            extra={text.loginRule}
            rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{1,62}$/ }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="name" label={text.name} rules={[{ required: true }]}>
            <Input />
          </Form.Item>
        </>
      )}
      {hasPassword && (
        <Form.Item
          name="password"
          label={text.firstPassword}
          extra={text.passwordRule}
          rules={[
            {
              validator: async (_, word) => {
                if (!Password.safeParse(word).success) throw new Error(text.passwordRule)
              },
            },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      )}
      {(doing.act === 'create' || doing.act === 'roles') && (
        <RoleFields initial={doing.act === 'roles' ? doing.account.roles : [{ role: 'clerk', region: county }]} />
      )}
    </ReasonModal>
  )
}

function perform(county: string, doing: Doing, filled: Partial<NewAccount>, reason: string): Promise<unknown> {
  // the form's rules have made sure that the fields of its act are filled
  if (doing.act === 'create')
    return call(staffEndpoints.createAccount, { params: { county }, body: { ...(filled as NewAccount), reason } })
  const params = { county, account: doing.account.id }
  if (doing.act === 'roles')
    return call(staffEndpoints.setRoles, { params, body: { roles: filled.roles ?? [], reason } })
  if (doing.act === 'reset')
    return call(staffEndpoints.resetPassword, { params, body: { password: filled.password ?? '', reason } })
  if (doing.act === 'signOut') return call(staffEndpoints.revokeSessions, { params, body: { reason } })
  return call(doing.act === 'disable' ? staffEndpoints.disableAccount : staffEndpoints.enableAccount, {
    params,
    body: { reason },
  })
}

function RoleFields({ initial }: { initial: RoleGrant[] }) {
  const text = useText(staffWords)
  const words = useText(platformWords)
  const me = useQuery(meQuery).data
  const regions = useQuery(regionsQuery).data ?? []
  const mine = me?.allowed['staff.manage'] ?? []
  const roleOptions = Object.entries(words.role).map(([value, label]) => ({ value, label }))
  const regionOptions = regions
    .filter(({ code }) => mine.includes(code))
    .map(({ code, name }) => ({ value: code, label: name }))
  return (
    <Form.List name="roles" initialValue={initial}>
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <Space key={key} style={{ display: 'flex', marginBottom: 8 }}>
              <Form.Item name={[name, 'role']} noStyle rules={[{ required: true }]}>
                <Select options={roleOptions} style={{ width: 150 }} aria-label={text.role} />
              </Form.Item>
              <Form.Item name={[name, 'region']} noStyle rules={[{ required: true }]}>
                <Select options={regionOptions} style={{ width: 150 }} aria-label={text.region} />
              </Form.Item>
              {fields.length > 1 && (
                <Button size="small" onClick={() => remove(name)}>
                  {text.remove}
                </Button>
              )}
            </Space>
          ))}
          <Button size="small" onClick={() => add({})} style={{ marginBottom: 16 }}>
            {text.addRole}
          </Button>
        </>
      )}
    </Form.List>
  )
}

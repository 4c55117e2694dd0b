import { Link } from '@tanstack/react-router'
import { Button, Space, Table, Tag } from 'antd'
import type { Person, Responsibility } from '#contract/responsibility.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import type { OnDo } from './responsibility-acts.ts'
import { responsibilityWords } from './responsibility-messages.ts'

/** The people of a county with what each holds; who has left stays on the list. */
export function ResponsiblePeople({ responsibility, onDo }: { responsibility: Responsibility; onDo: OnDo }) {
  const text = useText(responsibilityWords)
  const units = new Map(responsibility.units.map(({ id, name }) => [id, name]))
  const tasks = (title: string, key: 'openTasks' | 'overdueTasks', search: object) => ({
    title,
    width: 84,
    className: 'number',
    render: (_: unknown, person: Person) =>
      person[key] === 0 ? (
        0
      ) : (
        <Link
          to="/regions/$region/tasks"
          params={{ region: person.countyCode }}
          search={{ person: person.id, ...search }}
        >
          {count(person[key])}
        </Link>
      ),
  })
  return (
    <Table<Person>
      size="small"
      rowKey="id"
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 900 }}
      dataSource={responsibility.people}
      columns={[
        { title: text.person, width: 110, render: (_, { name }) => <strong>{name}</strong> },
        { title: text.belongs, render: (_, { organisationId }) => units.get(organisationId ?? '') ?? '—' },
        { title: text.account, render: (_, { login }) => login ?? text.noAccount },
        { title: text.phone, render: (_, { phoneMasked }) => phoneMasked ?? '—' },
        tasks(text.open, 'openTasks', { state: 'open' }),
        tasks(text.overdue, 'overdueTasks', { due: 'overdue' }),
        {
          title: text.chargesHeld,
          width: 84,
          className: 'number',
          render: (_, { charges }) => count(charges),
        },
        {
          title: text.state,
          width: 140,
          render: (_, { leftOn }) =>
            leftOn === null ? <Tag color="success">{text.present}</Tag> : <Tag>{text.left(leftOn)}</Tag>,
        },
        ...(onDo
          ? [
              {
                title: '',
                width: 190,
                className: 'no-print',
                render: (_: unknown, person: Person) =>
                  person.leftOn === null && (
                    <Space size={4}>
                      <Button size="small" onClick={() => onDo({ act: 'handOver', person })}>
                        {text.handOver}
                      </Button>
                      <Button size="small" onClick={() => onDo({ act: 'link', person })}>
                        {text.link}
                      </Button>
                    </Space>
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}

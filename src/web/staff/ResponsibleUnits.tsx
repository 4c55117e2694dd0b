import { Link } from '@tanstack/react-router'
import { Button, Space, Table, Tag } from 'antd'
import type { Responsibility, ResponsibleUnit } from '#contract/responsibility.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import type { OnDo } from './responsibility-acts.ts'
import { isHeld, peopleById } from './responsibility-data.ts'
import { responsibilityWords } from './responsibility-messages.ts'
import { UnitPosts } from './UnitPosts.tsx'

type UnitsProps = { responsibility: Responsibility; onDo: OnDo }

/** Responsible units and taskforces: who heads them, who can be called, and how their tasks stand. */
export function ResponsibleUnits({ responsibility, onDo }: UnitsProps) {
  const text = useText(responsibilityWords)
  const people = peopleById(responsibility)
  const holders = ({ postings }: ResponsibleUnit, duty: ResponsibleUnit['postings'][number]['duty']) =>
    postings
      .filter((posting) => posting.duty === duty && isHeld(posting))
      .map(({ personId }) => people.get(personId)?.name ?? '')
  const post = (duty: 'head' | 'liaison' | 'deputy') => ({
    title: text.duty[duty],
    width: 110,
    render: (_: unknown, unit: ResponsibleUnit) =>
      holders(unit, duty).join('、') || (duty === 'deputy' ? '—' : <Tag color="warning">{text.vacant}</Tag>),
  })
  const tasks = (title: string, key: 'openTasks' | 'overdueTasks' | 'writtenOffTasks', search: object) => ({
    title,
    width: 84,
    className: 'number',
    render: (_: unknown, unit: ResponsibleUnit) =>
      unit[key] === 0 ? (
        0
      ) : (
        <Link
          to="/regions/$region/tasks"
          params={{ region: unit.countyCode }}
          search={{ organisation: unit.id, ...search }}
        >
          {count(unit[key])}
        </Link>
      ),
  })
  return (
    <Table<ResponsibleUnit>
      size="small"
      rowKey="id"
      pagination={false}
      scroll={{ x: 960 }}
      dataSource={responsibility.units}
      expandable={{
        expandedRowRender: (unit) => <UnitPosts unit={unit} people={people} onDo={onDo} />,
      }}
      columns={[
        {
          title: text.unitName,
          render: (_, { name, kind }) => (
            <Space size={4} wrap>
              <strong>{name}</strong>
              <Tag>{text.kind[kind]}</Tag>
            </Space>
          ),
        },
        post('head'),
        post('liaison'),
        post('deputy'),
        tasks(text.open, 'openTasks', { state: 'open' }),
        tasks(text.overdue, 'overdueTasks', { due: 'overdue' }),
        tasks(text.writtenOff, 'writtenOffTasks', { state: 'written_off' }),
        ...(onDo
          ? [
              {
                title: '',
                width: 180,
                className: 'no-print',
                render: (_: unknown, unit: ResponsibleUnit) => (
                  <Space size={4}>
                    <Button size="small" onClick={() => onDo({ act: 'post', unit })}>
                      {text.post}
                    </Button>
                    <Button size="small" onClick={() => onDo({ act: 'describe', unit })}>
                      {text.describe}
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

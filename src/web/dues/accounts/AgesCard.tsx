import { Link } from '@tanstack/react-router'
import { Card, Empty, Table } from 'antd'
import type { DuesOverview } from '#contract/due-shapes.ts'
import { count, yuan } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { accountWords } from './messages.ts'

type Age = DuesOverview['ages'][number]

const money = { width: 150, align: 'right', className: 'number' } as const

/** The list behind an age; of those that are late, the late. */
function stateOf(age: Age['age']): string | null {
  if (age === 'not_due' || age === 'no_day') return null
  return age === 'deferred' ? 'deferred' : 'late'
}

/** What is owed by how long it has been due, of organisations and of owners; late ages open the late dues. */
export function AgesCard({ region, ages }: { region: string; ages: readonly Age[] }) {
  const text = useText(accountWords)
  const words = useText(duesWords)
  const most = Math.max(1, ...ages.map(({ owedFen }) => owedFen))
  const sum = (of: (age: Age) => number) => ages.reduce((all, age) => all + of(age), 0)
  return (
    <Card size="small" title={text.ages} className="dues-wide">
      <Table<Age>
        aria-label={text.ages}
        size="small"
        pagination={false}
        rowKey="age"
        dataSource={[...ages]}
        scroll={{ x: 860 }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.nothingOwed} />,
        }}
        columns={[
          {
            title: text.age,
            width: 160,
            render: (_, { age }) => <AgeName region={region} age={age} />,
          },
          { title: text.count, width: 90, align: 'right', className: 'number', render: (_, { dues }) => count(dues) },
          {
            title: text.ofOrganisations,
            ...money,
            render: (_, { owedFen, ofOwnersFen }) => yuan(owedFen - ofOwnersFen),
          },
          { title: text.ofOwnersYuan, ...money, render: (_, { ofOwnersFen }) => yuan(ofOwnersFen) },
          { title: text.both, ...money, render: (_, { owedFen }) => <strong>{yuan(owedFen)}</strong> },
          { title: '', render: (_, { owedFen }) => <Length part={owedFen / most} /> },
        ]}
        summary={() =>
          ages.length > 1 && (
            <Table.Summary.Row>
              <Table.Summary.Cell index={0}>{text.total}</Table.Summary.Cell>
              {[
                count(sum(({ dues }) => dues)),
                yuan(sum(({ owedFen, ofOwnersFen }) => owedFen - ofOwnersFen)),
                yuan(sum(({ ofOwnersFen }) => ofOwnersFen)),
                yuan(sum(({ owedFen }) => owedFen)),
              ].map((total, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns stand in one order
                <Table.Summary.Cell key={at} index={at + 1} align="right" className="number">
                  <strong>{total}</strong>
                </Table.Summary.Cell>
              ))}
              <Table.Summary.Cell index={5} />
            </Table.Summary.Row>
          )
        }
      />
    </Card>
  )
}

function AgeName({ region, age }: { region: string; age: Age['age'] }) {
  const words = useText(duesWords)
  const state = stateOf(age)
  if (state === null) return words.ages[age]
  return (
    <Link to="/regions/$region/dues" params={{ region }} search={{ view: 'list', state }}>
      {words.ages[age]}
    </Link>
  )
}

const Length = ({ part }: { part: number }) => (
  <span className="dues-length">
    <span className="dues-paid" style={{ width: `${part * 100}%` }} />
  </span>
)

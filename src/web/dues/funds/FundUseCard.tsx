import { Button, Card, Collapse, Descriptions, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import type { FundUse } from '#contract/funds.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { FilesPanel } from '../../archives/FilesPanel.tsx'
import { count, yuan } from '../../platform/format.ts'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { fundsWords } from './messages.ts'
import { type UseAct, UseActModal } from './UseActModal.tsx'

/** One use of a fund: what, from whom, for which estates; what was spent, its papers, and what may be done. */
export function FundUseCard({ county, use, mayRecord }: { county: string; use: FundUse; mayRecord: boolean }) {
  const text = useText(fundsWords)
  const maySeePapers = useMay('archives.read', county)
  const [asked, setAsked] = useState<{ act: UseAct; no: number }>()
  const [isAsking, setAsking] = useState(false)
  const ask = (act: UseAct) => {
    setAsked({ act, no: (asked?.no ?? 0) + 1 })
    setAsking(true)
  }
  const isOpen = use.endedOn === null
  return (
    <Card
      size="small"
      title={
        <>
          <Tag>{text.purchases[use.bought]}</Tag> {use.matter}
        </>
      }
      extra={
        mayRecord &&
        isOpen && (
          <Space className="no-print">
            {use.spentFen < use.amountFen && (
              <Button size="small" onClick={() => ask({ act: 'spend' })}>
                {text.spend}
              </Button>
            )}
            <Button size="small" onClick={() => ask({ act: 'end' })}>
              {text.end}
            </Button>
          </Space>
        )
      }
    >
      <Particulars use={use} />
      {use.spendings.length > 0 && (
        <Spendings use={use} onTakeBack={mayRecord ? (spending) => ask({ act: 'takeBack', spending }) : undefined} />
      )}
      {maySeePapers && use.estates.length > 0 && (
        <Collapse
          size="small"
          className="no-print"
          style={{ marginTop: 12 }}
          items={[
            {
              key: 'papers',
              label: `${text.papersTitle} · ${text.papers(count(use.papers))}`,
              children: <FilesPanel county={county} subject={{ kind: 'fund_use', id: use.id }} />,
            },
          ]}
        />
      )}
      {asked && (
        <UseActModal
          key={asked.no}
          county={county}
          use={use}
          act={asked.act}
          open={isAsking}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  )
}

function Particulars({ use }: { use: FundUse }) {
  const text = useText(fundsWords)
  const dues = useText(duesWords)
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, sm: 2 }}
      items={[
        { key: 'payee', label: text.payee, children: use.payee },
        { key: 'contract', label: text.contractNo, children: use.contractNo ?? '—' },
        { key: 'amount', label: text.committed, children: text.yuan(yuanOf(use.amountFen)) },
        { key: 'spent', label: text.parts.spent, children: text.yuan(yuanOf(use.spentFen)) },
        { key: 'on', label: text.committedOn, children: use.committedOn },
        {
          key: 'estates',
          label: text.estates,
          children: use.estates.length === 0 ? '—' : use.estates.map(({ name }) => name).join('、'),
        },
        ...use.dues.map((due) => ({
          key: due.id,
          label: dues.kinds[due.kind],
          span: 'filled' as const,
          children: `${[due.estateName, text.yuan(yuanOf(due.amountFen))].filter(Boolean).join(' · ')} · ${
            due.owedFen === 0 ? text.settled : dues.stillOwed(yuanOf(due.owedFen))
          }`,
        })),
        ...(use.endedOn
          ? [
              {
                key: 'ended',
                label: text.end,
                span: 'filled' as const,
                children: text.ended(use.endedOn, use.endReason ?? ''),
              },
            ]
          : []),
      ]}
    />
  )
}

type Spending = FundUse['spendings'][number]

function Spendings({ use, onTakeBack }: { use: FundUse; onTakeBack: ((spending: Spending) => void) | undefined }) {
  const text = useText(fundsWords)
  return (
    <Table<Spending>
      size="small"
      pagination={false}
      rowKey="id"
      dataSource={use.spendings}
      scroll={{ x: 560 }}
      style={{ marginTop: 8 }}
      columns={[
        { title: text.spentOn, dataIndex: 'spentOn', width: 110 },
        { title: text.voucherNo, dataIndex: 'voucherNo' },
        {
          title: text.amountYuan,
          width: 130,
          align: 'right',
          className: 'number',
          render: (_, { amountFen }) => yuan(amountFen),
        },
        { title: '', render: (_, { settledFen }) => (settledFen === 0 ? '' : text.settles(yuanOf(settledFen))) },
        {
          title: '',
          width: 110,
          render: (_, spending) => {
            if (spending.reverses) return <Tag>{text.takesBack(spending.reverses)}</Tag>
            if (spending.isReversed) return <Tag>{text.takenBack}</Tag>
            return onTakeBack ? (
              <Button size="small" className="no-print" onClick={() => onTakeBack(spending)}>
                {text.takeBack}
              </Button>
            ) : null
          },
        },
      ]}
    />
  )
}

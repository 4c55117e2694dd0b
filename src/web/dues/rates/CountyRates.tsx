import { Button, Card, Table } from 'antd'
import { type ReactNode, useState } from 'react'
import type { DueRates } from '#contract/due-rates.ts'
import { yuan } from '../../platform/format.ts'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { DeedTaxRatesModal, FundRatesModal } from './EditRates.tsx'
import { ratesWords } from './messages.ts'
import { SourceCell } from './SourceCell.tsx'

type FundRate = DueRates['maintenanceFund'][number]
type DeedTaxRate = DueRates['deedTax'][number]

/** The county's rates of the maintenance fund, to be read and edited whole. */
export function FundRates({ county, rows }: { county: string; rows: FundRate[] }) {
  const text = useText(ratesWords)
  return (
    <RatesCard
      county={county}
      title={text.fundRates}
      modal={(onClose) => <FundRatesModal county={county} rows={rows} onClose={onClose} />}
    >
      <Table<FundRate>
        size="small"
        pagination={false}
        rowKey={({ use, storeysFrom, from }) => `${use} ${storeysFrom} ${from}`}
        dataSource={rows}
        locale={{ emptyText: text.noFundRates }}
        scroll={{ x: 760 }}
        columns={[
          { title: text.use, width: 160, render: (_, { use }) => text.uses[use] },
          {
            title: text.storeys,
            width: 120,
            render: (_, { storeysFrom, storeysTo }) => text.storeysWords(String(storeysFrom), String(storeysTo ?? '')),
          },
          {
            title: text.perM2,
            width: 110,
            align: 'right',
            className: 'number',
            render: (_, { fenPerM2 }) => yuan(fenPerM2),
          },
          ...useDays<FundRate>(),
        ]}
      />
    </RatesCard>
  )
}

/** The statutory rate of the deed tax. */
export function DeedTaxRates({ county, rows }: { county: string; rows: DeedTaxRate[] }) {
  const text = useText(ratesWords)
  return (
    <RatesCard
      county={county}
      title={text.deedTaxRates}
      modal={(onClose) => <DeedTaxRatesModal county={county} rows={rows} onClose={onClose} />}
    >
      <Table<DeedTaxRate>
        size="small"
        pagination={false}
        rowKey="from"
        dataSource={rows}
        locale={{ emptyText: text.noDeedTaxRates }}
        scroll={{ x: 640 }}
        columns={[
          {
            title: text.rate,
            width: 110,
            align: 'right',
            className: 'number',
            render: (_, { perMille }) => `${perMille / 10}%`,
          },
          ...useDays<DeedTaxRate>(),
        ]}
      />
    </RatesCard>
  )
}

/** Since when and until when a rate holds, and where it stands. */
function useDays<Row extends { from: string; until: string | null; source: FundRate['source'] }>() {
  const text = useText(ratesWords)
  return [
    { title: text.from, width: 120, render: (_: unknown, { from }: Row) => from },
    { title: text.until, width: 120, render: (_: unknown, { until }: Row) => until ?? text.still },
    { title: text.document, render: (_: unknown, { source }: Row) => <SourceCell source={source} /> },
  ]
}

function RatesCard({
  county,
  title,
  modal,
  children,
}: {
  county: string
  title: string
  modal: (onClose: () => void) => ReactNode
  children: ReactNode
}) {
  const text = useText(ratesWords)
  const mayRecord = useMay('dues.record', county)
  const [isEditing, setEditing] = useState(false)
  return (
    <Card
      size="small"
      title={title}
      style={{ marginBottom: 16 }}
      extra={
        mayRecord && (
          <Button
            size="small"
            autoInsertSpace={false}
            className="no-print"
            aria-label={text.editTitle(title)}
            onClick={() => setEditing(true)}
          >
            {text.edit}
          </Button>
        )
      }
    >
      {children}
      {isEditing && modal(() => setEditing(false))}
    </Card>
  )
}

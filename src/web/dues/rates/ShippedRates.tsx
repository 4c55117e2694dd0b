import { Card, Table } from 'antd'
import { deedTaxTable } from '#domain/dues/deed-tax.ts'
import { percentOf } from '#domain/dues/money.ts'
import { feeUses, registrationFeeTable } from '#domain/dues/registration-fee.ts'
import { area, yuan } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { ratesWords } from './messages.ts'
import { SourceCell } from './SourceCell.tsx'

type Relief = (typeof deedTaxTable)[number]

/** The tables that come with the release, read out of the rules themselves. */
export function ShippedRates() {
  const text = useText(ratesWords)
  const ratesOf = ({ small, large }: Relief['rates']['only']) => text.smallLarge(percentOf(small), percentOf(large))
  return (
    <>
      <p style={{ marginTop: 0, opacity: 0.75 }}>{text.shippedHint}</p>
      <Card size="small" title={text.deedTax} style={{ marginBottom: 16 }}>
        <Table<Relief>
          size="small"
          pagination={false}
          rowKey="from"
          dataSource={[...deedTaxTable]}
          scroll={{ x: 960 }}
          columns={[
            { title: text.from, dataIndex: 'from', width: 110 },
            { title: text.until, width: 110, render: (_, { until }) => until ?? text.still },
            {
              title: text.boundary,
              width: 100,
              align: 'right',
              render: (_, { smallUpTo }) => `${area(smallUpTo / 100)} ㎡`,
            },
            { title: text.only, width: 200, render: (_, { rates }) => ratesOf(rates.only) },
            { title: text.second, width: 200, render: (_, { rates }) => ratesOf(rates.second) },
            { title: text.document, render: (_, { source }) => <SourceCell source={source} /> },
          ]}
        />
      </Card>
      {registrationFeeTable.map((row) => (
        <Card key={row.from} size="small" title={text.fees}>
          <Table
            size="small"
            pagination={false}
            rowKey="use"
            dataSource={feeUses.map((use) => ({ use, fen: row.perUse[use] }))}
            columns={[
              { title: text.use, width: 240, render: (_, { use }) => text.uses[use] },
              {
                title: text.perItem,
                width: 120,
                align: 'right',
                className: 'number',
                render: (_, { fen }) => yuan(fen),
              },
              { title: text.from, render: () => row.from },
            ]}
          />
          <p style={{ marginBottom: 0 }}>
            {text.extraBook(yuan(row.perExtraBook))} · <SourceCell source={row.source} />
          </p>
        </Card>
      ))}
    </>
  )
}

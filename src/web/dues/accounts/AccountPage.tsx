import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { App, Button, Card, DatePicker, Result, Tag } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { type AccountAsked, type Debtor, type DueAccount, dueAccountsEndpoints } from '#contract/due-accounts.ts'
import { download, endpointQuery } from '../../platform/api.ts'
import { ExportButton } from '../../platform/ExportButton.tsx'
import { yuan } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import '../dues.css'
import { duesWords } from '../messages.ts'
import { AccountEntries } from './AccountEntries.tsx'
import { KindsTable } from './KindsTable.tsx'
import { accountWords } from './messages.ts'
import { SlipButton } from './SlipButton.tsx'

const route = '/signed-in/shell/counties/$county/dues/account'

/** What somebody owed, was asked for and paid over a time, entry by entry. */
export function AccountPage() {
  const text = useText(accountWords)
  const { county } = useParams({ from: route })
  const { organisation, unit, name, from, until } = useSearch({ from: route })
  const debtor: Debtor | null = organisation ? { organisation } : unit ? { unit } : name ? { name } : null
  if (!debtor) return <Result status="info" title={text.noEntries} />
  const asked = { debtor, ...(from && { from }), ...(until && { until }) }
  return <Account county={county} asked={asked} />
}

function Account({ county, asked }: { county: string; asked: AccountAsked }) {
  const account = useQuery(endpointQuery(dueAccountsEndpoints.dueAccount, { params: { county }, body: asked }))
  return (
    <div className="page">
      <Reading query={account}>
        {(found) => (
          <>
            <Head account={found} asked={asked} />
            <Sums account={found} />
            <Standing account={found} />
            <AccountEntries county={county} asked={asked} />
          </>
        )}
      </Reading>
    </div>
  )
}

function Head({ account, asked }: { account: DueAccount; asked: AccountAsked }) {
  const text = useText(accountWords)
  const words = useText(duesWords)
  const setSearch = useSetSearch()
  const mayExport = useMay('lists.export', account.countyCode)
  const params = { county: account.countyCode }
  const until = asked.until ? dayjs(asked.until) : null
  return (
    <div className="page-head">
      <h1>{text.accountOf(account.name)}</h1>
      <Tag>{words.debtorKinds[account.debtorKind]}</Tag>
      <span>{account.home ?? account.countyName}</span>
      <div className="end no-print">
        <DatePicker.RangePicker
          allowEmpty
          aria-label={text.period}
          placeholder={[text.from, text.until]}
          value={[asked.from ? dayjs(asked.from) : null, until]}
          onChange={(days) =>
            setSearch({ from: days?.[0]?.format('YYYY-MM-DD'), until: days?.[1]?.format('YYYY-MM-DD') })
          }
        />
        <StatementButton county={account.countyCode} asked={asked} />
        {mayExport && (
          <ExportButton
            endpoint={dueAccountsEndpoints.exportDueAccount}
            input={{ params, body: asked }}
            name={text.accountFile}
          />
        )}
        {'unit' in asked.debtor && (
          <SlipButton county={account.countyCode} of={{ unit: asked.debtor.unit }} name={account.home ?? ''} />
        )}
      </div>
    </div>
  )
}

function StatementButton({ county, asked }: { county: string; asked: AccountAsked }) {
  const text = useText(accountWords)
  const { message } = App.useApp()
  const [isBusy, setBusy] = useState(false)
  async function take() {
    setBusy(true)
    await download(dueAccountsEndpoints.dueAccountPdf, { params: { county }, body: asked }, text.statementFile).catch(
      (error: Error) => message.error(error.message),
    )
    setBusy(false)
  }
  return (
    <Button icon={<PrinterOutlined />} loading={isBusy} onClick={take}>
      {text.statement}
    </Button>
  )
}

function Sums({ account }: { account: DueAccount }) {
  const text = useText(accountWords)
  const words = useText(duesWords)
  const sums = [
    ...(account.from === null ? [] : [[text.opening, account.openingFen] as const]),
    [text.assessed, account.assessedFen],
    [text.paid, account.paidFen],
    [text.reduced, account.reducedFen],
    [text.closing, account.closingFen],
    ...(account.heldFen === 0 ? [] : [[text.held, account.heldFen] as const]),
  ] as const
  return (
    <Card size="small" style={{ marginBottom: 16 }}>
      <dl className="dues-sums">
        {sums.map(([label, fen]) => (
          <div key={label} title={label === text.held ? text.heldHint : undefined}>
            <dt>{label}</dt>
            <dd>{words.yuan(yuan(fen))}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function Standing({ account: { kinds } }: { account: DueAccount }) {
  const text = useText(accountWords)
  return (
    <Card size="small" title={text.standing} extra={text.standingHint} style={{ marginBottom: 16 }}>
      <KindsTable kinds={kinds} label={text.standing} />
    </Card>
  )
}

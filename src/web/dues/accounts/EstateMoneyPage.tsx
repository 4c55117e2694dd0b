import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Card, Empty, Typography } from 'antd'
import { dueAccountsEndpoints, type EstateMoney } from '#contract/due-accounts.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import '../dues.css'
import { duesWords } from '../messages.ts'
import { DebtorLink } from './DebtorLink.tsx'
import { EstateHomes } from './EstateHomes.tsx'
import { KindsTable } from './KindsTable.tsx'
import { accountWords } from './messages.ts'
import { SlipButton } from './SlipButton.tsx'

/** The money of an estate: its owners' by kind and by home; apart from them the developer's, which holds up nobody. */
export function EstateMoneyPage() {
  const { county, estate } = useParams({ from: '/signed-in/shell/counties/$county/estates/$estate/money' })
  const money = useQuery(endpointQuery(dueAccountsEndpoints.estateMoney, { params: { county, estate } }))
  return (
    <div className="page">
      <Reading query={money}>{(found) => <Money county={county} money={found} />}</Reading>
    </div>
  )
}

function Money({ county, money }: { county: string; money: EstateMoney }) {
  const text = useText(accountWords)
  return (
    <>
      <Head county={county} money={money} />
      <Counts money={money} />
      <Card size="small" title={text.ofOwners} style={{ marginBottom: 16 }}>
        {money.owners.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noHomes} />
        ) : (
          <KindsTable kinds={money.owners} label={text.ofOwners} />
        )}
      </Card>
      <Others county={county} money={money} />
      {money.homesWithDues > 0 && <EstateHomes county={county} estate={money.estateId} />}
    </>
  )
}

function Head({ county, money: { estateId, estateName, homesOwing } }: { county: string; money: EstateMoney }) {
  const text = useText(accountWords)
  const words = useText(duesWords)
  return (
    <div className="page-head">
      <h1>{text.moneyOf(estateName)}</h1>
      <div className="end no-print">
        <Link to="/counties/$county/estates/$estate" params={{ county, estate: estateId }}>
          <Button>{text.toEstate}</Button>
        </Link>
        <Link to="/regions/$region/dues" params={{ region: county }} search={{ view: 'list', estate: estateId }}>
          <Button>{words.toList}</Button>
        </Link>
        {homesOwing > 0 && <SlipButton county={county} of={{ estate: estateId }} name={estateName} />}
      </div>
    </div>
  )
}

function Counts({ money: { homes, homesWithDues, homesOwing } }: { money: EstateMoney }) {
  const text = useText(accountWords)
  const cards = [
    [text.homes, homes, ''],
    [text.homesWithDues, homesWithDues, ''],
    [text.homesOwing, homesOwing, ''],
    [text.homesUnrecorded, homes - homesWithDues, homes > homesWithDues ? text.unrecordedHint : ''],
  ] as const
  return (
    <div className="cards">
      {cards.map(([label, n, note]) => (
        <div key={label} className="card-figure">
          <div className="label">{label}</div>
          <div className="value">{count(n)}</div>
          <div className="note">{note}</div>
        </div>
      ))}
    </div>
  )
}

/** Each other debtor by itself: its account is behind its name. */
function Others({ county, money: { others } }: { county: string; money: EstateMoney }) {
  const text = useText(accountWords)
  return (
    <Card size="small" title={text.ofOthers} extra={text.othersHint} style={{ marginBottom: 16 }}>
      {others.length === 0 && <Typography.Text type="secondary">{text.noOthers}</Typography.Text>}
      {others.map(({ organisationId, name, kinds }) => (
        <section key={`${organisationId} ${name}`}>
          <h3 className="dues-debtor">
            <DebtorLink county={county} debtor={organisationId ? { organisation: organisationId } : { name }}>
              {name}
            </DebtorLink>
          </h3>
          <KindsTable kinds={kinds} label={name} />
        </section>
      ))}
    </Card>
  )
}

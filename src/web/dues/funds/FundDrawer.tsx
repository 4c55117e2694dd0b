import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Empty, Space } from 'antd'
import { useState } from 'react'
import { type Fund, fundsEndpoints } from '#contract/funds.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { CommitModal } from './CommitModal.tsx'
import { FundBar } from './FundBar.tsx'
import { FundUseCard } from './FundUseCard.tsx'
import { fundsWords } from './messages.ts'

/** One fund: how far it is used, what it bought for which estates, and which homes came out of it. */
export function FundDrawer({ county, fund: id, onClose }: { county: string; fund: string; onClose: () => void }) {
  const text = useText(fundsWords)
  const fund = useQuery(endpointQuery(fundsEndpoints.getFund, { params: { county, fund: id } }))
  return (
    <Drawer open onClose={onClose} title={fund.data?.purpose ?? text.title} size={760}>
      <Reading query={fund}>{(found) => <Particulars fund={found} />}</Reading>
    </Drawer>
  )
}

function Particulars({ fund }: { fund: Fund }) {
  const text = useText(fundsWords)
  const mayRecord = useMay('dues.record', fund.countyCode)
  const [isCommitting, setCommitting] = useState(false)
  const { estates, firstRegistered, transferred } = fund
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <div>
        <div style={{ marginBottom: 8 }}>
          {fund.countyName} · {text.allottedOn} {fund.allottedOn}
        </div>
        <FundBar {...fund} />
      </div>
      {estates > 0 && (
        <div>
          {text.helped(count(estates))}
          <br />
          {text.freed(count(firstRegistered), count(transferred))}
        </div>
      )}
      {mayRecord && (
        <Button
          type="primary"
          className="no-print"
          disabled={fund.committedFen >= fund.amountFen}
          onClick={() => setCommitting(true)}
        >
          {text.commit}
        </Button>
      )}
      {fund.useList.length === 0 && <Empty description={text.noUses} />}
      {fund.useList.map((use) => (
        <FundUseCard key={use.id} county={fund.countyCode} use={use} mayRecord={mayRecord} />
      ))}
      <CommitModal fund={fund} open={isCommitting} onClose={() => setCommitting(false)} />
    </Space>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { dueAccountsEndpoints } from '#contract/due-accounts.ts'
import { unitsEndpoints } from '#contract/units.ts'
import { endpointQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'

/** The filter by one estate, named; it is taken away by closing it. */
export function EstateChip({ county, estate, onClose }: { county: string; estate: string; onClose: () => void }) {
  const text = useText(duesWords)
  const money = useQuery(endpointQuery(dueAccountsEndpoints.estateMoney, { params: { county, estate } }))
  return (
    <Tag closable onClose={onClose}>
      {money.data ? `${text.estate} ${money.data.estateName}` : text.onlyEstate}
    </Tag>
  )
}

/** The filter by one home, named. */
export function HomeChip({ county, unit, onClose }: { county: string; unit: string; onClose: () => void }) {
  const text = useText(duesWords)
  const home = useQuery(endpointQuery(unitsEndpoints.getUnit, { params: { county, unit } }))
  const name = home.data && [home.data.building, home.data.entrance, home.data.room].filter(Boolean).join('-')
  return (
    <Tag closable onClose={onClose}>
      {home.data ? `${text.home} ${home.data.estateName} ${name}` : text.onlyHome}
    </Tag>
  )
}

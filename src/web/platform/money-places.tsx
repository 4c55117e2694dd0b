import { AccountBookOutlined, ReconciliationOutlined } from '@ant-design/icons'
import type { Place } from './place.ts'

/** Where the menu leads for money. */
export const moneyPlaces: readonly Place[] = [
import { AccountBookOutlined, CalculatorOutlined, PieChartOutlined } from '@ant-design/icons'

/** Where the menu leads for money: taxes, fees, rates and funds. */
export const moneyPlaces = [
  {
    key: 'dues',
    section: 'registrations',
    to: '/regions/$region/dues',
    icon: <AccountBookOutlined />,
    permission: 'dues.read',
    countyOnly: false,
  },
  {
    key: 'payment-lists',
    section: 'registrations',
    to: '/counties/$region/payment-lists',
    icon: <ReconciliationOutlined />,
    permission: 'dues.read',
    countyOnly: true,
  },
]
    key: 'due-rates',
    section: 'registrations',
    to: '/regions/$region/due-rates',
    icon: <CalculatorOutlined />,
    permission: 'dues.read',
    countyOnly: false,
  },
  {
    key: 'funds',
    section: 'registrations',
    to: '/regions/$region/funds',
    icon: <PieChartOutlined />,
    permission: 'dues.read',
    countyOnly: false,
  },
] as const

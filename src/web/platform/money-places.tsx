import { AccountBookOutlined, ReconciliationOutlined } from '@ant-design/icons'
import type { Place } from './place.ts'

/** Where the menu leads for money. */
export const moneyPlaces: readonly Place[] = [
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

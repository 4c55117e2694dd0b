import { AccountBookOutlined, PayCircleOutlined } from '@ant-design/icons'
import type { Place } from './place.ts'

/** Where the menu leads for money. */
export const moneyPlaces: readonly Place[] = [
  {
    key: 'cash-desk',
    section: 'registrations',
    to: '/counties/$region/cash-desk',
    icon: <PayCircleOutlined />,
    permission: 'dues.read',
    countyOnly: true,
  },
  {
    key: 'dues',
    section: 'registrations',
    to: '/regions/$region/dues',
    icon: <AccountBookOutlined />,
    permission: 'dues.read',
    countyOnly: false,
  },
]

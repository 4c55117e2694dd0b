import { AccountBookOutlined, UndoOutlined } from '@ant-design/icons'
import type { Place } from '../platform/places.tsx'

/** Where the menu leads in matters of money. */
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
    key: 'recoveries',
    section: 'registrations',
    to: '/regions/$region/recoveries',
    icon: <UndoOutlined />,
    permission: 'dues.read',
    countyOnly: false,
  },
]

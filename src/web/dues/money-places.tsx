import { UndoOutlined } from '@ant-design/icons'
import type { Place } from '../platform/places.tsx'

/** Where the menu leads in matters of money, beside the dues themselves. */
export const moneyPlaces: readonly Place[] = [
  {
    key: 'recoveries',
    section: 'registrations',
    to: '/regions/$region/recoveries',
    icon: <UndoOutlined />,
    permission: 'dues.read',
    countyOnly: false,
  },
]

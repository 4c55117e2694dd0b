import { NotificationOutlined } from '@ant-design/icons'
import type { Place } from '../platform/place.ts'

/** Where the menu leads for visits and what people outside bring. */
export const outreachPlaces: readonly Place[] = [
  {
    key: 'publication',
    section: 'outreach',
    to: '/regions/$region/publication',
    icon: <NotificationOutlined />,
    permission: 'outreach.read',
    countyOnly: false,
  },
]

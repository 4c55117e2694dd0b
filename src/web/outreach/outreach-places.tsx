import { NotificationOutlined } from '@ant-design/icons'
import { SyncOutlined } from '@ant-design/icons'
import type { Place } from '../platform/place.ts'

/** Where the menu leads for visits and what people outside bring. */
export const outreachPlaces: readonly Place[] = [
  {
    key: 'publication',
    section: 'outreach',
    to: '/regions/$region/publication',
    icon: <NotificationOutlined />,
    key: 'visit-sync',
    section: 'outreach',
    to: '/regions/$region/visit-sync',
    icon: <SyncOutlined />,
    permission: 'outreach.read',
    countyOnly: false,
  },
]

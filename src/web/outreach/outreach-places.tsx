import { NotificationOutlined } from '@ant-design/icons'
import { SyncOutlined } from '@ant-design/icons'
import { CommentOutlined, MessageOutlined, PushpinOutlined } from '@ant-design/icons'
import { InboxOutlined } from '@ant-design/icons'
import { BankOutlined, InboxOutlined, SafetyCertificateOutlined } from '@ant-design/icons'
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
    key: 'outreach',
    section: 'outreach',
    to: '/regions/$region/outreach',
    icon: <CommentOutlined />,
    permission: 'outreach.read',
    countyOnly: false,
  },
  {
    key: 'visit-plans',
    section: 'outreach',
    to: '/regions/$region/visit-plans',
    icon: <PushpinOutlined />,
    permission: 'outreach.read',
    countyOnly: false,
  },
  {
    key: 'mass-messages',
    section: 'outreach',
    to: '/regions/$region/mass-messages',
    icon: <MessageOutlined />,
    permission: 'outreach.read',
    countyOnly: false,
    key: 'owner-inbox',
    section: 'outreach',
    to: '/counties/$county/owner-inbox',
    key: 'developer',
    section: 'outreach',
    to: '/counties/$region/developer',
    icon: <BankOutlined />,
    permission: 'developer.own',
    countyOnly: true,
  },
  {
    key: 'developer-papers',
    section: 'outreach',
    to: '/counties/$region/developer-papers',
    icon: <InboxOutlined />,
    permission: 'outreach.read',
    countyOnly: true,
  },
  {
    key: 'third-parties',
    section: 'outreach',
    to: '/counties/$region/third-parties',
    icon: <SafetyCertificateOutlined />,
    permission: 'survey.read',
    countyOnly: true,
  },
]

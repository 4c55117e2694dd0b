import {
  AccountBookOutlined,
  CalculatorOutlined,
  FundOutlined,
  PayCircleOutlined,
  ReconciliationOutlined,
  UndoOutlined,
} from '@ant-design/icons'
import type { Place } from '../platform/place.ts'

/** Where the menu leads for money. */
export const moneyPlaces: readonly Place[] = [
  {
    key: 'cash-desk',
    section: 'money',
    to: '/counties/$region/cash-desk',
    icon: <PayCircleOutlined />,
    permission: 'dues.read',
    countyOnly: true,
  },
  {
    key: 'dues',
    section: 'money',
    to: '/regions/$region/dues',
    icon: <AccountBookOutlined />,
    permission: 'dues.read',
    countyOnly: false,
  },
  {
    key: 'payment-lists',
    section: 'money',
    to: '/counties/$region/payment-lists',
    icon: <ReconciliationOutlined />,
    permission: 'dues.read',
    countyOnly: true,
  },
  {
    key: 'recoveries',
    section: 'money',
    to: '/regions/$region/recoveries',
    icon: <UndoOutlined />,
    permission: 'dues.read',
    countyOnly: false,
  },
  {
    key: 'funds',
    section: 'money',
    to: '/regions/$region/funds',
    icon: <FundOutlined />,
    permission: 'dues.read',
    countyOnly: false,
  },
  {
    key: 'due-rates',
    section: 'money',
    to: '/regions/$region/due-rates',
    icon: <CalculatorOutlined />,
    permission: 'dues.read',
    countyOnly: false,
  },
]

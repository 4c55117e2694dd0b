import {
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  DashboardOutlined,
  DesktopOutlined,
  FileTextOutlined,
  FundProjectionScreenOutlined,
  HomeOutlined,
  ImportOutlined,
  MedicineBoxOutlined,
  ReadOutlined,
  SlidersOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Permission } from '#domain/staff/roles.ts'

type Place = { key: string; to: string; icon: ReactNode; permission: Permission; countyOnly: boolean }

/** Where the menu leads, and what one must be allowed for it. */
export const places: readonly Place[] = [
  { key: 'desk', to: '/desk', icon: <DesktopOutlined />, permission: 'tasks.read', countyOnly: false },
  {
    key: 'board',
    to: '/regions/$region/board',
    icon: <DashboardOutlined />,
    permission: 'figures.read',
    countyOnly: false,
  },
  {
    key: 'wall',
    to: '/regions/$region/wall',
    icon: <FundProjectionScreenOutlined />,
    permission: 'figures.read',
    countyOnly: false,
  },
  {
    key: 'estates',
    to: '/regions/$region/estates',
    icon: <BankOutlined />,
    permission: 'estates.read',
    countyOnly: false,
  },
  { key: 'units', to: '/regions/$region/units', icon: <HomeOutlined />, permission: 'units.read', countyOnly: false },
  {
    key: 'diagnosis',
    to: '/regions/$region/diagnosis',
    icon: <MedicineBoxOutlined />,
    permission: 'diagnosis.read',
    countyOnly: false,
  },
  {
    key: 'policies',
    to: '/regions/$region/policies',
    icon: <ReadOutlined />,
    permission: 'policies.read',
    countyOnly: false,
  },
  {
    key: 'whatif',
    to: '/regions/$region/whatif',
    icon: <SlidersOutlined />,
    permission: 'policies.read',
    countyOnly: false,
  },
  {
    key: 'tasks',
    to: '/regions/$region/tasks',
    icon: <CarryOutOutlined />,
    permission: 'tasks.read',
    countyOnly: false,
  },
  {
    key: 'schedule',
    to: '/regions/$region/schedule',
    icon: <CalendarOutlined />,
    permission: 'tasks.read',
    countyOnly: false,
  },
  {
    key: 'responsibility',
    to: '/counties/$region/responsibility',
    icon: <ApartmentOutlined />,
    permission: 'responsibility.read',
    countyOnly: true,
  },
  {
    key: 'imports',
    to: '/counties/$region/imports',
    icon: <ImportOutlined />,
    permission: 'ledgers.import',
    countyOnly: true,
  },
  {
    key: 'bulletins',
    to: '/regions/$region/bulletins',
    icon: <FileTextOutlined />,
    permission: 'reports.read',
    countyOnly: false,
  },
  {
    key: 'people',
    to: '/counties/$region/people',
    icon: <TeamOutlined />,
    permission: 'staff.manage',
    countyOnly: true,
  },
  { key: 'acts', to: '/counties/$region/acts', icon: <AuditOutlined />, permission: 'audit.read', countyOnly: true },
]

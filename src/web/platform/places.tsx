import {
  AlertOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  DashboardOutlined,
  DesktopOutlined,
  EyeOutlined,
  FileTextOutlined,
  FlagOutlined,
  FolderOpenOutlined,
  FundProjectionScreenOutlined,
  HomeOutlined,
  ImportOutlined,
  MedicineBoxOutlined,
  ReadOutlined,
  ScheduleOutlined,
  SlidersOutlined,
  SolutionOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Permission } from '#domain/staff/roles.ts'

/** Sections of the menu, in their order. */
export const sections = ['overview', 'work', 'homes', 'diagnosis', 'registrations', 'supervision', 'office'] as const

type Place = {
  key: string
  section: (typeof sections)[number]
  to: string
  icon: ReactNode
  permission: Permission
  countyOnly: boolean
}

/** Where the menu leads, and what one must be allowed for it. */
export const places: readonly Place[] = [
  {
    key: 'desk',
    section: 'overview',
    to: '/desk',
    icon: <DesktopOutlined />,
    permission: 'tasks.read',
    countyOnly: false,
  },
  {
    key: 'board',
    section: 'overview',
    to: '/regions/$region/board',
    icon: <DashboardOutlined />,
    permission: 'figures.read',
    countyOnly: false,
  },
  {
    key: 'wall',
    section: 'overview',
    to: '/regions/$region/wall',
    icon: <FundProjectionScreenOutlined />,
    permission: 'figures.read',
    countyOnly: false,
  },
  {
    key: 'estates',
    section: 'homes',
    to: '/regions/$region/estates',
    icon: <BankOutlined />,
    permission: 'estates.read',
    countyOnly: false,
  },
  {
    key: 'units',
    section: 'homes',
    to: '/regions/$region/units',
    icon: <HomeOutlined />,
    permission: 'units.read',
    countyOnly: false,
  },
  {
    key: 'diagnosis',
    section: 'diagnosis',
    to: '/regions/$region/diagnosis',
    icon: <MedicineBoxOutlined />,
    permission: 'diagnosis.read',
    countyOnly: false,
  },
  {
    key: 'policies',
    section: 'diagnosis',
    to: '/regions/$region/policies',
    icon: <ReadOutlined />,
    permission: 'policies.read',
    countyOnly: false,
  },
  {
    key: 'whatif',
    section: 'diagnosis',
    to: '/regions/$region/whatif',
    icon: <SlidersOutlined />,
    permission: 'policies.read',
    countyOnly: false,
  },
  {
    key: 'tasks',
    section: 'work',
    to: '/regions/$region/tasks',
    icon: <CarryOutOutlined />,
    permission: 'tasks.read',
    countyOnly: false,
  },
  {
    key: 'campaign',
    section: 'work',
    to: '/regions/$region/campaign',
    icon: <FlagOutlined />,
    permission: 'tasks.read',
    countyOnly: false,
  },
  {
    key: 'schedule',
    section: 'work',
    to: '/regions/$region/schedule',
    icon: <CalendarOutlined />,
    permission: 'tasks.read',
    countyOnly: false,
  },
  {
    key: 'responsibility',
    section: 'work',
    to: '/counties/$region/responsibility',
    icon: <ApartmentOutlined />,
    permission: 'responsibility.read',
    countyOnly: true,
  },
  {
    key: 'meetings',
    section: 'work',
    to: '/regions/$region/meetings',
    icon: <ScheduleOutlined />,
    permission: 'meetings.read',
    countyOnly: false,
  },
  {
    key: 'documents',
    section: 'supervision',
    to: '/regions/$region/documents',
    icon: <SolutionOutlined />,
    permission: 'documents.read',
    countyOnly: false,
  },
  {
    key: 'archive',
    to: '/counties/$region/archive',
    icon: <FolderOpenOutlined />,
    permission: 'archives.read',
    countyOnly: true,
  },
  {
    key: 'supervision',
    section: 'supervision',
    to: '/regions/$region/supervision',
    icon: <AlertOutlined />,
    permission: 'supervision.read',
    countyOnly: false,
  },
  {
    key: 'inspector',
    section: 'supervision',
    to: '/regions/$region/inspector',
    icon: <EyeOutlined />,
    permission: 'supervision.inspect',
    countyOnly: false,
  },
  {
    key: 'imports',
    section: 'homes',
    to: '/counties/$region/imports',
    icon: <ImportOutlined />,
    permission: 'ledgers.import',
    countyOnly: true,
  },
  {
    key: 'reports',
    section: 'overview',
    to: '/regions/$region/reports',
    icon: <FileTextOutlined />,
    permission: 'reports.read',
    countyOnly: false,
  },
  {
    key: 'people',
    section: 'office',
    to: '/counties/$region/people',
    icon: <TeamOutlined />,
    permission: 'staff.manage',
    countyOnly: true,
  },
  {
    key: 'acts',
    section: 'office',
    to: '/counties/$region/acts',
    icon: <AuditOutlined />,
    permission: 'audit.read',
    countyOnly: true,
  },
]

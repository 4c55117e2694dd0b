import type { ReactNode } from 'react'
import type { Permission } from '#domain/staff/permissions.ts'

/** Sections of the menu, in their order. */
export const sections = [
  'overview',
  'work',
  'homes',
  'diagnosis',
  'registrations',
  'money',
  'outreach',
  'supervision',
  'office',
] as const

/** Somewhere the menu leads. */
export type Place = {
  key: string
  section: (typeof sections)[number]
  to: string
  icon: ReactNode
  permission: Permission
  countyOnly: boolean
}

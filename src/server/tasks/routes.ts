import type { House } from '../platform/http/house.ts'
import { campaignRoutes } from './campaign-routes.ts'
import { scheduleRoutes } from './schedule-routes.ts'

export async function tasksRoutes(house: House): Promise<void> {
  scheduleRoutes(house)
  campaignRoutes(house)
}

import type { House } from '../platform/http/house.ts'

export function campaignRoutes(_house: House): void {}

import type { House } from '../platform/http/house.ts'

export function scheduleRoutes(_house: House): void {}

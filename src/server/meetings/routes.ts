import type { House } from '../platform/http/house.ts'

export function meetingsRoutes(_house: House): void {}

import type { House } from '../platform/http/house.ts'

export function responsibilityRoutes(_house: House): void {}

import type { House } from '../platform/http/house.ts'

/** Visits, owners, developers, the public: what people outside the offices say and are told. */
export async function outreachRoutes(_house: House): Promise<void> {}

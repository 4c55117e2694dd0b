import type { House } from '../platform/http/house.ts'
import { developersRoutes } from './developers/routes.ts'
import { ledgerRoutes } from './ledger/routes.ts'
import { messagesRoutes } from './messages/routes.ts'
import { ownerActsRoutes } from './owner-acts/routes.ts'
import { ownersRoutes } from './owners/routes.ts'
import { plansRoutes } from './plans/routes.ts'
import { publicRoutes } from './public/routes.ts'
import { visitRoutes } from './visits/routes.ts'

/** Visits, owners, developers, the public: what people outside the offices say and are told. */
export async function outreachRoutes(house: House): Promise<void> {
  visitRoutes(house)
  ledgerRoutes(house)
  plansRoutes(house)
  await messagesRoutes(house)
  await ownersRoutes(house)
  ownerActsRoutes(house)
  developersRoutes(house)
  publicRoutes(house)
}

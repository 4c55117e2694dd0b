import { restrictionsEndpoints } from '#contract/restrictions.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { exportRestrictions } from './restriction-export.ts'
import { pageOfRestrictions, restrictionsBoard, rulesOf, unitRestrictions } from './restriction-lists.ts'
import { endRestriction, recordRestriction, setRestrictionRule } from './restrictions.ts'

export function restrictionsRoutes(house: House): void {
  const { db } = house
  serve(house, restrictionsEndpoints.listRestrictions, ({ query, actor }) => pageOfRestrictions(db, actor, query))
  serve(house, restrictionsEndpoints.restrictionsBoard, ({ actor }) => restrictionsBoard(db, actor))
  serve(house, restrictionsEndpoints.exportRestrictions, ({ params, query, actor, reply }) =>
    exportRestrictions(db, actor, params.region, query, reply),
  )
  serve(house, restrictionsEndpoints.unitRestrictions, ({ params, actor }) =>
    unitRestrictions(db, actor, params.county, params.unit),
  )
  serve(house, restrictionsEndpoints.recordRestriction, ({ params, body, actor }) =>
    recordRestriction(db, actor, params.county, body),
  )
  serve(house, restrictionsEndpoints.liftRestriction, ({ params, body, actor }) =>
    endRestriction(db, actor, params.county, 'lift', body),
  )
  serve(house, restrictionsEndpoints.consentToRegistration, ({ params, body, actor }) =>
    endRestriction(db, actor, params.county, 'consent', body),
  )
  serve(house, restrictionsEndpoints.restrictionRules, ({ params, actor }) => rulesOf(db, actor, params.county))
  serve(house, restrictionsEndpoints.setRestrictionRule, async ({ params, body, actor }) => {
    await setRestrictionRule(db, actor, params.county, params.rule, body)
    return rulesOf(db, actor, params.county)
  })
}

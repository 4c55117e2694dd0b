import { outreachEndpoints as endpoints } from '#contract/outreach.ts'
import { read } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { listAnnouncements, recordAnnouncement } from './announcements.ts'
import { getPlan, listPlans } from './plan-views.ts'
import { changePlan, endPlan, makePlan, previewPlan } from './plans.ts'
import { addReason, endReason, listReasons } from './reasons.ts'

const keyOf = ({ county, visitPlan }: { county: string; visitPlan: string }) => ({
  countyCode: county,
  planId: visitPlan,
})

export function plansRoutes(house: House): void {
  const { db } = house
  serve(house, endpoints.listAnnouncements, ({ query, actor }) =>
    read(db, actor, (tx) => listAnnouncements(tx, actor.counties, query)),
  )
  serve(house, endpoints.recordAnnouncement, ({ params, body, actor }) =>
    recordAnnouncement(db, actor, params.county, body),
  )
  serve(house, endpoints.listOutreachReasons, ({ params, actor }) =>
    read(db, actor, (tx) => listReasons(tx, params.county)),
  )
  serve(house, endpoints.addOutreachReason, ({ params, body, actor }) => addReason(db, actor, params.county, body))
  serve(house, endpoints.endOutreachReason, ({ params, body, actor }) => endReason(db, actor, params.county, body))
  serve(house, endpoints.listVisitPlans, ({ query, actor }) =>
    read(db, actor, (tx) => listPlans(tx, actor.counties, query)),
  )
  serve(house, endpoints.previewVisitPlan, ({ params, body, actor }) =>
    read(db, actor, (tx) => previewPlan(tx, params.county, body.segment)),
  )
  serve(house, endpoints.makeVisitPlan, ({ params, body, actor }) => makePlan(db, actor, params.county, body))
  serve(house, endpoints.getVisitPlan, ({ params, actor }) => read(db, actor, (tx) => getPlan(tx, keyOf(params))))
  serve(house, endpoints.changeVisitPlan, ({ params, body, actor }) => changePlan(db, actor, keyOf(params), body))
  serve(house, endpoints.endVisitPlan, ({ params, body, actor }) => endPlan(db, actor, keyOf(params), body))
}

import { campaignEndpoints as endpoints } from '#contract/campaign.ts'
import { type Actor, read } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { withUploads } from '../platform/http/uploads.ts'
import { correctDays, getCalendarYear, publishYear } from './calendar-year.ts'
import type { CampaignOffice } from './change.ts'
import {
  addMilestone,
  cancelMilestone,
  closeSprint,
  reachMilestone,
  setSettings,
  setTargets,
  startSprint,
} from './plan.ts'
import { addScopeEvidence, getScope, listLeftOut, openScopeEvidence, setScope } from './scope.ts'
import { getCampaign } from './views.ts'

type Asked = { params: { region: string }; actor: Actor; body: { reason: string } }
const placeOf = ({ county, estate }: { county: string; estate: string }) => ({ countyCode: county, estateId: estate })

export function campaignRoutes(house: House): void {
  const { db } = house
  const office = ({ params, actor, body }: Asked): CampaignOffice => ({
    db,
    actor,
    region: params.region,
    reason: body.reason,
  })
  serve(house, endpoints.campaign, ({ params, actor }) =>
    read(db, actor, (tx) => getCampaign(tx, params.region, actor.counties)),
  )
  serve(house, endpoints.setTargets, (call) => setTargets(office(call), call.body))
  serve(house, endpoints.addMilestone, (call) => addMilestone(office(call), call.body))
  serve(house, endpoints.reachMilestone, (call) => reachMilestone(office(call), call.params.milestone, call.body.on))
  serve(house, endpoints.cancelMilestone, (call) => cancelMilestone(office(call), call.params.milestone))
  serve(house, endpoints.startSprint, (call) => startSprint(office(call), call.body))
  serve(house, endpoints.closeSprint, (call) => closeSprint(office(call), call.params.sprint))
  serve(house, endpoints.setSettings, (call) => setSettings(office(call), call.body))
  serve(house, endpoints.calendarYear, ({ params, actor }) =>
    read(db, actor, (tx) => getCalendarYear(tx, params.region, params.year)),
  )
  serve(house, endpoints.correctDays, (call) => correctDays(office(call), call.body))
  serve(house, endpoints.publishYear, (call) => publishYear(office(call), call.params.year))
  scopeRoutes(house)
}

/** Which estates the campaign leaves out. */
function scopeRoutes(house: House): void {
  const { db } = house
  serve(house, endpoints.leftOut, ({ query, actor }) => read(db, actor, (tx) => listLeftOut(tx, actor.counties, query)))
  serve(house, endpoints.estateScope, ({ params, actor }) => read(db, actor, (tx) => getScope(tx, placeOf(params))))
  serve(house, endpoints.setScope, ({ params, body, actor }) => setScope(db, actor, placeOf(params), body))
  serve(house, endpoints.addScopeEvidence, ({ params, request, actor }) =>
    withUploads(request, '佐证材料', (uploads) => addScopeEvidence(house, actor, placeOf(params), uploads)),
  )
  serve(house, endpoints.scopeEvidence, async ({ params, actor, reply }) => {
    const { name, media, bytes } = await openScopeEvidence(house, actor, placeOf(params))
    return reply
      .header('content-type', media)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(bytes)
  })
}

import { visitSyncEndpoints } from '#contract/visit-sync.ts'
import { visitsEndpoints } from '#contract/visits.ts'
import { askedFacts } from '../../diagnosis/actions.ts'
import { read } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { decideConflict, listConflicts } from './conflicts.ts'
import { decideQuarantine } from './decide-quarantine.ts'
import { listDevices, registerDevice, revokeDevice } from './devices.ts'
import { listHomes, refuseUnknown } from './homes.ts'
import { ownEstates } from './own-estates.ts'
import { ownRecords } from './own-records.ts'
import { listQuarantine } from './quarantine-list.ts'
import { receiveRecords } from './receive.ts'
import { listSettings, setSetting } from './settings.ts'

export function visitRoutes(house: House): void {
  phoneRoutes(house)
  officeRoutes(house)
}

const estateOf = ({ county, visitEstate }: { county: string; visitEstate: string }) => ({
  countyCode: county,
  estateId: visitEstate,
})

/** What the phone of a visiting officer asks. */
function phoneRoutes(house: House): void {
  const { db } = house
  serve(house, visitsEndpoints.registerVisitDevice, async ({ body, actor, session }) => ({
    deviceId: body.deviceId,
    ...(await registerDevice(house, actor, body)),
    account: { id: session.accountId, name: session.name },
    sessionEndsAt: new Date(session.expiresAt).toISOString(),
  }))
  serve(house, visitsEndpoints.visitEstates, ({ actor }) => read(db, actor, (tx) => ownEstates(tx, actor)))
  serve(house, visitsEndpoints.visitHomes, ({ params, query, actor }) =>
    read(db, actor, (tx) => listHomes(tx, estateOf(params), query)),
  )
  serve(house, visitsEndpoints.visitFacts, ({ params, actor }) =>
    read(db, actor, async (tx) => {
      await refuseUnknown(tx, estateOf(params))
      return (await askedFacts(tx, estateOf(params))).map((definition) => ({
        fact: definition.id,
        title: definition.title,
        titleEn: definition.titleEn ?? definition.title,
        type: definition.type,
        unit: definition.type === 'number' ? definition.unit : null,
        choices:
          definition.type === 'choice'
            ? Object.entries(definition.choices).map(([value, title]) => ({ value, title }))
            : [],
      }))
    }),
  )
  serve(house, visitsEndpoints.sendVisitRecords, async ({ body, actor }) => ({
    results: await receiveRecords(house, actor, body),
  }))
  serve(house, visitsEndpoints.ownVisitRecords, ({ query, actor }) =>
    read(db, actor, (tx) => ownRecords(tx, actor, query)),
  )
}

/** What the clearance office sees and decides. */
function officeRoutes(house: House): void {
  const { db, secrets } = house
  serve(house, visitSyncEndpoints.listVisitConflicts, ({ query, actor }) =>
    read(db, actor, (tx) => listConflicts(tx, actor.counties, query)),
  )
  serve(house, visitSyncEndpoints.decideVisitConflict, ({ params, body, actor }) =>
    decideConflict(house, actor, params.county, body),
  )
  serve(house, visitSyncEndpoints.listVisitDevices, ({ query, actor }) =>
    read(db, actor, (tx) => listDevices(tx, actor.counties, query)),
  )
  serve(house, visitSyncEndpoints.revokeVisitDevice, ({ params, body, actor }) =>
    revokeDevice(db, actor, { countyCode: params.county, id: params.visitDevice, reason: body.reason }),
  )
  serve(house, visitSyncEndpoints.listVisitQuarantine, ({ query, actor }) =>
    read(db, actor, (tx) => listQuarantine({ tx, secrets }, actor.counties, query)),
  )
  serve(house, visitSyncEndpoints.decideVisitQuarantine, ({ params, body, actor }) =>
    decideQuarantine(house, actor, { countyCode: params.county, id: params.quarantined, ...body }),
  )
  serve(house, visitSyncEndpoints.listVisitSettings, ({ params, actor }) =>
    read(db, actor, (tx) => listSettings(tx, params.county)),
  )
  serve(house, visitSyncEndpoints.setVisitSetting, ({ params, body, actor }) =>
    setSetting(db, actor, params.county, body),
  )
}

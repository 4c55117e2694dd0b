import { messagesEndpoints as endpoints } from '#contract/messages.ts'
import { read } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { consentsOf, recordConsent } from './consents.ts'
import { startMessageJobs } from './jobs.ts'
import { changeMass, draftMass, previewMass, sendMass, stopMass } from './mass.ts'
import { getMass, listMass, listTexts } from './mass-views.ts'
import { messageSettings, setMessageSettings } from './settings.ts'

const keyOf = ({ county, massMessage }: { county: string; massMessage: string }) => ({
  countyCode: county,
  massId: massMessage,
})
const homeOf = ({ county, unit }: { county: string; unit: string }) => ({ countyCode: county, unitId: unit })

export async function messagesRoutes(house: House): Promise<void> {
  const { db } = house
  serve(house, endpoints.listMassMessages, ({ query, actor }) =>
    read(db, actor, (tx) => listMass(tx, actor.counties, query)),
  )
  serve(house, endpoints.previewMassMessage, ({ params, body, actor }) =>
    previewMass(house, actor, params.county, body),
  )
  serve(house, endpoints.draftMassMessage, ({ params, body, actor }) => draftMass(db, actor, params.county, body))
  serve(house, endpoints.getMassMessage, ({ params, actor }) =>
    read(db, actor, (tx) => getMass(tx, keyOf(params), actor.accountId)),
  )
  serve(house, endpoints.changeMassMessage, ({ params, body, actor }) => changeMass(db, actor, keyOf(params), body))
  serve(house, endpoints.sendMassMessage, ({ params, body, actor }) => sendMass(house, actor, keyOf(params), body))
  serve(house, endpoints.stopMassMessage, ({ params, body, actor }) => stopMass(db, actor, keyOf(params), body))
  serve(house, endpoints.listMassTexts, ({ params, query, actor }) =>
    read(db, actor, async (tx) => {
      await getMass(tx, keyOf(params), actor.accountId)
      return listTexts(tx, keyOf(params), query)
    }),
  )
  serve(house, endpoints.getMessageSettings, ({ params, actor }) =>
    read(db, actor, (tx) => messageSettings(tx, params.county)),
  )
  serve(house, endpoints.setMessageSettings, ({ params, body, actor }) =>
    setMessageSettings(db, actor, params.county, body),
  )
  serve(house, endpoints.listConsents, ({ params, actor }) => read(db, actor, (tx) => consentsOf(tx, homeOf(params))))
  serve(house, endpoints.recordConsent, ({ params, body, actor }) => recordConsent(db, actor, homeOf(params), body))
  await startMessageJobs(house)
}

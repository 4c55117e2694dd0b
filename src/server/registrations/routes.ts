import { type ApplicationResults, registrationBatchEndpoints, registrationsEndpoints } from '#contract/registrations.ts'
import { type BatchAct, batchActs } from '#domain/registrations/batches.ts'
import type { Move } from '#domain/registrations/moves.ts'
import { type RegistrationSettings, settingNames } from '#domain/registrations/settings.ts'
import { type Actor, read, transact } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { orderRun } from './batch-jobs.ts'
import { runBatch } from './batch-run.ts'
import { getBatch, listBatches, mustBeOf } from './batch-views.ts'
import { createBatch } from './batches.ts'
import { startRegistrationJobs } from './jobs.ts'
import { listApplications } from './list.ts'
import { moveApplications } from './moves.ts'
import { getApplication } from './one.ts'
import { itemsOfSelection } from './selection.ts'
import { registrationSettings, setRegistrationSettings, settingsSet } from './settings.ts'

export async function registrationsRoutes(house: House): Promise<void> {
  readingRoutes(house)
  windowRoutes(house)
  gateRoutes(house)
  registrarRoutes(house)
  for (const act of batchActs) batchRoutes(house, act)
  settingsRoutes(house)
  await startRegistrationJobs(house)
}

const firstItems = { after: 0, limit: 100 } as const

function readingRoutes(house: House): void {
  const { db, secrets } = house
  serve(house, registrationsEndpoints.listApplications, ({ body, actor }) =>
    read(db, actor, (tx) => listApplications(tx, secrets, actor.counties, body)),
  )
  serve(house, registrationsEndpoints.getApplication, ({ params, actor }) =>
    read(db, actor, (tx) => getApplication(tx, params.county, params.application)),
  )
  serve(house, registrationsEndpoints.listBatches, ({ params, query, actor }) =>
    read(db, actor, (tx) => listBatches(tx, params.county, query)),
  )
  serve(house, registrationsEndpoints.getBatch, ({ params, query, actor }) =>
    read(db, actor, (tx) => getBatch(tx, { countyCode: params.county, batchId: params.registrationBatch }, query)),
  )
}

type Asked = { params: { county: string }; body: { ids: string[]; reason: string }; actor: Actor }

/** Makes one move with the applications asked for, as one act. */
async function moveAsked(house: House, { params, body, actor }: Asked, move: Move): Promise<ApplicationResults> {
  const moved = await transact(house.db, actor, (tx) =>
    moveApplications(tx, actor, params.county, body.ids, move, body.reason),
  )
  const refused = moved.filter(({ refusal }) => refusal).length
  return {
    done: moved.length - refused,
    refused,
    results: moved.map(({ id, refusal }) => ({
      id,
      ok: refusal === null,
      code: refusal?.code ?? null,
      message: refusal?.words ?? null,
    })),
  }
}

function windowRoutes(house: House): void {
  serve(house, registrationsEndpoints.acceptApplications, (call) =>
    moveAsked(house, call, { act: 'accept', on: call.body.on }),
  )
  serve(house, registrationsEndpoints.rejectApplications, (call) =>
    moveAsked(house, call, { act: 'reject', on: call.body.on, words: call.body.words, missing: call.body.missing }),
  )
  serve(house, registrationsEndpoints.callForCorrection, (call) =>
    moveAsked(house, call, { act: 'call_for_correction', on: call.body.on, missing: call.body.missing }),
  )
  serve(house, registrationsEndpoints.correctApplications, (call) =>
    moveAsked(house, call, { act: 'correct', on: call.body.on }),
  )
  serve(house, registrationsEndpoints.withdrawApplications, (call) =>
    moveAsked(house, call, { act: 'withdraw', on: call.body.on, words: call.body.words }),
  )
}

function gateRoutes(house: House): void {
  serve(house, registrationsEndpoints.passGate, (call) => {
    const { gate, on, state, evidence, basis } = call.body
    return moveAsked(house, call, { act: 'pass', gate, on, state, evidence, basis })
  })
  serve(house, registrationsEndpoints.reopenGate, (call) =>
    moveAsked(house, call, { act: 'reopen', gate: call.body.gate, on: call.body.on, words: call.body.words }),
  )
  serve(house, registrationsEndpoints.pauseApplications, (call) =>
    moveAsked(house, call, { act: 'pause', on: call.body.on }),
  )
  serve(house, registrationsEndpoints.resumeApplications, (call) =>
    moveAsked(house, call, { act: 'resume', on: call.body.on }),
  )
}

function registrarRoutes(house: House): void {
  serve(house, registrationsEndpoints.reviewApplications, (call) => {
    const { on, evidence } = call.body
    return moveAsked(house, call, { act: 'pass', gate: 'review', on, state: 'passed', evidence, basis: null })
  })
  serve(house, registrationsEndpoints.reopenReview, (call) =>
    moveAsked(house, call, { act: 'reopen', gate: 'review', on: call.body.on, words: call.body.words }),
  )
  serve(house, registrationsEndpoints.refuseApplications, (call) =>
    moveAsked(house, call, { act: 'refuse', on: call.body.on, words: call.body.words }),
  )
  serve(house, registrationsEndpoints.enterApplications, (call) => {
    const { on, certificateNos } = call.body
    return moveAsked(house, call, { act: 'enter', on, ...(certificateNos && { certificateNos: byId(certificateNos) }) })
  })
  serve(house, registrationsEndpoints.certifyApplications, (call) => {
    const { on, papers } = call.body
    return moveAsked(house, call, { act: 'certify', on, ...(papers && { papers: byId(papers) }) })
  })
}

const byId = (given: Record<string, string>): ReadonlyMap<string, string> => new Map(Object.entries(given))

function batchRoutes(house: House, act: BatchAct): void {
  const { db } = house
  const endpoints = registrationBatchEndpoints[act]
  serve(house, endpoints.create, ({ params, body, actor }) =>
    transact(db, actor, async (tx) => {
      const { name, idempotencyKey, terms } = body
      const items = await itemsOfSelection(tx, params.county, body)
      const batch = { act, source: 'selection', name, idempotencyKey, terms, items } as const
      return { id: await createBatch(tx, actor, params.county, batch) }
    }),
  )
  serve(house, endpoints.try, async ({ params, actor }) => {
    const place = { countyCode: params.county, batchId: params.registrationBatch }
    await read(db, actor, (tx) => mustBeOf(tx, place, act))
    await runBatch(house, actor, place.countyCode, place.batchId, { try: true })
    return read(db, actor, (tx) => getBatch(tx, place, firstItems))
  })
  serve(house, endpoints.run, ({ params, body, actor }) =>
    transact(db, actor, async (tx) => {
      const place = { countyCode: params.county, batchId: params.registrationBatch }
      await mustBeOf(tx, place, act)
      await orderRun(house, tx, actor, place, body.reason)
      return getBatch(tx, place, firstItems)
    }),
  )
}

function settingsRoutes(house: House): void {
  const { db } = house
  serve(house, registrationsEndpoints.getRegistrationSettings, ({ params, actor }) =>
    read(db, actor, async (tx) =>
      settingsView(await registrationSettings(tx, params.county), await settingsSet(tx, params.county)),
    ),
  )
  serve(house, registrationsEndpoints.setRegistrationSettings, async ({ params, body, actor }) => {
    const settings = await setRegistrationSettings(db, actor, params.county, body)
    return settingsView(settings, await read(db, actor, (tx) => settingsSet(tx, params.county)))
  })
}

const settingsView = (settings: RegistrationSettings, set: readonly string[]) => ({
  settings: settingNames.map((setting) => ({ setting, ...settings[setting], isSet: set.includes(setting) })),
})

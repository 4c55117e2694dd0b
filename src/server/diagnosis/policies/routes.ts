import { policyEndpoints } from '#contract/policy-library.ts'
import { read } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import type { Session } from '../../platform/http/sessions.ts'
import { discardPack, draftPack, publishPack } from './decisions.ts'
import { checkDraft, getPack, listPacks } from './library.ts'
import type { Reader } from './store.ts'
import { getVocabulary } from './vocabulary.ts'

export function policyRoutes(house: House): void {
  const { db, sessions } = house
  const readerOf = (session: Session): Reader => ({
    accountId: session.accountId,
    publishable: sessions.regionsFor(session, 'policies.publish'),
  })

  serve(house, policyEndpoints.vocabulary, ({ params, actor }) =>
    read(db, actor, (tx) => getVocabulary(tx, params.region)),
  )
  serve(house, policyEndpoints.listPacks, ({ params, actor, session }) =>
    read(db, actor, (tx) => listPacks(tx, params.region, actor.counties, readerOf(session))),
  )
  serve(house, policyEndpoints.getPack, ({ params, query, actor, session }) =>
    read(db, actor, (tx) => getPack(tx, params.region, { pack: params.pack, ...query }, readerOf(session))),
  )
  serve(house, policyEndpoints.checkPack, ({ params, body, actor }) =>
    read(db, actor, async (tx) => ({ faults: await checkDraft(tx, params.region, params.pack, body.content) })),
  )
  serve(house, policyEndpoints.draftPack, ({ params, body, actor, session }) =>
    draftPack(db, actor, params, body, readerOf(session)),
  )
  serve(house, policyEndpoints.publishPack, ({ params, body, actor, session }) =>
    publishPack(db, actor, { ...params, ...body }, readerOf(session)),
  )
  serve(house, policyEndpoints.discardPack, ({ params, body, actor, session }) =>
    discardPack(db, actor, { ...params, ...body }, readerOf(session)),
  )
}

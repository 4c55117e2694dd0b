import { jointEndpoints } from '#contract/joint-acceptance.ts'
import { read } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { acceptJointly, changeJointAcceptance, giveJointOpinion, openJointAcceptance, withdrawJoint } from './joint.ts'
import { pageOfHomes } from './readiness.ts'
import { getJointAcceptance, listJointAcceptances } from './views.ts'

const keyOf = ({ county, joint }: { county: string; joint: string }) => ({ countyCode: county, jointId: joint })

export function jointRoutes(house: House): void {
  const { db, sessions } = house
  serve(house, jointEndpoints.listJointAcceptances, ({ query, actor }) =>
    read(db, actor, (tx) => listJointAcceptances(tx, actor.counties, query)),
  )
  serve(house, jointEndpoints.openJointAcceptance, ({ params, body, actor }) =>
    openJointAcceptance(db, actor, params.county, body),
  )
  serve(house, jointEndpoints.getJointAcceptance, ({ params, actor }) =>
    read(db, actor, (tx) => getJointAcceptance(tx, keyOf(params))),
  )
  serve(house, jointEndpoints.changeJointAcceptance, ({ params, body, actor }) =>
    changeJointAcceptance(db, actor, keyOf(params), body),
  )
  serve(house, jointEndpoints.giveJointOpinion, ({ params, body, actor, session }) => {
    const mayEnterForAll = sessions.regionsFor(session, 'registrations.arrange').includes(params.county)
    return giveJointOpinion(db, actor, { ...keyOf(params), matter: params.matter, mayEnterForAll }, body)
  })
  serve(house, jointEndpoints.acceptJointly, ({ params, body, actor }) => acceptJointly(db, actor, keyOf(params), body))
  serve(house, jointEndpoints.withdrawJoint, ({ params, body, actor }) => withdrawJoint(db, actor, keyOf(params), body))
  serve(house, jointEndpoints.jointHomes, ({ params, query, actor }) =>
    read(db, actor, async (tx) => {
      const { estate, readyAsOf } = await getJointAcceptance(tx, keyOf(params))
      return pageOfHomes(tx, { countyCode: params.county, estateId: estate.id, on: readyAsOf }, query)
    }),
  )
}

import { responsibilityEndpoints as endpoints } from '#contract/responsibility.ts'
import { type Actor, read } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'
import { officeToday } from '../platform/office-day.ts'
import { draftCharter } from './charter-draft.ts'
import { addPerson, addUnit, describeUnit, linkAccount } from './responsibility-actions.ts'
import type { Office } from './responsibility-acts.ts'
import { writeCharter } from './responsibility-charter.ts'
import { handOver } from './responsibility-hand-over.ts'
import { charge, endCharge, endPosting, post } from './responsibility-places.ts'
import { nameOfRegion, readResponsibility } from './responsibility-store.ts'

type Asked = { params: { county: string }; actor: Actor; body: { reason: string } }

export function responsibilityRoutes(house: House): void {
  const { db } = house
  const office = ({ params, actor, body }: Asked): Office => ({
    db,
    actor,
    countyCode: params.county,
    reason: body.reason,
  })

  serve(house, endpoints.responsibility, ({ params, actor }) =>
    read(db, actor, (tx) => readResponsibility(tx, params.county, officeToday())),
  )
  serve(house, endpoints.addUnit, (call) => addUnit(office(call), call.body))
  serve(house, endpoints.describeUnit, (call) => describeUnit(office(call), call.params.organisation, call.body))
  serve(house, endpoints.addPerson, (call) => addPerson(office(call), house.secrets, call.body))
  serve(house, endpoints.linkAccount, (call) => linkAccount(office(call), call.params.person, call.body.login))
  serve(house, endpoints.post, (call) => post(office(call), call.body))
  serve(house, endpoints.endPosting, (call) => endPosting(office(call), call.params.posting, call.body.until))
  serve(house, endpoints.charge, (call) => charge(office(call), call.body))
  serve(house, endpoints.endCharge, (call) => endCharge(office(call), call.params.charge, call.body.until))
  serve(house, endpoints.handOver, (call) => handOver(office(call), call.params.person, call.body))
  serve(house, endpoints.draftCharter, (call) => draftCharter(office(call)))
  serve(house, endpoints.charter, async ({ params, actor, reply }) => {
    const { responsibility, name } = await read(db, actor, async (tx) => ({
      responsibility: await readResponsibility(tx, params.county, officeToday()),
      name: await nameOfRegion(tx, params.county),
    }))
    const document = await writeCharter(responsibility, name, officeToday())
    return reply.header('content-type', endpoints.charter.response.mediaType).send(document)
  })
}

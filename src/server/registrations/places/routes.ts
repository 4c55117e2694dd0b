import { placesEndpoints } from '#contract/places.ts'
import { read } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { listAppointments } from './appointment-views.ts'
import { book, markAppointments, moveAppointment } from './appointments.ts'
import { addPlace, changePlace, listPlaces, registrationPeople } from './places.ts'
import { callNext, endTicket, getQueue, takeTicket } from './queue.ts'
import { getSession, listSessions } from './session-views.ts'
import { cancelSession, changeSession, planSessions } from './sessions.ts'
import { throughput } from './throughput.ts'

const sessionOf = ({ county, session }: { county: string; session: string }) => ({
  countyCode: county,
  sessionId: session,
})

export function placesRoutes(house: House): void {
  const { db } = house
  serve(house, placesEndpoints.listPlaces, ({ params, actor }) =>
    read(db, actor, (tx) => listPlaces(tx, params.county)),
  )
  serve(house, placesEndpoints.registrationPeople, ({ params, actor }) =>
    read(db, actor, (tx) => registrationPeople(tx, params.county)),
  )
  serve(house, placesEndpoints.addPlace, ({ params, body, actor }) => addPlace(db, actor, params.county, body))
  serve(house, placesEndpoints.changePlace, ({ params, body, actor }) =>
    changePlace(db, actor, { countyCode: params.county, placeId: params.place }, body),
  )
  serve(house, placesEndpoints.planSessions, ({ params, body, actor }) =>
    planSessions(db, actor, { countyCode: params.county, placeId: params.place }, body),
  )
  serve(house, placesEndpoints.listSessions, ({ params, query, actor }) =>
    read(db, actor, (tx) => listSessions(tx, params.county, query)),
  )
  serve(house, placesEndpoints.getSession, ({ params, actor }) =>
    read(db, actor, (tx) => getSession(tx, sessionOf(params))),
  )
  serve(house, placesEndpoints.changeSession, ({ params, body, actor }) =>
    changeSession(db, actor, sessionOf(params), body),
  )
  serve(house, placesEndpoints.cancelSession, ({ params, body, actor }) =>
    cancelSession(db, actor, sessionOf(params), body),
  )
  serve(house, placesEndpoints.throughput, ({ params, query, actor }) =>
    read(db, actor, (tx) => throughput(tx, params.county, query)),
  )
  visitRoutes(house)
}

/** Appointments, and the queue of the day. */
function visitRoutes(house: House): void {
  const { db } = house
  serve(house, placesEndpoints.listAppointments, ({ params, query, actor }) =>
    read(db, actor, (tx) => listAppointments(tx, sessionOf(params), query)),
  )
  serve(house, placesEndpoints.book, ({ params, body, actor }) => book(db, actor, sessionOf(params), body))
  serve(house, placesEndpoints.moveAppointment, ({ params, body, actor }) =>
    moveAppointment(db, actor, { countyCode: params.county, appointmentId: params.appointment }, body),
  )
  serve(house, placesEndpoints.markAppointments, ({ params, body, actor }) =>
    markAppointments(db, actor, params.county, body),
  )
  serve(house, placesEndpoints.getQueue, ({ params, actor }) =>
    read(db, actor, (tx) => getQueue(tx, sessionOf(params))),
  )
  serve(house, placesEndpoints.takeTicket, ({ params, body, actor }) => takeTicket(db, actor, sessionOf(params), body))
  serve(house, placesEndpoints.callNext, ({ params, body, actor }) => callNext(db, actor, sessionOf(params), body))
  serve(house, placesEndpoints.endTicket, ({ params, body, actor }) =>
    endTicket(db, actor, sessionOf(params), { no: params.ticket, as: body.as }),
  )
}

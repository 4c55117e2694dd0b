import { z } from 'zod'
import { appointmentStates } from '#domain/registrations/places/appointments.ts'
import { placeKinds, sessionNatures, visitMatters } from '#domain/registrations/places/kinds.ts'
import { ticketStates } from '#domain/registrations/places/queue.ts'
import { IsoDate, RegionCode } from './platform/endpoint.ts'

const count = z.number().int()
export const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const Named = z.object({ id: z.uuid(), name: z.string() })

/** A place of registration, with its usual days and hours and who usually works there. */
export const RegistrationPlace = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    kind: z.enum(placeKinds),
    name: z.string(),
    address: z.string(),
    /** 1 Monday to 7 Sunday. */
    weekdays: z.array(count),
    opensAt: Time,
    closesAt: Time,
    breakFrom: Time.nullable(),
    breakUntil: Time.nullable(),
    slotMinutes: count,
    slotCapacity: count,
    counters: count,
    openedOn: IsoDate,
    closedOn: IsoDate.nullable(),
    note: z.string().nullable(),
    revision: count,
    staff: z.array(Named),
    nextSessionOn: IsoDate.nullable(),
  })
  .meta({ id: 'RegistrationPlace' })
export type RegistrationPlace = z.infer<typeof RegistrationPlace>

/** A place on a day in a line, with its seats. */
export const SessionLine = z
  .object({
    id: z.uuid(),
    placeId: z.uuid(),
    placeName: z.string(),
    placeKind: z.enum(placeKinds),
    address: z.string(),
    heldOn: IsoDate,
    startsAt: Time,
    endsAt: Time,
    nature: z.enum(sessionNatures),
    counters: count,
    estate: Named.nullable(),
    note: z.string().nullable(),
    state: z.enum(['open', 'cancelled']),
    cancelReason: z.string().nullable(),
    seats: count,
    taken: count,
    staff: z.array(Named),
    revision: count,
  })
  .meta({ id: 'SessionLine' })
export type SessionLine = z.infer<typeof SessionLine>

const Slot = z.object({ no: count, startsAt: Time, endsAt: Time, capacity: count, taken: count })

export const Session = SessionLine.extend({
  countyCode: RegionCode,
  slots: z.array(Slot),
  /** Certificates to be handed over at this session. */
  deliveries: count,
}).meta({ id: 'Session' })
export type Session = z.infer<typeof Session>

export const Appointment = z
  .object({
    id: z.uuid(),
    sessionId: z.uuid(),
    slotNo: count,
    startsAt: Time,
    endsAt: Time,
    unitId: z.uuid(),
    estateName: z.string(),
    home: z.string(),
    owners: z.string(),
    phone: z.string().nullable(),
    matter: z.enum(visitMatters),
    state: z.enum(appointmentStates),
    endReason: z.string().nullable(),
    note: z.string().nullable(),
    bookedBy: z.string(),
    ticketNo: count.nullable(),
  })
  .meta({ id: 'Appointment' })
export type Appointment = z.infer<typeof Appointment>

const Ticket = z.object({
  no: count,
  matter: z.enum(visitMatters),
  name: z.string().nullable(),
  state: z.enum(ticketStates),
  counter: count.nullable(),
  calls: count,
  /** Start of the appointment's time; absent for whoever came without one. */
  slotStartsAt: Time.nullable(),
  takenAt: z.iso.datetime(),
  calledAt: z.iso.datetime().nullable(),
})

/** The queue of a place on a day: names are masked, for it hangs on the wall. */
export const Queue = z
  .object({
    sessionId: z.uuid(),
    placeName: z.string(),
    heldOn: IsoDate,
    startsAt: Time,
    endsAt: Time,
    counters: count,
    /** Called now or last, the latest first. */
    called: z.array(Ticket),
    /** In the order in which they will be called. */
    waiting: z.array(Ticket),
    skipped: z.array(Ticket),
    done: count,
    taken: count,
  })
  .meta({ id: 'Queue' })
export type Queue = z.infer<typeof Queue>

/** What a place did on a day, counted from the records. `place` is absent for what was done at no place. */
export const PlaceDay = z
  .object({
    place: Named.nullable(),
    day: IsoDate,
    nature: z.enum(sessionNatures).nullable(),
    accepted: count,
    entered: count,
    delivered: count,
  })
  .meta({ id: 'PlaceDay' })
export type PlaceDay = z.infer<typeof PlaceDay>

/** What came of one of many. */
export const ResultOfOne = z.object({ id: z.string(), ok: z.boolean(), message: z.string().nullable() })
export type ResultOfOne = z.infer<typeof ResultOfOne>

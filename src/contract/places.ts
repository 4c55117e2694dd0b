import { z } from 'zod'
import { appointmentStates } from '#domain/registrations/places/appointments.ts'
import { placeKinds, visitMatters } from '#domain/registrations/places/kinds.ts'
import {
  Appointment,
  PlaceDay,
  Queue,
  RegistrationPlace,
  ResultOfOne,
  Session,
  SessionLine,
  Time,
} from './place-shapes.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate, pageOf } from './platform/endpoint.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(500)
const note = z.string().trim().max(300).nullable().default(null)
const placeParams = z.object({ county: CountyCode, place: z.uuid() })
const sessionParams = z.object({ county: CountyCode, session: z.uuid() })
const Results = z.object({ results: z.array(ResultOfOne) })
const Matter = z.enum(visitMatters)
const weekdays = z.array(count.min(1).max(7)).min(1).max(7)

const PlaceFields = z.object({
  kind: z.enum(placeKinds),
  name: z.string().trim().min(2).max(60),
  address: z.string().trim().min(2).max(120),
  weekdays,
  opensAt: Time,
  closesAt: Time,
  breakFrom: Time.nullable().default(null),
  breakUntil: Time.nullable().default(null),
  slotMinutes: count.min(5).max(480),
  slotCapacity: count.min(1).max(500),
  counters: count.min(1).max(60),
  openedOn: IsoDate,
  closedOn: IsoDate.nullable().default(null),
  note,
  staff: z.array(z.uuid()).max(60).default([]),
})

export const placesEndpoints = {
  listPlaces: {
    method: 'GET',
    path: '/api/counties/:county/registration-places',
    permission: 'registrations.read',
    summary: '登记场所：窗口、专项窗口、临时登记点、上门服务',
    params: CountyParams,
    response: z.array(RegistrationPlace),
  },
  registrationPeople: {
    method: 'GET',
    path: '/api/counties/:county/registration-people',
    permission: 'registrations.arrange',
    summary: '可安排到场所的人员',
    params: CountyParams,
    response: z.array(z.object({ id: z.uuid(), name: z.string(), organisation: z.string().nullable() })),
  },
  addPlace: {
    method: 'POST',
    path: '/api/counties/:county/registration-places',
    permission: 'registrations.arrange',
    summary: '设立场所：地址、人员、开放日和时段',
    params: CountyParams,
    body: PlaceFields.extend({ reason }),
    response: z.object({ id: z.uuid() }),
  },
  changePlace: {
    method: 'PUT',
    path: '/api/counties/:county/registration-places/:place',
    permission: 'registrations.arrange',
    summary: '调整场所；已安排的场次不变',
    params: placeParams,
    body: PlaceFields.extend({ reason, revision: count }),
    response: z.object({ id: z.uuid() }),
  },
  planSessions: {
    method: 'POST',
    path: '/api/counties/:county/registration-places/:place/sessions',
    permission: 'registrations.arrange',
    summary: '安排场次：一段日期中的各开放日，含加班和周末；已有场次的日子不重复',
    params: placeParams,
    body: z.object({
      reason,
      from: IsoDate,
      until: IsoDate,
      /** Days the place is open beside or instead of its usual ones. */
      weekdays: weekdays.optional(),
      /** Whether days off that fall on these weekdays are worked. */
      worksDaysOff: z.boolean().default(false),
      startsAt: Time.optional(),
      endsAt: Time.optional(),
      slotMinutes: count.min(5).max(480).optional(),
      slotCapacity: count.min(1).max(500).optional(),
      counters: count.min(1).max(60).optional(),
      staff: z.array(z.uuid()).max(60).optional(),
      estateId: z.uuid().nullable().default(null),
      note,
    }),
    response: Results,
  },
  listSessions: {
    method: 'GET',
    path: '/api/counties/:county/sessions',
    permission: 'registrations.read',
    summary: '场次日历（最多 62 天）',
    params: CountyParams,
    query: z.object({ from: IsoDate, until: IsoDate, place: z.uuid().optional() }),
    response: z.array(SessionLine),
  },
  getSession: {
    method: 'GET',
    path: '/api/counties/:county/sessions/:session',
    permission: 'registrations.read',
    summary: '场次：时段、余号、人员',
    params: sessionParams,
    response: Session,
  },
  changeSession: {
    method: 'PUT',
    path: '/api/counties/:county/sessions/:session',
    permission: 'registrations.arrange',
    summary: '调整场次的人员、窗口数和每时段名额（不少于已约）',
    params: sessionParams,
    body: z.object({
      reason,
      revision: count,
      counters: count.min(1).max(60),
      slotCapacity: count.min(0).max(500).optional(),
      staff: z.array(z.uuid()).max(60),
      note,
    }),
    response: Session,
  },
  cancelSession: {
    method: 'POST',
    path: '/api/counties/:county/sessions/:session/cancel',
    permission: 'registrations.arrange',
    summary: '取消场次，其预约一并取消并写明原因',
    params: sessionParams,
    body: z.object({ reason }),
    response: Session,
  },
  listAppointments: {
    method: 'GET',
    path: '/api/counties/:county/sessions/:session/appointments',
    permission: 'registrations.read',
    summary: '场次的预约名单',
    params: sessionParams,
    query: z.object({
      state: z.enum(appointmentStates).optional(),
      after: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    response: pageOf(Appointment),
  },
  book: {
    method: 'POST',
    path: '/api/counties/:county/sessions/:session/appointments',
    permission: 'registrations.arrange',
    summary: '为一户或多户预约；不指定时段的依次排入有余号的时段，逐户给出结果',
    params: sessionParams,
    body: z.object({
      reason,
      matter: Matter,
      /** The time asked for; absent: the first with a seat left. */
      slotNo: count.min(1).nullable().default(null),
      units: z.array(z.uuid()).min(1).max(2000),
      note,
    }),
    response: Results,
  },
  moveAppointment: {
    method: 'POST',
    path: '/api/counties/:county/appointments/:appointment/move',
    permission: 'registrations.arrange',
    summary: '预约改期',
    params: z.object({ county: CountyCode, appointment: z.uuid() }),
    body: z.object({ reason, sessionId: z.uuid(), slotNo: count.min(1) }),
    response: z.object({ id: z.uuid() }),
  },
  markAppointments: {
    method: 'POST',
    path: '/api/counties/:county/appointment-marks',
    permission: 'registrations.arrange',
    summary: '记到场、办结、爽约，或取消并写明原因；逐件给出结果',
    params: CountyParams,
    body: z.object({
      reason,
      mark: z.enum(['arrive', 'finish', 'miss', 'cancel']),
      appointments: z.array(z.uuid()).min(1).max(2000),
    }),
    response: Results,
  },
  getQueue: {
    method: 'GET',
    path: '/api/counties/:county/sessions/:session/queue',
    permission: 'registrations.read',
    summary: '排队叫号（姓名遮蔽）',
    params: sessionParams,
    response: Queue,
  },
  takeTicket: {
    method: 'POST',
    path: '/api/counties/:county/sessions/:session/tickets',
    permission: 'registrations.arrange',
    summary: '取号；有预约的同时记到场',
    params: sessionParams,
    body: z.object({
      matter: Matter.default('ask'),
      appointmentId: z.uuid().nullable().default(null),
      /** Kept masked only. */
      name: z.string().trim().max(40).nullable().default(null),
    }),
    response: z.object({ no: count }),
  },
  callNext: {
    method: 'POST',
    path: '/api/counties/:county/sessions/:session/calls',
    permission: 'registrations.arrange',
    summary: '叫下一号，或重叫某号；本窗口正在办的视为办完',
    params: sessionParams,
    body: z.object({ counter: count.min(1).max(60), no: count.min(1).nullable().default(null) }),
    response: z.object({ no: count.nullable() }),
  },
  endTicket: {
    method: 'POST',
    path: '/api/counties/:county/sessions/:session/tickets/:ticket/end',
    permission: 'registrations.arrange',
    summary: '办完或过号',
    params: sessionParams.extend({ ticket: z.coerce.number().int().min(1) }),
    body: z.object({ as: z.enum(['finish', 'skip']) }),
    response: z.object({ no: count }),
  },
  throughput: {
    method: 'GET',
    path: '/api/counties/:county/throughput',
    permission: 'registrations.read',
    summary: '各场所每日受理、登簿、发证件数，由登记记录统计（最多 92 天）',
    params: CountyParams,
    query: z.object({ from: IsoDate, until: IsoDate }),
    response: z.array(PlaceDay),
  },
} as const satisfies Record<string, Endpoint>

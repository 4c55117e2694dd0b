import { z } from 'zod'
import { deliveryProofs } from '#domain/registrations/delivery/moves.ts'
import { Delivery, EstateDelivery, Receiver, SessionDelivery, Undelivered, Way, words } from './delivery-shapes.ts'
import { ResultOfOne } from './place-shapes.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate, pageOf, RegionParams } from './platform/endpoint.ts'

const _count = z.number().int()
const reason = z.string().trim().min(2).max(500)
const Results = z.object({ results: z.array(ResultOfOne) })
const deliveryParams = z.object({ county: CountyCode, delivery: z.uuid() })
const applicationParams = z.object({ county: CountyCode, application: z.uuid() })
const page = {
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
}

export const deliveryEndpoints = {
  listUndelivered: {
    method: 'GET',
    path: '/api/regions/:region/undelivered',
    permission: 'registrations.read',
    summary: '未发证书：小区、登簿后天数、拟用方式，登簿早的在前',
    params: RegionParams,
    query: z.object({
      estate: z.uuid().optional(),
      way: Way.optional(),
      state: z.enum(['none', 'planned', 'sent', 'returned']).optional(),
      days: z.coerce.number().int().min(0).max(9999).optional(),
      ...page,
    }),
    response: pageOf(Undelivered),
  },
  estatesDelivery: {
    method: 'GET',
    path: '/api/regions/:region/delivery-by-estate',
    permission: 'registrations.read',
    summary: '各小区发证情况，未发多的在前（前 200 个）',
    params: RegionParams,
    query: z.object({ estate: z.uuid().optional() }),
    response: z.array(EstateDelivery),
  },
  applicationDeliveries: {
    method: 'GET',
    path: '/api/counties/:county/applications/:application/deliveries',
    permission: 'registrations.read',
    summary: '一件申请的历次发证',
    params: applicationParams,
    response: z.array(Delivery),
  },
  planDeliveries: {
    method: 'POST',
    path: '/api/counties/:county/deliveries',
    permission: 'registrations.deliver',
    summary: '安排发证：方式、场次、领证人；逐件给出结果',
    params: CountyParams,
    body: z.object({
      reason,
      way: Way,
      sessionId: z.uuid().nullable().default(null),
      items: z
        .array(
          z.object({
            applicationId: z.uuid(),
            receiver: Receiver.nullable().default(null),
            address: words(200).nullable().default(null),
          }),
        )
        .min(1)
        .max(2000),
    }),
    response: Results,
  },
  addProof: {
    method: 'POST',
    path: '/api/counties/:county/deliveries/:delivery/files/:proof',
    permission: 'registrations.deliver',
    summary: '留存签名或领证照片（multipart）',
    params: deliveryParams.extend({ proof: z.enum(['signature', 'photo']) }),
    response: Delivery,
  },
  proofFile: {
    method: 'GET',
    path: '/api/counties/:county/deliveries/:delivery/files/:file',
    permission: 'registrations.read',
    summary: '签名或领证照片',
    params: deliveryParams.extend({ file: z.coerce.number().int().min(1) }),
    response: { mediaType: 'application/octet-stream' },
  },
  openAddress: {
    method: 'POST',
    path: '/api/counties/:county/deliveries/:delivery/address',
    permission: 'personal.open',
    summary: '查看邮寄地址和电话（留痕）',
    params: deliveryParams,
    body: z.object({ reason }),
    response: z.object({ name: z.string().nullable(), address: z.string().nullable(), phone: z.string().nullable() }),
  },
  send: {
    method: 'POST',
    path: '/api/counties/:county/delivery-parcels',
    permission: 'registrations.deliver',
    summary: '邮寄：快递公司、单号，可按快递公司清单成批；逐件给出结果，重复提交不重复记',
    params: CountyParams,
    body: z.object({
      reason,
      on: IsoDate,
      carrier: words(40),
      items: z
        .array(
          z.object({
            applicationId: z.uuid().nullable().default(null),
            certificateNo: words(60).nullable().default(null),
            trackingNo: words(40),
          }),
        )
        .min(1)
        .max(2000),
    }),
    response: Results,
  },
  handToCarrier: {
    method: 'POST',
    path: '/api/counties/:county/delivery-hand-overs',
    permission: 'registrations.deliver',
    summary: '交邮寄服务商取单号（后台办理）；逐件给出结果',
    params: CountyParams,
    body: z.object({ reason, applications: z.array(z.uuid()).min(1).max(2000) }),
    response: Results,
  },
  deliver: {
    method: 'POST',
    path: '/api/counties/:county/delivery-receipts',
    permission: 'registrations.deliver',
    summary: '发证签收：窗口、现场、邮寄、代领；可成批，逐件给出结果，重复提交不重复记',
    params: CountyParams,
    body: z.object({
      reason,
      on: IsoDate,
      way: Way.nullable().default(null),
      placeId: z.uuid().nullable().default(null),
      proof: z.enum(deliveryProofs),
      proofWords: words(120).nullable().default(null),
      items: z
        .array(
          z.object({
            applicationId: z.uuid(),
            /** Absent: the receiver planned, else the owner first named. */
            receiver: Receiver.nullable().default(null),
          }),
        )
        .min(1)
        .max(2000),
    }),
    response: Results,
  },
  returnDeliveries: {
    method: 'POST',
    path: '/api/counties/:county/delivery-returns',
    permission: 'registrations.deliver',
    summary: '邮件退回：写明原因，证书回到未发',
    params: CountyParams,
    body: z.object({ reason, on: IsoDate, words: words(200), applications: z.array(z.uuid()).min(1).max(2000) }),
    response: Results,
  },
  cancelDeliveries: {
    method: 'POST',
    path: '/api/counties/:county/delivery-cancellations',
    permission: 'registrations.deliver',
    summary: '取消发证安排',
    params: CountyParams,
    body: z.object({ reason, applications: z.array(z.uuid()).min(1).max(2000) }),
    response: Results,
  },
  sessionDeliveries: {
    method: 'GET',
    path: '/api/counties/:county/sessions/:session/deliveries',
    permission: 'registrations.read',
    summary: '场次发证名单',
    params: z.object({ county: CountyCode, session: z.uuid() }),
    query: z.object(page),
    response: pageOf(SessionDelivery),
  },
} as const satisfies Record<string, Endpoint>

import { z } from 'zod'
import {
  Closing,
  DeskDay,
  DeskHome,
  DeskHomeLine,
  DeskName,
  DeskPayment,
  NewVisit,
  Visit,
  WaySums,
} from './cash-desk-shapes.ts'
import { GateOutcome, reason } from './due-shapes.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate, pageOf } from './platform/endpoint.ts'

const pdf = { mediaType: 'application/pdf' } as const
const docx = { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' } as const
const unitParams = z.object({ county: CountyCode, unit: z.uuid() })
const paymentParams = z.object({ county: CountyCode, payment: z.uuid() })
const closingParams = z.object({ county: CountyCode, closing: z.uuid() })
const deskAndDay = { desk: DeskName, day: IsoDate }
const after = z.string().max(120).optional()
const limit = z.coerce.number().int().min(1).max(500).default(100)

export const cashDeskEndpoints = {
  findDeskHomes: {
    method: 'POST',
    path: '/api/counties/:county/cash-desk/homes',
    permission: 'dues.read',
    summary: '收费窗口找房：房号、姓名、证件号或后四位、受理号、收据号、二维码（在正文中，不入日志）',
    params: CountyParams,
    body: z.object({ search: z.string().trim().min(1).max(200) }),
    response: z.object({ rows: z.array(DeskHomeLine) }),
  },
  deskHome: {
    method: 'GET',
    path: '/api/counties/:county/cash-desk/homes/:unit',
    permission: 'dues.read',
    summary: '收费窗口看一户：应缴、申请所等的环节、开发企业另行追缴的欠款',
    params: unitParams,
    response: DeskHome,
  },
  payVisit: {
    method: 'POST',
    path: '/api/counties/:county/cash-desk/visits',
    permission: 'dues.collect',
    summary: '窗口一次收款：几笔税费、几种方式，每种方式一个收据号；缴清即开环节',
    params: CountyParams,
    body: NewVisit,
    response: Visit,
  },
  openHomeGates: {
    method: 'POST',
    path: '/api/counties/:county/cash-desk/homes/:unit/gates',
    permission: 'dues.collect',
    summary: '税费已缴清的一户，再核对一次申请的环节',
    params: unitParams,
    response: z.array(GateOutcome),
  },
  deskDay: {
    method: 'GET',
    path: '/api/counties/:county/cash-desk/day',
    permission: 'dues.read',
    summary: '一个窗口一天的收款合计与日结',
    params: CountyParams,
    query: z.object(deskAndDay),
    response: DeskDay,
  },
  deskPayments: {
    method: 'GET',
    path: '/api/counties/:county/cash-desk/payments',
    permission: 'dues.read',
    summary: '一个窗口一天的收款与冲销',
    params: CountyParams,
    query: z.object({ ...deskAndDay, after, limit }),
    response: pageOf(DeskPayment),
  },
  listClosings: {
    method: 'GET',
    path: '/api/counties/:county/cash-closings',
    permission: 'dues.read',
    summary: '日结记录',
    params: CountyParams,
    query: z.object({ after, limit }),
    response: pageOf(Closing),
  },
  countDay: {
    method: 'POST',
    path: '/api/counties/:county/cash-closings',
    permission: 'dues.collect',
    summary: '清点一个窗口一天的收款；无差额即日结，有差额待另一人复核',
    params: CountyParams,
    body: z.object({ ...deskAndDay, counted: WaySums, reason: reason.nullable().default(null) }),
    response: Closing,
  },
  acceptDifference: {
    method: 'POST',
    path: '/api/counties/:county/cash-closings/:closing/accept',
    permission: 'dues.collect',
    summary: '复核认可一天的差额，随即日结',
    params: closingParams,
    response: Closing,
  },
  receiptPdf: {
    method: 'GET',
    path: '/api/counties/:county/payments/:payment/receipt.pdf',
    permission: 'dues.read',
    summary: '收款收据（PDF）',
    params: paymentParams,
    response: pdf,
  },
  receiptDocx: {
    method: 'GET',
    path: '/api/counties/:county/payments/:payment/receipt.docx',
    permission: 'dues.read',
    summary: '收款收据（Word）',
    params: paymentParams,
    response: docx,
  },
  visitPdf: {
    method: 'GET',
    path: '/api/counties/:county/cash-desk/visits/:visit/receipts.pdf',
    permission: 'dues.read',
    summary: '一次收款的全部收据（PDF）',
    params: z.object({ county: CountyCode, visit: z.uuid() }),
    response: pdf,
  },
  closingPdf: {
    method: 'GET',
    path: '/api/counties/:county/cash-closings/:closing/closing.pdf',
    permission: 'dues.read',
    summary: '日结单（PDF）',
    params: closingParams,
    response: pdf,
  },
  closingDocx: {
    method: 'GET',
    path: '/api/counties/:county/cash-closings/:closing/closing.docx',
    permission: 'dues.read',
    summary: '日结单（Word）',
    params: closingParams,
    response: docx,
  },
} as const satisfies Record<string, Endpoint>

import { z } from 'zod'
import { authorisationPhotos } from '#domain/outreach/owner-acts/authorisations.ts'
import { caseKinds, caseTopicNames } from '#domain/outreach/owner-acts/cases.ts'
import { ownerPaperKinds } from '#domain/outreach/owner-acts/papers.ts'
import { visitMatters } from '#domain/registrations/places/kinds.ts'
import {
  deliveryWishes,
  OwnerAppointments,
  OwnerAuthorisation,
  OwnerCase,
  OwnerDelivery,
  OwnerPapers,
  OwnerWish,
  Purposes,
  wishes,
} from './owner-act-shapes.ts'
import { type Endpoint, IsoDate } from './platform/endpoint.ts'

const count = z.number().int()
const words = (most: number) => z.string().trim().min(1).max(most)
const phone = z
  .string()
  .trim()
  .regex(/^1\d{10}$/, 'phone_of_11_digits')
const ownHome = z.object({ ownHome: z.uuid() })
const ofPaper = ownHome.extend({ ownerPaper: z.uuid() })
const ofAuthorisation = ownHome.extend({ authorisation: z.uuid() })
const ofCase = ownHome.extend({ ownerCase: z.uuid() })

const Authorisations = z.array(OwnerAuthorisation)
const Cases = z.array(OwnerCase)

const pdf = { mediaType: 'application/pdf' }
const docx = { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }

export const ownerActsEndpoints = {
  ownerPapers: {
    method: 'GET',
    path: '/api/owner/homes/:ownHome/papers',
    permission: 'owner',
    summary: '业主：本户需要的材料和已传的材料',
    params: ownHome,
    response: OwnerPapers,
  },
  bringPaper: {
    method: 'POST',
    path: '/api/owner/homes/:ownHome/papers/:ownerPaperKind',
    permission: 'owner',
    summary: '业主：上传一份材料（multipart，照片或 PDF）',
    params: ownHome.extend({ ownerPaperKind: z.enum(ownerPaperKinds) }),
    response: OwnerPapers,
  },
  withdrawPaper: {
    method: 'DELETE',
    path: '/api/owner/homes/:ownHome/papers/:ownerPaper',
    permission: 'owner',
    summary: '业主：撤回一份还没有看的材料',
    params: ofPaper,
    response: OwnerPapers,
  },
  ownerAuthorisations: {
    method: 'GET',
    path: '/api/owner/homes/:ownHome/authorisations',
    permission: 'owner',
    summary: '业主：委托的代办人',
    params: ownHome,
    response: Authorisations,
  },
  beginAuthorisation: {
    method: 'POST',
    path: '/api/owner/homes/:ownHome/authorisations',
    permission: 'owner',
    summary: '业主：填写委托，随后拍照',
    params: ownHome,
    body: z.object({
      agentName: words(60),
      agentIdNumber: words(18),
      agentPhone: phone,
      purposes: Purposes,
      validUntil: IsoDate,
    }),
    response: OwnerAuthorisation,
  },
  addAuthorisationPhoto: {
    method: 'POST',
    path: '/api/owner/homes/:ownHome/authorisations/:authorisation/photos/:authorisationPhoto',
    permission: 'owner',
    summary: '业主：上传委托的一张照片（multipart）',
    params: ofAuthorisation.extend({ authorisationPhoto: z.enum(authorisationPhotos) }),
    response: OwnerAuthorisation,
  },
  sendAuthorisation: {
    method: 'POST',
    path: '/api/owner/homes/:ownHome/authorisations/:authorisation/send',
    permission: 'owner',
    summary: '业主：提交委托，由窗口人工核对',
    params: ofAuthorisation,
    response: OwnerAuthorisation,
  },
  revokeAuthorisation: {
    method: 'POST',
    path: '/api/owner/homes/:ownHome/authorisations/:authorisation/revoke',
    permission: 'owner',
    summary: '业主：撤销委托',
    params: ofAuthorisation,
    response: OwnerAuthorisation,
  },
  authorisationPdf: {
    method: 'POST',
    path: '/api/owner/homes/:ownHome/authorisations/:authorisation/form.pdf',
    permission: 'owner',
    summary: '业主：已填好的授权委托书（PDF），打印签字',
    params: ofAuthorisation,
    response: pdf,
  },
  authorisationDocx: {
    method: 'POST',
    path: '/api/owner/homes/:ownHome/authorisations/:authorisation/form.docx',
    permission: 'owner',
    summary: '业主：已填好的授权委托书（Word）',
    params: ofAuthorisation,
    response: docx,
  },
  ownerDelivery: {
    method: 'GET',
    path: '/api/owner/homes/:ownHome/delivery',
    permission: 'owner',
    summary: '业主：怎样领证，证寄到哪里了',
    params: ownHome,
    response: OwnerDelivery,
  },
  chooseDelivery: {
    method: 'PUT',
    path: '/api/owner/homes/:ownHome/delivery',
    permission: 'owner',
    summary: '业主：选择领证方式；邮寄的填写地址，加密保存',
    params: ownHome,
    body: z.object({
      way: z.enum(deliveryWishes),
      sessionId: z.uuid().nullable().default(null),
      phone: phone.nullable().default(null),
      address: z.string().trim().min(8, 'address_too_short').max(200).nullable().default(null),
    }),
    response: OwnerDelivery,
  },
  ownerAppointments: {
    method: 'GET',
    path: '/api/owner/homes/:ownHome/appointments',
    permission: 'owner',
    summary: '业主：本户的预约和可约的时间',
    params: ownHome,
    response: OwnerAppointments,
  },
  makeAppointment: {
    method: 'POST',
    path: '/api/owner/homes/:ownHome/appointments',
    permission: 'owner',
    summary: '业主：预约到窗口',
    params: ownHome,
    body: z.object({ sessionId: z.uuid(), slotNo: count.min(1), matter: z.enum(visitMatters) }),
    response: OwnerAppointments,
  },
  cancelAppointment: {
    method: 'POST',
    path: '/api/owner/homes/:ownHome/appointments/:ownAppointment/cancel',
    permission: 'owner',
    summary: '业主：取消预约',
    params: ownHome.extend({ ownAppointment: z.uuid() }),
    response: OwnerAppointments,
  },
  ownerWish: {
    method: 'GET',
    path: '/api/owner/homes/:ownHome/wish',
    permission: 'owner',
    summary: '业主：是否愿意办证',
    params: ownHome,
    response: OwnerWish,
  },
  sayWish: {
    method: 'PUT',
    path: '/api/owner/homes/:ownHome/wish',
    permission: 'owner',
    summary: '业主：表明是否愿意办证，不愿的说明原因',
    params: ownHome,
    body: z.object({
      key: z.uuid(),
      wish: z.enum(wishes),
      reason: words(60).nullable(),
      note: words(300).nullable().default(null),
    }),
    response: OwnerWish,
  },
  ownerCases: {
    method: 'GET',
    path: '/api/owner/homes/:ownHome/cases',
    permission: 'owner',
    summary: '业主：问过的问题和投诉，及答复',
    params: ownHome,
    response: Cases,
  },
  ask: {
    method: 'POST',
    path: '/api/owner/homes/:ownHome/cases',
    permission: 'owner',
    summary: '业主：咨询或投诉；由责任单位限期答复',
    params: ownHome,
    body: z.object({
      /** Made by the phone: sent twice, it is one. */
      key: z.uuid(),
      kind: z.enum(caseKinds),
      topic: z.enum(caseTopicNames),
      words: z.string().trim().min(5, 'too_few_words').max(1000),
    }),
    response: Cases,
  },
  sayHelped: {
    method: 'POST',
    path: '/api/owner/homes/:ownHome/cases/:ownerCase/verdict',
    permission: 'owner',
    summary: '业主：答复有没有解决问题；没有的转另一人',
    params: ofCase,
    body: z.object({ helped: z.boolean(), words: words(500).nullable().default(null) }),
    response: Cases,
  },
} as const satisfies Record<string, Endpoint>

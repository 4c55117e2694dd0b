import { dayNumber, dayOfNumber } from '../../shared/days.ts'
import type { IsoDate } from '../../shared/quantities.ts'

/** What an agent is authorised for: to apply, to pay, to collect the certificate. */
export const authorisationPurposes = ['apply', 'pay', 'collect'] as const
export type AuthorisationPurpose = (typeof authorisationPurposes)[number]

export const purposeWords: Record<AuthorisationPurpose, string> = {
  apply: '申请不动产登记、签署申请材料',
  pay: '代为缴纳税费和维修资金',
  collect: '代为领取不动产权证书',
}

/** The photos that stand in for coming oneself: the owner holding card and signed form, the form, both cards. */
export const authorisationPhotos = ['holding', 'form', 'owner_id', 'agent_id'] as const
export type AuthorisationPhoto = (typeof authorisationPhotos)[number]

export const authorisationStates = ['draft', 'waiting', 'accepted', 'returned', 'revoked'] as const
type AuthorisationState = (typeof authorisationStates)[number]

/** The longest an owner may authorise somebody by photo. Practice, to be verified with the registry. */
const longestDays = 365

export const lastDayFrom = (today: IsoDate): IsoDate => dayOfNumber(dayNumber(today) + longestDays)

type Standing = { state: AuthorisationState; validUntil: IsoDate }

/** In force from its acceptance until its last day, unless taken back. */
export const isInForce = ({ state, validUntil }: Standing, today: IsoDate): boolean =>
  state === 'accepted' && today <= validUntil

export type SendRefusal = 'not_a_draft' | 'photos_missing' | 'day_is_over'
export type RevokeRefusal = 'already_over'
type Refusal = SendRefusal | RevokeRefusal

export const authorisationRefusalWords: Record<Refusal, string> = {
  not_a_draft: '这份委托已经提交，不能再改；要改请撤销后重新办理',
  photos_missing: '四张照片还没有传齐',
  day_is_over: '委托的有效期已经过了，请重新填写',
  already_over: '这份委托已经撤销或退回，不用再撤销',
}

/** May this be sent to the office now? A returned one gets new photos and is sent again. */
export function refuseSending(standing: Standing, photos: readonly string[], today: IsoDate): SendRefusal | null {
  if (!takesPhotos(standing)) return 'not_a_draft'
  if (standing.validUntil < today) return 'day_is_over'
  return authorisationPhotos.every((photo) => photos.includes(photo)) ? null : 'photos_missing'
}

/** Photos are taken until it is sent, and anew once it was returned. */
export const takesPhotos = ({ state }: Pick<Standing, 'state'>): boolean => state === 'draft' || state === 'returned'

/** An owner takes back what he gave at any time. */
export const refuseRevoking = ({ state }: Pick<Standing, 'state'>): RevokeRefusal | null =>
  state === 'revoked' ? 'already_over' : null

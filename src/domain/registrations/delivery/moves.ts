import type { IsoDate } from '../../shared/quantities.ts'
import { type DeliveryRefusal, deliveryRefusal } from './refusals.ts'

/** How a certificate reaches its owner: at the window, on site 现场发证, by post 邮寄, to an agent 代领. */
export const deliveryWays = ['window', 'on_site', 'post', 'agent'] as const
export type DeliveryWay = (typeof deliveryWays)[number]

/** Where a delivery stands. `planned` is the owner's wish; `returned` is over, and another try may begin. */
export const deliveryStates = ['planned', 'sent', 'delivered', 'returned', 'cancelled'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** The lawful moves of a delivery; the same table as the database function `delivery_may_go`. */
export const deliveryMoves = {
  send: { from: ['planned'], to: 'sent' },
  deliver: { from: ['planned', 'sent'], to: 'delivered' },
  return: { from: ['sent'], to: 'returned' },
  cancel: { from: ['planned'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly DeliveryState[]; to: DeliveryState }>

/** Who received it. Everybody but the owner needs an authorisation 授权委托. */
export const receiverRelations = ['owner', 'spouse', 'relative', 'agent', 'heir', 'developer'] as const
export type ReceiverRelation = (typeof receiverRelations)[number]

export const deliveryProofs = ['signature', 'photo', 'signed_list', 'post_receipt'] as const
export type DeliveryProof = (typeof deliveryProofs)[number]

export type Receiver = { name: string; relation: ReceiverRelation; authorisation: string | null }

/** What a delivery looks at: its application, and the try that is under way, if any. */
export type DeliveryStanding = {
  kind: 'first' | 'transfer'
  state: string
  certifiedOn: IsoDate | null
  buyers: readonly string[]
  open: {
    state: 'planned' | 'sent' | 'delivered'
    way: DeliveryWay
    carrier: string | null
    trackingNo: string | null
    sentOn: IsoDate | null
    deliveredOn: IsoDate | null
    receiverName: string | null
    /** Kinds of files kept with it. */
    files: readonly string[]
  } | null
}

export type DeliveryAct =
  | { act: 'plan'; way: DeliveryWay; receiver: Receiver | null }
  | { act: 'send'; on: IsoDate; carrier: string; trackingNo: string; isNumberTaken: boolean }
  | {
      act: 'deliver'
      on: IsoDate
      way: DeliveryWay | null
      receiver: Receiver
      proof: DeliveryProof
      words: string | null
    }
  | { act: 'return'; on: IsoDate }
  | { act: 'cancel' }

/** `done`: it is already as asked, and asking again changes nothing; so a batch may safely run twice. */
export type DeliveryDecision = { may: 'go' } | { may: 'done' } | { may: 'not'; refusal: DeliveryRefusal }

const go: DeliveryDecision = { may: 'go' }
const no = (code: Parameters<typeof deliveryRefusal>[0]): DeliveryDecision => ({
  may: 'not',
  refusal: deliveryRefusal(code),
})

/** May this be done with the certificate of an application today? */
export function decideDelivery(standing: DeliveryStanding, act: DeliveryAct, today: IsoDate): DeliveryDecision {
  if (standing.kind === 'first') return no('no_certificate')
  if (['not_accepted', 'refused', 'withdrawn'].includes(standing.state)) return no('application_ended')
  switch (act.act) {
    case 'plan':
      return decidePlan(standing, act)
    case 'send':
      return decideSending(standing, act, today)
    case 'deliver':
      return decideHandOver(standing, act, today)
    case 'return':
      return decideReturn(standing, act.on, today)
    case 'cancel':
      return standing.open?.state === 'planned' ? go : no(standing.open ? 'already_under_way' : 'nothing_planned')
  }
}

type ActOf<Name extends DeliveryAct['act']> = Extract<DeliveryAct, { act: Name }>

/** A plan may be made before the certificate is printed, and made anew while nothing was sent. */
function decidePlan({ open, buyers }: DeliveryStanding, { receiver, way }: ActOf<'plan'>): DeliveryDecision {
  if (open?.state === 'delivered') return no('already_delivered')
  if (open?.state === 'sent') return no('already_sent')
  if (way === 'agent' && !receiver?.authorisation) return no('no_authorisation')
  return refuseReceiver(receiver, buyers) ?? go
}

function decideSending(standing: DeliveryStanding, act: ActOf<'send'>, today: IsoDate): DeliveryDecision {
  const { open } = standing
  if (open?.carrier === act.carrier && open.trackingNo === act.trackingNo) return { may: 'done' }
  if (open?.state === 'sent') return no('already_sent')
  const refusal = refuseUncertified(standing, act.on, today)
  if (refusal) return refusal
  if (!/^[0-9A-Z][0-9A-Z-]{4,39}$/.test(act.trackingNo)) return no('odd_tracking_number')
  return act.isNumberTaken ? no('tracking_number_taken') : go
}

function decideHandOver(standing: DeliveryStanding, act: ActOf<'deliver'>, today: IsoDate): DeliveryDecision {
  const { open, buyers } = standing
  if (open?.state === 'delivered' && open.deliveredOn === act.on && open.receiverName === act.receiver.name)
    return { may: 'done' }
  const refusal = refuseUncertified(standing, act.on, today) ?? refuseReceiver(act.receiver, buyers)
  if (refusal) return refusal
  if (open?.sentOn && act.on < open.sentOn) return no('before_sending')
  const way = act.way ?? open?.way ?? 'window'
  if (way === 'post' && open?.state !== 'sent') return no('not_sent')
  return refuseProof(act, open?.files ?? []) ?? go
}

function decideReturn({ open }: DeliveryStanding, on: IsoDate, today: IsoDate): DeliveryDecision {
  if (open?.state === 'delivered') return no('already_delivered')
  if (open?.state !== 'sent') return no('not_sent')
  if (on > today) return no('day_in_future')
  return open.sentOn && on < open.sentOn ? no('before_sending') : go
}

/** A certificate leaves the house once it is printed, and once only. */
function refuseUncertified(
  { state, certifiedOn, open }: DeliveryStanding,
  on: IsoDate,
  today: IsoDate,
): DeliveryDecision | null {
  if (state === 'delivered' || open?.state === 'delivered') return no('already_delivered')
  if (state !== 'certified' || certifiedOn === null) return no('not_certified')
  if (on > today) return no('day_in_future')
  return on < certifiedOn ? no('before_certificate') : null
}

/** The owner himself, by the name he applied under; everybody else only with an authorisation. */
function refuseReceiver(receiver: Receiver | null, buyers: readonly string[]): DeliveryDecision | null {
  if (receiver === null) return null
  if (receiver.relation !== 'owner') return receiver.authorisation ? null : no('no_authorisation')
  return buyers.includes(receiver.name) ? null : no('receiver_is_no_owner')
}

/** A signature or photo is a file that is there; a signed list or a carrier's receipt is told by its page or number. */
function refuseProof({ proof, words }: ActOf<'deliver'>, files: readonly string[]): DeliveryDecision | null {
  if (proof === 'signature' || proof === 'photo') return files.includes(proof) ? null : no('proof_missing')
  return words ? null : no('proof_words_missing')
}

import type { NewTransfer, WindowHome } from '#contract/transfers.ts'
import { type CoOwnership, findSharesFault, readShare } from '#domain/registrations/transfer/shares.ts'

type Typed = Extract<NewTransfer['buyers'][number], { name: string }>

/** An owner as the form holds him: one on record by his number, or somebody typed. */
export type BuyerValues = {
  ownerNo?: number
  name?: string
  idKind?: Typed['idKind']
  idNumber?: string
  phone?: string
  share?: string
}

/** The owners on record whose numbers are known: they are passed on without being typed again. */
export const onRecord = ({ owners }: WindowHome): BuyerValues[] =>
  owners.filter(({ hasNumber }) => hasNumber).map(({ ownerNo }) => ({ ownerNo }))

/** The owners as the endpoint takes them; shares belong to ownership by share alone. */
export function buyersTold(buyers: readonly BuyerValues[], coOwnership: CoOwnership): NewTransfer['buyers'] {
  return buyers.map(({ ownerNo, name = '', idKind = 'identity_card', idNumber = '', phone, share }) => {
    const part = coOwnership === 'by_share' && share ? readShare(share) : null
    if (ownerNo !== undefined) return { ownerNo, share: part }
    return { name, idKind, idNumber: idNumber.trim().toUpperCase(), phone: phone || null, share: part }
  })
}

/** Whether the shares of the form make up the whole; asked while they are typed. */
export const areSharesWhole = (buyers: readonly BuyerValues[], coOwnership: CoOwnership): boolean =>
  findSharesFault(
    coOwnership,
    buyers.map(({ share }) => (share ? readShare(share) : null)),
  ) === null

import type { Computed } from './computed.ts'
import type { Dated } from './rate-tables.ts'

/** What a unit is used for, where fees and rates tell uses apart. */
export const feeUses = ['home', 'parking_or_storage', 'other'] as const
export type FeeUse = (typeof feeUses)[number]

/** Words of a ledger's use by which it is told; a unit of which the ledger says nothing is a home. */
export const feeUseWords = { home: ['住宅'], parking_or_storage: ['车位', '车库', '储藏'] } as const

/** For which use a unit pays, from the word of the ledger. */
export function feeUseOf(use: string | null): FeeUse {
  const says = (words: readonly string[]) => words.some((word) => use?.includes(word))
  if (use === null || says(feeUseWords.home)) return 'home'
  return says(feeUseWords.parking_or_storage) ? 'parking_or_storage' : 'other'
}

/** Fee of a registration 登记费 by use, and of each certificate beyond the first (发改价格规〔2016〕2559号). */
export const registrationFeeTable: readonly (Dated & { perUse: Record<FeeUse, number>; perExtraBook: number })[] = [
  {
    from: '2016-12-06',
    until: null,
    source: { document: '关于不动产登记收费标准等有关问题的通知', number: '发改价格规〔2016〕2559号', verified: true },
    perUse: { home: 80_00, parking_or_storage: 80_00, other: 550_00 },
    perExtraBook: 10_00,
  },
]

/** Why nothing is charged; each names its own document when it is used. */
export const feeExemptions = {
  small_enterprise: '小微企业免收',
  public_housing: '保障性安居工程、棚户区改造安置住房免收',
  local_rule: '按本地政策免收',
} as const

/** Registration fee for a home; the first certificate is free of charge, each further one for a co-owner costs. */
export function registrationFee({
  use,
  books,
  exemption,
}: {
  use: FeeUse
  books: number
  exemption: keyof typeof feeExemptions | null
}): Computed {
  const [row] = registrationFeeTable
  if (!row) throw new Error('the table of registration fees is empty')
  const fen = exemption ? 0 : row.perUse[use] + Math.max(0, books - 1) * row.perExtraBook
  return {
    fen,
    rule: exemption ? feeExemptions[exemption] : '不动产登记费',
    from: row.from,
    source: row.source,
    inputs: { use, books },
  }
}

import type { Fen, IsoDate } from '../shared/quantities.ts'
import type { Computed, Uncomputed } from './computed.ts'
import { portionOf, type Rate } from './money.ts'
import { type Dated, inForceOn } from './rate-tables.ts'

/** Which home of the buyer's family (buyer, spouse, minor children) this one is. */
type FamilyHome = 'only' | 'second' | 'further'

type DeedTaxRow = Dated & {
  rule: string
  /** Up to and with this area the lower rate holds, in hundredths of a square metre. */
  smallUpTo: number
  rates: Record<'only' | 'second', { small: Rate; large: Rate }>
}

const percent = (tenths: number): Rate => ({ parts: tenths, of: 1000 })

/**
 * Deed tax 契税 on homes, by the day of the contract. Before 2016-02-22 the table says nothing: those rates are still to be
 * brought from the texts, as is the statutory rate of the province (契税法: 3–5 %), which a county enters for itself.
 */
export const deedTaxTable: readonly DeedTaxRow[] = [
  {
    rule: '契税优惠（90㎡为界）',
    from: '2016-02-22',
    until: '2024-11-30',
    source: {
      document: '关于调整房地产交易环节契税、营业税优惠政策的通知',
      number: '财税〔2016〕23号',
      verified: false,
    },
    smallUpTo: 90_00,
    rates: {
      only: { small: percent(10), large: percent(15) },
      second: { small: percent(10), large: percent(20) },
    },
  },
  {
    rule: '契税优惠（140㎡为界）',
    from: '2024-12-01',
    until: null,
    source: {
      document: '关于促进房地产市场平稳健康发展有关税收政策的公告',
      number: '财政部 税务总局 住房城乡建设部公告2024年第16号',
      verified: true,
    },
    smallUpTo: 140_00,
    rates: {
      only: { small: percent(10), large: percent(15) },
      second: { small: percent(10), large: percent(20) },
    },
  },
]

export type DeedTaxInputs = {
  contractOn: IsoDate | null
  declaredOn: IsoDate
  /** Hundredths of a square metre. */
  areaX100: number | null
  /** Price without value-added tax. */
  priceFen: Fen | null
  familyHome: FamilyHome | null
  /** Shops, parking places and the like have no relief, whichever home of the family they would be. */
  isHome: boolean
  /** What the province set where no relief holds; empty: not entered. */
  statutory: readonly StatutoryRate[]
}

/** The rate the province set 法定税率, as a county entered it. */
export type StatutoryRate = Dated & { rate: Rate }

/**
 * Deed tax of a home. Bought before a relief begins but declared under it: the new rule may be used where it is lower
 * (公告2024年第16号). Without relief – a further home, or no home at all – the statutory rate holds, if known. Before the table
 * begins there were reliefs it does not tell of, so that tax on a family's first or second home is not known.
 */
export function deedTax(inputs: DeedTaxInputs): Computed | Uncomputed {
  const { contractOn, declaredOn, areaX100, priceFen, familyHome, isHome } = inputs
  if (contractOn === null) return { unknown: 'contract_day' }
  if (priceFen === null) return { unknown: 'price' }
  if (!isHome) return byStatute(inputs, priceFen)
  if (familyHome === null) return { unknown: 'family_homes' }
  if (familyHome === 'further') return byStatute(inputs, priceFen)
  if (areaX100 === null) return { unknown: 'area' }
  const rows = [inForceOn(deedTaxTable, contractOn), transitional(contractOn, declaredOn)]
  const ways = rows.flatMap((row) => (row ? [byRelief(row, { ...inputs, areaX100, priceFen, familyHome })] : []))
  return ways.toSorted((a, b) => a.fen - b.fen)[0] ?? { unknown: 'rate' }
}

/** The relief those may use who declare on a day and bought before it began. */
export function reliefOfDeclaration(declaredOn: IsoDate): DeedTaxRow | undefined {
  const row = inForceOn(deedTaxTable, declaredOn)
  return row?.source.verified ? row : undefined
}

function transitional(contractOn: IsoDate, declaredOn: IsoDate): DeedTaxRow | undefined {
  const row = reliefOfDeclaration(declaredOn)
  return row && contractOn < row.from ? row : undefined
}

function byRelief(
  row: DeedTaxRow,
  inputs: { areaX100: number; priceFen: Fen; familyHome: 'only' | 'second' },
): Computed {
  const { areaX100, priceFen, familyHome } = inputs
  const rate = row.rates[familyHome][areaX100 <= row.smallUpTo ? 'small' : 'large']
  return {
    fen: portionOf(priceFen, rate),
    rule: row.rule,
    from: row.from,
    source: row.source,
    inputs: { priceFen, areaX100, familyHome, rateParts: rate.parts, rateOf: rate.of },
  }
}

function byStatute({ statutory, contractOn }: DeedTaxInputs, priceFen: Fen): Computed | Uncomputed {
  const row = contractOn === null ? undefined : inForceOn(statutory, contractOn)
  if (!row) return { unknown: 'rate' }
  return {
    fen: portionOf(priceFen, row.rate),
    rule: '契税法定税率',
    from: row.from,
    source: row.source,
    inputs: { priceFen, rateParts: row.rate.parts, rateOf: row.rate.of },
  }
}

import type { CountyPlan } from './county-plans.ts'
import { at } from './draws.ts'

/** An invented company with a unified social credit code of the area 141199, which does not exist. */
export type SampleCompany = { name: string; code: string }

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const bodyWeights = [3, 7, 9, 10, 5, 8, 4, 2]
const bodyAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const trades = ['商贸', '餐饮', '药业', '文具', '家电', '服饰', '物流', '粮油']

/** Adjectives that stand before a noun of the county's theme in the names of estates and companies. */
export const adjectives = [...'云青星朝远金银白丹翠碧紫蓝明清晓飞长瑞和安春夏秋冬双九千']

/** The last character of a unified social credit code from its first 17. Source: GB 32100. */
export function creditCheckCharacter(first17: string): string {
  const sum = creditWeights.reduce(
    (total, weight, place) => total + weight * creditAlphabet.indexOf(at(first17, place)),
    0,
  )
  return at(creditAlphabet, (31 - (sum % 31)) % 31)
}

/** The last character of an organisation code from its first 8. Source: GB 11714. */
export function bodyCheckCharacter(first8: string): string {
  const sum = bodyWeights.reduce((total, weight, place) => total + weight * bodyAlphabet.indexOf(at(first8, place)), 0)
  return at('0123456789X0', 11 - (sum % 11))
}

/** The unified social credit code of a county's company of a number below 100,000. */
export function creditCode(county: CountyPlan, number: number): string {
  const body = `MA${at(creditAlphabet, 10 + county.order)}${String(number).padStart(5, '0')}`
  const first17 = `91141199${body}${bodyCheckCharacter(body)}`
  return first17 + creditCheckCharacter(first17)
}

/** The company that owns the shop of a number; every number of a county has a name of its own. */
export function shopCompany(county: CountyPlan, shop: number): SampleCompany {
  const { nouns } = county
  const words = adjectives.length
  // 7919 is prime and divides no list here, so different shops fall on different names.
  let rest = (shop * 7919) % (words * words * nouns.length * trades.length)
  const turn = (length: number) => {
    const place = rest % length
    rest = (rest - place) / length
    return place
  }
  const name = at(adjectives, turn(words)) + at(adjectives, turn(words)) + at(nouns, turn(nouns.length))
  return {
    name: `${county.name}${name}${at(trades, turn(trades.length))}有限公司`,
    code: creditCode(county, 10_000 + shop),
  }
}

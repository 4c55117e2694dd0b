/** How land was acquired, in words of the ledgers: 出让, 国有建设用地使用权（划拨）, 协议出让 … `null`: the words do not say. */
export function acquisitionOf(words: string): string | null {
  if (/划拨(?:土地)?(?:转|改|补办)(?:为)?出让|补办(?:协议)?出让/.test(words)) return 'granted'
  const named = acquisitions.filter(([, pattern]) => pattern.test(words)).map(([way]) => way)
  return named.length === 1 ? (named[0] ?? null) : null
}

const acquisitions: readonly (readonly [way: string, words: RegExp])[] = [
  ['granted', /出让|招拍挂|挂牌|拍卖|招标/],
  ['allocated', /划拨/],
  ['leased', /租赁|承租|租用/],
  ['other', /作价出资|入股|授权经营|转让|置换|继受|^其[他它]$/],
  ['none', /^(?:无|没有|未办(?:理)?|未取得|无手续|未办(?:理)?(?:用地|土地)?手续|无(?:用地|土地)手续|从未办理)$/],
]

/** Whether the nature of an estate (房屋性质) says that a work unit built it for its people; `null`: it does not say. */
export function isUnitHousing(nature: string): boolean | null {
  if (/集资|房改|单位自建|单位(?:福利|职工)|福利房|公有住房/.test(nature)) return true
  return /商品房|商品住[房宅]|经济适用|保障|安置|动迁|拆迁|回迁|棚改|棚户|公租|廉租|限价|共有产权/.test(nature)
    ? false
    : null
}

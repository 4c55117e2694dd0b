/** Short names of the provinces, by the first two digits of a region's code (GB/T 2260). */
const provinces: Readonly<Record<string, string>> = {
  '11': '京',
  '12': '津',
  '13': '冀',
  '14': '晋',
  '15': '蒙',
  '21': '辽',
  '22': '吉',
  '23': '黑',
  '31': '沪',
  '32': '苏',
  '33': '浙',
  '34': '皖',
  '35': '闽',
  '36': '赣',
  '37': '鲁',
  '41': '豫',
  '42': '鄂',
  '43': '湘',
  '44': '粤',
  '45': '桂',
  '46': '琼',
  '50': '渝',
  '51': '川',
  '52': '贵',
  '53': '云',
  '54': '藏',
  '61': '陕',
  '62': '甘',
  '63': '青',
  '64': '宁',
  '65': '新',
}

/** A region with the names of those beside it: its first character stands for it unless another one begins alike. */
export type IssuingRegion = { code: string; name: string; beside: readonly string[] }

export type IssuerNames = { name: string; shortName: string }

const bare = (name: string) => (name.length > 2 ? name.replace(/[省市县区旗]$/, '') : name)

/** What stands for a region before an issuer's short name: 晋方 for 方山县; 晋交城 where 交口县 begins alike. */
export function regionPrefix({ code, name, beside }: IssuingRegion): string {
  const first = name.slice(0, 1)
  const isAlone = !beside.some((other) => other.startsWith(first))
  return `${provinces[code.slice(0, 2)] ?? ''}${isAlone ? first : bare(name)}`
}

/** How an issuer is called as long as nobody has said otherwise. `organisation` null: the clearance office 清零办. */
export const defaultIssuer = (region: IssuingRegion, organisation: string | null): IssuerNames =>
  organisation === null
    ? { name: `${region.name}清零行动办公室`, shortName: `${regionPrefix(region)}清零办` }
    : { name: organisation, shortName: `${regionPrefix(region)}${organisation.replace(region.name, '')}` }

/** The number of a document 发文字号 (GB/T 9704-2012, 7.2.5): 晋方清零办〔2022〕1号, with the word of its kind before the year. */
export const documentNumber = (shortName: string, word: string, year: number, no: number): string =>
  `${shortName}${word}〔${year}〕${no}号`

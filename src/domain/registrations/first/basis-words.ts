import type { Basis } from '../../diagnosis/packs.ts'
import type { FirstPaper, RuleVersion } from './papers.ts'

/** A basis as documents cite it: 《title》（number）article. */
export const basisWords = ({ document, number, article }: Basis): string =>
  `《${document}》${number ? `（${number}）` : ''}${article ?? ''}`

/** Which version of a policy pack; what comes with the product has no number of its own. */
const versionWords = ({ title, version }: RuleVersion) => (version === 0 ? title : `${title}第${version}版`)

/** A basis with the rule and its version behind it, as it is kept with the application. */
export function paperBasis({ basis, rule }: Pick<FirstPaper, 'basis' | 'rule'>): string {
  if (rule === null) return basisWords(basis)
  return `${basisWords(basis)}（“${rule.title}”${rule.from ? `，${versionWords(rule.from)}` : ''}）`
}

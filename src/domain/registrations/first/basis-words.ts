import type { Basis } from '../../diagnosis/packs.ts'
import type { FirstPaper } from './papers.ts'

/** A basis as documents cite it: 《title》（number）article. */
export const basisWords = ({ document, number, article }: Basis): string =>
  `《${document}》${number ? `（${number}）` : ''}${article ?? ''}`

/** A basis with the rule and its version behind it, as it is kept with the application. */
export function paperBasis({ basis, rule }: Pick<FirstPaper, 'basis' | 'rule'>): string {
  if (rule === null) return basisWords(basis)
  const from = rule.from ? `，${rule.from.title}第${rule.from.version}版` : ''
  return `${basisWords(basis)}（规则 ${rule.id}${from}）`
}

import type { Category } from '#domain/estates/categories.ts'
import { adjectives } from './companies.ts'
import type { CountyPlan } from './county-plans.ts'
import { at, type Draws } from './draws.ts'

/** What an estate and the company that built it are called. */
export type EstateName = { estate: string; developer: string; isWorkUnit: boolean }

const works = ['机械厂', '纺织厂', '化肥厂', '运输公司', '供销社', '农机站', '水泥厂', '印刷厂', '面粉厂', '建材厂']
const endings: Record<Category, readonly string[]> = {
  legacy: ['小区', '花园', '新村', '苑', '住宅小区', '公寓'],
  new_district: ['新城', '新区家园', '湖畔新居'],
  shantytown: ['安置小区', '回迁新村', '安居苑'],
  new_build: ['佳苑', '华府', '名邸', '雅居', '城市花园', '壹号院'],
}
const phases = [
  ['一期', '二期'],
  ['东区', '西区'],
  ['南院', '北院'],
] as const

/** Names for the estates of a county in order of category; no name occurs twice. */
export function nameEstates(county: CountyPlan, draws: Draws): EstateName[] {
  const stems = draws.shuffled(adjectives.flatMap((adjective) => county.nouns.map((noun) => adjective + noun)))
  let used = 0
  return county.categories.flatMap(({ category, estates }) => {
    const names: EstateName[] = []
    while (names.length < estates) names.push(...nameGroup(county, category, at(stems, used++), draws))
    return names.slice(0, estates)
  })
}

function nameGroup(county: CountyPlan, category: Category, stem: string, draws: Draws): EstateName[] {
  const isWorkUnit = category === 'legacy' && draws.chance(0.3)
  const work = stem + draws.pick(works)
  const whole = isWorkUnit ? `${work}家属院` : stem + draws.pick(endings[category])
  const developer = county.name + (isWorkUnit ? work : `${stem}房地产开发有限公司`)
  if (!draws.chance(0.22)) return [{ estate: whole, developer, isWorkUnit }]
  return draws.pick(phases).map((phase) => ({ estate: whole + phase, developer, isWorkUnit }))
}

import { expect, test } from 'vitest'
import { filesShowing, keptPapers } from './kept-papers.ts'
import type { FirstPaper } from './papers.ts'

const basis = { document: '消防法', article: '第十三条', level: 'law', verified: false } as const
const from = { pack: 'luliang-qingling', title: '清零政策包', owner: 'shipped', version: 0 }
const rule = { id: 'llq-05-fire', title: '消防认定', titleEn: 'Fire opinion', effect: 'substitute', basis, from }
const paper = (requirement: string, status: FirstPaper['status'], used: FirstPaper['rule'] = null): FirstPaper => {
  const common = {
    title: requirement,
    titleEn: requirement,
    unit: '',
    unitName: '',
    basis,
    until: null,
    ways: [],
    unknownFacts: [],
  }
  return { ...common, requirement, status, rule: used }
}
const filed = [
  { id: 'a', paper: 'appraisal' },
  { id: 'f', paper: 'fire' },
  { id: 'p', paper: 'planning' },
] as const

test('a paper that is met rests on the law and on its own files', () => {
  expect(keptPapers([paper('fire', 'met')], filed)).toEqual([
    { paper: 'fire', standing: 'held', basis: '《消防法》第十三条', fileIds: ['f'] },
  ])
})

test('of a substitute the appraisal shows it too, and the basis names the rule and its pack', () => {
  expect(keptPapers([paper('fire', 'substituted', rule)], filed)).toEqual([
    {
      paper: 'fire',
      standing: 'substituted',
      basis: '《消防法》第十三条（“消防认定”，清零政策包）',
      fileIds: ['a', 'f'],
    },
  ])
})

test('what does not apply, and what the register itself shows, is no paper', () => {
  expect(keptPapers([paper('land_split', 'not_applicable'), paper('no_restraint', 'met')], filed)).toEqual([])
  expect(filesShowing(paper('no_restraint', 'met'), filed)).toEqual([])
})

test('what a pack adds is kept among other papers', () => {
  expect(keptPapers([paper('county_form', 'met')], [])[0]?.paper).toBe('other')
})

test.each([
  ['deferred', 'deferred'],
  ['noticed', 'deferred'],
  ['separated', 'separated'],
  ['waived', 'waived'],
  ['missing', 'missing'],
  ['unknown', 'missing'],
] as const)('a paper that is %s stands as %s', (status, standing) => {
  expect(keptPapers([paper('taxes', status)], [])[0]?.standing).toBe(standing)
})

import { expect, test } from 'vitest'
import { checkPacks } from '../diagnosis/check-packs.ts'
import { consultationsPack, flawOfRule, type RuleResolution, ruleOf } from './resolved-rule.ts'

const resolved = {
  no: 7,
  itemNo: 2,
  decidedOn: '2022-10-20',
  meeting: { title: '第三次会诊', number: '〔2022〕3号' },
  estateId: '0199aa00-0000-7000-8000-000000000001',
}
const resolution: RuleResolution = {
  kind: 'rule',
  matter: '消防手续由检测评估合格替代',
  requirement: 'fire',
  effect: 'substitute',
  until: null,
  conditions: [
    { fact: 'occupied', is: true },
    { fact: 'fire', is: false },
  ],
  registerNote: null,
}

test('a rule holds where all its conditions do, as a decision of the county', () => {
  expect(ruleOf(resolution, resolved)).toEqual({
    id: 'resolution-7',
    title: '消防手续由检测评估合格替代',
    basis: {
      document: '第三次会诊',
      number: '〔2022〕3号',
      level: 'county',
      article: '议题2，议定事项第7号',
      verified: true,
    },
    validFrom: '2022-10-20',
    answers: ['fire'],
    when: {
      all: [
        { fact: 'occupied', is: true },
        { fact: 'fire', is: false },
      ],
    },
    effect: { kind: 'substitute' },
  })
})

test('a case holds in its estate alone', () => {
  const rule = ruleOf({ ...resolution, kind: 'case', conditions: [], registerNote: '一事一议' }, resolved)
  expect(rule).toMatchObject({
    basis: { level: 'case' },
    when: { fact: 'estate_id', is: resolved.estateId },
    registerNote: '一事一议',
  })
})

test('what is put off says until when', () => {
  expect(ruleOf({ ...resolution, effect: 'defer', until: '转移登记前' }, resolved).effect).toEqual({
    kind: 'defer',
    until: '转移登记前',
  })
})

test.each(['substitute', 'defer', 'separate', 'waive'] as const)(
  'a rule that %ss is a pack without fault',
  (effect) => {
    const whole = { ...resolution, effect, until: '转移登记前' }
    for (const kind of ['case', 'rule'] as const) {
      const rule = ruleOf({ ...whole, kind, conditions: kind === 'case' ? [] : whole.conditions }, resolved)
      expect(checkPacks([{ ...consultationsPack('141199'), rules: [rule] }])).toEqual([])
    }
  },
)

test('a rule names its conditions, a case has none, what is put off has an end', () => {
  expect(flawOfRule(resolution)).toBeNull()
  expect(flawOfRule({ ...resolution, conditions: [] })).toBe('rule_without_conditions')
  expect(flawOfRule({ ...resolution, kind: 'case' })).toBe('case_with_conditions')
  expect(flawOfRule({ ...resolution, effect: 'defer' })).toBe('defer_without_end')
})

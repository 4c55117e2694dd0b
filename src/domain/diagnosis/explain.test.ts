import { expect, test } from 'vitest'
import { basis, harbour, requirement, rule, stated, step } from '../../../test/diagnosis/made-pack.ts'
import { conditionWords } from './condition-words.ts'
import type { Condition } from './conditions.ts'
import { currentFacts } from './current-facts.ts'
import { diagnose } from './diagnose.ts'
import type { Statement } from './diagnosis.ts'
import { type ExplanationNode, explain } from './explain.ts'
import type { Pack } from './packs.ts'
import { createRulebook } from './rulebook.ts'
import type { FactValue } from './values.ts'

const lines = (node: ExplanationNode, depth = 0): string[] => [
  `${'　'.repeat(depth)}${node.sentence}`,
  ...node.children.flatMap((child) => lines(child, depth + 1)),
]

function why(
  pack: Pack,
  facts: Readonly<Record<string, FactValue | null>> | Statement[],
  language: 'zh' | 'en' = 'zh',
) {
  const rulebook = createRulebook([pack], { region: '141128', on: '2022-06-01' })
  const current = Array.isArray(facts) ? currentFacts(facts) : stated(facts)
  return explain(rulebook, current, diagnose(rulebook, current), language)
}

const hull = requirement('hull')
const mend = rule('mend', ['hull'], 'complete', {
  title: '修船',
  titleEn: 'Mend the hull',
  when: {
    all: [
      { fact: 'built', before: { param: 'old' } },
      { fact: 'beam_percent', atMost: 3 },
    ],
  },
  parameters: { old: { title: '旧船界限', type: 'date', value: '2013-01-01' } },
  steps: [step('mend', 4)],
})

test('every conclusion down to its facts, in plain sentences', () => {
  const facts = { hull: false, built: '2012', length: 1000, beam: 30 }

  expect(lines(why(harbour([hull], [mend]), facts))).toEqual([
    '有问题的解决办',
    '　hull：缺',
    '　　不成立：hull为是',
    '　　　hull：否',
    '　　适用规则“修船”：补办',
    '　　　成立：建造在2013-01-01之前，且宽长比不超过3%',
    '　　　　建造：2012',
    '　　　　宽长比：3%（由其他事实计算）',
    '　　　　　宽：30 m',
    '　　　　　长：1000 m',
    '　　　还有 1 步，最长一线 4 个工作日',
  ])
  expect(lines(why(harbour([hull], [mend]), facts, 'en'))).toEqual([
    'Has problems that can be solved',
    '　hull: missing',
    '　　Does not hold: hull is yes',
    '　　　hull: no',
    '　　Rule “Mend the hull” applies: made up for',
    '　　　Holds: 建造 is before 2013-01-01, and 宽长比 is at most 3 %',
    '　　　　建造: 2012',
    '　　　　宽长比: 3 % (computed from other facts)',
    '　　　　　宽: 30 m',
    '　　　　　长: 1000 m',
    '　　　Steps left: 1; 4 working days on the longest chain',
  ])
})

test('what is not established is said, and what it leaves open', () => {
  expect(lines(why(harbour([hull], [mend]), { length: 10 }))).toEqual([
    '有问题的解决办',
    '　尚有未查明的事实，结论还可能是：能办的马上办 / 提交会诊（一事一议）',
    '　hull：未查明',
    '　　尚不能判断：hull为是',
    '　　　hull：未查明',
    '　　规则“修船”是否适用，尚待查明',
    '　　　尚不能判断：建造在2013-01-01之前，且宽长比不超过3%',
    '　　　　建造：未查明',
    '　　　　宽长比：未查明',
  ])
})

test('a fact carries the cell it comes from and the words that stand there', () => {
  const source = { kind: 'ledger', file: '台账.xlsx', sheet: '表', cell: 'V7' } as const
  const tree = why(harbour([hull], []), [{ fact: 'hull', value: false, asOf: '2022-05-01', source, said: '补办' }])
  const fact = tree.children[0]?.children[0]?.children[0]

  expect(fact).toMatchObject({ sentence: 'hull：否（原文“补办”）', source, fact: 'hull' })
  expect(tree.children[0]).toMatchObject({ tone: 'stop', basis: { document: '港章' } })
  expect(lines(tree).at(-1)).toBe('　　现有规则没有适用的路径')
})

test('a contradiction shows both sources', () => {
  const said = (value: boolean, kind: 'officer' | 'visit'): Statement => ({
    fact: 'hull',
    value,
    asOf: '2022-05-01',
    source: { kind },
  })

  expect(lines(why(harbour([hull], []), [said(true, 'officer'), said(false, 'visit')]))).toEqual([
    '有问题的解决办',
    '　尚有未查明的事实，结论还可能是：能办的马上办 / 提交会诊（一事一议）',
    '　hull：未查明',
    '　　尚不能判断：hull为是',
    '　　　hull：来源互相矛盾，按未查明处理',
    '　　　　hull：是',
    '　　　　hull：否',
  ])
})

test('of several sources that agree with what is held, the latest is cited', () => {
  const said = (value: boolean, asOf: string, kind: 'officer' | 'visit'): Statement => ({
    fact: 'hull',
    value,
    asOf,
    source: { kind },
  })
  const tree = why(harbour([hull], []), [said(true, '2022-05-01', 'officer'), said(true, '2022-05-03', 'visit')])

  expect(tree.children[0]?.children[0]?.children).toMatchObject([{ sentence: 'hull：是', source: { kind: 'visit' } }])
})

test('rules that close, defer, consult, enforce', () => {
  const close = (kind: 'waive' | 'consult') => harbour([hull], [rule('r', ['hull'], kind, { title: '某规则' })])
  const defer: Pack = harbour(
    [hull],
    [{ ...rule('r', ['hull'], 'waive', { title: '缓' }), effect: { kind: 'defer', until: '首航前' } }],
  )
  const law = (blocks: boolean) =>
    harbour(
      [hull],
      [
        {
          ...rule('r', [], 'waive', { title: '盗', when: { fact: 'stolen', is: true } }),
          effect: { kind: 'enforce', blocks },
        },
      ],
    )
  const told = (pack: Pack, facts: Record<string, boolean>) => lines(why(pack, facts))

  expect(told(close('waive'), { hull: false })).toEqual(
    expect.arrayContaining(['　hull：不需要', '　　适用规则“某规则”：不再要求']),
  )
  expect(told(close('consult'), { hull: false })).toEqual(
    expect.arrayContaining(['提交会诊（一事一议）', '　　按规则“某规则”提交会诊']),
  )
  expect(told(defer, { hull: false })).toEqual(expect.arrayContaining(['　hull：暂缓', '　　　期限：首航前']))
  expect(told(law(true), { hull: true, stolen: true })).toEqual(
    expect.arrayContaining(['违法的依法办', '　“盗”：须先依法处理', '　　成立：stolen为是']),
  )
  expect(told(law(false), { hull: true, stolen: true })).toContain('　“盗”：依法处理与登记并行，不影响登记')
  expect(told(law(true), { hull: true })).toEqual(
    expect.arrayContaining([
      '　尚有未查明的事实，结论还可能是：能办的马上办 / 违法的依法办',
      '　“盗”是否适用，尚待查明',
    ]),
  )
})

test('what does not apply says why, and only that', () => {
  const pack = harbour([requirement('hull', { appliesWhen: { fact: 'wood', is: 'oak' } })], [])

  expect(lines(why(pack, { wood: 'pine' }))).toEqual(
    ['能办的马上办', '　hull：不适用', '　　不成立：wood为橡', '　　　wood：松'].map((line) =>
      line.replaceAll('wood', '木'),
    ),
  )
  expect(lines(why(pack, { wood: 'oak', hull: true }))).toEqual([
    '能办的马上办',
    '　hull：已具备',
    '　　成立：木为橡',
    '　　　木：橡',
    '　　成立：hull为是',
    '　　　hull：是',
  ])
})

test('days nobody fixed are said once', () => {
  const open = rule('r', ['hull'], 'complete', { steps: [{ ...step('a', 0), workingDays: null }] })

  const told = lines(why(harbour([hull], [open]), { hull: false }))

  expect(told.at(-1)).toBe('　其中有步骤的天数未定，总天数是下限')
  expect(told.at(-2)).toBe('　　　还有 1 步，部分天数未定，至少 0 个工作日')
})

const titles = {
  fact: (id: string) => harbour([], []).facts?.find((fact) => fact.id === id),
  parameter: (id: string) =>
    id === 'open' ? { title: '上限', titleEn: 'limit', type: 'number' as const, value: null } : undefined,
  requirement: () => requirement('hull', { basis: basis('law') }),
}

test.each<[Condition, string, string]>([
  [{ fact: 'wood', in: ['oak', 'pine'] }, '木为橡、松之一', '木 is one of 橡, 松'],
  [{ fact: 'length', atLeast: 1, lessThan: 2 }, '长不少于1 m且少于2 m', '长 is at least 1 m and is less than 2 m'],
  [
    { fact: 'length', between: [1, { param: 'open' }] },
    '长在1 m、“上限”（未定）之间（含两端）',
    '长 lies between 1 m, “limit” (not set), both included',
  ],
  [{ fact: 'length', moreThan: { fact: 'beam' } }, '长超过宽', '长 is more than 宽'],
  [{ fact: 'built', notBefore: '2013' }, '建造在2013或之后', '建造 is on or after 2013'],
  [
    { fact: 'built', notAfter: '2013', after: '2012' },
    '建造在2012之后且在2013或之前',
    '建造 is after 2012 and is on or before 2013',
  ],
  [{ known: 'wood' }, '木已查明', '木 is established'],
  [{ requirement: 'hull', is: 'satisfied' }, '要件“hull”已具备', '“hull” is settled'],
  [{ requirement: 'hull', is: 'attainable' }, '要件“hull”已具备或有路径可补', '“hull” is settled or has a way open'],
  [
    { any: [{ not: { fact: 'hull', is: true } }, { all: [{ fact: 'mast', is: true }, { known: 'sail' }] }] },
    '并非（hull为是），或（mast为是，且sail已查明）',
    'not (hull is yes), or (mast is yes, and sail is established)',
  ],
])('conditions as sentences: %o', (condition, zh, en) => {
  expect([conditionWords(condition, titles, 'zh'), conditionWords(condition, titles, 'en')]).toEqual([zh, en])
})

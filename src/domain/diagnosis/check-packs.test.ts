import { expect, test } from 'vitest'
import { harbour, requirement, rule, step } from '../../../test/diagnosis/made-pack.ts'
import { checkPacks } from './check-packs.ts'
import type { Condition } from './conditions.ts'
import type { Pack, Parameter, Rule } from './packs.ts'

const hull = requirement('hull')
const faultsOf = (...packs: Pack[]) => checkPacks(packs).map(({ rule: id, path, code }) => [id, path, code])
const withRule = (more: Partial<Rule>) => faultsOf(harbour([hull], [rule('r', ['hull'], 'waive', more)]))
const when = (condition: Condition, parameters?: Record<string, Parameter>) =>
  withRule(parameters ? { when: condition, parameters } : { when: condition })
const number = (value: number | null, more: Partial<Parameter> = {}): Parameter => ({
  title: '数',
  type: 'number',
  value,
  ...more,
})

test('a sound pack has no fault', () => {
  expect(
    withRule({
      when: {
        all: [
          { fact: 'length', atMost: { param: 'most' }, moreThan: 0 },
          { any: [{ fact: 'built', before: '2013' }, { not: { fact: 'wood', in: ['pine'] } }] },
          { fact: 'beam', lessThan: { fact: 'length' } },
          { known: 'story' },
        ],
      },
      parameters: { most: number(5, { unit: 'm', min: 0, max: 9 }) },
      steps: [step('a', 1), { ...step('b', 2), needs: ['a'], notice: { days: { param: 'most' }, kind: 'calendar' } }],
    }),
  ).toEqual([])
})

test.each<[string, Condition, string, string]>([
  [
    'a fact nobody defined',
    {
      all: [
        { fact: 'hull', is: true },
        { fact: 'keel', is: true },
      ],
    },
    'when.all[1].fact',
    'unknown_fact',
  ],
  ['inside not', { not: { fact: 'keel', is: true } }, 'when.not.fact', 'unknown_fact'],
  ['asked to be known', { any: [{ known: 'keel' }] }, 'when.any[0].known', 'unknown_fact'],
  ['a number for yes or no', { fact: 'hull', is: 1 }, 'when.is', 'wrong_type'],
  ['words for a number', { fact: 'length', atMost: '五' }, 'when.atMost', 'wrong_type'],
  ['no day of the calendar', { fact: 'built', before: '2013-02-30' }, 'when.before', 'wrong_type'],
  ['no choice', { fact: 'wood', is: 'teak' }, 'when.is', 'wrong_type'],
  ['one of a list', { fact: 'wood', in: ['oak', 'teak'] }, 'when.in[1]', 'wrong_type'],
  ['the second end', { fact: 'length', between: [1, 'x'] }, 'when.between[1]', 'wrong_type'],
  ['a date compared as a number', { fact: 'built', atMost: 3 }, 'when.atMost', 'not_comparable'],
  ['a number compared as a date', { fact: 'length', before: '2013' }, 'when.before', 'not_comparable'],
  ['yes or no between', { fact: 'hull', between: [0, 1] }, 'when.between', 'not_comparable'],
  ['a code compared as a number', { fact: 'estate_id', atMost: 'x' }, 'when.atMost', 'not_comparable'],
  ['free text', { fact: 'story', is: 'x' }, 'when.is', 'not_comparable'],
  ['another type of fact', { fact: 'length', atMost: { fact: 'built' } }, 'when.atMost.fact', 'wrong_type'],
  ['another unit', { fact: 'length', atMost: { fact: 'beam_percent' } }, 'when.atMost.fact', 'wrong_unit'],
  ['no such other fact', { fact: 'length', atMost: { fact: 'keel' } }, 'when.atMost.fact', 'unknown_fact'],
  ['no such parameter', { fact: 'length', atMost: { param: 'most' } }, 'when.atMost.param', 'unknown_parameter'],
  ['no such requirement', { requirement: 'keel', is: 'satisfied' }, 'when.requirement', 'unknown_requirement'],
])('conditions, at their path: %s', (_, condition, path, code) => {
  expect(when(condition)).toEqual([['r', path, code]])
})

test.each<[string, Parameter, string]>([
  ['of another type', { title: '日', type: 'date', value: '2013' }, 'wrong_type'],
  ['of another unit', number(3, { unit: 'percent' }), 'wrong_unit'],
])('a parameter %s than its fact', (_, parameter, code) => {
  expect(when({ fact: 'length', atMost: { param: 'p' } }, { p: parameter })).toEqual([['r', 'when.atMost.param', code]])
})

test('a grade set to a word the fact does not know', () => {
  const grade: Parameter = { title: '木', type: 'choice', value: 'teak' }
  expect(when({ fact: 'wood', is: { param: 'p' } }, { p: grade })).toEqual([['r', 'when.is.param', 'wrong_type']])
})

test.each<[Partial<Parameter>, string, string]>([
  [{ value: 11, max: 10 }, 'value', 'out_of_range'],
  [{ value: -1, min: 0 }, 'value', 'out_of_range'],
  [{ value: 1, min: 5, max: 2 }, 'min', 'out_of_range'],
  [{ value: '3' }, 'value', 'wrong_type'],
  [{ value: 3, max: '9' }, 'max', 'wrong_type'],
  [{ type: 'date', value: '2013-13-01' }, 'value', 'wrong_type'],
  [{ type: 'date', value: '2012', min: '2013' }, 'value', 'out_of_range'],
  [{ type: 'choice', value: 'c', choices: ['a', 'b'] }, 'value', 'out_of_range'],
])('a parameter of a rule out of its limits: %o', (more, at, code) => {
  expect(withRule({ parameters: { p: number(null, more) } })).toEqual([['r', `parameters.p.${at}`, code]])
})

test('a parameter at its limits, or not set, is sound; those of the pack are checked too', () => {
  expect(withRule({ parameters: { p: number(5, { min: 5, max: 5 }), q: number(null, { min: 1, max: 2 }) } })).toEqual(
    [],
  )
  expect(faultsOf(harbour([], [], { parameters: { p: number(9, { max: 5 }) } }))).toEqual([
    [null, 'parameters.p.value', 'out_of_range'],
  ])
})

test.each<[string, Condition]>([
  [
    'yes and no at once',
    {
      all: [
        { fact: 'hull', is: true },
        { fact: 'hull', is: false },
      ],
    },
  ],
  [
    'neither yes nor no',
    {
      not: {
        any: [
          { fact: 'hull', is: true },
          { fact: 'hull', is: false },
        ],
      },
    },
  ],
  ['more than most', { fact: 'length', moreThan: 5, atMost: 5 }],
  [
    'before the day it is after',
    {
      all: [
        { fact: 'built', before: '2013' },
        { fact: 'built', after: '2013' },
      ],
    },
  ],
  ['between in the wrong order', { fact: 'length', between: [9, 3] }],
  ['one of what it is not', { all: [{ fact: 'wood', in: ['oak'] }, { not: { fact: 'wood', is: 'oak' } }] }],
  [
    'all alternatives ruled out',
    {
      all: [
        { fact: 'hull', is: true },
        {
          any: [
            { fact: 'hull', is: false },
            { fact: 'length', lessThan: 3, moreThan: 4 },
          ],
        },
      ],
    },
  ],
  ['a value beyond its bounds', { fact: 'length', is: 3, moreThan: 3 }],
  [
    'denied where it must hold',
    {
      not: {
        any: [
          { fact: 'length', atMost: 5 },
          { fact: 'length', moreThan: 5 },
        ],
      },
    },
  ],
])('a condition that can never hold: %s', (_, condition) => {
  expect(when(condition)).toEqual([['r', 'when', 'never_holds']])
})

test.each<[string, Condition]>([
  ['next to each other', { fact: 'length', atLeast: 5, atMost: 5 }],
  ['one day', { fact: 'built', notBefore: '2013-01-01', notAfter: '2013-01-01' }],
  [
    'either side',
    {
      any: [
        { fact: 'length', lessThan: 3 },
        { fact: 'length', moreThan: 4 },
      ],
    },
  ],
  ['against another fact', { fact: 'length', lessThan: { fact: 'beam' }, moreThan: { fact: 'beam' } }],
  ['a list that meets another', { all: [{ fact: 'wood', in: ['oak', 'pine'] }, { not: { fact: 'wood', is: 'oak' } }] }],
  [
    'denied whole',
    {
      not: {
        all: [
          { fact: 'hull', is: true },
          { fact: 'hull', is: false },
        ],
      },
    },
  ],
  ['denied between', { not: { fact: 'length', between: [3, 4] } }],
])('a condition that may hold is left alone: %s', (_, condition) => {
  expect(when(condition)).toEqual([])
})

test('an unset parameter may be anything, a set one is weighed', () => {
  const condition: Condition = { fact: 'length', moreThan: 5, atMost: { param: 'p' } }

  expect(when(condition, { p: number(null) })).toEqual([])
  expect(when(condition, { p: number(6) })).toEqual([])
  expect(when(condition, { p: number(4) })).toEqual([['r', 'when', 'never_holds']])
})

test('rules: what they answer, when and where they hold', () => {
  expect(withRule({ answers: ['keel'] })).toEqual([['r', 'answers[0]', 'unknown_requirement']])
  expect(withRule({ answers: [] })).toEqual([['r', 'answers', 'unknown_requirement']])
  expect(withRule({ answers: [], effect: { kind: 'enforce', blocks: true } })).toEqual([])
  expect(withRule({ validFrom: '2022-01-02', validTo: '2022-01-01' })).toEqual([['r', 'validTo', 'bad_validity']])
  expect(withRule({ validFrom: '2022-01-01', validTo: '2022-01-01' })).toEqual([])
  expect(faultsOf(harbour([hull], [rule('r', ['hull'], 'waive', { region: '42' })], { region: '14' }))).toEqual([
    ['r', 'region', 'wrong_region'],
  ])
})

test('one id twice: only for times that do not overlap', () => {
  const twice = (first: Partial<Rule>, second: Partial<Rule>) =>
    faultsOf(harbour([hull], [rule('r', ['hull'], 'waive', first), rule('r', ['hull'], 'waive', second)]))

  expect(twice({ validTo: '2021-12-31' }, { validFrom: '2022-01-01' })).toEqual([])
  expect(twice({ validTo: '2022-01-01' }, { validFrom: '2022-01-01' })).toEqual([
    ['r', 'validFrom', 'overlapping_validity'],
  ])
  expect(twice({}, {})).toEqual([['r', 'validFrom', 'overlapping_validity']])
})

test('ids of packs, rules across packs, facts, requirements', () => {
  const pack = harbour([hull], [rule('r', ['hull'], 'waive')])

  expect(faultsOf(pack, { ...pack, rules: [] })).toEqual([[null, 'id', 'duplicate_id']])
  expect(faultsOf(pack, { ...pack, id: 'other' })).toEqual([['r', 'id', 'duplicate_id']])
  expect(faultsOf(harbour([hull, hull], []))).toEqual([[null, 'requirements[1].id', 'duplicate_id']])
  expect(faultsOf(harbour([], [], { facts: [{ id: 'planning', title: '规划', type: 'boolean' }] }))).toEqual([
    [null, 'facts[0].id', 'duplicate_id'],
  ])
})

test('computed facts stand on numbers that exist, and not on themselves', () => {
  const derived = (parts: [string, string]) =>
    faultsOf(
      harbour([], [], {
        facts: [
          { id: 'a', title: 'a', type: 'number', unit: 'm', derived: { difference: parts } },
          { id: 'b', title: 'b', type: 'number', unit: 'm' },
          { id: 'c', title: 'c', type: 'boolean' },
        ],
      }),
    )

  expect(derived(['b', 'b'])).toEqual([])
  expect(derived(['b', 'x'])).toEqual([[null, 'facts[0].derived', 'unknown_fact']])
  expect(derived(['b', 'c'])).toEqual([[null, 'facts[0].derived', 'wrong_type']])
  expect(derived(['a', 'b'])).toEqual([[null, 'facts[0].derived', 'cycle']])
})

test('requirements: units and conditions', () => {
  const keel: Condition = { fact: 'keel', is: true }
  const pack = harbour([requirement('x', { unit: 'nobody', metWhen: keel, appliesWhen: keel })], [])

  expect(faultsOf(pack)).toEqual([
    [null, 'requirements[0].unit', 'unknown_unit'],
    [null, 'requirements[0].metWhen.fact', 'unknown_fact'],
    [null, 'requirements[0].appliesWhen.fact', 'unknown_fact'],
  ])
})

test('steps: units, needs, days, what they yield', () => {
  expect(
    withRule({
      steps: [
        { ...step('a', 1), unit: 'nobody', needs: ['x'] },
        { ...step('a', 1), workingDays: { param: 'p' }, notice: { days: { param: 'q' }, kind: 'working' } },
        { ...step('c', 1), commitment: { by: 'nobody' }, produces: { fact: 'keel', is: true } },
      ],
      parameters: { q: number(1.5) },
    }),
  ).toEqual([
    ['r', 'steps[0].unit', 'unknown_unit'],
    ['r', 'steps[0].needs[0]', 'unknown_step'],
    ['r', 'steps[1].id', 'duplicate_id'],
    ['r', 'steps[1].workingDays.param', 'unknown_parameter'],
    ['r', 'steps[1].notice.days.param', 'wrong_type'],
    ['r', 'steps[2].commitment.by', 'unknown_unit'],
    ['r', 'steps[2].produces.fact', 'unknown_fact'],
  ])
})

test('steps that wait for each other', () => {
  const steps = [
    { ...step('a', 1), needs: ['c'] },
    { ...step('b', 1), needs: ['a'] },
    { ...step('c', 1), needs: ['b'] },
  ]

  expect(withRule({ steps })).toEqual([['r', 'steps[0].needs', 'cycle']])
  expect(withRule({ steps: [step('x', 1), { ...step('y', 1), needs: ['y'] }] })).toEqual([
    ['r', 'steps[1].needs', 'cycle'],
  ])
  expect(
    withRule({ steps: [step('a', 1), { ...step('b', 1), needs: ['a'] }, { ...step('c', 1), needs: ['a', 'b'] }] }),
  ).toEqual([])
})

test('requirements whose rules wait for each other', () => {
  const waits = (id: string, answer: string, other: string) =>
    rule(id, [answer], 'waive', { when: { requirement: other, is: 'attainable' } })
  const both = [hull, requirement('mast')]

  expect(faultsOf(harbour(both, [waits('r', 'hull', 'mast')]))).toEqual([])
  expect(faultsOf(harbour(both, [waits('r', 'hull', 'hull')]))).toEqual([['r', 'when', 'cycle']])
  expect(faultsOf(harbour(both, [waits('r', 'hull', 'mast'), waits('s', 'mast', 'hull')]))).toEqual([
    ['r', 'when', 'cycle'],
    ['s', 'when', 'cycle'],
  ])
})

test('a fault names pack, rule and what is wrong in plain words', () => {
  expect(checkPacks([harbour([hull], [rule('r', ['hull'], 'waive', { when: { fact: 'keel', is: true } })])])).toEqual([
    { pack: 'harbour', rule: 'r', path: 'when.fact', code: 'unknown_fact', message: '没有事实“keel”' },
  ])
})

test('a pack may use the facts and units of a wider place, not those of another', () => {
  const wide = harbour([hull], [], { region: '14' })
  const inside = (region: string): Pack => ({
    format: 'qingling-pack/1',
    id: 'inside',
    title: '内',
    region,
    rules: [rule('r', ['hull'], 'waive', { when: { fact: 'mast', is: true }, steps: [step('s', 1)] })],
  })

  expect(faultsOf(wide, inside('1411'))).toEqual([])
  expect(faultsOf(wide, inside('42'))).toEqual([
    ['r', 'when.fact', 'unknown_fact'],
    ['r', 'steps[0].unit', 'unknown_unit'],
  ])
})

test.each<[string, Condition, boolean]>([
  [
    'the nearer of two lower bounds',
    {
      all: [
        { fact: 'length', atLeast: 3 },
        { fact: 'length', atLeast: 5, atMost: 4 },
      ],
    },
    false,
  ],
  [
    'the farther first',
    {
      all: [
        { fact: 'length', atLeast: 5 },
        { fact: 'length', atLeast: 3, atMost: 4 },
      ],
    },
    false,
  ],
  [
    'the nearer of two upper bounds',
    {
      all: [
        { fact: 'length', atMost: 5 },
        { fact: 'length', atMost: 3, atLeast: 4 },
      ],
    },
    false,
  ],
  [
    'the farther upper first',
    {
      all: [
        { fact: 'length', atMost: 3 },
        { fact: 'length', atMost: 5, atLeast: 4 },
      ],
    },
    false,
  ],
  [
    'an open bound before a closed one at the same place',
    {
      all: [
        { fact: 'length', moreThan: 3 },
        { fact: 'length', atLeast: 3, atMost: 3 },
      ],
    },
    false,
  ],
  [
    'a closed bound before an open one',
    {
      all: [
        { fact: 'length', atLeast: 3 },
        { fact: 'length', moreThan: 3, atMost: 3 },
      ],
    },
    false,
  ],
  [
    'an open upper bound before a closed one',
    {
      all: [
        { fact: 'length', lessThan: 3 },
        { fact: 'length', atMost: 3, atLeast: 3 },
      ],
    },
    false,
  ],
  [
    'a closed upper bound before an open one',
    {
      all: [
        { fact: 'length', atMost: 3 },
        { fact: 'length', lessThan: 3, atLeast: 3 },
      ],
    },
    false,
  ],
  [
    'bounds that meet',
    {
      all: [
        { fact: 'length', atLeast: 3 },
        { fact: 'length', atMost: 3 },
      ],
    },
    true,
  ],
  ['a value at its lower bound', { fact: 'length', is: 3, atLeast: 3 }, true],
  ['a value at its upper bound', { fact: 'length', is: 3, atMost: 3 }, true],
  ['a value out of its upper bound', { fact: 'length', is: 3, lessThan: 3 }, false],
  ['a value above', { fact: 'length', is: 4, atMost: 3 }, false],
  ['a value below', { fact: 'length', is: 2, atLeast: 3 }, false],
  ['a day within', { fact: 'built', is: '2013-06-01', notBefore: '2013', notAfter: '2013' }, true],
  ['a day after its last', { fact: 'built', is: '2014-01-01', notAfter: '2013' }, false],
  ['a day on which it must be later', { fact: 'built', is: '2013-12-31', after: '2013' }, false],
  [
    'no before yes',
    {
      all: [
        { fact: 'hull', is: false },
        { fact: 'hull', is: true },
      ],
    },
    false,
  ],
  ['not no', { all: [{ not: { fact: 'hull', is: false } }, { fact: 'hull', is: true }] }, true],
  ['not no, and no', { all: [{ not: { fact: 'hull', is: false } }, { fact: 'hull', is: false }] }, false],
  ['one of a parameter', { fact: 'wood', in: { param: 'w' }, is: 'pine' }, true],
  ['not at most, and at most', { all: [{ not: { fact: 'length', atMost: 3 } }, { fact: 'length', atMost: 3 }] }, false],
  ['not less, and less', { all: [{ not: { fact: 'length', lessThan: 3 } }, { fact: 'length', lessThan: 3 }] }, false],
  ['not more, and more', { all: [{ not: { fact: 'length', moreThan: 3 } }, { fact: 'length', moreThan: 3 }] }, false],
  [
    'not at least, and at least',
    { all: [{ not: { fact: 'length', atLeast: 3 } }, { fact: 'length', atLeast: 3 }] },
    false,
  ],
  [
    'not all of two, and both',
    {
      all: [
        {
          not: {
            all: [
              { fact: 'hull', is: true },
              { fact: 'mast', is: true },
            ],
          },
        },
        { fact: 'hull', is: true },
        { fact: 'mast', is: true },
      ],
    },
    false,
  ],
  ['not known', { not: { known: 'hull' } }, true],
])('may hold: %s', (_, condition, may) => {
  const grade: Parameter = { title: '木', type: 'choice', value: 'oak' }

  expect(when(condition, { w: grade })).toEqual(may ? [] : [['r', 'when', 'never_holds']])
})

test.each<[Condition, string]>([
  [{ fact: 'wood', is: 'teak' }, '“木”的值应为 oak、pine 之一，不是 "teak"'],
  [{ fact: 'hull', is: 1 }, '“hull”的值应为 true 或 false，不是 1'],
  [{ fact: 'length', is: 'x' }, '“长”的值应为数，不是 "x"'],
  [{ fact: 'built', is: 'x' }, '“建造”的值应为日期（2013、2013-06 或 2013-06-30），不是 "x"'],
  [{ fact: 'length', atMost: { fact: 'beam_percent' } }, '“长”（m）与“宽长比”（percent）单位不同'],
  [{ fact: 'length', before: '2013' }, '“长”（number）不能用 before 比较'],
  [{ requirement: 'keel', is: 'satisfied' }, '没有要件“keel”'],
  [
    {
      all: [
        { fact: 'hull', is: true },
        { fact: 'hull', is: false },
      ],
    },
    '条件自相矛盾，永远不会成立',
  ],
])('what is wrong is said in plain words: %o', (condition, message) => {
  expect(
    checkPacks([harbour([hull], [rule('r', ['hull'], 'waive', { when: condition })])]).map((fault) => fault.message),
  ).toEqual([message])
})

test('messages of everything else name what they are about', () => {
  const pack = harbour(
    [hull, hull],
    [
      rule('r', ['keel'], 'waive', {
        validFrom: '2022-02-01',
        validTo: '2022-01-01',
        parameters: {
          p: number(11, { title: '上限', max: 10 }),
          q: number(1, { title: '下', min: 5, max: 2 }),
          c: { title: '级', type: 'choice', value: 'c', choices: ['a', 'b'] },
        },
        steps: [{ ...step('a', 1), unit: 'nobody', needs: ['x'] }],
      }),
    ],
  )

  expect(checkPacks([pack]).map(({ message }) => message)).toEqual([
    '要件“hull”重复',
    '失效日 2022-01-01 早于生效日 2022-02-01',
    '没有要件“keel”',
    '参数“上限”的值 11 超出 …–10',
    '参数“下”的下限大于上限',
    '参数“级”的值 c 应为 a、b 之一',
    '没有责任单位“nobody”',
    '没有步骤“x”',
  ])
})

const messagesOf = (...packs: Pack[]) => checkPacks(packs).map(({ message }) => message)

test('conditions: what is wrong is told with the titles of fact and parameter', () => {
  const told = (condition: Condition, parameters: Record<string, Parameter>) =>
    messagesOf(harbour([hull], [rule('r', ['hull'], 'waive', { when: condition, parameters })]))
  const atMost: Condition = { fact: 'length', atMost: { param: 'p' } }

  expect(told(atMost, {})).toEqual(['没有参数“p”'])
  expect(told(atMost, { p: { title: '限', type: 'date', value: null } })).toEqual([
    '参数“限”（date）与“长”（number）类型不同',
  ])
  expect(told(atMost, { p: number(1, { title: '限', unit: 'percent' }) })).toEqual([
    '参数“限”的单位 percent 与“长”的单位 m 不同',
  ])
  expect(told({ fact: 'wood', is: { param: 'p' } }, { p: { title: '木', type: 'choice', value: 'teak' } })).toEqual([
    '参数“木”的值 teak 不是“木”的值',
  ])
  expect(told({ fact: 'wood', is: { param: 'p' } }, { p: { title: '木', type: 'choice', value: null } })).toEqual([])
  expect(told({ fact: 'length', atMost: { fact: 'built' } }, {})).toEqual(['“长”不能与“建造”比较：类型不同'])
  expect(told({ fact: 'length', between: [{ fact: 'keel' }, 1] }, {})).toEqual(['没有事实“keel”'])
  expect(when({ fact: 'length', between: [1, { fact: 'keel' }] })).toEqual([
    ['r', 'when.between[1].fact', 'unknown_fact'],
  ])
  expect(when({ fact: 'hull', between: [true, false] })).toEqual([['r', 'when.between', 'not_comparable']])
})

test('packs: what is wrong is told in plain words', () => {
  const pack = harbour([requirement('x', { unit: 'nobody' })], [rule('r', [], 'waive', { region: '42' })], {
    region: '14',
    facts: [
      { id: 'planning', title: '规划', type: 'boolean' },
      { id: 'x', title: '甲', type: 'boolean', derived: { sum: ['x', 'nothing', 'y'] } },
      { id: 'y', title: '乙', type: 'text' },
      { id: 'y', title: '乙', type: 'text' },
      { id: 'z', title: '丙', type: 'number', unit: 'm', derived: { sum: ['z'] } },
    ],
  })

  expect(messagesOf(pack, { ...pack, facts: [], requirements: [] })).toEqual([
    '事实“planning”已有定义',
    '“甲”不是数，不能由其他事实计算',
    '“甲”不是数',
    '没有事实“nothing”',
    '“乙”不是数',
    '事实“y”已有定义',
    '“丙”由自身计算',
    '没有责任单位“nobody”',
    '规则的地区 42 不在政策包的地区 14 之内',
    '没有写明解决哪个要件',
    '政策包“harbour”重复',
    '规则的地区 42 不在政策包的地区 14 之内',
    '没有写明解决哪个要件',
    '规则“r”在政策包“harbour”中已有',
  ])
})

test('rules of one id: the later one is told of, whichever pack it stands in', () => {
  const one = harbour(
    [hull],
    [
      rule('r', ['hull'], 'waive', { validTo: '2021-12-31' }),
      rule('r', ['hull'], 'waive', { validFrom: '2021-12-31' }),
    ],
  )

  expect(messagesOf(one)).toEqual(['规则“r”有两条同时有效'])
  expect(
    checkPacks([
      { ...one, id: 'first', rules: one.rules.slice(0, 1) },
      { ...one, id: 'second', facts: [], requirements: [], rules: one.rules.slice(1) },
    ]),
  ).toMatchObject([{ pack: 'second', rule: 'r', message: '规则“r”在政策包“first”中已有' }])
})

test('requirements wait for each other also by their own conditions and by what steps yield', () => {
  const state = (id: string): Condition => ({ requirement: id, is: 'satisfied' })
  const waits = (id: string, answer: string, other: string) => rule(id, [answer], 'waive', { when: state(other) })
  const yields = rule('y', ['mast'], 'complete', { steps: [step('s', 1, { produces: state('hull') })] })

  expect(
    faultsOf(harbour([hull, requirement('mast', { metWhen: state('hull') })], [waits('r', 'hull', 'mast')])),
  ).toEqual([['r', 'when', 'cycle']])
  expect(
    faultsOf(harbour([hull, requirement('mast', { appliesWhen: state('hull') })], [waits('r', 'hull', 'mast')])),
  ).toEqual([['r', 'when', 'cycle']])
  expect(faultsOf(harbour([hull, requirement('mast')], [waits('r', 'hull', 'mast'), yields]))).toEqual([
    ['r', 'when', 'cycle'],
  ])
  const ring = [waits('a', 'sail', 'mast'), waits('b', 'mast', 'sail'), waits('c', 'hull', 'sail')]
  expect(faultsOf(harbour([hull, requirement('mast'), requirement('sail')], ring)).map(([id]) => id)).toEqual([
    'a',
    'b',
  ])
  expect(
    messagesOf(
      harbour(
        [hull, requirement('mast')],
        [rule('r', ['mast', 'hull'], 'waive', { when: { all: [state('hull'), state('mast')] } })],
      ),
    ),
  ).toEqual(['要件互相等待：mast、hull 与 hull、mast'])
})

test.each<[Partial<Parameter>, string | null]>([
  [{ value: 5, min: 5 }, null],
  [{ value: 4, min: 5 }, '参数“数”的值 4 超出 5–…'],
  [{ value: 5, max: 5 }, null],
  [{ value: 6, max: 5 }, '参数“数”的值 6 超出 …–5'],
  [{ value: 9, min: 1, max: 5 }, '参数“数”的值 9 超出 1–5'],
  [{ value: null, min: 5, max: 5 }, null],
  [{ value: null, min: 6, max: 5 }, '参数“数”的下限大于上限'],
  [{ value: null, min: 6 }, null],
  [{ value: null, max: 6 }, null],
  [{ type: 'date', value: '2013' }, null],
  [{ type: 'date', value: 2013 }, '参数“数”的 value 类型不对'],
  [{ type: 'number', value: null, min: 'x' }, '参数“数”的 min 类型不对'],
  [{ type: 'choice', value: 3 }, '参数“数”的 value 类型不对'],
  [{ type: 'choice', value: 'a' }, null],
  [{ type: 'choice', value: 'a', choices: ['a'] }, null],
  [{ type: 'choice', value: null, choices: ['a'] }, null],
])('a parameter %o: %s', (more, message) => {
  expect(messagesOf(harbour([], [], { parameters: { p: number(null, more) } }))).toEqual(
    message === null ? [] : [message],
  )
})

test.each<[number | null, boolean]>([
  [0, true],
  [-1, false],
  [1.5, false],
  [3, true],
  [null, true],
])('days that are a parameter of %s', (value, isSound) => {
  const steps = [{ ...step('a', 1), workingDays: { param: 'p' } }]

  expect(withRule({ steps, parameters: { p: number(value, { title: '天' }) } })).toEqual(
    isSound ? [] : [['r', 'steps[0].workingDays.param', 'wrong_type']],
  )
})

test('days that are a date, a commitment of nobody, with days nobody defined', () => {
  const told = (more: object, parameters = {}) =>
    messagesOf(harbour([hull], [rule('r', ['hull'], 'waive', { steps: [{ ...step('a', 1), ...more }], parameters })]))

  expect(told({ workingDays: { param: 'p' } }, { p: { title: '天', type: 'date', value: '2013' } })).toEqual([
    '参数“天”应为不小于 0 的整数天数',
  ])
  expect(told({ commitment: { by: 'nobody', days: { param: 'p' } } })).toEqual(['没有参数“p”', '没有单位“nobody”'])
  expect(told({ commitment: { by: 'captain', days: 3 } })).toEqual([])
  expect(told({ commitment: { by: 'captain' }, workingDays: null })).toEqual([])
  expect(told({ needs: ['a'] })).toEqual(['步骤互相等待：a'])
  expect(messagesOf(harbour([hull], [rule('r', ['hull'], 'waive', { steps: [step('a', 1), step('a', 1)] })]))).toEqual([
    '步骤“a”重复',
  ])
})

test('a ring of steps is found also from beside it', () => {
  const steps = [
    { ...step('out', 1), needs: ['b'] },
    { ...step('a', 1), needs: ['b'] },
    { ...step('b', 1), needs: ['a'] },
  ]

  expect(withRule({ steps })).toEqual([['r', 'steps[1].needs', 'cycle']])
})

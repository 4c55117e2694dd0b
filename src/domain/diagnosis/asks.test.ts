import { expect, test } from 'vitest'
import { harbour, requirement, rule, stated, step } from '../../../test/diagnosis/made-pack.ts'
import { answersTo, asksOf } from './asks.ts'
import { diagnose } from './diagnose.ts'
import type { Pack } from './packs.ts'
import { createRulebook } from './rulebook.ts'
import { setParameters } from './set-parameters.ts'
import type { FactValue } from './values.ts'

const hull = requirement('hull')

function asked(pack: Pack, facts: Readonly<Record<string, FactValue>>) {
  const rulebook = createRulebook([pack], { region: '141128', on: '2022-06-01' })
  const current = stated(facts)
  return asksOf(rulebook, current, diagnose(rulebook, current))
}

test('what is unknown and would change the outcome is asked, what would not is not', () => {
  const pack = harbour(
    [hull, requirement('mast')],
    [rule('old', ['hull'], 'waive', { when: { fact: 'sail', is: true } })],
  )

  expect(asked(pack, { hull: false, mast: true })).toEqual([
    { fact: 'sail', movesVerdict: true, requirements: ['hull'] },
  ])
  expect(asked(pack, { hull: true, mast: true })).toEqual([])
  expect(asked(pack, { hull: false, mast: true, sail: true })).toEqual([])
})

test('what moves the verdict comes first, then what moves most', () => {
  const pack = harbour(
    [
      requirement('x', { metWhen: { fact: 'hull', is: true } }),
      requirement('y', {
        metWhen: {
          any: [
            { fact: 'hull', is: true },
            { fact: 'mast', is: true },
          ],
        },
      }),
    ],
    [rule('fix', ['x', 'y'], 'complete', { steps: [step('a', 1)] })],
  )

  expect(asked(pack, {}).map(({ fact, requirements }) => [fact, requirements])).toEqual([
    ['hull', ['x', 'y']],
    ['mast', ['y']],
  ])
})

test('choices, and both sides of thresholds of numbers and dates, are tried', () => {
  const waive = (when: Pack['rules'][number]['when'], parameters = {}) =>
    harbour([hull], [rule('r', ['hull'], 'waive', { ...(when && { when }), parameters })])

  expect(asked(waive({ fact: 'wood', is: 'oak' }), { hull: false })).toMatchObject([
    { fact: 'wood', movesVerdict: true },
  ])
  expect(asked(waive({ fact: 'length', between: [3, 5] }), { hull: false })).toMatchObject([{ fact: 'length' }])
  expect(asked(waive({ not: { fact: 'built', before: '2013' } }), { hull: false })).toMatchObject([{ fact: 'built' }])
  const limit = (value: number | null) => ({ p: { title: '限', type: 'number', value } })
  expect(asked(waive({ fact: 'length', atMost: { param: 'p' } }, limit(4)), { hull: false })).toMatchObject([
    { fact: 'length' },
  ])
  expect(asked(waive({ fact: 'length', atMost: { param: 'p' } }, limit(null)), { hull: false })).toEqual([])
})

test('a date known to its year is asked for its day only where the day decides', () => {
  const pack = harbour([hull], [rule('r', ['hull'], 'waive', { when: { fact: 'built', before: '2013-06-01' } })])

  expect(asked(pack, { hull: false, built: '2013' })).toMatchObject([{ fact: 'built', movesVerdict: true }])
  expect(asked(pack, { hull: false, built: '2012' })).toEqual([])
})

test('a fact that moves a requirement through another, or through a computed fact', () => {
  const chained = harbour(
    [requirement('paid'), hull],
    [rule('apart', ['paid'], 'separate', { when: { requirement: 'hull', is: 'satisfied' } })],
  )
  const share = harbour([hull], [rule('r', ['hull'], 'waive', { when: { fact: 'beam_percent', atMost: 3 } })])

  expect(asked(chained, { paid: false })).toMatchObject([{ fact: 'hull', requirements: ['hull', 'paid'] }])
  expect(asked(share, { hull: false, length: 10 }).map(({ fact }) => fact)).toEqual(['beam_percent'])
})

test('a rule of enforcement in doubt is asked about', () => {
  const law = harbour(
    [hull],
    [
      {
        ...rule('law', [], 'waive', { when: { fact: 'stolen', is: true } }),
        effect: { kind: 'enforce', blocks: true },
      },
    ],
  )

  expect(asked(law, { hull: true })).toEqual([{ fact: 'stolen', movesVerdict: true, requirements: [] }])
})

test('parameters are set in the pack or the rule named, and nowhere else', () => {
  const parameter = (value: number) => ({ p: { title: 'p', type: 'number' as const, value } })
  const pack = harbour(
    [hull],
    [
      rule('r', ['hull'], 'waive', { parameters: parameter(1) }),
      rule('s', ['hull'], 'waive', { parameters: parameter(1) }),
    ],
    { parameters: parameter(1) },
  )
  const valuesAfter = (setting: { pack: string; rule: string | null; parameter: string }) => {
    const [set] = setParameters([pack], [{ ...setting, value: 9 }])
    return [set?.parameters?.p?.value, ...(set?.rules.map(({ parameters }) => parameters?.p?.value) ?? [])]
  }

  expect(valuesAfter({ pack: 'harbour', rule: null, parameter: 'p' })).toEqual([9, 1, 1])
  expect(valuesAfter({ pack: 'harbour', rule: 's', parameter: 'p' })).toEqual([1, 1, 9])
  expect(valuesAfter({ pack: 'other', rule: 's', parameter: 'p' })).toEqual([1, 1, 1])
  expect(valuesAfter({ pack: 'harbour', rule: null, parameter: 'q' })).toEqual([1, 1, 1])
  expect(
    setParameters([{ ...pack, parameters: undefined }], [{ pack: 'harbour', rule: null, parameter: 'p', value: 9 }])[0]
      ?.parameters,
  ).toBe(undefined)
})

test('the order of asking: the verdict, then how much it moves, then the order of the estate file', () => {
  const needs = (id: string, ...facts: string[]) =>
    requirement(id, { metWhen: { any: facts.map((fact) => ({ fact, is: true })) } })
  const pack = harbour(
    [needs('x', 'hull', 'sail'), needs('y', 'mast', 'sail'), needs('z', 'seaworthy')],
    [rule('mend', ['x', 'y'], 'complete', { steps: [step('a', 1)] })],
  )

  expect(
    asked(pack, {}).map(({ fact, movesVerdict, requirements }) => [fact, movesVerdict, requirements.length]),
  ).toEqual([
    ['seaworthy', true, 1],
    ['sail', false, 2],
    ['hull', false, 1],
    ['mast', false, 1],
  ])
})

test('an answer that only changes by which rule a requirement goes is asked for', () => {
  const pack = harbour(
    [hull],
    [
      rule('sure', ['hull'], 'complete', {
        when: { fact: 'sail', is: true },
        basis: { document: 'x', level: 'law', verified: true },
        steps: [step('a', 1)],
      }),
      rule('plain', ['hull'], 'complete', { steps: [step('b', 1)] }),
    ],
  )

  expect(asked(pack, { hull: false })).toEqual([{ fact: 'sail', movesVerdict: false, requirements: ['hull'] }])
})

test('for a transfer only its own requirements are asked about', () => {
  const pack = harbour(
    [hull, requirement('paid', { registration: 'transfer' })],
    [
      {
        ...rule('law', [], 'waive', { when: { fact: 'stolen', is: true } }),
        effect: { kind: 'enforce', blocks: true },
      },
    ],
  )
  const rulebook = createRulebook([pack], { region: '141128', on: '2022-06-01' })
  const current = stated({})

  expect(asksOf(rulebook, current, diagnose(rulebook, current, 'transfer'))).toEqual([
    { fact: 'paid', movesVerdict: true, requirements: ['paid'] },
  ])
  expect(asksOf(rulebook, current, diagnose(rulebook, current)).map(({ fact }) => fact)).toEqual(['hull', 'stolen'])
})

test('the answers tried: both, each choice, around every threshold of conditions, steps and laws', () => {
  const parameters = {
    p: { title: 'p', type: 'number' as const, value: 7 },
    q: { title: 'q', type: 'number' as const, value: null },
  }
  const pack = harbour(
    [
      requirement('hull', {
        metWhen: { fact: 'length', moreThan: 1 },
        appliesWhen: { not: { fact: 'length', lessThan: 2 } },
      }),
    ],
    [
      rule('r', ['hull'], 'complete', {
        parameters,
        when: {
          all: [
            { any: [{ fact: 'length', between: [3, { param: 'p' }] }, { known: 'length' }] },
            { fact: 'length', atMost: { param: 'q' }, atLeast: { fact: 'beam' } },
            { fact: 'built', before: '2013' },
          ],
        },
        steps: [step('a', 1, { produces: { fact: 'length', is: 5 } })],
      }),
      { ...rule('law', [], 'waive', { when: { fact: 'length', is: 6 } }), effect: { kind: 'enforce', blocks: true } },
    ],
  )
  const rulebook = createRulebook([pack], { region: '141128', on: '2022-06-01' })
  const answers = (id: string) => {
    const definition = rulebook.definitions.find((fact) => fact.id === id)
    return definition && answersTo(rulebook, definition)
  }

  expect(answers('hull')).toEqual([true, false])
  expect(answers('wood')).toEqual(['oak', 'pine'])
  expect(answers('story')).toEqual([])
  expect(answers('beam')).toEqual([])
  expect([...new Set(answers('length'))]).toEqual([
    0.99, 1, 1.01, 1.99, 2, 2.01, 2.99, 3, 3.01, 6.99, 7, 7.01, 4.99, 5, 5.01, 5.99, 6, 6.01,
  ])
  expect(answers('built')).toEqual(['2012-01-01', '2013-01-01', '2013-12-31', '2014-12-31'])
})

test('what is unknown but would move nothing is not asked', () => {
  const pack = harbour(
    [hull],
    [
      rule('best', ['hull'], 'complete', {
        basis: { document: 'x', level: 'law', verified: true },
        steps: [step('a', 1)],
      }),
      rule('worse', ['hull'], 'complete', { when: { fact: 'sail', is: true }, steps: [step('b', 1)] }),
    ],
  )

  expect(asked(pack, { hull: false })).toEqual([])
})

test('a part moves its own requirements and those of what is computed from it', () => {
  const narrow = (id: string, fact: string) => rule(id, [id], 'waive', { when: { fact, atMost: 3 } })
  const pack = harbour(
    [requirement('hull'), requirement('mast'), requirement('sail')],
    [
      { ...narrow('hull', 'beam'), answers: ['hull'] },
      { ...narrow('mast', 'beam_percent'), answers: ['mast'] },
    ],
  )
  const facts = { hull: false, mast: false, sail: true, length: 100 }

  expect(asked(pack, facts).find(({ fact }) => fact === 'beam')).toEqual({
    fact: 'beam',
    movesVerdict: true,
    requirements: ['hull', 'mast'],
  })
})

test('a law that looks at how far a requirement has come', () => {
  const law = (when: Pack['rules'][number]['when']): Pack =>
    harbour(
      [hull],
      [{ ...rule('law', [], 'waive', { ...(when && { when }) }), effect: { kind: 'enforce', blocks: true } }],
    )

  expect(asked(law({ requirement: 'hull', is: 'satisfied' }), {})).toEqual([
    { fact: 'hull', movesVerdict: true, requirements: ['hull'] },
  ])
  expect(
    asked(
      law({
        all: [
          { fact: 'stolen', is: true },
          { fact: 'sail', is: true },
        ],
      }),
      { hull: true },
    ).map(({ fact }) => fact),
  ).toEqual(['sail', 'stolen'])
})

test('only settling the verdict is worth a question too', () => {
  const pack = harbour(
    [hull, requirement('mast')],
    [
      rule('mend', ['hull'], 'complete', { steps: [step('a', 1)] }),
      rule('free', ['hull'], 'waive', { when: { fact: 'sail', is: true } }),
    ],
  )

  expect(asked(pack, { hull: false, mast: true })).toEqual([
    { fact: 'sail', movesVerdict: true, requirements: ['hull'] },
  ])
})

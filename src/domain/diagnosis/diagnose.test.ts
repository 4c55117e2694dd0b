import { expect, test } from 'vitest'
import { basis, diagnoseBoat, harbour, requirement, rule, step } from '../../../test/diagnosis/made-pack.ts'
import type { Condition } from './conditions.ts'
import { currentFacts } from './current-facts.ts'
import { diagnose } from './diagnose.ts'
import { createRulebook } from './rulebook.ts'

const hull = requirement('hull')
const mast = requirement('mast')

const statusOf = (diagnosis: ReturnType<typeof diagnoseBoat>, id: string) =>
  diagnosis.requirements.find((outcome) => outcome.requirement === id)?.status

test('everything shown: can be done at once', () => {
  const diagnosis = diagnoseBoat(harbour([hull, mast], []), { hull: true, mast: true })

  expect(diagnosis).toMatchObject({ verdict: 'can_do', settled: true, path: [], workingDays: 0, missingEvidence: [] })
})

test('a missing requirement no rule answers goes to a consultation', () => {
  const diagnosis = diagnoseBoat(harbour([hull], []), { hull: false })

  expect(diagnosis).toMatchObject({ verdict: 'consult', settled: true, couldBe: ['consult'] })
})

test('unknown is never no: neither done nor sent to a consultation', () => {
  const diagnosis = diagnoseBoat(harbour([hull], []), {})

  expect(diagnosis).toMatchObject({ verdict: 'can_solve', settled: false, couldBe: ['can_do', 'consult'] })
  expect(diagnosis.requirements[0]).toMatchObject({ status: 'unknown', unknownFacts: ['hull'] })
  expect(diagnosis.missingEvidence).toEqual([{ fact: 'hull', requirements: ['hull'] }])
})

test('a requirement that does not apply is not asked', () => {
  const pack = harbour([requirement('hull', { appliesWhen: { fact: 'wood', is: 'oak' } })], [])

  expect(statusOf(diagnoseBoat(pack, { wood: 'pine' }), 'hull')).toBe('not_applicable')
  expect(statusOf(diagnoseBoat(pack, { wood: 'oak', hull: false }), 'hull')).toBe('missing')
  expect(statusOf(diagnoseBoat(pack, { hull: false }), 'hull')).toBe('unknown')
})

test('a substitute stands in only once its last step has yielded', () => {
  const pack = harbour(
    [hull],
    [
      rule('test-it', ['hull'], 'substitute', {
        steps: [
          step('hire', 3),
          step('test', 10, { needs: ['hire'], produces: { fact: 'tested', is: true } }),
          step('say', 2, { needs: ['test'], produces: { fact: 'sworn', is: true } }),
        ],
        registerNote: '依试航登记',
      }),
    ],
  )

  expect(diagnoseBoat(pack, { hull: false })).toMatchObject({
    verdict: 'can_solve',
    settled: true,
    workingDays: 15,
    missingEvidence: [{ fact: 'tested' }, { fact: 'sworn' }],
    registerNotes: [{ rule: 'test-it', note: '依试航登记' }],
  })
  expect(diagnoseBoat(pack, { hull: false, tested: true })).toMatchObject({ verdict: 'can_solve', workingDays: 2 })
  expect(diagnoseBoat(pack, { hull: false, sworn: true })).toMatchObject({ verdict: 'can_do' })
  expect(statusOf(diagnoseBoat(pack, { sworn: true }), 'hull')).toBe('substituted')
})

test('separated duties run as the developer’s own case and hold up no owner', () => {
  const pack = harbour(
    [requirement('paid')],
    [rule('apart', ['paid'], 'separate', { steps: [step('chase', 30)], when: { fact: 'hull', is: true } })],
  )
  const diagnosis = diagnoseBoat(pack, { paid: false, hull: true })

  expect(diagnosis).toMatchObject({ verdict: 'can_do', workingDays: 0 })
  expect(diagnosis.path).toMatchObject([{ id: 'apart/chase', track: 'developer', isCritical: false, finish: 30 }])
  expect(statusOf(diagnoseBoat(pack, { paid: false }), 'paid')).toBe('missing')
  expect(diagnoseBoat(pack, { paid: false })).toMatchObject({ verdict: 'can_solve', settled: false })
  expect(diagnoseBoat(pack, { paid: false, hull: false })).toMatchObject({ verdict: 'consult' })
})

test('deferred until, waived, and their words', () => {
  const late = { ...rule('late', ['hull'], 'waive'), effect: { kind: 'defer' as const, until: '首航前' } }

  expect(diagnoseBoat(harbour([hull], [late]), { hull: false }).requirements[0]).toMatchObject({
    status: 'deferred',
    by: 'late',
    until: '首航前',
  })
  expect(diagnoseBoat(harbour([hull], [rule('free', ['hull'], 'waive')]), { hull: false })).toMatchObject({
    verdict: 'can_do',
    requirements: [{ status: 'waived', until: null }],
  })
})

test('the law comes first, unless it runs beside', () => {
  const law = (blocks: boolean) => ({
    ...rule('thief', [], 'waive'),
    effect: { kind: 'enforce' as const, blocks },
    when: { fact: 'stolen', is: true },
    steps: [step('return', 5, { produces: { fact: 'returned', is: true } })],
  })
  const pack = harbour([hull], [law(true)])

  expect(diagnoseBoat(pack, { hull: true, stolen: true })).toMatchObject({ verdict: 'by_law', settled: true })
  expect(diagnoseBoat(pack, { hull: true, stolen: true, returned: true })).toMatchObject({ verdict: 'can_do' })
  expect(diagnoseBoat(pack, { hull: true })).toMatchObject({ verdict: 'can_solve', couldBe: ['can_do', 'by_law'] })
  expect(diagnoseBoat(harbour([hull], [law(false)]), { hull: true, stolen: true })).toMatchObject({
    verdict: 'can_do',
    enforcement: [{ rule: 'thief', state: 'active', blocks: false }],
    path: [{ id: 'thief/return', track: 'developer' }],
  })
})

test('a penalty that runs beside closes the requirement it answers', () => {
  const fine = {
    ...rule('fine', ['paid'], 'waive'),
    effect: { kind: 'enforce' as const, blocks: false },
    steps: [step('fine', 5)],
  }

  expect(diagnoseBoat(harbour([requirement('paid')], [fine]), { paid: false })).toMatchObject({
    verdict: 'can_do',
    requirements: [{ status: 'separated', by: 'fine' }],
  })
})

test('a rule that sends to a consultation is cited, and yields to a way that is open', () => {
  const consult = rule('elders', ['hull'], 'consult')

  expect(diagnoseBoat(harbour([hull], [consult]), { hull: false })).toMatchObject({
    verdict: 'consult',
    requirements: [{ status: 'missing', by: 'elders' }],
  })
  const both = harbour([hull], [consult, rule('mend', ['hull'], 'complete', { steps: [step('mend', 4)] })])
  expect(diagnoseBoat(both, { hull: false })).toMatchObject({ verdict: 'can_solve', workingDays: 4 })
})

test('a consultation is not settled while another rule may still answer', () => {
  const maybe = rule('mend', ['hull'], 'complete', { when: { fact: 'sail', is: true }, steps: [step('mend', 4)] })
  const pack = harbour([hull], [rule('elders', ['hull'], 'consult'), maybe])

  expect(diagnoseBoat(pack, { hull: false })).toMatchObject({
    verdict: 'consult',
    settled: false,
    couldBe: ['can_solve', 'consult'],
  })
  expect(diagnoseBoat(pack, { hull: false, sail: false })).toMatchObject({ verdict: 'consult', settled: true })
})

test('the best way: legal certainty, then days, then cost; the others are kept', () => {
  const way = (id: string, level: 'province' | 'county', days: number, costFen = 0, verified = true) =>
    rule(id, ['hull'], 'complete', { basis: basis(level, verified), steps: [step('do', days, { costFen })] })
  const order = (...rules: ReturnType<typeof way>[]) =>
    diagnoseBoat(harbour([hull], rules), { hull: false }).requirements[0]?.remedies.map((remedy) => remedy.rule)

  expect(order(way('quick', 'county', 1), way('sure', 'province', 90))).toEqual(['sure', 'quick'])
  expect(order(way('doubtful', 'county', 1, 0, false), way('checked', 'county', 9))).toEqual(['checked', 'doubtful'])
  expect(order(way('slow', 'county', 9, 0), way('quick', 'county', 2, 500))).toEqual(['quick', 'slow'])
  expect(order(way('dear', 'county', 2, 500), way('cheap', 'county', 2, 400))).toEqual(['cheap', 'dear'])
  expect(order(way('b', 'county', 2), way('a', 'county', 2))).toEqual(['a', 'b'])
})

test('ways run side by side; the longest chain is critical, notices count in their own kind of day', () => {
  const pack = harbour(
    [hull, mast],
    [
      rule('show', ['hull'], 'substitute', {
        steps: [
          step('draw', 2),
          step('post', 1, {
            needs: ['draw'],
            notice: { days: 30, kind: 'calendar' },
            produces: { fact: 'drawn', is: true },
          }),
        ],
      }),
      rule('mend', ['mast'], 'complete', { steps: [step('mend', 20)] }),
    ],
  )
  const diagnosis = diagnoseBoat(pack, { hull: false, mast: false })

  expect(diagnosis).toMatchObject({ workingDays: 25, noticeDays: 30 }) // 2 + 1 + 30 calendar days in 22 working days
  expect(diagnosis.path.map(({ id, start, finish, isCritical }) => [id, start, finish, isCritical])).toEqual([
    ['show/draw', 0, 2, true],
    ['mend/mend', 0, 20, false],
    ['show/post', 2, 25, true],
  ])
})

test('days nobody fixed are listed and the total is a lower bound', () => {
  const pack = harbour(
    [hull],
    [rule('mend', ['hull'], 'complete', { steps: [{ ...step('mend', 0), workingDays: null }, step('look', 3)] })],
  )

  expect(diagnoseBoat(pack, { hull: false })).toMatchObject({ workingDays: 3, daysUnset: ['mend/mend'] })
})

test('one step serving two requirements is walked once, one fact shown for both counts once', () => {
  const both = rule('swear', ['hull', 'mast'], 'substitute', {
    steps: [step('swear', 2, { produces: { fact: 'sworn', is: true } })],
  })
  const alone = rule('test', ['hull'], 'substitute', {
    steps: [step('test', 1, { produces: { fact: 'tested', is: true } })],
  })
  const diagnosis = diagnoseBoat(harbour([hull, mast], [both, alone]), { hull: false, mast: false })

  expect(diagnosis.missingEvidence).toEqual([{ fact: 'sworn', requirements: ['hull', 'mast'] }])
  expect(diagnoseBoat(harbour([hull, mast], [both]), { hull: false, mast: false }).path).toHaveLength(1)
})

const separates = (is: 'satisfied' | 'attainable') =>
  harbour(
    [requirement('paid'), hull],
    [
      rule('apart', ['paid'], 'separate', { when: { requirement: 'hull', is } }),
      rule('mend', ['hull'], 'complete', { when: { fact: 'wood', is: 'oak' }, steps: [step('mend', 4)] }),
    ],
  )

test.each([
  [{ hull: true, paid: false }, 'separated', 'separated'],
  [{ hull: false, paid: false, wood: 'oak' }, 'missing', 'separated'],
  [{ hull: false, paid: false, wood: 'pine' }, 'missing', 'missing'],
])('a rule may look at how far another requirement has come: %o', (facts, satisfied, attainable) => {
  expect(statusOf(diagnoseBoat(separates('satisfied'), facts), 'paid')).toBe(satisfied)
  expect(statusOf(diagnoseBoat(separates('attainable'), facts), 'paid')).toBe(attainable)
})

test('an open requirement elsewhere leaves a rule undecided, and blames what is unknown there', () => {
  const diagnosis = diagnoseBoat(separates('satisfied'), { paid: false })

  expect(diagnosis.requirements.find(({ requirement }) => requirement === 'paid')).toMatchObject({
    status: 'missing',
    undecided: [{ rule: 'apart', facts: ['hull', 'wood'] }],
  })
})

const built = (comparison: Record<string, unknown>) => ({ fact: 'built', ...comparison }) as Condition
test.each([
  [built({ before: '2013-01-01' }), '2012', 'waived'],
  [built({ before: '2013-01-01' }), '2012-12-31', 'waived'],
  [built({ before: '2013-01-01' }), '2013-01-01', 'missing'],
  [built({ before: '2013' }), '2013', 'missing'],
  [built({ before: '2013-06-01' }), '2013', 'undecided'],
  [built({ before: '2013-06-01' }), '2013-05', 'waived'],
  [built({ notAfter: '2013' }), '2013-12-31', 'waived'],
  [built({ notAfter: '2013-06-30' }), '2013-06', 'waived'],
  [built({ after: '2013' }), '2013-12-31', 'missing'],
  [built({ after: '2013' }), '2014', 'waived'],
  [built({ notBefore: '2013' }), '2013', 'waived'],
  [built({ is: '2013' }), '2013-06-01', 'waived'],
  [built({ is: '2013-06-01' }), '2013', 'undecided'],
  [built({ is: '2012' }), '2013', 'missing'],
  [built({ between: ['2000-04-07', '2018-10-15'] }), '2000-04-07', 'waived'],
  [built({ between: ['2000-04-07', '2018-10-15'] }), '2000-04-06', 'missing'],
  [built({ between: ['2000-04-07', '2018-10-15'] }), '2018-10-16', 'missing'],
  [built({ between: ['2000-04-07', '2018-10-15'] }), '2000', 'undecided'],
])('dates: %o and built %s', (when, day, outcome) => {
  const diagnosis = diagnoseBoat(harbour([hull], [rule('old', ['hull'], 'waive', { when })]), {
    hull: false,
    built: day,
  })
  const [found] = diagnosis.requirements

  expect(found?.undecided.length ? 'undecided' : found?.status).toBe(outcome)
})

const beam = (comparison: Record<string, unknown>) => ({ fact: 'beam_percent', ...comparison }) as Condition
test.each([
  [beam({ atMost: 3 }), 30, 'waived'],
  [beam({ atMost: 3 }), 30.01, 'missing'],
  [beam({ lessThan: 3 }), 30, 'missing'],
  [beam({ atLeast: 3 }), 30, 'waived'],
  [beam({ moreThan: 3 }), 30, 'missing'],
  [beam({ moreThan: 3, atMost: 15 }), 150, 'waived'],
  [beam({ moreThan: 3, atMost: 15 }), 30, 'missing'],
  [beam({ between: [3, 15] }), 150.01, 'missing'],
  [beam({ is: 3 }), 30, 'waived'],
  [beam({ in: [3, 4] }), 40, 'waived'],
])('shares computed from two facts: %o of %d in 1000', (when, wide, outcome) => {
  const pack = harbour([hull], [rule('narrow', ['hull'], 'waive', { when })])

  expect(statusOf(diagnoseBoat(pack, { hull: false, length: 1000, beam: wide }), 'hull')).toBe(outcome)
  expect(diagnoseBoat(pack, { hull: false, length: 1000 }).requirements[0]?.undecided[0]?.facts).toEqual([
    'beam_percent',
  ])
})

test('a share stated by a source is not computed, and of nothing there is none', () => {
  const pack = harbour([hull], [rule('narrow', ['hull'], 'waive', { when: { fact: 'beam_percent', atMost: 3 } })])

  expect(statusOf(diagnoseBoat(pack, { hull: false, length: 1000, beam: 900, beam_percent: 2 }), 'hull')).toBe('waived')
  expect(diagnoseBoat(pack, { hull: false, length: 0, beam: 1 }).requirements[0]?.undecided).toHaveLength(1)
})

test('facts are compared with facts, and with parameters; an unset parameter decides nothing', () => {
  const wider = harbour(
    [hull],
    [rule('wide', ['hull'], 'waive', { when: { fact: 'beam', moreThan: { fact: 'length' } } })],
  )
  const parameters = (value: number | null) => ({ most: { title: '最长', type: 'number' as const, unit: 'm', value } })
  const short = (value: number | null) =>
    harbour(
      [hull],
      [
        rule('short', ['hull'], 'waive', {
          when: { fact: 'length', atMost: { param: 'most' } },
          parameters: parameters(value),
        }),
      ],
    )

  expect(statusOf(diagnoseBoat(wider, { hull: false, length: 3, beam: 4 }), 'hull')).toBe('waived')
  expect(statusOf(diagnoseBoat(wider, { hull: false, length: 4, beam: 4 }), 'hull')).toBe('missing')
  expect(diagnoseBoat(wider, { hull: false, length: 4 }).requirements[0]?.unknownFacts).toEqual(['beam'])
  expect(statusOf(diagnoseBoat(short(5), { hull: false, length: 5 }), 'hull')).toBe('waived')
  expect(diagnoseBoat(short(null), { hull: false, length: 5 }).requirements[0]).toMatchObject({
    undecided: [{ rule: 'short', facts: [] }],
  })
})

test('conditions with not, any, all and known', () => {
  const when = (condition: Condition) => harbour([hull], [rule('r', ['hull'], 'waive', { when: condition })])
  const outcome = (condition: Condition, facts: Record<string, boolean>) => {
    const [found] = diagnoseBoat(when(condition), { hull: false, ...facts }).requirements
    return found?.undecided.length ? found.unknownFacts : found?.status
  }
  const [a, b] = [
    { fact: 'mast', is: true },
    { fact: 'sail', is: true },
  ]

  expect(outcome({ any: [a, b] }, { mast: true })).toBe('waived')
  expect(outcome({ any: [a, b] }, { mast: false })).toEqual(['sail'])
  expect(outcome({ all: [a, b] }, { mast: false })).toBe('missing')
  expect(outcome({ all: [a, b] }, { mast: true })).toEqual(['sail'])
  expect(outcome({ not: a }, { mast: false })).toBe('waived')
  expect(outcome({ not: { any: [a, b] } }, {})).toEqual(['mast', 'sail'])
  expect(outcome({ known: 'mast' }, { mast: false })).toBe('waived')
  expect(outcome({ known: 'mast' }, {})).toBe('missing')
})

test('rules hold in their region and on their days only', () => {
  const old = rule('old', ['hull'], 'waive', { validFrom: '2020-01-01', validTo: '2021-12-31' })
  const elsewhere = rule('else', ['hull'], 'waive', { region: '4205' })

  expect(statusOf(diagnoseBoat(harbour([hull], [old]), { hull: false }, '2021-12-31'), 'hull')).toBe('waived')
  expect(statusOf(diagnoseBoat(harbour([hull], [old]), { hull: false }, '2022-01-01'), 'hull')).toBe('missing')
  expect(statusOf(diagnoseBoat(harbour([hull], [old]), { hull: false }, '2019-12-31'), 'hull')).toBe('missing')
  expect(statusOf(diagnoseBoat(harbour([hull], [elsewhere]), { hull: false }), 'hull')).toBe('missing')
})

test('sources that contradict each other leave a fact unknown, and the outcome says that it rests on it', () => {
  const said = (value: boolean, kind: 'officer' | 'visit', asOf: string) => ({
    fact: 'hull',
    value,
    asOf,
    source: { kind },
  })
  const book = createRulebook([harbour([hull, mast], [])], { region: '141128', on: '2022-06-01' })
  const both = diagnose(book, currentFacts([said(true, 'officer', '2022-05-01'), said(false, 'visit', '2022-05-01')]))
  const later = diagnose(book, currentFacts([said(true, 'officer', '2022-05-01'), said(false, 'visit', '2022-05-02')]))

  expect(both).toMatchObject({ contradictions: ['hull'], verdict: 'can_solve', settled: false })
  expect(both.requirements).toMatchObject([{ status: 'unknown', contradictions: ['hull'] }, { contradictions: [] }])
  expect(later.requirements[0]).toMatchObject({ status: 'missing', contradictions: [] })
})

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

test('a fact that must be the same as another', () => {
  const pack = harbour([hull], [rule('same', ['hull'], 'waive', { when: { fact: 'length', is: { fact: 'beam' } } })])
  const found = (facts: Record<string, number>) => diagnoseBoat(pack, { hull: false, ...facts }).requirements[0]

  expect(found({ length: 3, beam: 3 })?.status).toBe('waived')
  expect(found({ length: 3, beam: 4 })?.status).toBe('missing')
  expect(found({ length: 4, beam: 3 })?.status).toBe('missing')
  expect(found({ length: 3 })?.unknownFacts).toEqual(['beam'])
  expect(found({})?.unknownFacts).toEqual(['length', 'beam'])
})

test('two dates known to their years are the same day only perhaps', () => {
  const facts = [
    { id: 'laid', title: '铺', type: 'date' as const },
    { id: 'built', title: '建', type: 'date' as const },
    { id: 'hull', title: '壳', type: 'boolean' as const },
  ]
  const pack = harbour([hull], [rule('same', ['hull'], 'waive', { when: { fact: 'laid', is: { fact: 'built' } } })], {
    facts,
  })
  const found = (laid: string, built: string) => {
    const [outcome] = diagnoseBoat(pack, { hull: false, laid, built }).requirements
    return outcome?.undecided.length ? outcome.unknownFacts : outcome?.status
  }

  expect(found('2013-06-01', '2013-06-01')).toBe('waived')
  expect(found('2013-06-01', '2013-06-02')).toBe('missing')
  expect(found('2013', '2014')).toBe('missing')
  expect(found('2014', '2013')).toBe('missing')
  expect(found('2013', '2013')).toEqual(['laid', 'built'])
  expect(found('2013-06-01', '2013')).toEqual(['laid', 'built'])
})

test('a list that is a parameter is its one value', () => {
  const parameters = { w: { title: '木', type: 'choice' as const, value: 'oak' } }
  const pack = harbour(
    [hull],
    [rule('w', ['hull'], 'waive', { when: { fact: 'wood', in: { param: 'w' } }, parameters })],
  )

  expect(statusOf(diagnoseBoat(pack, { hull: false, wood: 'oak' }), 'hull')).toBe('waived')
  expect(statusOf(diagnoseBoat(pack, { hull: false, wood: 'pine' }), 'hull')).toBe('missing')
})

test('a rule’s parameter stands before the pack’s', () => {
  const limit = (value: number) => ({ p: { title: 'p', type: 'number' as const, value } })
  const when = { fact: 'length', atMost: { param: 'p' } }
  const of = (own: object) =>
    statusOf(
      diagnoseBoat(harbour([hull], [rule('r', ['hull'], 'waive', { when, ...own })], { parameters: limit(1) }), {
        hull: false,
        length: 5,
      }),
      'hull',
    )

  expect(of({})).toBe('missing')
  expect(of({ parameters: limit(9) })).toBe('waived')
})

test('the fewest papers: of two ways the shorter, and what nobody can show is not asked for', () => {
  const produces = (fact: string) => ({ fact, is: true })
  const long = rule('long', ['hull'], 'substitute', {
    steps: [step('a', 1, { produces: produces('tested') }), step('b', 1, { produces: produces('sworn') })],
  })
  const short = rule('short', ['hull'], 'substitute', {
    steps: [step('c', 9, { produces: { all: [produces('drawn'), produces('paid')] } }), step('d', 9)],
  })
  const facts = (pack: ReturnType<typeof harbour>, known: Record<string, boolean>) =>
    diagnoseBoat(pack, known).missingEvidence.map(({ fact }) => fact)

  expect(
    facts(
      harbour(
        [hull],
        [long, rule('one', ['hull'], 'substitute', { steps: [step('e', 99, { produces: produces('mast') })] })],
      ),
      { hull: false },
    ),
  ).toEqual(['mast'])
  expect(facts(harbour([hull], [short]), { hull: false })).toEqual(['drawn', 'paid'])
  expect(
    facts(
      harbour(
        [hull],
        [{ ...short, steps: [step('c', 9, { produces: { any: [produces('drawn'), produces('paid')] } })] }],
      ),
      { hull: false },
    ),
  ).toEqual(['drawn'])
  expect(
    facts(harbour([hull], [{ ...short, steps: [step('c', 9, { produces: { not: produces('drawn') } })] }]), {
      hull: false,
    }),
  ).toEqual([])
  expect(facts(harbour([hull], []), { hull: false })).toEqual([])
  expect(
    facts(harbour([requirement('hull', { metWhen: { all: [produces('hull'), produces('mast')] } })], []), {
      mast: true,
    }),
  ).toEqual(['hull'])
  expect(facts(harbour([requirement('hull', { metWhen: { known: 'sail' } })], []), {})).toEqual(['sail'])
  expect(facts(harbour([requirement('hull', { metWhen: { not: produces('stolen') } })], []), {})).toEqual(['stolen'])
})

test('papers that serve several requirements are chosen before shorter ones that serve one', () => {
  const shows = (id: string, answers: string[], ...facts: string[]) =>
    rule(id, answers, 'substitute', { steps: facts.map((fact) => step(fact, 1, { produces: { fact, is: true } })) })
  const pack = harbour(
    [hull, mast, requirement('sail')],
    [
      shows('all', ['hull', 'mast', 'sail'], 'tested', 'sworn'),
      shows('h', ['hull'], 'drawn'),
      shows('m', ['mast'], 'paid'),
      shows('s', ['sail'], 'seaworthy'),
    ],
  )

  expect(diagnoseBoat(pack, { hull: false, mast: false, sail: false }).missingEvidence).toEqual([
    { fact: 'tested', requirements: ['hull', 'mast', 'sail'] },
    { fact: 'sworn', requirements: ['hull', 'mast', 'sail'] },
  ])
})

test('costs are added over owners’ steps, once for each rule followed', () => {
  const dear = rule('both', ['hull', 'mast'], 'complete', {
    steps: [
      step('a', 1, { costFen: 300 }),
      step('b', 1, { costFen: 40 }),
      step('c', 1, { costFen: 5, track: 'developer' }),
    ],
  })
  const more = rule('sails', ['sail'], 'complete', { steps: [step('d', 1, { costFen: 2 })] })
  const diagnosis = diagnoseBoat(harbour([hull, mast, requirement('sail')], [dear, more]), {
    hull: false,
    mast: false,
    sail: false,
  })

  expect(diagnosis.costFen).toBe(342)
  expect(diagnosis.requirements[0]?.remedies[0]).toMatchObject({ costFen: 340, steps: ['both/a', 'both/b'] })
})

test('a commitment is carried along with its days', () => {
  const parameters = { p: { title: 'p', type: 'number' as const, value: 30 } }
  const sworn = rule('swear', ['hull'], 'complete', {
    parameters,
    steps: [
      step('a', 2, { commitment: { by: 'captain', days: { param: 'p' } } }),
      step('b', 2, { commitment: { by: 'captain' }, notice: { days: null, kind: 'working' } }),
    ],
  })

  expect(diagnoseBoat(harbour([hull], [sworn]), { hull: false }).path).toMatchObject([
    {
      commitment: { by: 'captain', days: 30 },
      notice: null,
      daysUnset: false,
      workingDays: 2,
      unit: 'harbour',
      requirement: 'hull',
    },
    {
      commitment: { by: 'captain', days: null },
      notice: { days: null, kind: 'working' },
      daysUnset: true,
      workingDays: 2,
    },
  ])
})

test('a transfer is judged by its own requirements, and the law of first registration does not stop it', () => {
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
  const facts = currentFacts([{ fact: 'paid', value: true, asOf: '2022-05-01', source: { kind: 'officer' } }])

  expect(diagnose(rulebook, facts, 'transfer')).toMatchObject({
    registration: 'transfer',
    verdict: 'can_do',
    enforcement: [],
    requirements: [{ requirement: 'paid' }],
  })
})

test('the narrowest region’s requirement of an id holds, and a pack’s own list stands alone', () => {
  const wide = harbour([requirement('hull', { title: '宽' })], [], { id: 'wide', region: '14' })
  const narrow = harbour([requirement('hull', { title: '窄' })], [], { id: 'narrow', region: '1411', facts: [] })
  const titles = (...all: ReturnType<typeof harbour>[]) =>
    createRulebook(all, { region: '141128', on: '2022-06-01' }).requirements.map(({ title }) => title)

  expect(titles(narrow, wide)).toEqual(['窄'])
  expect(titles(wide, narrow)).toEqual(['窄'])
  expect(titles({ ...wide, baseRequirements: true }).length).toBeGreaterThan(20)
  expect(() =>
    createRulebook([harbour([requirement('x', { metWhen: { fact: 'nowhere', is: true } })], [])], {
      region: '141128',
      on: '2022-06-01',
    }),
  ).toThrow('no fact nowhere')
})

test('a contradiction in a part is one in what is computed from it', () => {
  const said = (fact: string, value: number, kind: 'officer' | 'visit') => ({
    fact,
    value,
    asOf: '2022-05-01',
    source: { kind },
  })
  const pack = harbour([hull], [rule('narrow', ['hull'], 'waive', { when: { fact: 'beam_percent', atMost: 3 } })])
  const rulebook = createRulebook([pack], { region: '141128', on: '2022-06-01' })
  const diagnosis = diagnose(
    rulebook,
    currentFacts([
      { ...said('hull', 0, 'officer'), value: false },
      said('length', 10, 'officer'),
      said('beam', 1, 'officer'),
      said('beam', 2, 'visit'),
    ]),
  )

  expect(diagnosis.contradictions).toEqual(['beam'])
  expect(diagnosis.requirements[0]?.contradictions).toEqual(['beam_percent'])
})

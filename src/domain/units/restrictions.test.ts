import { describe, expect, test } from 'vitest'
import { type HomeStanding, isExpiring, type RestrictionAct, refuseRestrictionAct } from './restriction-acts.ts'
import { debtors, type RestrictionRuleCode, restrictionKinds, restrictionRules } from './restriction-rules.ts'
import { blockOf, effectOf, type Restriction, restrictionState } from './restrictions.ts'

const on = '2022-11-30'
const rests = (given: Partial<Restriction> = {}): Restriction => ({
  id: 'r',
  unitId: 'u',
  kind: 'seizure',
  debtor: 'developer',
  authority: '某县人民法院',
  documentNo: '（2022）某执1号',
  fromOn: '2022-03-01',
  untilOn: null,
  note: null,
  barsTransfer: null,
  consentedOn: null,
  consentBasis: null,
  liftedOn: null,
  liftedBasis: null,
  countyWords: [],
  ...given,
})

const everyCase = restrictionKinds.flatMap((kind) => debtors.map((debtor) => ({ kind, debtor })))

/** What a first and a transfer registration meet, kind by kind: developer's debt, then the owner's. */
const expected = {
  seizure: { first: ['passes', 'passes'], transfer: ['consent', 'blocks'] },
  waiting_seizure: { first: ['passes', 'passes'], transfer: ['consent', 'blocks'] },
  pre_seizure: { first: ['passes', 'passes'], transfer: ['consent', 'passes'] },
  lawsuit: { first: ['blocks', 'blocks'], transfer: ['blocks', 'blocks'] },
  objection: { first: ['blocks', 'blocks'], transfer: ['consent', 'consent'] },
  mortgage: { first: ['passes', 'passes'], transfer: ['consent', 'passes'] },
  advance_notice: { first: ['passes', 'passes'], transfer: ['consent', 'passes'] },
} as const

describe('whether a restriction holds up a registration', () => {
  test.each(everyCase)('$kind for the debt of the $debtor', ({ kind, debtor }) => {
    const place = debtors.indexOf(debtor)
    expect(effectOf(rests({ kind, debtor }), 'first').effect).toBe(expected[kind].first[place])
    expect(effectOf(rests({ kind, debtor }), 'transfer').effect).toBe(expected[kind].transfer[place])
  })

  test('every rule names its source and says that it is to be verified', () => {
    expect(Object.values(restrictionRules).filter(({ source }) => !source.includes('待核实'))).toEqual([])
  })

  test('every rule is met by something', () => {
    const mortgages = [true, false, null].map((barsTransfer) => rests({ kind: 'mortgage', barsTransfer }))
    const old = rests({ kind: 'mortgage', fromOn: '2020-12-31' })
    const all = [...everyCase.map(rests), ...mortgages, old]
    const met = new Set(all.flatMap((each) => [effectOf(each, 'first').rule, effectOf(each, 'transfer').rule]))
    expect([...met].toSorted()).toEqual(Object.keys(restrictionRules).toSorted())
  })

  test.each([
    ['2020-12-31', null, 'consent'],
    ['2020-12-31', false, 'consent'],
    ['2021-01-01', true, 'consent'],
    ['2021-01-01', null, 'consent'],
    ['2021-01-01', false, 'passes'],
  ] as const)('a developer’s mortgage of %s that bars transfer: %s → %s', (fromOn, barsTransfer, effect) => {
    expect(effectOf(rests({ kind: 'mortgage', fromOn, barsTransfer }), 'transfer').effect).toBe(effect)
  })

  test('a consent opens what asks for one from its day on, and nothing else', () => {
    const consent = { consentedOn: '2022-11-30', consentBasis: '（2022）某执1号之二' }
    expect(blockOf([rests(consent)], 'transfer', on)).toBeNull()
    expect(blockOf([rests(consent)], 'transfer', '2022-11-29')?.rule).toBe('transfer_seized_developer')
    expect(blockOf([rests({ ...consent, debtor: 'owner' })], 'transfer', on)?.rule).toBe('transfer_seized_owner')
  })

  test('what has run out, is lifted, or has not begun holds nothing up', () => {
    expect(blockOf([rests({ untilOn: '2022-11-29' })], 'transfer', on)).toBeNull()
    expect(blockOf([rests({ untilOn: on })], 'transfer', on)).not.toBeNull()
    expect(blockOf([rests({ liftedOn: on, liftedBasis: '解除' })], 'transfer', on)).toBeNull()
    expect(blockOf([rests({ liftedOn: '2022-12-01', liftedBasis: '解除' })], 'transfer', on)).not.toBeNull()
    expect(blockOf([rests({ fromOn: '2022-12-01' })], 'transfer', on)).toBeNull()
  })

  test('of several the heaviest is told, with who ordered it and under which number', () => {
    const mortgage = rests({ id: 'm', kind: 'mortgage', fromOn: '2019-01-01', documentNo: '晋证明1号' })
    const block = blockOf([mortgage, rests()], 'transfer', on)
    expect(block?.restriction.kind).toBe('seizure')
    expect(block?.words).toContain('查封（某县人民法院，（2022）某执1号）')
    expect(block?.basis).toContain('法发〔2004〕5号')
  })
})

describe('a county’s own word', () => {
  const word = (rule: RestrictionRuleCode) => [{ rule, effect: 'passes' as const, basis: '某政办发〔2022〕1号' }]

  test('decides where the rule leaves it open', () => {
    const lawsuit = rests({ kind: 'lawsuit', countyWords: word('transfer_in_dispute') })
    expect(effectOf(lawsuit, 'transfer')).toMatchObject({ effect: 'passes', basis: '某政办发〔2022〕1号' })
  })

  test('counts for nothing where the rule does not', () => {
    const seized = rests({ debtor: 'owner', countyWords: word('transfer_seized_owner') })
    expect(blockOf([seized], 'transfer', on)?.basis).toContain('法发〔2004〕5号')
  })
})

describe('recording, lifting and consenting', () => {
  const home = (given: Partial<HomeStanding> = {}): HomeStanding => ({
    firstRegisteredOn: '2022-04-01',
    transferredOn: null,
    restrictions: [],
    ...given,
  })
  const record: RestrictionAct = {
    act: 'record',
    kind: 'seizure',
    debtor: 'developer',
    documentNo: '（2022）某执1号',
    fromOn: on,
  }
  const end = (act: 'lift' | 'consent', day = on): RestrictionAct => ({
    act,
    kind: 'seizure',
    documentNo: '（2022）某执1号',
    on: day,
  })
  const told = (given: Partial<Restriction> = {}) => home({ restrictions: [rests(given)] })

  test('what a home may be told', () => {
    const transferred = home({ transferredOn: '2022-06-01' })
    expect(refuseRestrictionAct(home(), record)).toBeNull()
    expect(refuseRestrictionAct(told(), record)).toBe('told_already')
    expect(refuseRestrictionAct(transferred, record)).toBe('not_the_developers')
    expect(refuseRestrictionAct(transferred, { ...record, fromOn: '2022-05-31' })).toBeNull()
    expect(refuseRestrictionAct(transferred, { ...record, kind: 'pre_seizure', debtor: 'owner' })).toBe(
      'seized_outright',
    )
    const unregistered = home({ firstRegisteredOn: null })
    expect(refuseRestrictionAct(unregistered, { ...record, kind: 'objection' })).toBe('nothing_registered')
  })

  test('what may be lifted, and from which day', () => {
    expect(refuseRestrictionAct(told(), end('lift'))).toBeNull()
    expect(refuseRestrictionAct(home(), end('lift'))).toBe('none_standing')
    expect(refuseRestrictionAct(told({ liftedOn: on, liftedBasis: '解除' }), end('lift'))).toBe('lifted_already')
    expect(refuseRestrictionAct(told(), end('lift', '2022-02-28'))).toBe('before_it_began')
  })

  test('what may be consented to', () => {
    expect(refuseRestrictionAct(told(), end('consent'))).toBeNull()
    expect(refuseRestrictionAct(told({ debtor: 'owner' }), end('consent'))).toBe('no_consent_asked')
    const agreed = told({ consentedOn: on, consentBasis: '同意' })
    expect(refuseRestrictionAct(agreed, end('consent'))).toBe('consented_already')
  })
})

test('what ends within thirty days is told beforehand', () => {
  expect(isExpiring(rests({ untilOn: '2022-12-30' }), on)).toBe(true)
  expect(isExpiring(rests({ untilOn: '2022-12-31' }), on)).toBe(false)
  expect(isExpiring(rests({ untilOn: '2022-11-29' }), on)).toBe(false)
  expect(restrictionState(rests({ untilOn: '2022-11-29' }), on)).toBe('expired')
})

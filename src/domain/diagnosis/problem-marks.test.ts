import { describe, expect, test } from 'vitest'
import { factsOfMarks, type Mark } from './problem-marks.ts'

const row = { count: null, completedIn: '2006-09', asOf: '2022-10-10' }
const mark = (label: string, is: boolean | null, word: string | null = null): Mark => ({ label, is, word, cell: 'S5' })
const values = (marks: Mark[], said = row as Parameters<typeof factsOfMarks>[1]) =>
  Object.fromEntries(factsOfMarks(marks, said).map(({ fact, value }) => [fact, value]))

describe('a tick is the problem, a no its contrary', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    // as 方山 writes them
    ['土地权属来源材料不全', { land_source_papers: 'incomplete' }, { land_source_papers: 'complete' }],
    ['超批准占地面积较小', { excess_land_is_small: true }, { excess_land_is_small: false }],
    ['购房合同不规范', { contracts_in_order: false }, { contracts_in_order: true }],
    ['无购房发票', { invoices_issued: false }, { invoices_issued: true }],
    ['2013年前无人防手续', { civil_defence: false }, { civil_defence: true }],
    ['消防验收缺失', { fire: false }, { fire: true }],
    ['规划验收缺失', { planning: false }, { planning: true }],
    ['竣工验收缺失', { acceptance: false }, { acceptance: true }],
    ['欠缴税费', { taxes_settled: false }, { taxes_settled: true }],
    // as other counties would
    ['用地手续不完善', { land_source_papers: 'incomplete' }, { land_source_papers: 'complete' }],
    ['从未办理土地手续', { land_source_papers: 'none' }, {}],
    ['小范围超限额用地', { over_quota_land: true }, { over_quota_land: false }],
    [
      '合同不规范、无发票',
      { contracts_in_order: false, invoices_issued: false },
      { contracts_in_order: true, invoices_issued: true },
    ],
    ['无人防手续', { civil_defence: false }, { civil_defence: true }],
    ['未缴人防易地建设费', { civil_defence_fee_paid: false }, { civil_defence_fee_paid: true }],
    ['未办消防验收', { fire: false }, { fire: true }],
    ['消防验收', { fire: false }, { fire: true }],
    ['规划核实', { planning: false }, { planning: true }],
    ['未取得规划许可证', { planning_permit: false }, { planning_permit: true }],
    ['无施工许可', { construction_permit: false }, { construction_permit: true }],
    ['竣工备案', { acceptance: false }, { acceptance: true }],
    ['欠缴土地出让金', { land_price_settled: false }, { land_price_settled: true }],
    [
      '欠缴土地出让金及税费',
      { land_price_settled: false, taxes_settled: false },
      { land_price_settled: true, taxes_settled: true },
    ],
    ['开发企业注销', { developer_standing: 'deregistered' }, {}],
    ['开发主体灭失', { developer_standing: 'extinct' }, {}],
    ['开发商失联', { developer_standing: 'missing' }, {}],
    ['违法违规', { developer_violation: true }, { developer_violation: false }],
    ['擅自加建', { unapproved_extension: true }, { unapproved_extension: false }],
    ['查封', { seized: true }, { seized: false }],
    ['抵押', { mortgaged: true }, { mortgaged: false }],
    ['权属争议', { disputed: true }, { disputed: false }],
    ['土地未分割', { land_split_needed: true }, { land_split_needed: false }],
    ['未做权籍调查', { cadastral_survey: false }, { cadastral_survey: true }],
    ['无楼盘表', { building_table: false }, { building_table: true }],
    ['集体土地', { land_ownership: 'collective' }, {}],
    ['危房', { quality: false }, {}],
    ['其他问题', {}, {}],
  ])('%s', (label, ticked, denied) => {
    expect(values([mark(label, true)])).toEqual(ticked)
    expect(values([mark(label, false)])).toEqual(denied)
  })
})

describe('a blank', () => {
  const marks = [mark('消防验收缺失', true), mark('欠缴税费', null)]

  test('is a no where the row counts exactly its ticks', () => {
    expect(values(marks, { ...row, count: 1 })).toEqual({ fire: false, taxes_settled: true })
    expect(factsOfMarks(marks, { ...row, count: 1 })[1]).toEqual({
      fact: 'taxes_settled',
      value: true,
      said: '问题数 1',
      cell: 'S5',
      isImplied: true,
    })
  })

  test.each([null, 2, 0])('is not known where the row counts %s', (count) => {
    expect(values(marks, { ...row, count })).toEqual({ fire: false, taxes_settled: null })
  })

  test('of 2013年前无人防手续 says nothing of what was built later, or nobody knows when', () => {
    const civil = [mark('2013年前无人防手续', null)]
    expect(values(civil, { ...row, count: 0 })).toEqual({ civil_defence: true })
    expect(values(civil, { ...row, count: 0, completedIn: '2015-06' })).toEqual({})
    expect(values(civil, { ...row, count: 0, completedIn: null })).toEqual({})
  })
})

test('a word that is neither yes nor no is kept, and nothing is known by it', () => {
  expect(factsOfMarks([mark('欠缴税费', null, '部分')], { ...row, count: 0 })).toEqual([
    { fact: 'taxes_settled', value: null, said: '部分', cell: 'S5', isImplied: false },
  ])
})

test('of two columns about the same fact the tick weighs more, and a no never hides it', () => {
  const both = [mark('无用地手续', true), mark('土地权属来源材料不全', false)]
  expect(values(both)).toEqual({ land_source_papers: 'none' })
  expect(values(both.toReversed())).toEqual({ land_source_papers: 'none' })
})

import { expect, test } from 'vitest'
import { catalogue } from './catalogue.ts'
import type { FactSource } from './diagnosis.ts'
import { suggestFacts } from './suggestions.ts'
import { fits } from './values.ts'

const cell: FactSource = { kind: 'ledger', file: '台账.xlsx', sheet: '处遗小区', cell: 'V5' }
const suggested = (text: string) =>
  Object.fromEntries(suggestFacts(text, cell, '2022-09-30').map(({ fact, value }) => [fact, value]))

const noFire = { fire: false }
const noPlanning = { planning: false }
const noAcceptance = { acceptance: false }
const noCivilDefence = { civil_defence: false }
const weakContracts = { contracts_in_order: false }
const noInvoices = { invoices_issued: false }
const incomplete = { land_source_papers: 'incomplete' }
const neverDone = { land_source_papers: 'none' }
const taxesOwed = { taxes_settled: false }
const priceOwed = { land_price_settled: false }

test.each<[string, Record<string, unknown>]>([
  // as the ledgers of 交口 and 方山 write them
  ['小范围超限额用地', { over_quota_land: true }],
  ['1.规划核实手续缺失；2.竣工验收备案缺失', { ...noPlanning, ...noAcceptance }],
  ['1.规划核实手续缺失；2.2013年前无人防手续', { ...noPlanning, ...noCivilDefence }],
  [
    '1.规划核实手续缺失；2.原划拨土地集资建房，土地分割和用途变更未办理',
    { ...noPlanning, unit_housing: true, land_split_needed: true, use_change_needed: true },
  ],
  ['建成至今未办理土地手续', neverDone],
  ['消防验收手续缺失', noFire],
  ['购房合同不规范、无购房发票', { ...weakContracts, ...noInvoices }],
  [
    '1.购房合同不规范、无购房发票；2.开发企业欠缴税费；3.2013年前无人防手续',
    { ...weakContracts, ...noInvoices, ...taxesOwed, ...noCivilDefence },
  ],
  ['项目用地权属来源材料不全，缺少土地出让（划拨）批准文件', incomplete],
  ['业主购房合同不规范，部分仅有收据或协议', weakContracts],
  ['2013年前建成，未办理人防手续', noCivilDefence],
  ['实际占地略超批准面积', { excess_land_is_small: true }],
  ['开发建设单位欠缴土地出让金及相关税费', { ...priceOwed, ...taxesOwed }],
  ['未办理竣工验收备案', noAcceptance],
  // treatments
  ['第三方检测评估，自然资源局出具规划认定意见', noPlanning],
  ['房屋质量安全鉴定合格后出具认定意见', noAcceptance],
  ['第三方消防检测合格后出具认定意见', noFire],
  ['据实追认合同，补开发票', { ...weakContracts, ...noInvoices }],
  ['暂缓缴纳人防工程易地建设费', { civil_defence_fee_paid: false }],
  ['证缴分离，先行办证，税费同步追缴', taxesOwed],
  ['分门别类完善用地手续，同步追缴土地价款', { ...incomplete, ...priceOwed }],
  [
    '单位提出申请，集资建房用地分割登记，办公用地同步登记，完善权籍调查后分别颁证',
    { unit_housing: true, land_split_needed: true, cadastral_survey: false },
  ],
  // the sample campaign
  ['用地来源材料不齐', incomplete],
  ['先受理登记，用地手续同时补办', incomplete],
  ['围墙内实测面积略大于批准面积', { excess_land_is_small: true }],
  ['未办规划核实', noPlanning],
  ['按建成现状出具规划意见', noPlanning],
  ['未办消防验收', noFire],
  ['委托检测，合格后出具消防意见', noFire],
  ['竣工验收资料缺失', noAcceptance],
  ['委托质量安全鉴定，合格后认定', noAcceptance],
  ['建成时未办人防手续', noCivilDefence],
  ['易地建设费缓缴，另案追缴', { civil_defence_fee_paid: false }],
  ['限期补办人防手续', noCivilDefence],
  ['部分住户合同不规范、没有发票', { ...weakContracts, ...noInvoices }],
  ['据实补签合同、补开发票', { ...weakContracts, ...noInvoices }],
  ['建设单位已注销', { developer_standing: 'deregistered' }],
  ['由县政府指定单位代为申请', { successor: 'none' }],
  // other counties
  ['消防、规划、竣工验收手续均未办理', { ...noFire, ...noPlanning, ...noAcceptance }],
  ['缺消防、人防手续', { ...noFire, ...noCivilDefence }],
  ['未办理消防验收、规划核实', { ...noFire, ...noPlanning }],
  ['消防验收正在办理', noFire],
  ['消防未验收', noFire],
  ['规划未核实', noPlanning],
  ['联合验收未通过', noAcceptance],
  ['已办竣工验收但未办消防验收', noFire],
  ['土地使用证丢失', incomplete],
  ['无用地手续', neverDone],
  ['从未办过土地手续', neverDone],
  ['未缴清土地出让金', priceOwed],
  ['土地出让价款未足额缴纳', priceOwed],
  ['拖欠税款', taxesOwed],
  ['企业欠税', taxesOwed],
  ['人防易地建设费未缴', { civil_defence_fee_paid: false }],
  ['无施工许可证', { construction_permit: false }],
  ['未取得建设工程规划许可证', { planning_permit: false }],
  ['楼顶有私搭乱建', { unapproved_extension: true }],
  ['擅自加层', { unapproved_extension: true }],
  ['开发商跑路', { developer_standing: 'missing' }],
  ['法人联系不上', { developer_standing: 'missing' }],
  ['公司已被吊销营业执照', { developer_standing: 'revoked' }],
  ['开发企业已不存在', { developer_standing: 'extinct' }],
  ['原建设单位灭失，无承继单位', { developer_standing: 'extinct', successor: 'none' }],
  ['土地被法院查封', { seized: true }],
  ['在建工程抵押未解除', { mortgaged: true }],
  ['四至不清，土地权属有争议', { disputed: true }],
  ['一房二卖', { disputed: true }],
  ['占用基本农田', { land_is_protected: true }],
  ['建在集体土地上', { land_ownership: 'collective' }],
  ['开发企业违法建设', { developer_violation: true }],
  ['擅自改变土地用途', { use_change_needed: true }],
  ['办公用地与住宅用地未分割', { land_split_needed: true }],
  ['权籍调查未完成', { cadastral_survey: false }],
  ['没有楼盘表', { building_table: false }],
  ['业主共有部分未确认', { common_parts_confirmed: false }],
  ['未签订购房合同', weakContracts],
  ['只有收据', weakContracts],
  ['发票未开', noInvoices],
  ['房屋结构鉴定为D级危房', { quality: false }],
  ['消防检测不合格', { fire_appraisal: false }],
])('%s', (text, facts) => {
  expect(suggested(text)).toEqual(facts)
})

test.each([
  '',
  '无',
  '无违建',
  '无问题',
  '无查封、抵押、权属纠纷',
  '未查封',
  '未被查封',
  '不存在权属争议',
  '没有抵押',
  '抵押已解除',
  '查封已解封',
  '已办理消防验收',
  '消防验收已通过',
  '已办理消防、规划验收',
  '消防检测合格',
  '规划核实、消防验收手续齐全',
  '欠缴土地出让金已缴清',
  '土地出让金已全部缴清',
  '欠缴的税费已于2022年3月缴清',
  '无欠税',
  '不欠缴税费',
  '未欠缴土地出让金',
  '已补办用地手续',
  '已补开发票',
  '合同已补签',
  '竣工验收备案已办结',
  '人防手续齐全',
  '无需办理人防手续',
  '是否欠缴税费待核实',
  '有无查封请核查',
  '不涉及集体土地',
  '非集资建房',
  '违建已拆除',
  '业主不愿登记',
  '业主长期在外联系不上',
  '继承纠纷',
  '未缴清契税',
  '消防通道未清理',
  '协调机制工作小组集体议定，限时完善补办手续',
  '按现状界址公示，期满无异议后登记',
  '省级文明小区，物业服务好',
])('%s: nothing is suggested', (text) => {
  expect(suggested(text)).toEqual({})
})

test('a suggestion shows the words that gave rise to it, where they stand and of which day', () => {
  expect(suggestFacts('1.消防验收手续缺失；2.开发企业欠缴税费', cell, '2022-09-30')).toEqual([
    { fact: 'fire', value: false, phrase: '消防验收手续缺失', source: cell, asOf: '2022-09-30' },
    { fact: 'taxes_settled', value: false, phrase: '开发企业欠缴税费', source: cell, asOf: '2022-09-30' },
  ])
  const shared = suggestFacts('消防、规划均未办理', cell, '2022-09-30')
  expect(new Set(shared.map(({ phrase }) => phrase))).toEqual(new Set(['消防、规划均未办理', '规划均未办理']))
})

test('what is suggested is a fact of the catalogue with a value it can have', () => {
  const texts = '消防未验收；从未办过土地手续；开发商跑路，无承继单位；超限额用地；欠缴土地出让金及税费；占用耕地'
  const facts = suggestFacts(texts, cell, '2022-09-30')
  expect(facts.length).toBe(8)
  for (const { fact, value } of facts) {
    const definition = catalogue.find(({ id }) => id === fact)
    expect(definition && fits(definition, value)).toBe(true)
  }
})

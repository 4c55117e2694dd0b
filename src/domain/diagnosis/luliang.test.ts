import { describe, expect, test } from 'vitest'
import {
  type Differences,
  diagnoseEstate,
  type Finding,
  findingOn,
  type Place,
} from '../../../test/diagnosis/made-estates.ts'
import { shippedPack, shippedPacks } from '../../../test/diagnosis/shipped-packs.ts'
import { setParameters } from './set-parameters.ts'

const luliang: Place = { packs: [...shippedPacks.values()], region: '141199', on: '2022-06-30' }

/** The county has fixed what the report leaves open. */
const decided: Place = {
  ...luliang,
  packs: setParameters(luliang.packs, [
    { pack: 'luliang-qingling', rule: 'llq-02', parameter: 'small_excess_percent', value: 5 },
    { pack: 'luliang-qingling', rule: 'llq-02', parameter: 'notice_days', value: 15 },
    { pack: 'luliang-qingling', rule: 'llq-08', parameter: 'completion_days', value: 60 },
  ]),
}

type Case = { estate: string; facts: Differences; at?: Place; finding: Partial<Finding> }

function says(requirement: string, registration: 'first' | 'transfer', cases: Case[]) {
  test.each(cases)('$estate', ({ facts, at = luliang, finding }) => {
    const found = findingOn(diagnoseEstate({ ...at, registration }, facts), requirement)

    expect(found).toMatchObject(finding)
  })
}

/** Nothing of a rule is left when its requirement is simply met. */
const met = { status: 'met', rule: null, steps: [], note: null, undecided: [] } as const

describe('1 土地权属来源材料不全：登记与完善用地手续、追缴同步启动', () => {
  says('land_source', 'first', [
    {
      estate: '材料不全：先行登记，用地手续由开发建设单位一侧同步完善',
      facts: { land_source_papers: 'incomplete' },
      finding: {
        verdict: 'can_do',
        status: 'separated',
        rule: 'llq-01',
        steps: ['complete_land natural_resources developer'],
        note: '土地权属来源材料不全，登记与完善用地手续同步办理。',
      },
    },
    { estate: '材料齐全：不适用', facts: {}, finding: { verdict: 'can_do', ...met } },
    {
      estate: '从未办理：不适用，另行研究',
      facts: { land_source_papers: 'none' },
      finding: { verdict: 'consult', status: 'missing', rule: 'llq-09' },
    },
    {
      estate: '材料情况未知：不当作不全，也不当作齐全',
      facts: { land_source_papers: null },
      finding: { verdict: 'can_solve', status: 'unknown', rule: null, note: null },
    },
  ])
  says('land_price', 'first', [
    {
      estate: '材料不全又欠缴土地出让金：追缴与登记同步',
      facts: { land_source_papers: 'incomplete', land_price_settled: false },
      finding: {
        verdict: 'can_do',
        status: 'separated',
        rule: 'llq-01-land-price',
        steps: ['open_recovery natural_resources developer', 'recover natural_resources developer'],
        note: '欠缴土地出让金另案追缴，与登记同步办理。',
      },
    },
    {
      estate: '材料不全，土地出让金按数额算仍有欠缴',
      facts: {
        land_source_papers: 'incomplete',
        land_price_settled: null,
        land_price_due_fen: 100_00,
        land_price_paid_fen: 99_00,
      },
      finding: { status: 'separated', rule: 'llq-01-land-price' },
    },
    {
      estate: '材料不全，土地出让金已缴清：不追缴',
      facts: { land_source_papers: 'incomplete' },
      finding: met,
    },
    {
      estate: '材料不全，是否欠缴未知',
      facts: { land_source_papers: 'incomplete', land_price_settled: null },
      finding: { status: 'unknown', rule: null },
    },
  ])
  says('taxes', 'first', [
    {
      estate: '材料不全又欠税：由税务局另案追缴',
      facts: { land_source_papers: 'incomplete', taxes_settled: false, recovery_started: true },
      finding: { status: 'separated', rule: 'llq-01-taxes', steps: ['recover tax developer'] },
    },
    { estate: '材料不全，税已缴清', facts: { land_source_papers: 'incomplete' }, finding: met },
    {
      estate: '材料不全，是否欠税未知',
      facts: { land_source_papers: 'incomplete', taxes_settled: null },
      finding: { status: 'unknown', rule: null },
    },
  ])
})

describe('2 超出批准占地面积较小：按现状院墙实测定界，公示无异议后登记', () => {
  const steps = ['decide natural_resources owner', 'survey third_party owner', 'notice natural_resources owner']
  says('land_area', 'first', [
    {
      estate: '超占较小：研究、实测、公示三步，公示天数未定',
      facts: { surveyed_land_m2: 1020, excess_land_is_small: true },
      finding: {
        verdict: 'can_solve',
        status: 'missing',
        rule: 'llq-02',
        steps,
        notices: ['? working'],
        note: '宗地界线按现状院墙实测并经公示无异议确定，超出批准占地面积部分一并记载。',
      },
    },
    {
      estate: '县定5%、公示15个工作日，超占正好5%：适用',
      at: decided,
      facts: { surveyed_land_m2: 1050 },
      finding: { status: 'missing', rule: 'llq-02', steps, notices: ['15 working'] },
    },
    {
      estate: '已实测：只剩公示',
      facts: { surveyed_land_m2: 1020, excess_land_is_small: true, boundary_survey_done: true },
      finding: { status: 'missing', rule: 'llq-02', steps: ['notice natural_resources owner'] },
    },
    {
      estate: '公示期满无异议：据此登记',
      facts: { surveyed_land_m2: 1020, excess_land_is_small: true, boundary_notice_passed: true },
      finding: { verdict: 'can_do', status: 'substituted', rule: 'llq-02', steps: [] },
    },
    { estate: '没有超占：不适用', facts: {}, finding: met },
    {
      estate: '县定5%，超占5.1%，不算较小：不适用',
      at: decided,
      facts: { surveyed_land_m2: 1051, excess_land_is_small: false, over_quota_land: true },
      finding: { status: 'missing', rule: 'llq-08', undecided: [] },
    },
    {
      estate: '比例上限未定、是否较小未知：待查',
      facts: { surveyed_land_m2: 1020, excess_land_is_small: null },
      finding: {
        verdict: 'can_solve',
        status: 'missing',
        rule: null,
        undecided: expect.arrayContaining(['llq-02: excess_land_is_small']),
      },
    },
  ])
})

describe('3 购房合同不规范、无购房发票：据实追认合同，开具发票', () => {
  says('contract', 'transfer', [
    {
      estate: '合同不规范：据实追认',
      facts: { contracts_in_order: false },
      finding: {
        verdict: 'can_solve',
        status: 'missing',
        rule: 'llq-03-contract',
        steps: ['confirm urban_service owner'],
        note: '购房合同据实追认。',
      },
    },
    { estate: '合同规范：不适用', facts: {}, finding: { verdict: 'can_do', ...met } },
    {
      estate: '合同情况未知',
      facts: { contracts_in_order: null },
      finding: { status: 'unknown', rule: null, undecided: ['llq-03-contract: contracts_in_order'] },
    },
  ])
  says('invoice', 'transfer', [
    {
      estate: '无发票：税务局开具',
      facts: { invoices_issued: false },
      finding: { status: 'missing', rule: 'llq-03-invoice', steps: ['issue tax owner'], note: null },
    },
    { estate: '有发票：不适用', facts: {}, finding: met },
    {
      estate: '有无发票未知',
      facts: { invoices_issued: null },
      finding: { status: 'unknown', rule: null, undecided: ['llq-03-invoice: invoices_issued'] },
    },
  ])
})

describe('4 2013年前无人防手续：暂缓缴纳人防易地建设费', () => {
  const without = { civil_defence: false, civil_defence_fee_paid: false }
  const deferred = {
    verdict: 'can_do',
    status: 'deferred',
    rule: 'llq-04',
    steps: ['collect developer developer'],
    note: '人防工程易地建设费暂缓缴纳。',
  } as const
  says('civil_defence', 'first', [
    { estate: '2012年12月31日建成', facts: { ...without, completed_on: '2012-12-31' }, finding: deferred },
    { estate: '只知2012年建成', facts: { ...without, completed_on: '2012' }, finding: deferred },
    {
      estate: '2013年1月1日建成：不缓缴，须缴费',
      facts: { ...without, completed_on: '2013-01-01' },
      finding: { verdict: 'can_solve', status: 'missing', rule: 'o-civil-defence', undecided: [], note: null },
    },
    { estate: '有人防手续：不适用', facts: { completed_on: '2009' }, finding: met },
    {
      estate: '建成时间未知：能否缓缴待查',
      facts: without,
      finding: { status: 'missing', undecided: ['llq-04: completed_on'] },
    },
    {
      estate: '有无人防手续未知',
      facts: { civil_defence: null, completed_on: '2009' },
      finding: { status: 'unknown', rule: null },
    },
  ])
})

describe('5 规划、质量安全、消防手续缺：财政出资检测评估，认定意见作为首登依据', () => {
  const chain = (unit: string) => ['fund finance owner', 'appraise third_party owner', `opinion ${unit} owner`]
  const ways = [
    {
      requirement: 'planning',
      unit: 'natural_resources',
      appraised: 'planning_appraisal',
      opinion: 'planning_opinion',
      word: '规划',
    },
    {
      requirement: 'acceptance',
      unit: 'housing',
      appraised: 'quality',
      opinion: 'acceptance_opinion',
      word: '质量安全',
    },
    { requirement: 'fire', unit: 'approval', appraised: 'fire_appraisal', opinion: 'fire_opinion', word: '消防' },
  ]
  for (const { requirement, unit, appraised, opinion, word } of ways) {
    const rule = `llq-05-${requirement}`
    says(requirement, 'first', [
      {
        estate: `无${word}手续：经费、评估、认定意见三步`,
        facts: { [requirement]: false },
        finding: {
          verdict: 'can_solve',
          status: 'missing',
          rule,
          steps: chain(unit),
          note: `${word}以第三方检测评估合格后的认定意见作为首次登记依据。`,
        },
      },
      {
        estate: `${word}检测评估已合格：只剩认定意见`,
        facts: { [requirement]: false, [appraised]: true },
        finding: { status: 'missing', rule, steps: [`opinion ${unit} owner`] },
      },
      {
        estate: `${word}认定意见已出具：作为首登依据`,
        facts: { [requirement]: false, [opinion]: true },
        finding: { verdict: 'can_do', status: 'substituted', rule, steps: [] },
      },
      { estate: `${word}手续齐：不适用`, facts: {}, finding: met },
      { estate: `有无${word}手续未知`, facts: { [requirement]: null }, finding: { status: 'unknown', rule: null } },
    ])
  }
})

describe('6 项目符合规划、消防、质量安全要求：开发商的事与群众办证分开', () => {
  says('conduct', 'first', [
    {
      estate: '违法违规未处理：先行办证，另案处置',
      facts: { developer_violation: true },
      finding: {
        verdict: 'can_do',
        status: 'separated',
        rule: 'llq-06-conduct',
        steps: ['punish enforcement developer'],
        note: '开发建设单位违法违规行为另案处置。',
      },
    },
    {
      estate: '违法违规、规划手续可由认定意见代替：分开',
      facts: { developer_violation: true, planning: false },
      finding: { verdict: 'can_solve', status: 'separated', rule: 'llq-06-conduct' },
    },
    { estate: '没有违法违规：不适用', facts: {}, finding: met },
    {
      estate: '违法违规、有无消防手续未知：能否分开待查',
      facts: { developer_violation: true, violation_dealt_with: false, fire: null },
      finding: {
        status: 'missing',
        rule: 'o-conduct',
        undecided: [expect.stringMatching(/^llq-06-conduct: .*\bfire\b/)],
      },
    },
    {
      estate: '有无违法违规未知',
      facts: { developer_violation: null },
      finding: { status: 'unknown', rule: null },
    },
  ])
  says('land_price', 'first', [
    {
      estate: '欠缴土地出让金：先行办证，另案追缴',
      facts: { land_price_settled: false },
      finding: {
        verdict: 'can_do',
        status: 'separated',
        rule: 'llq-06-land-price',
        steps: ['open_recovery natural_resources developer', 'recover natural_resources developer'],
        note: '土地出让金欠缴部分另案向开发建设单位追缴（证缴分离）。',
      },
    },
    { estate: '已缴清：不适用', facts: {}, finding: met },
    {
      estate: '欠缴、有无竣工验收未知：能否分开待查',
      facts: { land_price_settled: false, acceptance: null },
      finding: {
        status: 'missing',
        undecided: expect.arrayContaining([expect.stringMatching(/^llq-06-land-price: .*\bacceptance\b/)]),
      },
    },
  ])
  says('taxes', 'first', [
    {
      estate: '欠缴税费：先行办证，税务局另案追缴',
      facts: { taxes_settled: false },
      finding: {
        verdict: 'can_do',
        status: 'separated',
        rule: 'llq-06-taxes',
        steps: ['open_recovery tax developer', 'recover tax developer'],
        note: '开发环节税费欠缴部分另案向开发建设单位追缴（证缴分离）。',
      },
    },
    { estate: '已缴清：不适用', facts: {}, finding: met },
    { estate: '是否欠缴未知', facts: { taxes_settled: null }, finding: { status: 'unknown', rule: null } },
  ])
  test('没有别的办法补规划手续的地方，规划不合格就不能分开', () => {
    const withoutRule5 = {
      ...shippedPack('luliang-qingling'),
      rules: shippedPack('luliang-qingling').rules.filter(({ id }) => id !== 'llq-05-planning'),
    }

    const diagnosis = diagnoseEstate(
      { ...luliang, packs: [withoutRule5] },
      { developer_violation: true, planning: false },
    )

    expect(findingOn(diagnosis, 'conduct')).toMatchObject({
      verdict: 'consult',
      status: 'missing',
      rule: null,
      undecided: [],
    })
  })
})

describe('7 原划拨土地集资建房：分割登记、办公用地同步登记、分别颁证', () => {
  const split = { unit_housing: true, land_acquisition: 'allocated', land_split_needed: true }
  const use = { unit_housing: true, land_acquisition: 'allocated', use_change_needed: true }
  says('land_split', 'first', [
    {
      estate: '办公用地上集资建房，须分割：单位申请、权籍调查，两块地同步登记',
      facts: { ...split, cadastral_survey: false },
      finding: {
        verdict: 'can_solve',
        status: 'missing',
        rule: 'llq-07',
        steps: [
          'apply work_unit owner',
          'survey third_party owner',
          'office registration_centre owner',
          'split natural_resources owner',
        ],
        note: '原划拨土地集资建房，用地分割后与办公用地分别登记颁证。',
      },
    },
    {
      estate: '权籍调查已完善：只剩两块地的登记',
      facts: split,
      finding: { rule: 'llq-07', steps: ['office registration_centre owner', 'split natural_resources owner'] },
    },
    { estate: '分割登记已办：不再适用', facts: { ...split, land_split_done: true }, finding: met },
    { estate: '不是单位集资建房：不要求分割', facts: {}, finding: { status: 'not_applicable', rule: null } },
    {
      estate: '集资建房、是否须分割未知',
      facts: { ...split, land_split_needed: null },
      finding: { status: 'unknown', rule: null, undecided: ['llq-07: land_split_needed'] },
    },
    {
      estate: '出让土地上的集资建房：不适用，提交会诊',
      facts: { ...split, land_acquisition: 'granted' },
      finding: { verdict: 'consult', status: 'missing', rule: null, undecided: [] },
    },
  ])
  says('land_use', 'first', [
    {
      estate: '须变更用途：单位申请、批准',
      facts: use,
      finding: {
        status: 'missing',
        rule: 'llq-07-use',
        steps: ['apply work_unit owner', 'use natural_resources owner'],
      },
    },
    { estate: '用途变更已批准', facts: { ...use, use_change_approved: true }, finding: met },
    {
      estate: '是否须变更用途未知',
      facts: { ...use, use_change_needed: null },
      finding: { status: 'unknown', rule: null, undecided: expect.arrayContaining(['llq-07-use: use_change_needed']) },
    },
  ])
})

describe('8 小范围超限额用地：集体议定，限时补办', () => {
  says('land_area', 'first', [
    {
      estate: '小范围超限额：清零办议定，限时补办，时限未定',
      facts: { surveyed_land_m2: 1030, excess_land_is_small: false, over_quota_land: true },
      finding: {
        verdict: 'can_solve',
        status: 'missing',
        rule: 'llq-08',
        steps: ['decide clearance_office owner', 'complete natural_resources owner'],
        note: '小范围超限额用地经集体议定限时补办。',
      },
    },
    {
      estate: '已议定：只剩补办',
      facts: { surveyed_land_m2: 1030, excess_land_is_small: false, over_quota_land: true, over_quota_decided: true },
      finding: { rule: 'llq-08', steps: ['complete natural_resources owner'] },
    },
    { estate: '没有超限额：不适用', facts: { over_quota_land: false }, finding: met },
    {
      estate: '是否超限额未知',
      facts: { surveyed_land_m2: 1030, excess_land_is_small: false, over_quota_land: null },
      finding: {
        verdict: 'can_solve',
        status: 'missing',
        rule: null,
        undecided: expect.arrayContaining(['llq-08: over_quota_land']),
      },
    },
  ])
  test('议定60日：由开发建设单位承诺在60日内补办', () => {
    const diagnosis = diagnoseEstate(decided, {
      surveyed_land_m2: 1300,
      excess_land_is_small: false,
      over_quota_land: true,
    })

    expect(diagnosis.path.find(({ id }) => id === 'llq-08/complete')).toMatchObject({
      workingDays: 60,
      commitment: { by: 'developer', days: 60 },
      needs: ['llq-08/decide'],
    })
  })
})

describe('9 从未办理土地手续：分门别类研究', () => {
  says('land_source', 'first', [
    {
      estate: '建成至今未办：提交会诊',
      facts: { land_source_papers: 'none' },
      finding: {
        verdict: 'consult',
        status: 'missing',
        rule: 'llq-09',
        steps: ['classify natural_resources owner', 'consult clearance_office owner'],
        note: null,
      },
    },
    {
      estate: '只是不全：不适用',
      facts: { land_source_papers: 'incomplete' },
      finding: { status: 'separated', rule: 'llq-01' },
    },
    {
      estate: '办没办过未知：不提交会诊',
      facts: { land_source_papers: null },
      finding: { verdict: 'can_solve', status: 'unknown' },
    },
  ])
})

describe('10 业主在外地：手持身份证和授权委托书照片代替公证', () => {
  says('presence', 'transfer', [
    {
      estate: '业主在外地、尚未申请：收照片和双方身份证',
      facts: { owner_away: true, application_lodged: false },
      finding: {
        verdict: 'can_solve',
        status: 'missing',
        rule: 'llq-10',
        steps: ['photo registration_centre owner'],
        note: null,
      },
    },
    {
      estate: '照片已收：视同到场',
      facts: { owner_away: true, application_lodged: false, photo_authorisation: true },
      finding: { verdict: 'can_do', status: 'substituted', rule: 'llq-10', steps: [] },
    },
    { estate: '业主在本地：不适用', facts: { application_lodged: false }, finding: met },
    {
      estate: '业主在不在外地未知',
      facts: { owner_away: null, application_lodged: false },
      finding: { status: 'unknown', undecided: ['llq-10: owner_away'] },
    },
  ])
})

describe('11 小区远离县城：设临时登记点，现场收审资料', () => {
  says('intake', 'transfer', [
    {
      estate: '远离县城、尚未申请：设点、现场收件',
      facts: { far_from_county_town: true, application_lodged: false },
      finding: {
        verdict: 'can_solve',
        status: 'missing',
        rule: 'llq-11',
        steps: ['point registration_centre owner', 'collect registration_centre owner'],
        note: null,
      },
    },
    {
      estate: '登记点已设：只剩收件',
      facts: { far_from_county_town: true, application_lodged: false, temporary_point_open: true },
      finding: { rule: 'llq-11', steps: ['collect registration_centre owner'] },
    },
    { estate: '县城内：不适用', facts: { application_lodged: false }, finding: met },
    {
      estate: '远近未知',
      facts: { far_from_county_town: null, application_lodged: false },
      finding: { status: 'unknown', undecided: ['llq-11: far_from_county_town'] },
    },
  ])
})

describe('12 业主不愿登记：登记中心、开发单位、社区上门查找原因', () => {
  says('willingness', 'transfer', [
    {
      estate: '不愿登记：上门查因、动员',
      facts: { owner_willing: false },
      finding: {
        verdict: 'can_solve',
        status: 'missing',
        rule: 'llq-12',
        steps: ['visit registration_centre owner', 'persuade township owner'],
        note: null,
      },
    },
    {
      estate: '不愿登记、还没联系上：社区先约',
      facts: { owner_willing: false, owner_reached: null },
      finding: {
        rule: 'llq-12',
        steps: ['community township owner', 'visit registration_centre owner', 'persuade township owner'],
      },
    },
    { estate: '愿意登记：不适用', facts: {}, finding: met },
    {
      estate: '愿不愿意未知',
      facts: { owner_willing: null },
      finding: { status: 'unknown', undecided: ['llq-12: owner_willing'] },
    },
  ])
})

describe('只在吕梁、只从行动开始之日起', () => {
  test.each([
    { where: '吕梁所辖县', region: '141199', on: '2021-05-01', rule: 'llq-05-planning' },
    { where: '行动开始前一日', region: '141199', on: '2021-04-30', rule: null },
    { where: '邻市', region: '141099', on: '2022-06-30', rule: null },
  ])('$where', ({ region, on, rule }) => {
    const diagnosis = diagnoseEstate({ ...luliang, region, on }, { planning: false })

    expect(findingOn(diagnosis, 'planning')).toMatchObject({ status: 'missing', rule })
  })
})

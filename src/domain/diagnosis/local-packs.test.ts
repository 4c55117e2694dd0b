import { describe, expect, test } from 'vitest'
import { type Differences, diagnoseEstate, type Finding, findingOn } from '../../../test/diagnosis/made-estates.ts'
import { shippedPack, shippedPacks } from '../../../test/diagnosis/shipped-packs.ts'

const everything = [...shippedPacks.values()]

type Case = { estate: string; facts: Differences; finding: Partial<Finding> }

function says(place: { region: string; on: string; packs?: typeof everything }, requirement: string, cases: Case[]) {
  test.each(cases)('$estate', ({ facts, finding }) => {
    const found = findingOn(diagnoseEstate({ packs: everything, ...place }, facts), requirement)

    expect(found).toMatchObject(finding)
  })
}

/** No rule of the place holds or may hold; what the nation leaves open may still be there. */
const closedTo = (prefix: string) => ({
  status: 'missing' as const,
  rule: null,
  undecided: expect.not.arrayContaining([expect.stringMatching(new RegExp(`^${prefix}-`))]),
})

describe('五峰县2023：规划以2008年1月1日开工为界', () => {
  const place = { region: '420529', on: '2023-07-01' }
  const asBuilt = (started_on: string | null) => ({ planning: false, unapproved_extension: false, started_on })
  const early = {
    verdict: 'can_solve',
    status: 'missing',
    rule: 'wf-planning-early',
    steps: ['apply developer owner', 'opinion natural_resources owner'],
    note: '规划条件核实按现状补办。',
  } as const
  const full = {
    verdict: 'can_solve',
    status: 'missing',
    rule: 'wf-planning-full',
    steps: ['deal enforcement owner', 'permit natural_resources owner', 'accept natural_resources owner'],
    note: null,
  } as const
  says(place, 'planning', [
    { estate: '前一日开工：按现状出具意见', facts: asBuilt('2007-12-31'), finding: early },
    { estate: '当日开工：完整程序', facts: asBuilt('2008-01-01'), finding: full },
    { estate: '后一日开工：完整程序', facts: asBuilt('2008-01-02'), finding: full },
    { estate: '只知2007年：在界之前', facts: asBuilt('2007'), finding: early },
    { estate: '只知2008年1月：在界之后', facts: asBuilt('2008-01'), finding: full },
    {
      estate: '早开工但擅自加建：完整程序',
      facts: { ...asBuilt('2001-05'), unapproved_extension: true },
      finding: full,
    },
    {
      estate: '开工时间未知：两条都待定',
      facts: asBuilt(null),
      finding: {
        status: 'missing',
        rule: null,
        undecided: expect.arrayContaining(['wf-planning-early: started_on', 'wf-planning-full: started_on']),
      },
    },
    {
      estate: '意见已出具：代替规划核实',
      facts: { ...asBuilt('2007-12-31'), planning_opinion: true },
      finding: { verdict: 'can_do', status: 'substituted', rule: 'wf-planning-early', steps: [] },
    },
  ])
})

describe('五峰县2023：早期小型工程的竣工验收', () => {
  const place = { region: '420529', on: '2023-07-01' }
  const built = (
    started_on: string,
    controlled_area: boolean | null,
    size: Differences = { building_area_m2: 500 },
  ) => ({
    acceptance: false,
    started_on,
    controlled_area,
    individual_self_build: false,
    investment_fen: 100_000_001,
    building_area_m2: 500.01,
    ...size,
  })
  const applies = {
    verdict: 'can_solve',
    status: 'missing',
    rule: 'wf-acceptance-small',
    steps: ['appraise third_party owner', 'commit applicant owner'],
  } as const
  says(place, 'acceptance', [
    { estate: '控制区内，2000年4月6日开工', facts: built('2000-04-06', true), finding: applies },
    { estate: '控制区内，2000年4月7日开工：不适用', facts: built('2000-04-07', true), finding: closedTo('wf') },
    { estate: '控制区内，2000年4月8日开工：不适用', facts: built('2000-04-08', true), finding: closedTo('wf') },
    { estate: '其他区域，2007年12月31日开工', facts: built('2007-12-31', false), finding: applies },
    { estate: '其他区域，2008年1月1日开工：不适用', facts: built('2008-01-01', false), finding: closedTo('wf') },
    { estate: '在哪个区域未知，1999年开工：两处都在界前', facts: built('1999', null), finding: applies },
    {
      estate: '在哪个区域未知，2005年开工：待查',
      facts: built('2005', null),
      finding: { rule: null, undecided: expect.arrayContaining(['wf-acceptance-small: controlled_area']) },
    },
    {
      estate: '控制区内，只知2000年开工：界在年内，待查',
      facts: built('2000', true),
      finding: { rule: null, undecided: expect.arrayContaining(['wf-acceptance-small: started_on']) },
    },
    {
      estate: '控制区内，只知2000年4月开工：界在月内，待查',
      facts: built('2000-04', true),
      finding: { rule: null, undecided: expect.arrayContaining(['wf-acceptance-small: started_on']) },
    },
    { estate: '其他区域，只知2000年开工', facts: built('2000', false), finding: applies },
    { estate: '500.01平方米：太大', facts: built('1999', true, {}), finding: closedTo('wf') },
    { estate: '投资正好100万元', facts: built('1999', true, { investment_fen: 100_000_000 }), finding: applies },
    { estate: '个人自建住宅，不论大小', facts: built('1999', true, { individual_self_build: true }), finding: applies },
    {
      estate: '鉴定Ⅲ级：不合格，仍须鉴定',
      facts: { ...built('1999', true), structure_grade: 'iii', fire_commitment_signed: true },
      finding: { ...applies, steps: ['appraise third_party owner'] },
    },
    {
      estate: '鉴定Ⅱ级、承诺书已签：视为竣工验收',
      facts: { ...built('1999', true), structure_grade: 'ii', fire_commitment_signed: true },
      finding: {
        verdict: 'can_do',
        status: 'substituted',
        rule: 'wf-acceptance-small',
        note: '竣工验收以结构可靠性鉴定和消防安全承诺代替。',
      },
    },
  ])
  test('消防安全承诺书由申请人作出', () => {
    const { path } = diagnoseEstate({ packs: everything, ...place }, built('1999', true))

    expect(path.find(({ step }) => step === 'commit')?.commitment).toEqual({ by: 'applicant', days: null })
  })
})

describe('浙江省2023：未入住先缴清，已入住先行先办', () => {
  const alone = { region: '330199', on: '2023-07-01', packs: [shippedPack('zhejiang-2023')] }
  const unpaid = { land_price_settled: false }
  says(alone, 'land_price', [
    {
      estate: '未入住：价款和违约金都缴清才登记',
      facts: { ...unpaid, occupied: false },
      finding: {
        verdict: 'can_solve',
        status: 'missing',
        rule: 'zj-land-price-first',
        steps: ['pay developer owner', 'penalty developer owner'],
        note: null,
      },
    },
    {
      estate: '已入住：追缴另案，先行先办',
      facts: { ...unpaid, occupied: true },
      finding: {
        verdict: 'can_do',
        status: 'separated',
        rule: 'zj-land-price-apart',
        steps: [
          'open_recovery natural_resources developer',
          'recover natural_resources developer',
          'penalty natural_resources developer',
        ],
        note: '欠缴土地出让价款另行追缴，与登记分别办理。',
      },
    },
    {
      estate: '入住情况未知：两条都待定',
      facts: unpaid,
      finding: {
        status: 'missing',
        rule: null,
        undecided: ['zj-land-price-first: occupied', 'zj-land-price-apart: occupied'],
      },
    },
    { estate: '已缴清：不适用', facts: { occupied: true }, finding: { status: 'met', rule: null } },
  ])
  says(alone, 'conduct', [
    {
      estate: '已入住、开发单位违法：责任另案',
      facts: { developer_violation: true, occupied: true },
      finding: {
        verdict: 'can_do',
        status: 'separated',
        rule: 'zj-conduct-apart',
        steps: ['deal enforcement developer'],
      },
    },
    {
      estate: '未入住、开发单位违法：不分开',
      facts: { developer_violation: true, occupied: false },
      finding: { verdict: 'consult', status: 'missing', rule: null, undecided: [] },
    },
    {
      estate: '入住情况未知',
      facts: { developer_violation: true },
      finding: { status: 'missing', rule: null, undecided: ['zj-conduct-apart: occupied'] },
    },
  ])
  test('国家规则更确定，作首选；省规则留作另一条路', () => {
    const diagnosis = diagnoseEstate({ ...alone, packs: everything }, { ...unpaid, sold: true, occupied: false })

    const { remedies } = diagnosis.requirements.find(({ requirement }) => requirement === 'land_price') ?? {}
    expect(remedies?.map(({ rule }) => rule)).toEqual(['n2-land-price-first', 'zj-land-price-first'])
  })
})

describe('贵港市2025：超出证载面积', () => {
  const place = { region: '450899', on: '2025-07-01' }
  const over = (surveyed_land_m2: number, more: Differences) => ({
    surveyed_land_m2,
    self_built: false,
    second_survey_class: 'construction',
    publicly_led: false,
    ...more,
  })
  const notice = {
    verdict: 'can_solve',
    status: 'missing',
    rule: 'gg-self-build',
    steps: ['survey third_party owner', 'notice natural_resources owner', 'confirm natural_resources owner'],
    notices: ['30 calendar'],
    note: '超出证载面积部分经公告无异议，按现状确认。',
  } as const
  const consent = {
    verdict: 'can_solve',
    status: 'missing',
    rule: 'gg-public-scheme',
    steps: ['consent township owner', 'confirm natural_resources owner'],
    notices: [],
  } as const
  const none = { verdict: 'consult', ...closedTo('gg') } as const
  says(place, 'land_area', [
    { estate: '自建房，正好3%：公告30日', facts: over(1030, { self_built: true }), finding: notice },
    { estate: '自建房，3.001%：不适用', facts: over(1030.01, { self_built: true }), finding: none },
    { estate: '自建房，没有超出', facts: over(1000, { self_built: true }), finding: { status: 'met', rule: null } },
    {
      estate: '自建房，二调不是建设用地：不适用',
      facts: over(1020, { self_built: true, second_survey_class: 'other' }),
      finding: none,
    },
    {
      estate: '自建房，二调地类未知：待查',
      facts: over(1020, { self_built: true, second_survey_class: null }),
      finding: { status: 'missing', rule: null, undecided: ['gg-self-build: second_survey_class'] },
    },
    {
      estate: '公告期满无异议：只剩确认',
      facts: over(1030, { self_built: true, boundary_notice_passed: true }),
      finding: { ...notice, steps: ['confirm natural_resources owner'], notices: [] },
    },
    {
      estate: '已按现状确认',
      facts: over(1030, { self_built: true, excess_land_confirmed: true }),
      finding: { verdict: 'can_do', status: 'substituted', rule: 'gg-self-build' },
    },
    { estate: '机关组织建设，正好15%：业主同意', facts: over(1150, { publicly_led: true }), finding: consent },
    { estate: '机关组织建设，15.001%：不适用', facts: over(1150.01, { publicly_led: true }), finding: none },
    {
      estate: '是否机关组织建设未知',
      facts: over(1100, { publicly_led: null }),
      finding: { rule: null, undecided: ['gg-public-scheme: publicly_led'] },
    },
    {
      estate: '24户中16户同意，正好三分之二：够',
      facts: over(1150, { publicly_led: true, owners_total: 24, owners_consenting: 16 }),
      finding: { ...consent, steps: ['confirm natural_resources owner'] },
    },
    {
      estate: '24户中15户同意：不够',
      facts: over(1150, { publicly_led: true, owners_total: 24, owners_consenting: 15 }),
      finding: consent,
    },
    {
      estate: '业主不够，权利人同意：够',
      facts: over(1150, { publicly_led: true, owners_total: 24, owners_consenting: 0, right_holder_consents: true }),
      finding: { ...consent, steps: ['confirm natural_resources owner'] },
    },
  ])
  test('公告30个自然日，占22个工作日', () => {
    const diagnosis = diagnoseEstate({ packs: everything, ...place }, over(1030, { self_built: true }))

    expect(diagnosis).toMatchObject({ noticeDays: 30, workingDays: 22 })
  })
})

describe('广州市试行：2000年4月7日至2018年10月15日建成', () => {
  const place = { region: '440199', on: '2024-03-01' }
  const built = (completed_on: string | null, more: Differences = {}) => ({
    acceptance: false,
    civil_defence_fee_paid: false,
    civil_defence: false,
    completed_on,
    ...more,
  })
  const applies = {
    status: 'missing',
    rule: 'gz-acceptance',
    steps: [
      'structure third_party owner',
      'fire third_party owner',
      'insure developer owner',
      'civil_defence developer owner',
      'infrastructure developer owner',
      'opinion housing owner',
    ],
    note: '竣工验收以住房城乡建设部门备案意见函代替。',
  } as const
  const done = {
    structure_seismic_appraisal: true,
    fire_appraisal: true,
    insurance_years: 3,
    civil_defence_fee_paid: true,
    infrastructure_fee_paid: true,
  }
  says(place, 'acceptance', [
    { estate: '前一日建成：不适用', facts: built('2000-04-06'), finding: closedTo('gz') },
    { estate: '首日建成', facts: built('2000-04-07'), finding: applies },
    { estate: '末日建成', facts: built('2018-10-15'), finding: applies },
    { estate: '后一日建成：不适用', facts: built('2018-10-16'), finding: closedTo('gz') },
    { estate: '只知2010年建成：在两日之间', facts: built('2010'), finding: applies },
    {
      estate: '只知2018年建成：界在年内，待查',
      facts: built('2018'),
      finding: { rule: null, undecided: expect.arrayContaining(['gz-acceptance: completed_on']) },
    },
    {
      estate: '建成时间未知',
      facts: built(null),
      finding: { rule: null, undecided: expect.arrayContaining(['gz-acceptance: completed_on']) },
    },
    {
      estate: '保险3年，鉴定、评估、补缴都有：只剩意见函',
      facts: built('2010', done),
      finding: { ...applies, steps: ['opinion housing owner'] },
    },
    {
      estate: '保险只有2年：不够',
      facts: built('2010', { ...done, insurance_years: 2 }),
      finding: { ...applies, steps: ['insure developer owner', 'opinion housing owner'] },
    },
    {
      estate: '意见函已出具',
      facts: built('2010', { ...done, acceptance_opinion: true }),
      finding: { verdict: 'can_do', status: 'substituted', rule: 'gz-acceptance' },
    },
    { estate: '有竣工验收：不适用', facts: { completed_on: '2010' }, finding: { status: 'met', rule: null } },
  ])
})

describe('深圳市2025：并行办理，处罚不影响后续', () => {
  const place = { region: '440399', on: '2025-06-01' }
  says(place, 'conduct', [
    {
      estate: '违法行为未处理：处罚另行执行，登记照办',
      facts: { developer_violation: true },
      finding: {
        verdict: 'can_do',
        status: 'separated',
        rule: 'sz-penalty',
        steps: ['punish enforcement developer'],
        note: '行政处罚另行执行。',
      },
    },
    { estate: '没有违法行为：不适用', facts: {}, finding: { status: 'met', rule: null } },
    {
      estate: '有无违法行为未知',
      facts: { developer_violation: null },
      finding: {
        status: 'unknown',
        rule: null,
        undecided: expect.arrayContaining(['sz-penalty: developer_violation']),
      },
    },
  ])
  says({ ...place, on: '2025-05-31' }, 'conduct', [
    {
      estate: '施行前一日：违法行为须先处理',
      facts: { developer_violation: true },
      finding: { verdict: 'can_solve', status: 'missing', rule: 'o-conduct' },
    },
  ])
  says(place, 'land_price', [
    {
      estate: '开发单位欠缴：办证与欠缴分开',
      facts: { land_price_settled: false },
      finding: { verdict: 'can_do', status: 'separated', rule: 'sz-land-price-apart' },
    },
    { estate: '已缴清', facts: {}, finding: { status: 'met', rule: null } },
    {
      estate: '是否欠缴未知',
      facts: { land_price_settled: null },
      finding: { status: 'unknown', rule: null },
    },
  ])
  test('处罚在执行，不挡登记', () => {
    const diagnosis = diagnoseEstate({ packs: everything, ...place }, { developer_violation: true })

    expect(diagnosis.enforcement).toMatchObject([{ rule: 'sz-penalty', state: 'active', blocks: false }])
    expect(diagnosis).toMatchObject({ verdict: 'can_do', settled: true, workingDays: 0 })
  })
  test('规划、用地、安全鉴定、消防同日起步，互不等待', () => {
    const diagnosis = diagnoseEstate(
      { packs: everything, ...place },
      { planning: false, acceptance: false, fire: false, land_source_papers: 'incomplete' },
    )

    expect(diagnosis.path.map(({ id, start, needs }) => ({ id, start, needs }))).toEqual([
      { id: 'sz-land/do', start: 0, needs: [] },
      { id: 'sz-planning/do', start: 0, needs: [] },
      { id: 'sz-safety/do', start: 0, needs: [] },
      { id: 'sz-fire/do', start: 0, needs: [] },
    ])
  })
})

describe('自然资发〔2021〕1号', () => {
  const place = { region: '110199', on: '2022-06-30' }
  const gone = { developer_standing: 'deregistered' }
  says(place, 'lawful_land', [
    {
      estate: '集体土地：依法办',
      facts: { land_ownership: 'collective' },
      finding: { verdict: 'by_law', status: 'missing' },
    },
    { estate: '占用禁建区：依法办', facts: { land_is_protected: true }, finding: { verdict: 'by_law' } },
    { estate: '国有建设用地', facts: {}, finding: { verdict: 'can_do', status: 'met' } },
    {
      estate: '土地性质未知：不当作国有',
      facts: { land_ownership: null },
      finding: { verdict: 'can_solve', status: 'unknown' },
    },
  ])
  says(place, 'land_price', [
    {
      estate: '尚未入住、欠缴：先缴清',
      facts: { land_price_settled: false, sold: true, occupied: false },
      finding: { verdict: 'can_solve', status: 'missing', rule: 'n2-land-price-first', steps: ['pay developer owner'] },
    },
    {
      estate: '已售已入住、欠缴：证缴分离',
      facts: { land_price_settled: false, sold: true, occupied: true },
      finding: { verdict: 'can_do', status: 'separated', rule: 'n2-land-price-apart' },
    },
    {
      estate: '入住情况未知、欠缴：待查',
      facts: { land_price_settled: false, sold: true },
      finding: {
        status: 'missing',
        rule: null,
        undecided: ['n2-land-price-first: occupied', 'n2-land-price-apart: occupied'],
      },
    },
  ])
  says(place, 'applicant', [
    {
      estate: '开发单位注销、有承继单位：由其申请，记入附记',
      facts: { ...gone, successor: 'successor' },
      finding: {
        verdict: 'can_do',
        status: 'substituted',
        rule: 'n4-successor',
        note: '开发建设单位已灭失，由承继单位、上级主管部门或县政府指定的单位申请登记。',
      },
    },
    {
      estate: '开发单位注销、无承继单位：县政府指定',
      facts: { ...gone, successor: 'none' },
      finding: {
        verdict: 'can_solve',
        status: 'missing',
        rule: 'n4-designate',
        steps: ['propose natural_resources owner', 'designate government owner'],
      },
    },
    {
      estate: '开发单位注销、承继情况未知：待查',
      facts: gone,
      finding: { status: 'missing', rule: null, undecided: ['n4-successor: successor', 'n4-designate: successor'] },
    },
    { estate: '开发单位存续', facts: {}, finding: { status: 'met', rule: null } },
  ])
  says(place, 'land_source', [
    {
      estate: '政府主导、材料不全：补办划拨或协议出让',
      facts: { land_source_papers: 'incomplete', government_led: true },
      finding: {
        status: 'missing',
        rule: 'n1-government-led',
        steps: ['propose natural_resources owner', 'approve government owner'],
      },
    },
    {
      estate: '棚改、从未办理：同样补办',
      facts: { land_source_papers: 'none', category: 'shantytown' },
      finding: { verdict: 'can_solve', status: 'missing', rule: 'n1-government-led' },
    },
    {
      estate: '其他项目、尚未入住、材料不全：先依法处理',
      facts: { land_source_papers: 'incomplete', government_led: false, sold: true, occupied: false },
      finding: {
        rule: 'n1-not-occupied',
        steps: ['deal enforcement owner', 'complete natural_resources owner'],
      },
    },
    {
      estate: '其他项目、已售已入住、材料不全：市县按规定补办',
      facts: { land_source_papers: 'incomplete', government_led: false, sold: true, occupied: true },
      finding: { rule: 'n1-occupied' },
    },
    {
      estate: '是否政府主导未知：待查',
      facts: { land_source_papers: 'incomplete', sold: true, occupied: true },
      finding: {
        verdict: 'can_solve',
        rule: null,
        undecided: expect.arrayContaining(['n1-government-led: government_led', 'n1-occupied: government_led']),
      },
    },
    {
      estate: '其他项目、从未办理：没有一般办法，提交会诊',
      facts: { land_source_papers: 'none' },
      finding: { verdict: 'consult', status: 'missing', rule: null, undecided: [] },
    },
  ])
  says(place, 'planning', [
    {
      estate: '可以补办：先处理违法行为',
      facts: { planning: false, planning_can_be_made_up: true },
      finding: { rule: 'n3-make-up', steps: ['deal enforcement owner', 'accept natural_resources owner'] },
    },
    {
      estate: '无法补办、符合空间规划：按现状出具意见',
      facts: { planning: false, planning_can_be_made_up: false, fits_spatial_plan: true },
      finding: { rule: 'n3-as-built', steps: ['opinion natural_resources owner'] },
    },
    {
      estate: '无法补办、不符合空间规划、没有符合的部分：提交会诊',
      facts: {
        planning: false,
        planning_can_be_made_up: false,
        fits_spatial_plan: false,
        planning_part_compliant: false,
      },
      finding: { verdict: 'consult', status: 'missing', rule: null, undecided: [] },
    },
  ])
  says(place, 'survey', [
    {
      estate: '跨宗地、同一权利人：合并宗地',
      facts: { cadastral_survey: false, crosses_parcels: true, parcels_one_holder: true },
      finding: {
        status: 'missing',
        rule: 'n5-merge',
        steps: ['parcels natural_resources owner', 'survey third_party owner'],
      },
    },
    {
      estate: '跨宗地、不同权利人：协商调整界线',
      facts: { cadastral_survey: false, crosses_parcels: true, parcels_one_holder: false },
      finding: { rule: 'n5-adjust', steps: ['parcels natural_resources owner', 'survey third_party owner'] },
    },
    {
      estate: '只缺测绘：测绘并建楼盘表',
      facts: { cadastral_survey: false, building_table: false, crosses_parcels: false },
      finding: { rule: 'o-survey', steps: ['survey third_party owner', 'table natural_resources owner'] },
    },
  ])
})

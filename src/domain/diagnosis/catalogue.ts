import { categories, categoryNames } from '../estates/categories.ts'
import type { FactDefinition } from './packs.ts'

const yesNo = (id: string, title: string, titleEn: string) => ({ id, title, titleEn, type: 'boolean' }) as const
const area = (id: string, title: string, titleEn: string) =>
  ({ id, title, titleEn, type: 'number', unit: 'm2' }) as const
const money = (id: string, title: string, titleEn: string) =>
  ({ id, title, titleEn, type: 'number', unit: 'fen' }) as const

/** By this fact a rule for one estate alone (一事一议) names it. Screens say the estate's name instead. */
export const estateIdFact = 'estate_id'

/** Facts counted from the records themselves: whoever doubts one corrects the record. */
export const countedFacts: readonly string[] = [estateIdFact, 'category', 'homes', 'first_registered']

/**
 * Every fact the product knows of an estate, its land, buildings and developer, and of one home's transfer. A policy
 * pack may define more. Order of the estate file.
 */
export const catalogue: readonly FactDefinition[] = [
  // land
  {
    id: 'land_ownership',
    title: '土地所有权性质',
    titleEn: 'Ownership of the land',
    type: 'choice',
    choices: { state: '国有', collective: '集体', undetermined: '未定' },
  },
  {
    id: 'land_acquisition',
    title: '土地取得方式',
    titleEn: 'How the land was acquired',
    type: 'choice',
    choices: { granted: '出让', allocated: '划拨', leased: '租赁', other: '其他', none: '未办用地手续' },
  },
  {
    id: 'land_source_papers',
    title: '土地权属来源材料',
    titleEn: 'Papers on the origin of the land right',
    type: 'choice',
    choices: { complete: '齐全', incomplete: '不全', none: '从未办理' },
  },
  area('approved_land_m2', '批准用地面积', 'Approved land area'),
  area('surveyed_land_m2', '实测用地面积', 'Surveyed land area'),
  {
    ...area('excess_land_m2', '超占面积', 'Land beyond the approval'),
    derived: { difference: ['surveyed_land_m2', 'approved_land_m2'] },
  },
  {
    id: 'excess_land_percent',
    title: '超占比例',
    titleEn: 'Share of land beyond the approval',
    type: 'number',
    unit: 'percent',
    derived: { percentOf: ['excess_land_m2', 'approved_land_m2'] },
  },
  yesNo('excess_land_is_small', '超批准占地面积较小', 'Land beyond the approval is small'),
  yesNo('over_quota_land', '小范围超限额用地', 'Land slightly over the quota'),
  yesNo('boundary_survey_done', '现状院墙界限已实测', 'Boundary surveyed along the walls as they stand'),
  yesNo('boundary_notice_passed', '界址公示期满无异议', 'Notice of the boundary passed without objection'),
  yesNo('land_split_needed', '集资建房用地须与办公用地分割', 'Housing land must be split from office land'),
  yesNo('land_split_done', '用地分割登记已办', 'Split of the land registered'),
  yesNo('use_change_needed', '须改变土地用途', 'Change of land use needed'),
  yesNo('use_change_approved', '改变用途已批准', 'Change of land use approved'),
  yesNo('land_is_protected', '占用耕地、生态红线等禁建区', 'Stands on protected land'),
  // planning
  yesNo('planning_permit', '建设工程规划许可证', 'Planning permit'),
  yesNo('planning', '规划核实（验收）', 'Planning acceptance'),
  yesNo('planning_appraisal', '规划第三方实测认定合格', 'Planning appraisal passed'),
  yesNo('planning_opinion', '规划认定意见已出具', 'Planning opinion issued'),
  yesNo('unapproved_extension', '擅自加建扩建', 'Extended without approval'),
  // completion and quality
  { id: 'started_on', title: '开工时间', titleEn: 'Start of construction', type: 'date' },
  { id: 'completed_on', title: '竣工（建成）时间', titleEn: 'Completion', type: 'date' },
  yesNo('construction_permit', '施工许可证', 'Construction permit'),
  yesNo('acceptance', '竣工验收备案', 'Completion acceptance filed'),
  yesNo('quality', '质量安全鉴定合格', 'Structural appraisal passed'),
  yesNo('acceptance_opinion', '质量安全认定意见已出具', 'Opinion on quality issued'),
  // fire
  yesNo('fire', '消防验收（备案）', 'Fire acceptance'),
  yesNo('fire_appraisal', '消防检测评估合格', 'Fire appraisal passed'),
  yesNo('fire_opinion', '消防认定意见已出具', 'Fire opinion issued'),
  // civil defence
  yesNo('civil_defence', '人防手续', 'Civil-defence formalities'),
  yesNo('civil_defence_fee_paid', '人防易地建设费已缴', 'Civil-defence fee paid'),
  // survey
  yesNo('cadastral_survey', '权籍调查成果', 'Cadastral survey'),
  yesNo('building_table', '楼盘表', 'Building table'),
  yesNo('common_parts_confirmed', '业主共有部分已确认', 'Common parts confirmed'),
  // who applies
  {
    id: 'developer_standing',
    title: '开发建设单位主体状态',
    titleEn: "Developer's standing",
    type: 'choice',
    choices: { existing: '存续', deregistered: '注销', revoked: '吊销', missing: '失联', extinct: '灭失' },
  },
  {
    id: 'successor',
    title: '承继单位',
    titleEn: 'Successor of the developer',
    type: 'choice',
    choices: { successor: '有承继单位', superior: '有上级主管部门', designated: '县政府已指定', none: '无' },
  },
  yesNo('unit_housing', '单位自建（集资建房、房改房）', 'Built by a work unit for its people'),
  yesNo('developer_violation', '开发建设单位违法违规', 'The developer broke the law'),
  // sale and occupation
  yesNo('sold', '已出售', 'Sold'),
  yesNo('occupied', '已入住', 'Lived in'),
  yesNo('contracts_in_order', '购房合同规范', 'Purchase contracts in order'),
  yesNo('invoices_issued', '购房发票已开', 'Invoices issued'),
  // dues
  yesNo('land_price_settled', '土地出让价款缴清', 'Land price settled'),
  money('land_price_due_fen', '应缴土地价款（分）', 'Land price due (fen)'),
  money('land_price_paid_fen', '已缴土地价款（分）', 'Land price paid (fen)'),
  {
    ...money('land_price_owed_fen', '欠缴土地价款（分）', 'Land price owed (fen)'),
    derived: { difference: ['land_price_due_fen', 'land_price_paid_fen'] },
  },
  yesNo('taxes_settled', '开发环节税费缴清', "Developer's taxes and fees settled"),
  yesNo('recovery_started', '追缴案件已立', 'Recovery case opened'),
  // restraints and violations
  yesNo('seized', '查封', 'Seized'),
  yesNo('mortgaged', '在建工程或土地抵押', 'Mortgaged'),
  yesNo('disputed', '权属争议', 'Ownership disputed'),
  yesNo('violation_dealt_with', '违法行为已依法处理', 'Violation dealt with by law'),
  // what the records themselves say
  {
    id: 'category',
    title: '项目类别',
    titleEn: 'Category',
    type: 'choice',
    choices: Object.fromEntries(categories.map((category) => [category, categoryNames[category]])),
  },
  { id: estateIdFact, title: '小区编号', titleEn: 'Number of the estate', type: 'text', exact: true },
  { id: 'homes', title: '套数', titleEn: 'Homes', type: 'number', unit: 'homes' },
  {
    id: 'first_registered',
    title: '首次登记办理情况',
    titleEn: 'First registration so far',
    type: 'choice',
    choices: { all: '全部', part: '部分', none: '未办' },
  },
  // one home's transfer
  yesNo('owner_willing', '业主愿意登记', 'The owner wants to register'),
  yesNo('owner_reached', '业主能联系上', 'The owner can be reached'),
  yesNo('owner_away', '业主在外地', 'The owner lives elsewhere'),
  yesNo('photo_authorisation', '手持身份证签署授权委托书的照片已收', 'Photo of the signed authorisation received'),
  yesNo('far_from_county_town', '小区远离县城', 'Far from the county town'),
  yesNo('application_lodged', '登记申请材料已收', 'Application handed in'),
  yesNo('identity_clear', '购房人身份一致', "The buyer's identity is clear"),
  yesNo('rights_clear', '无继承、析产等未决事项', 'No inheritance or division pending'),
  yesNo('deed_tax_paid', '契税已缴', 'Deed tax paid'),
  yesNo('maintenance_fund_paid', '维修资金已交', 'Maintenance fund paid'),
  yesNo('unit_seized', '房屋查封或抵押未解除', 'The home is seized or mortgaged'),
  // the ledgers' own words
  { id: 'problems', title: '存在问题（原文）', titleEn: 'Problems, as written', type: 'text' },
  { id: 'treatment', title: '处置意见（原文）', titleEn: 'Treatment, as written', type: 'text' },
  { id: 'first_certificate_no', title: '首次登记证号', titleEn: 'Certificate of first registration', type: 'text' },
]

/** Responsible units 责任单位 as the report names them; a pack may name others. */
export const responsibleUnits = {
  natural_resources: '自然资源局',
  approval: '行政审批局',
  housing: '住建局',
  civil_defence: '人防办',
  urban_service: '城乡建设综合服务中心',
  tax: '税务局',
  finance: '财政局',
  registration_centre: '不动产登记中心',
  fire: '消防救援大队',
  government: '县政府',
  clearance_office: '清零办',
  township: '乡镇（街道）社区',
  court: '法院',
  inspection: '纪委监委',
  enforcement: '综合执法部门',
  developer: '开发建设单位',
  third_party: '第三方机构',
  owner: '业主',
} as const

/** The same units for English screens. */
export const responsibleUnitsEn: Readonly<Record<keyof typeof responsibleUnits, string>> = {
  natural_resources: 'Natural resources',
  approval: 'Administrative approval',
  housing: 'Housing and construction',
  civil_defence: 'Civil defence',
  urban_service: 'Urban construction service centre',
  tax: 'Tax',
  finance: 'Finance',
  registration_centre: 'Registration centre',
  fire: 'Fire brigade',
  government: 'County government',
  clearance_office: 'Clearance office',
  township: 'Township, street and community',
  court: 'Court',
  inspection: 'Discipline inspection',
  enforcement: 'Law enforcement',
  developer: 'Developer',
  third_party: 'Third party',
  owner: 'Owner',
}

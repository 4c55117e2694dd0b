import type { FactValue } from './values.ts'

/**
 * What makes the words a problem: `lack` – something is missing, undone or not in order; `owe` – money is not paid;
 * `be` – the words alone say it, unless a no stands right before them.
 */
type Sense = 'lack' | 'owe' | 'be'

/** One way in which clerks name a problem, and the fact it would be. */
export type ProblemWording = { fact: string; value: FactValue; words: RegExp; sense: Sense; unless?: RegExp }

const developer = '(?:开发|建设|房开|施工|申请)?(?:单位|企业|公司|开发商|房开|主体|房地产)'
const land = '(?:土地|用地|宗地|占地)'

/** In the order of the catalogue; of two wordings that give the same fact, the first one found holds. */
const wordings: readonly ProblemWording[] = [
  // land
  {
    fact: 'land_ownership',
    value: 'collective',
    sense: 'be',
    words: /集体(?:土地|建设用地|用地|所有)|小产权|宅基地/,
    unless: /集体土地已?征收|征为国有|转为国有/,
  },
  {
    fact: 'land_source_papers',
    value: 'none',
    sense: 'be',
    words: new RegExp(
      `(?:从未|至今未|一直未|始终未|未曾?|没有?|没)办?(?:理)?过?(?:任何)?${land}(?:审批|使用|报批|征收|供应)?手续|无(?:任何)?${land}(?:审批|使用|报批)?手续|${land}(?:审批|使用|报批)?手续(?:从未|至今未|一直未|未|没有?)(?:办|取得)|未(?:供|批)(?:先|即)(?:用|占)`,
    ),
    unless: /补办|完善/,
  },
  {
    fact: 'land_source_papers',
    value: 'incomplete',
    sense: 'lack',
    words: new RegExp(
      `${land}(?:权属)?(?:来源)?(?:的)?(?:材料|手续|资料|证明|档案|文件|批文|批准书|凭证)|权属来源|${land}来源|土地(?:使用权?)?证|土地出让合同|划拨决定书`,
    ),
    unless: /分割|用途/,
  },
  {
    fact: 'excess_land_is_small',
    value: true,
    sense: 'be',
    words:
      /(?:略|稍|少量|小范围)(?:有)?(?:大于|多于|超出|超过|超占|超批准|超用地|超)|(?:大于|多于|超出|超过|超|超占)(?:原)?批准.{0,8}(?:较小|不大|少量|略)|超占.{0,6}(?:较小|不大|少量)/,
    unless: /超限额/,
  },
  { fact: 'over_quota_land', value: true, sense: 'be', words: /超(?:出|过)?限额/ },
  {
    fact: 'land_split_needed',
    value: true,
    sense: 'be',
    words: new RegExp(
      `(?:${land}|办公用地).{0,8}(?:未|没有|无法|须|需|应|尚未|待).{0,4}分割|${land}分割.{0,8}(?:未|没有|无法|待|尚未)|${land}分割登记|未(?:办理?|进行)?${land}?分割`,
    ),
  },
  {
    fact: 'use_change_needed',
    value: true,
    sense: 'be',
    words:
      /用途.{0,2}(?:变更|改变|转换|调整).{0,6}(?:未|没有|待|尚未)|(?:擅自|私自|未批|未经批准).{0,4}(?:变更|改变)(?:了)?(?:土地|规划)?用途|(?:须|需|应|未办理?|待办理?)(?:土地)?用途(?:变更|改变)|(?:土地)?用途(?:与.{0,8})?(?:不符|不一致)/,
  },
  {
    fact: 'land_is_protected',
    value: true,
    sense: 'be',
    words:
      /(?:占用|占|位于|压占|涉及|侵占).{0,8}(?:耕地|农田|生态(?:保护)?红线|禁建区|自然保护区|水源(?:地|保护)|河道|林地)/,
  },
  // planning
  { fact: 'planning_permit', value: false, sense: 'lack', words: /规划许可证?/ },
  {
    fact: 'planning_opinion',
    value: false,
    sense: 'lack',
    words: /规划认定(?:意见)?(?:书)?/,
    unless: /后出具|局出具|出具规划认定意见$/,
  },
  {
    fact: 'planning',
    value: false,
    sense: 'lack',
    words: /规划(?:条件)?(?:核实|验收|核验|竣工验收|认可|审批|手续|资料|材料)|规划$|规划(?=[未无缺没不]|均|都|尚)/,
    unless: /规划许可/,
  },
  { fact: 'planning', value: false, sense: 'be', words: /(?:现状|局|须|需|应|后)?(?:出具|认定)规划(?:认定)?意见/ },
  {
    fact: 'unapproved_extension',
    value: true,
    sense: 'be',
    words: /违建|违章(?:建筑|搭建)|私搭乱建|(?:擅自|私自|未批)?(?:加层|加建|扩建|搭建)/,
  },
  // completion and quality
  { fact: 'construction_permit', value: false, sense: 'lack', words: /施工许可证?|施工手续/ },
  {
    fact: 'acceptance',
    value: false,
    sense: 'lack',
    words: /(?:竣工|综合|联合|工程|质量)(?:质量)?验收(?:备案)?|竣工(?:备案|手续|资料|材料)|验收备案|^竣工$/,
    unless: /(?:规划|消防|人防)(?:竣工)?验收备案/,
  },
  {
    fact: 'acceptance',
    value: false,
    sense: 'be',
    words: /(?:委托|聘请|须|需|应|进行|开展|待).{0,8}质量(?:安全)?鉴定|质量(?:安全)?鉴定合格后/,
  },
  {
    fact: 'quality',
    value: false,
    sense: 'be',
    words: /(?:质量|结构)(?:安全)?(?:鉴定|检测|评估).{0,6}(?:不合格|未通过|不达标|[CD]级)|[CD]级危房|危房/,
  },
  // fire
  {
    fact: 'fire_appraisal',
    value: false,
    sense: 'be',
    words: /消防(?:安全)?(?:检测|评估).{0,6}(?:不合格|未通过|不达标)/,
  },
  {
    fact: 'fire',
    value: false,
    sense: 'lack',
    words: /消防(?:竣工)?(?:验收|备案|手续|设施|审核|审批|设计|资料|材料)|消防$|消防(?=[未无缺没不]|均|都|尚)/,
    unless: /消防(?:通道|器材|栓|宣传)/,
  },
  {
    fact: 'fire',
    value: false,
    sense: 'be',
    words: /消防(?:安全)?(?:检测|评估).{0,6}合格后|出具消防(?:认定)?意见|(?:委托|聘请|须|需|待).{0,8}消防(?:检测|评估)/,
  },
  // civil defence
  {
    fact: 'civil_defence_fee_paid',
    value: false,
    sense: 'owe',
    words: /易地建设费|人防(?:工程)?(?:建设)?费/,
  },
  {
    fact: 'civil_defence',
    value: false,
    sense: 'lack',
    words: /人防(?:工程)?(?:验收|审批|备案|审核)?(?:手续|资料|材料)?/,
    unless: /易地建设费|人防(?:工程)?(?:建设)?费/,
  },
  // survey
  {
    fact: 'cadastral_survey',
    value: false,
    sense: 'lack',
    words: /(?:权籍|地籍|不动产)(?:调查|测绘|测量)|房屋(?:面积)?(?:测绘|测量|实测)|测绘(?:报告|成果)|^测绘$/,
  },
  { fact: 'building_table', value: false, sense: 'lack', words: /楼盘表/ },
  { fact: 'common_parts_confirmed', value: false, sense: 'lack', words: /共有部分|公共部分|公用部分/ },
  // who applies
  {
    fact: 'developer_standing',
    value: 'deregistered',
    sense: 'be',
    words: new RegExp(`${developer}(?:名称)?(?:已经?|现已|早已|被|于.{0,10})?(?:依法)?注销`),
    unless: /抵押|未注销/,
  },
  {
    fact: 'developer_standing',
    value: 'revoked',
    sense: 'be',
    words: new RegExp(`${developer}.{0,6}吊销|(?:营业)?执照(?:已|被|已被)?吊销|吊销(?:营业)?执照`),
  },
  {
    fact: 'developer_standing',
    value: 'missing',
    sense: 'be',
    words:
      /(?:开发|建设|企业|公司|法人|法定代表人|开发商|老板).{0,8}(?:失联|下落不明|联系不上|无法联系|跑路|失踪|找不到)/,
  },
  {
    fact: 'developer_standing',
    value: 'extinct',
    sense: 'be',
    words: new RegExp(`${developer}.{0,4}(?:灭失|已?破产|倒闭|解散|已?不(?:复|再)?存在|撤销)|主体灭失`),
  },
  { fact: 'successor', value: 'designated', sense: 'be', words: /政府已(?:经)?指定/ },
  {
    fact: 'successor',
    value: 'none',
    sense: 'be',
    words: /无(?:权利义务)?承[继接]|没有承[继接]|无上级(?:主管)?(?:部门|单位)|政府指定.{0,8}申请/,
  },
  {
    fact: 'unit_housing',
    value: true,
    sense: 'be',
    words: /集资(?:建)?(?:房|楼)|单位自建|房改房|单位(?:福利|职工)房/,
  },
  {
    fact: 'developer_violation',
    value: true,
    sense: 'be',
    words: /违法(?:违规|建设|用地|占地|开发|销售|建房)|违规(?:建设|开发|销售|用地)|未批先建|无证(?:开工|施工|销售)/,
  },
  // sale
  {
    fact: 'contracts_in_order',
    value: false,
    sense: 'lack',
    words: /(?:购房|买卖|售房|商品房|网签|住户|业主)?合同/,
    unless: /出让合同|施工合同|借款合同/,
  },
  {
    fact: 'contracts_in_order',
    value: false,
    sense: 'be',
    words: /(?:仅有|只有|仅|只).{0,4}(?:收据|协议|白条|收条)|追认(?:购房)?合同|未(?:办理?)?网签/,
  },
  { fact: 'invoices_issued', value: false, sense: 'lack', words: /发票/ },
  // dues
  {
    fact: 'land_price_settled',
    value: false,
    sense: 'owe',
    words: /出让(?:金|价款|款|收入)|土地(?:价款|款|收益金|收益)|地价款/,
  },
  {
    fact: 'taxes_settled',
    value: false,
    sense: 'owe',
    words: /税费|税款|税金|税收|(?:企业所得|土地增值|增值|营业|土地使用|印花|开发)税|规费/,
    unless: /契税/,
  },
  { fact: 'taxes_settled', value: false, sense: 'be', words: /欠税/ },
  // restraints
  { fact: 'seized', value: true, sense: 'be', words: /查封|冻结/ },
  { fact: 'mortgaged', value: true, sense: 'be', words: /抵押/ },
  {
    fact: 'disputed',
    value: true,
    sense: 'be',
    words:
      /(?:权属|产权|土地|边界|界址|宗地|四至).{0,4}(?:纠纷|争议|不清|不明)|一房[二两多]卖|存在(?:纠纷|争议)|^(?:纠纷|争议)$/,
    unless: /继承|离婚|析产/,
  },
]

/** Readings of problem words, newest first; one holds for texts of its day and after. What is older is read by the last. */
const editions: readonly { from: string; source: string; wordings: readonly ProblemWording[] }[] = [
  { from: '2021-01-04', source: '自然资发〔2021〕1号 · 三县台账 2022', wordings },
]

/** The wordings by which a text of that day is read. */
export function wordingsOn(day: string): readonly ProblemWording[] {
  return (editions.find(({ from }) => from <= day) ?? editions.at(-1))?.wordings ?? []
}
